//! All that is kept about one contact is handed out as a file that a person can read: by managers, as far as they may see,
//! and it is noted.

use super::contact_files::sent_file;
use super::forgetting::{concludes, forgets, page};
use super::path::{NUMBER, SHOWN, file};
use super::walk::{MARIA, fill, give, in_portuguese, open, send, taps_exactly, to_templates};
use crate::world::{ANA, BRUNO, CARLA, Person, World};

const NAME: &str = "Maria <b>Souza</b>";

/// A contact with a note, a tag, two attendances and something said in them.
async fn with_a_past(world: &World, carla: &Person) {
    file(carla, NUMBER, NAME).await;
    page(carla).await;
    carla.taps("✏️ Nota").await;
    carla.types("Toca xilofone");
    carla.sees("Salvo").await;
    carla.taps("Etiquetas").await;
    carla.types("Atacado");
    carla.sees("Atacado").await;
    to_templates(carla, MARIA).await;
    fill(carla, "retorno_orcamento").await;
    give(carla, &["Maria", "1042", "Gonçalves 12"]).await;
    send(world, carla).await;
    carla.sees_somewhere("✓✓ entregue").await;
    world.cloud.say(MARIA, "Comprei <script>alert(1)</script> uma zarabatana").unwrap();
    carla.sees_somewhere("zarabatana").await;
    carla.taps("Mais").await;
    taps_exactly(carla, "📝 Nota").await;
    carla.types("Cliente antigo");
    carla.sees("Nota guardada").await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_kept_about_a_contact_comes_as_one_page_that_anybody_can_read() {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![balcao::domain::id::StaffId(CARLA)];
    world.start().await;
    let carla = world.person(CARLA);
    with_a_past(&world, &carla).await;
    page(&carla).await;
    carla.taps("Exportar dados").await;
    carla.sees("é tudo o que está guardado").await;
    let (name, text) = sent_file(&carla, ".html").await;
    assert_eq!(name, "dados-do-contato.html");
    for part in [
        "<html lang=\"pt-BR\">",
        "Dados guardados sobre Maria &lt;b&gt;Souza&lt;/b&gt;",
        "Gerado em 22/11/2026 15:00 (America/Sao_Paulo)",
        SHOWN,
        MARIA,
        "Toca xilofone",
        "Atacado",
        "Gonçalves 12",
        "1042",
        "Comprei &lt;script&gt;alert(1)&lt;/script&gt; uma zarabatana",
        "<time datetime=\"2026-11-22T18:00:00Z\">22/11/2026 15:00</time>",
        "✓✓ entregue 22/11/2026 15:00",
        "cobrança: utility (regular)",
        "Cliente antigo",
        "Atendimento iniciado",
        "Dados exportados",
        "WhatsApp Oficial",
        "Vendas",
    ] {
        assert!(text.contains(part), "«{part}» is not in it: {text}");
    }
    assert!(!text.contains("<script") && !text.contains("Carla"), "{text}");
    assert_eq!(text.matches("<section>").count(), text.matches("</section>").count());
    assert!(text.ends_with("</body></html>\n"), "{text}");
    // Who took it is noted, and who is owner reads so.
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    carla.sees("exportou os dados de Maria").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_manager_takes_it_and_what_they_may_not_see_stays_out_of_it() {
    let mut world = in_portuguese().await;
    for person in &mut world.config.staff {
        if person.telegram_id.0 == BRUNO {
            person.role = balcao::domain::staff::Role::Manager;
        }
    }
    world.start().await;
    let (carla, ana, bruno) = (world.person(CARLA), world.person(ANA), world.person(BRUNO));
    with_a_past(&world, &carla).await;
    page(&ana).await;
    assert!(!ana.buttons().iter().any(|one| one.contains("Exportar")), "{:?}", ana.buttons());
    let (message, data) = ana.button("Nome").await;
    ana.taps_data(message, &data.replace("co:ed.name", "co:cp")).await;
    ana.sees("⚠️").await;
    assert!(!ana.transcript().contains("dados-do-contato"));
    // Bruno manages other teams: what was said in Vendas is not for him, and the file says that something is missing.
    page(&bruno).await;
    bruno.taps("Exportar dados").await;
    bruno.sees("sem 1 atendimento").await;
    let (_, text) = sent_file(&bruno, ".html").await;
    assert!(text.contains("Toca xilofone") && text.contains("Falta 1 atendimento"), "{text}");
    assert!(!text.contains("zarabatana") && !text.contains("Cliente antigo"), "{text}");
    assert!(!text.contains("Atendimento iniciado"), "{text}");
    world.ends_well().await;
}

/// The list that owners read names people as they are called now, and those who were forgotten not at all.
#[tokio::test(flavor = "multi_thread")]
async fn owners_read_who_started_read_exported_and_erased_and_find_no_forgotten_name() {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![balcao::domain::id::StaffId(CARLA)];
    world.start().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Hermengarda").await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    open(&world, &carla, MARIA).await;
    carla.sees_somewhere("✓✓ entregue").await;
    carla.taps("Mais").await;
    carla.taps("Histórico").await;
    carla.sees("Histórico").await;
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    let panel = carla.sees("Histórico de mudanças").await;
    for line in
        ["iniciou um atendimento com Hermengarda (WhatsApp Oficial)", "leu o atendimento de Hermengarda"]
    {
        assert!(panel.text.contains(line), "{line}: {}", panel.text);
    }
    carla.taps("Só pessoas").await;
    let panel = carla.sees("Nada mudou ainda").await;
    assert!(!panel.text.contains("Hermengarda"), "{}", panel.text);
    carla.types("/atendimentos");
    carla.taps("Meus").await;
    carla.taps("Hermengarda").await;
    concludes(&carla).await;
    forgets(&carla).await;
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    carla.taps("Só contatos").await;
    let panel = carla.sees("esqueceu um contato").await;
    assert!(panel.text.contains("leu o atendimento de um contato esquecido"), "{}", panel.text);
    assert!(!panel.text.contains("Hermengarda") && !panel.text.contains("99999"), "{}", panel.text);
    world.ends_well().await;
}
