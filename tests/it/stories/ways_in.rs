//! Every way to the number of a contact: typed, pasted, linked, on a card, from the contacts on file.

use super::path::{NUMBER, SHOWN, Step, file, walk};
use crate::world::{ANA, BRUNO, CARLA, World, within};
use balcao::demo::handset::ContactSeed;
use balcao::demo::telegram::SharedContact;
use chrono::TimeDelta;

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_understood_however_it_is_written() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for spelling in [
        "51 99999-8888",
        "51999998888",
        "(51) 9 9999.8888",
        "51 9999-8888",
        "051 99999 8888",
        "0 15 51 99999-8888",
        "+55 (51) 99999-8888",
        "5551999998888",
        "0055 51 99999-8888",
        "wa.me/5551999998888",
        "https://wa.me/5551999998888?text=Oi",
        "https://api.whatsapp.com/send?phone=5551999998888",
        "tel:+55-51-99999-8888",
        "Fala com a Maria, o número dela é 51 99999-8888, obrigada!",
        "\u{202a}+55 51 99999-8888\u{202c}",
    ] {
        carla.types(spelling);
        let panel = carla.sees("Ainda não está nos seus contatos").await;
        assert!(panel.text.contains(SHOWN), "{spelling}: {}", panel.text);
        assert!(panel.text.contains("Brasil · RS"), "{spelling}: {}", panel.text);
        carla.types("/cancelar");
        carla.sees("Olá, Carla").await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_typed_in_any_step_that_waits_for_no_text_begins_with_that_number() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for (command, says) in [
        ("/menu", "Olá, Carla"),
        ("/ajuda", "Ajuda"),
        ("/idioma", "Em que idioma"),
        ("/fila", "Nada esperando"),
        ("/atendimentos", "Você não tem atendimentos"),
        ("/contatos", "Ninguém por aqui"),
    ] {
        carla.types(command);
        carla.sees(says).await;
        carla.types("11 98888-7777");
        carla.sees("+55 11 98888-7777").await;
    }
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    for step in [Step::Number, Step::SendType, Step::Channel, Step::Team, Step::Preview, Step::Review] {
        walk(&carla, step).await;
        carla.types("11 98888-7777");
        let panel = carla.sees("+55 11 98888-7777").await;
        assert!(panel.text.contains("Ainda não está nos seus contatos"), "{step:?}: {}", panel.text);
        carla.types("/menu");
        carla.sees("continue quando quiser").await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_with_several_numbers_offers_a_button_for_each() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("Maria: (51) 99999-8888 ou wa.me/5511988887777; fixo 51 3333-4444");
    carla.sees("Qual destes números?").await;
    let offered = carla.buttons();
    assert_eq!(offered.len(), 4, "{offered:?}");
    assert_eq!(offered[..2], [SHOWN, "+55 11 98888-7777"]);
    carla.taps("+55 11 98888-7777").await;
    let panel = carla.sees("Ainda não está nos seus contatos").await;
    assert!(panel.text.contains("+55 11 98888-7777"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_card_with_one_number_leads_to_it_with_its_name_whether_or_not_there_is_a_plus() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for number in ["5551999998888", "+5551999998888", "51999998888"] {
        carla.shares(card(number, None));
        let panel = carla.sees("Ainda não está nos seus contatos").await;
        assert!(panel.text.contains(SHOWN) && panel.text.contains("Maria Souza"), "{}", panel.text);
        carla.types("/menu");
        carla.sees("Olá, Carla").await;
    }
    // One that an app of the United States shares without the plus.
    carla.shares(card("14155552671", None));
    carla.sees("+1 415-555-2671").await;
    carla.taps("Conversar").await;
    let panel = carla.sees("Selecione o tipo de envio").await;
    assert!(panel.text.contains("Maria Souza"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_card_with_several_numbers_asks_which_and_keeps_the_name() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    let vcard = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maria Souza\r\nTEL;TYPE=CELL:+55 51 99999-8888\r\n\
        TEL;TYPE=WORK:+55 11 98888-7777\r\nEND:VCARD";
    carla.shares(card("5551999998888", Some(vcard)));
    let panel = carla.sees("Qual destes números?").await;
    assert!(panel.text.contains("Maria Souza"), "{}", panel.text);
    assert_eq!(carla.buttons()[..2], [SHOWN, "+55 11 98888-7777"]);
    carla.taps("+55 11 98888-7777").await;
    let panel = carla.sees("Ainda não está nos seus contatos").await;
    assert!(panel.text.contains("Maria Souza") && panel.text.contains("+55 11 98888-7777"), "{}", panel.text);
    carla.shares(SharedContact {
        first_name: "Fixo".into(),
        phone_number: "5133334444".into(),
        ..<_>::default()
    });
    carla.sees("Este número é fixo").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deep_link_begins_with_its_number_and_one_that_means_nothing_says_so() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/start n5551999998888");
    let panel = carla.sees("Ainda não está nos seus contatos").await;
    assert!(panel.text.contains(SHOWN), "{}", panel.text);
    for payload in ["n", "n12", "nabc", "x5551999998888", "n5551333334444444"] {
        carla.types("/menu");
        carla.sees("Olá, Carla").await;
        carla.types(&format!("/start {payload}"));
        let panel = carla.sees("Não entendi este link").await;
        assert!(panel.text.contains("Olá, Carla"), "{payload}: {}", panel.text);
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_on_file_come_most_recent_first_and_typing_filters_them() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for (number, name) in
        [("11 98888-7777", "João Pereira"), ("31 98765-4321", "Ana Lima"), (NUMBER, "Maria Souza")]
    {
        file(&carla, number, name).await;
        world.turn(TimeDelta::minutes(1));
    }
    carla.taps("Novo atendimento").await;
    carla.sees("Pesquisar").await;
    let rows = carla.buttons();
    assert!(rows[0].contains("Novo contato"), "{rows:?}");
    for (row, name) in rows[1..4].iter().zip(["Maria Souza", "Ana Lima", "João Pereira"]) {
        assert!(row.contains(name), "{rows:?}");
    }
    for (typed, name) in
        [("joao", "João Pereira"), ("PER", "João Pereira"), ("8765", "Ana Lima"), ("souza m", "Maria Souza")]
    {
        carla.types(typed);
        carla.sees(&format!("“{typed}”: 1 contato.")).await;
        assert!(carla.buttons()[1].contains(name), "{typed}: {:?}", carla.buttons());
    }
    carla.types("zzz");
    carla.sees("ninguém encontrado").await;
    carla.taps("Limpar pesquisa").await;
    carla.sees("Pesquisar").await;
    assert_eq!(carla.buttons().len(), rows.len());
    carla.taps("João Pereira").await;
    let panel = carla.sees("Nenhum atendimento até agora").await;
    assert!(
        panel.text.contains("João Pereira") && panel.text.contains("+55 11 98888-7777"),
        "{}",
        panel.text
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_contact_is_named_and_a_known_one_renamed() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/novo");
    carla.sees("Contatos").await;
    carla.taps("Novo contato").await;
    carla.sees("Digite ou cole o número").await;
    carla.types(NUMBER);
    carla.sees("Ainda não está").await;
    carla.taps("Novo contato").await;
    carla.sees("Nome do contato").await;
    carla.types("  Maria   Souza ");
    carla.taps("Salvar").await;
    let panel = carla.sees("Salvo").await;
    assert!(panel.text.contains("Maria Souza") && panel.text.contains(SHOWN), "{}", panel.text);
    assert!(carla.buttons().iter().any(|one| one.contains("Editar")), "{:?}", carla.buttons());
    carla.taps("Editar").await;
    carla.taps("✏️ Nome").await;
    carla.sees("Nome do contato").await;
    carla.types("Maria Lúcia");
    let panel = carla.sees("Maria Lúcia").await;
    assert!(!panel.text.contains("Souza"), "{}", panel.text);
    let ana = world.person(ANA);
    ana.types("wa.me/5551999998888");
    ana.sees("Maria Lúcia").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_contact_is_shown_with_its_last_attendance_and_who_has_it_open() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, "11 98888-7777", "João Pereira").await;
    carla.types("11 98888-7777");
    carla.sees("João Pereira").await;
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;

    let (ana, bruno) = (world.person(ANA), world.person(BRUNO));
    ana.types("11 98888-7777");
    let panel = ana.sees("João Pereira").await;
    assert!(panel.text.contains("Carla Dias (Vendas)"), "{}", panel.text);
    bruno.types("11 98888-7777");
    let panel = bruno.sees("João Pereira").await;
    assert!(!panel.text.contains("Carla") && !panel.text.contains("Vendas"), "{}", panel.text);
    assert!(panel.text.contains("another team"), "{}", panel.text);

    carla.taps("Concluir").await;
    carla.taps("Objetivo atingido").await;
    carla.taps("Concluir sem nota").await;
    carla.sees("Atendimento concluído").await;
    world.turn(TimeDelta::hours(1));
    carla.types("11 98888-7777");
    let panel = carla.sees("Último atendimento: ").await;
    assert!(panel.text.contains("15:00"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_found_with_the_ninth_digit_and_without_it() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, "51 99999-8888", "Maria Souza").await;
    file(&carla, "+52 55 1234 5678", "Diego Hernández").await;
    for (typed, name) in [
        ("51 9999-8888", "Maria Souza"),
        ("+55 51 9999-8888", "Maria Souza"),
        ("51 99999-8888", "Maria Souza"),
        ("+52 1 55 1234 5678", "Diego Hernández"),
    ] {
        carla.types(typed);
        let panel = carla.sees("Nenhum atendimento até agora").await;
        assert!(panel.text.contains(name), "{typed}: {}", panel.text);
        carla.types("/menu");
        carla.sees("Olá, Carla").await;
    }
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    assert_eq!(carla.buttons().len(), 7, "{:?}", carla.buttons());
    world.ends_well().await;
}

/// One contact was put on file by number; another one wrote without showing a number, and shows the same one later.
#[tokio::test(flavor = "multi_thread")]
async fn two_contacts_with_the_same_number_are_asked_about() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    let hidden = ContactSeed::new("5551999998888", "Mariazinha").hidden_behind("mariazinha");
    world.cloud.add_contact(hidden.clone());
    world.cloud.say("5551999998888", "Oi").unwrap();
    carla.sees_somewhere("Mariazinha").await;
    file(&carla, NUMBER, "Maria Souza").await;
    world.cloud.add_contact(ContactSeed { hides_number: false, ..hidden });
    world.cloud.say("5551999998888", "Sou eu de novo").unwrap();
    within(
        "the webhook is taken",
        world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(())),
    )
    .await;

    carla.types(NUMBER);
    let panel = carla.sees("mais de um contato").await;
    assert!(panel.text.contains(SHOWN), "{}", panel.text);
    for name in ["Maria Souza", "Mariazinha"] {
        assert!(carla.buttons().iter().any(|one| one.contains(name)), "{:?}", carla.buttons());
    }
    carla.taps("Maria Souza").await;
    let panel = carla.sees("Nenhum atendimento até agora").await;
    assert!(panel.text.contains("Maria Souza"), "{}", panel.text);
    world.ends_well().await;
}

fn card(number: &str, vcard: Option<&str>) -> SharedContact {
    SharedContact {
        phone_number: number.to_owned(),
        first_name: "Maria".to_owned(),
        last_name: Some("Souza".to_owned()),
        user_id: None,
        vcard: vcard.map(str::to_owned),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deep_link_may_bring_channel_team_and_template_as_far_as_its_reader_may_choose_them() {
    let world = World::new().await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    carla.types("/start n5551999998888__oficial__vendas__pedido_confirmado");
    let panel = carla.sees("Faltam preencher 3 parâmetros").await;
    assert!(panel.text.contains("pedido_confirmado"), "{}", panel.text);
    carla.types("/menu");
    carla.sees("pela metade").await;
    carla.types("/start n5551999998888__oficial__vendas");
    carla.sees("modelos aprovados").await;
    carla.types("/menu");
    carla.sees("pela metade").await;
    carla.types("/start n5551999998888__oficial");
    carla.sees("Selecione uma equipe").await;
    carla.types("/start n5551999998888__oficial__vendas__nenhum_assim");
    let panel = carla.sees("modelos aprovados").await;
    assert!(panel.text.contains("nenhum_assim"), "{}", panel.text);
    // Bruno is not in Vendas, and may not use its channel.
    bruno.types("/start n5551999998888__loja__vendas");
    let panel = bruno.sees("⚠️").await;
    assert!(!panel.text.contains("Vendas"), "{}", panel.text);
    bruno.types("/start n5551999998888__oficial__vendas");
    let panel = bruno.sees("⚠️").await;
    assert!(!panel.text.contains("Vendas"), "{}", panel.text);
    world.ends_well().await;
}
