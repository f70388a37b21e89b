//! The page of a contact: a new one field by field, what is written down changed and erased, tags, blocking, opting out,
//! and two contacts that are one.

use super::path::{NUMBER, SHOWN, file};
use super::walk::MARIA;
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};
use chrono::TimeDelta;

/// The number as read, whatever was shown before.
async fn number(person: &Person, number: &str) {
    person.types("/menu");
    person.sees("!").await;
    person.types(number);
    person.sees("📱 +55").await;
}

/// The contact's page.
pub(super) async fn page(person: &Person, of: &str) {
    number(person, of).await;
    person.taps("✏️").await;
    person.sees("💬").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_contact_is_asked_for_field_by_field_and_kept_when_one_says_so() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/contatos");
    carla.taps("Novo contato").await;
    carla.sees("Digite ou cole o número").await;
    // Who begins with the name is asked for the number next.
    carla.types("Rita Lee");
    let panel = carla.sees("Rita Lee").await;
    assert!(panel.text.contains("Digite ou cole o número"), "{}", panel.text);
    assert!(!carla.buttons().iter().any(|one| one.contains("Salvar")), "{:?}", carla.buttons());
    carla.types("3333-4444");
    carla.sees("Falta o DDD").await;
    carla.types("11 98888-7777");
    carla.sees("Digite o e-mail").await;
    carla.types("rita");
    carla.sees("Isto não é um e-mail").await;
    carla.types("rita@Exemplo.com.br");
    carla.sees("Digite a empresa").await;
    carla.taps("Voltar").await;
    let panel = carla.sees("Digite o e-mail").await;
    assert!(panel.text.contains("rita@exemplo.com.br"), "{}", panel.text);
    carla.taps("Cancelar").await;
    carla.taps("Continuar de onde parou").await;
    carla.sees("Digite o e-mail").await;
    carla.types("rita@exemplo.com.br");
    carla.sees("Digite a empresa").await;
    carla.taps("Pular").await;
    carla.sees("Digite uma nota").await;
    carla.types("Prefere à tarde\nPaga em dia");
    carla.sees("toque em Salvar").await;
    carla.taps("Salvar").await;
    let panel = carla.sees("Salvo").await;
    assert!(panel.text.contains("Rita Lee") && panel.text.contains("+55 11 98888-7777"), "{}", panel.text);

    // A colleague of another team finds her by the words of the note, sees all of it, and changes some.
    let ana = world.person(ANA);
    ana.types("/contactos");
    ana.sees("Contactos").await;
    ana.types("paga tarde");
    ana.sees("1 contacto").await;
    ana.taps("Rita Lee").await;
    ana.taps("Editar").await;
    let page = ana.sees("rita@exemplo.com.br").await;
    assert!(page.text.contains("Paga em dia"), "{}", page.text);
    ana.taps("Empresa").await;
    ana.types("Padaria São João");
    ana.sees("Padaria São João").await;
    ana.taps("Correo").await;
    ana.taps("Borrar").await;
    let page = ana.sees("Borrado").await;
    assert!(!page.text.contains("rita@"), "{}", page.text);
    ana.types("/contactos");
    ana.types("padaria");
    ana.sees("1 contacto").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_changed_unless_it_is_somebody_elses() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    file(&carla, "11 98888-7777", "João Lima").await;
    page(&carla, NUMBER).await;
    carla.taps("✏️ Número").await;
    let panel = carla.sees("Digite ou cole o número").await;
    assert!(panel.text.contains(SHOWN), "{}", panel.text);
    carla.types("(11) 9 8888-7777");
    carla.sees("João Lima").await;
    carla.types("21 97777-6666");
    let panel = carla.sees("+55 21 97777-6666").await;
    assert!(panel.text.contains("Salvo") && panel.text.contains("Maria Souza"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_whose_attendances_one_may_see_and_counts_the_others() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    number(&carla, NUMBER).await;
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    page(&carla, NUMBER).await;
    carla.sees("1 atendimento.").await;
    carla.taps("Atendimentos").await;
    carla.sees("Atendimentos · Maria Souza").await;
    carla.taps("Vendas · Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;

    let bruno = world.person(BRUNO);
    page(&bruno, NUMBER).await;
    let panel = bruno.sees("1 more conversation of another team").await;
    assert!(!panel.text.contains("Vendas") && !panel.text.contains("Carla"), "{}", panel.text);
    bruno.taps("💬 Conversations").await;
    bruno.sees("Conversations · Maria Souza").await;
    assert_eq!(bruno.buttons().len(), 2, "{:?}", bruno.buttons());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_given_taken_and_filtered_by() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    file(&carla, "11 98888-7777", "João Lima").await;
    page(&carla, NUMBER).await;
    carla.taps("Etiquetas").await;
    carla.sees("Toque para pôr ou tirar").await;
    carla.types("#Atacado São Paulo");
    carla.sees("🏷 Atacado São Paulo").await;
    carla.types("…");
    carla.sees("Não achei nada aí").await;
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    carla.types("#atacado sao");
    carla.sees("1 contato.").await;
    assert!(carla.buttons()[1].contains("Maria Souza"), "{:?}", carla.buttons());
    page(&carla, "11 98888-7777").await;
    carla.taps("Etiquetas").await;
    carla.taps("Atacado São Paulo").await;
    carla.button("✅ Atacado São Paulo").await;
    carla.taps("Atacado São Paulo").await;
    carla
        .until("the tag is taken", |telegram| {
            let last = telegram.last(CARLA)?;
            last.keyboard.iter().flatten().any(|one| one.text == "Atacado São Paulo").then_some(())
        })
        .await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_blocked_is_heard_by_nobody_and_started_with_by_nobody() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    file(&carla, NUMBER, "Maria Souza").await;
    page(&ana, NUMBER).await;
    ana.taps("Bloquear").await;
    ana.sees("¿Bloquear a Maria Souza?").await;
    ana.taps("Bloquear").await;
    ana.sees("🚫 Bloqueado.").await;
    // Who blocked may not let in again, by whatever button.
    let (message, data) = ana.button("Nombre").await;
    ana.taps_data(message, &data.replace("co:ed.name", "co:ub")).await;
    ana.sees("🚫 Bloqueado por Ana").await;
    number(&ana, NUMBER).await;
    ana.taps("Conversar").await;
    ana.sees("Un gerente puede desbloquearlo").await;
    ana.types("/menu");
    ana.sees("!").await;
    ana.types("/start n5551999998888");
    ana.sees("📱 +55").await;
    ana.taps("Conversar").await;
    ana.sees("Un gerente puede desbloquearlo").await;

    let heard = world.telegram.chat(CARLA).len();
    world.cloud.say(MARIA, "Alô? Alguém?").unwrap();
    within(
        "the webhook is taken",
        world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(())),
    )
    .await;
    carla.types("/atendimentos");
    carla.sees("Você não tem atendimentos").await;
    assert!(carla.buttons().contains(&"Novos (0)".to_owned()), "{:?}", carla.buttons());
    assert!(world.telegram.chat(CARLA).len() <= heard + 3);

    page(&carla, NUMBER).await;
    // What was written is kept, and shown to who looks for it.
    carla.sees("1 atendimento.").await;
    carla.taps("Desbloquear").await;
    carla.sees("✅ Desbloqueado.").await;
    world.cloud.say(MARIA, "Agora sim").unwrap();
    carla.sees_somewhere("Agora sim").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_no_templates_gets_none_unless_a_manager_says_so() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    file(&carla, NUMBER, "Maria Souza").await;
    page(&ana, NUMBER).await;
    ana.taps("No quiere plantillas").await;
    ana.sees("ya no recibe plantillas").await;
    ana.taps("Conversar").await;
    ana.taps("Iniciar atención").await;
    ana.taps("WhatsApp Oficial").await;
    ana.sees("Un gerente puede enviar una").await;
    number(&carla, NUMBER).await;
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("WhatsApp Oficial").await;
    carla.taps("Vendas").await;
    let panel = carla.sees("você pode enviar mesmo assim").await;
    assert!(panel.text.contains("modelos aprovados"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_who_writes_the_word_gets_no_templates_any_more() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    world.cloud.say(MARIA, "Não quero parar de comprar").unwrap();
    carla.sees_somewhere("Não quero parar de comprar").await;
    page(&carla, NUMBER).await;
    carla.button("🔕 Não quer modelos").await;
    world.cloud.say(MARIA, " *Sair*! ").unwrap();
    carla.sees_somewhere("Sair").await;
    page(&carla, NUMBER).await;
    carla.sees("🔕 Não quer modelos desde").await;
    carla.taps("🔔 Aceita modelos").await;
    carla.sees("volta a receber modelos").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_contacts_become_one_and_for_a_day_two_again() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    file(&carla, "11 98888-7777", "Maria S. (celular novo)").await;
    number(&carla, "11 98888-7777").await;
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    let merge = async || {
        page(&carla, NUMBER).await;
        carla.taps("🔗 Juntar").await;
        carla.sees("Qual contato é a mesma pessoa?").await;
        carla.types("celular novo");
        carla.sees("1 contato.").await;
        carla.taps("celular novo").await;
        carla.sees("São a mesma pessoa?").await;
        carla.taps("Sim, juntar").await;
    };
    merge().await;
    let panel = carla.sees("Por 24 horas dá para desfazer").await;
    assert!(
        panel.text.contains("+55 11 98888-7777") && panel.text.contains("1 atendimento."),
        "{}",
        panel.text
    );
    number(&carla, "11 98888-7777").await;
    let panel = carla.sees("Maria Souza").await;
    assert!(
        !panel.text.contains("celular novo") && panel.text.contains("Em atendimento com você"),
        "{}",
        panel.text
    );
    page(&carla, "11 98888-7777").await;
    carla.sees("Também: ").await;
    carla.taps("Desfazer junção").await;
    let panel = carla.sees("são dois contatos de novo").await;
    assert!(
        !panel.text.contains("98888-7777") && panel.text.contains("Nenhum atendimento"),
        "{}",
        panel.text
    );
    number(&carla, "11 98888-7777").await;
    carla.sees("celular novo").await;

    merge().await;
    carla.sees("Por 24 horas dá para desfazer").await;
    let (message, data) = carla.button("Desfazer junção").await;
    world.turn(TimeDelta::hours(24) + TimeDelta::minutes(1));
    carla.taps_data(message, &data).await;
    number(&carla, "11 98888-7777").await;
    let panel = carla.sees("Maria Souza").await;
    assert!(!panel.text.contains("celular novo"), "{}", panel.text);
    world.ends_well().await;
}
