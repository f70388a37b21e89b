//! Lists on the panel: eight rows a page, and names that stand there as they are.

use super::path::{NUMBER, Step, file, walk};
use crate::world::{CARLA, Person, World};
use balcao::demo::handset::ContactSeed;
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_of_templates_shows_eight_rows_a_page() {
    let mut world = World::empty().await;
    for number in 1..=27 {
        world.cloud.add_template(json!({
            "id": format!("9{number}"), "name": format!("zz_{number:03}"), "language": "pt_BR",
            "status": "APPROVED", "category": "UTILITY", "components": [{"type": "BODY", "text": "Oi"}],
        }));
    }
    world.start().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.sees("36 modelos aprovados").await;
    turns_pages(&carla, 36, |one| one.contains(" · ")).await;
    carla.types("zz_01");
    carla.sees("“zz_01”: 10 modelos").await;
    assert!(carla.buttons().iter().any(|one| one == "1/2"), "{:?}", carla.buttons());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_of_contacts_shows_eight_rows_a_page() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for number in 10..29 {
        file(&carla, &format!("51 99999-88{number}"), &format!("Pessoa {number}")).await;
        world.turn(TimeDelta::minutes(1));
    }
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    turns_pages(&carla, 19, |one| one.contains("Pessoa")).await;
    // Digits are sought in numbers, too: all of these have a 1 after four digits from the end, or in the name.
    carla.types("pessoa 881");
    carla.sees("10 contatos").await;
    turns_pages(&carla, 10, |one| one.contains("Pessoa 1")).await;
    world.ends_well().await;
}

/// Turns from the first page to the last and back, and counts the rows: eight on each but the last.
async fn turns_pages(person: &Person, total: usize, is_row: impl Fn(&str) -> bool) {
    let of = total.div_ceil(8);
    let rows = || -> Vec<String> { person.buttons().into_iter().filter(|one| is_row(one)).collect() };
    let shows = async |page: usize| {
        let label = format!("{page}/{of}");
        person
            .until(&format!("page {label} is shown"), |_| person.buttons().contains(&label).then_some(()))
            .await;
    };
    let mut seen = Vec::new();
    for page in 1..=of {
        shows(page).await;
        let wanted = if page == of { total - 8 * (of - 1) } else { 8 };
        assert_eq!(rows().len(), wanted, "page {page}: {:?}", person.buttons());
        seen.extend(rows());
        assert_eq!(person.buttons().contains(&"‹".to_owned()), page > 1);
        assert_eq!(person.buttons().contains(&"›".to_owned()), page < of);
        if page < of {
            person.taps("›").await;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), total, "every row comes once");
    for page in (1..of).rev() {
        person.taps("‹").await;
        shows(page).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_stand_on_their_buttons_unchanged_however_long_they_are() {
    let mut world = World::empty().await;
    let template = "confirmacao_de_agendamento_com_endereco_e_horario_e_nome_do_profissional_v2";
    let team = "Vendas para empresas, associações e órgãos públicos da região metropolitana";
    let channel = "WhatsApp das lojas do centro histórico, da zona norte e da zona sul";
    world.cloud.add_template(json!({
        "id": "77", "name": template, "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Oi"}],
    }));
    world.config.teams[0].name = team.to_owned();
    world.config.channels[0].name = channel.to_owned();
    world.start().await;
    let carla = world.person(CARLA);
    let contact = "Maria Aparecida dos Santos Oliveira Figueiredo de Albuquerque e Mello Neta";
    file(&carla, NUMBER, contact).await;
    let shows = |name: &str| {
        let buttons = carla.buttons();
        assert!(buttons.iter().any(|one| one.contains(name)), "no «{name}» in {buttons:?}");
    };
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    shows(contact);
    carla.taps(contact).await;
    carla.sees("Nenhum atendimento").await;
    carla.taps("Conversar").await;
    carla.sees("Selecione o tipo").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("Selecione um canal").await;
    shows(channel);
    carla.taps(channel).await;
    carla.sees("Selecione uma equipe").await;
    shows(team);
    carla.taps(team).await;
    carla.sees("modelos aprovados").await;
    carla.types("agendamento");
    carla.sees("1 modelo.").await;
    shows(template);
    carla.taps(template).await;
    carla.sees("Custo estimado").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    carla.types("/atendimentos");
    carla.sees("Meus (1)").await;
    shows(contact);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_of_the_longest_names_still_make_a_keyboard_that_telegram_takes() {
    let mut world = World::empty().await;
    for number in 1..=16 {
        let name = format!("a{number:02}_{}", "x".repeat(508));
        world.cloud.add_template(json!({
            "id": format!("9{number}"), "name": name, "language": "pt_BR", "status": "APPROVED",
            "category": "AUTHENTICATION", "components": [{"type": "BODY", "text": "Oi"}],
        }));
    }
    world.start().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.types("xxx");
    carla.sees(": 16 modelos.").await;
    assert!(carla.buttons()[0].starts_with(&format!("a01_{} · ", "x".repeat(508))), "{:?}", carla.buttons());
    world.ends_well().await;
}

/// The labels of the attendances that are listed.
fn listed(person: &Person) -> Vec<String> {
    person.buttons().into_iter().filter(|one| one.starts_with(['🟢', '🟡'])).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn attendances_are_found_by_name_and_number_under_every_tab_page_by_page() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for number in 10..29 {
        let digits = format!("55519999988{number}");
        world.cloud.add_contact(ContactSeed::new(&digits, &format!("João {number}")));
        world.cloud.say(&digits, "Oi!").unwrap();
        carla.sees_somewhere(&format!("🟡 João {number}")).await;
        world.turn(TimeDelta::minutes(1));
    }
    world.cloud.say("5551999998888", "Oi!").unwrap();
    carla.sees("🟡 Maria Souza").await;
    carla.taps("Assumir").await;
    carla.sees_somewhere("WhatsApp Oficial · Carla Dias").await;
    carla.types("/atendimentos");
    carla.sees("Meus (1)").await;
    carla.taps("Novos").await;
    carla.sees("Pesquisar").await;
    carla.sees("Novos (19)").await;
    // Without its marks, by a part of the number, and both; what was typed is never syntax.
    carla.types("joao");
    carla.sees("“joao”: 19 atendimentos").await;
    turns_pages(&carla, 19, |one| one.starts_with('🟡')).await;
    carla.types("joao\" 8812");
    carla.sees("8812”: 1 atendimento.").await;
    assert_eq!(listed(&carla).len(), 1, "{:?}", carla.buttons());
    assert!(listed(&carla)[0].contains("João 12"), "{:?}", carla.buttons());
    // The other tabs are filtered alike, and say how many they have.
    carla.taps("Meus (0)").await;
    carla.sees("nenhum atendimento aqui").await;
    carla.types("maria");
    carla.sees("“maria”: 1 atendimento.").await;
    assert_eq!(carla.buttons()[..3], ["Novos (0)", "• Meus (1) •", "Outros (0)"]);
    assert!(listed(&carla)[0].contains("Maria"), "{:?}", carla.buttons());
    carla.taps("Limpar pesquisa").await;
    carla.sees("Pesquisar").await;
    assert_eq!(carla.buttons()[..3], ["Novos (19)", "• Meus (1) •", "Outros (0)"]);
    // A whole number leads to it, as everywhere.
    carla.types("51 99999-8812");
    carla.sees("📱").await;
    world.ends_well().await;
}
