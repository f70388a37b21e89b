//! Names and words that want to be more: markup, line breaks, signs that turn the writing around, formulas. Wherever they
//! appear they are words and nothing else; the embedded Telegram refuses markup that does not close, as the real one does.

use super::contact_files::sent_file;
use super::path::NUMBER;
use super::walk::{MARIA, at_rest, fill, give, in_portuguese, open_unofficial, send, to_templates};
use crate::world::{ANA, CARLA, Person, World};
use balcao::demo::telegram::{FileKind, PersonFile};

/// What somebody calls themselves who wants to look like the desk.
const NAME: &str = "<b>Zé</b> &amp; \"Cia\" </blockquote>*x*";
/// The same as a formula.
const FORMULA: &str = "=HYPERLINK(\"http://x\";\"clique\")";

/// Everything that has a name has a hostile one.
async fn hostile(has_topics: bool) -> World {
    let mut world = in_portuguese().await;
    world.telegram.set_topics(has_topics);
    for team in &mut world.config.teams {
        team.name = format!("{} <i>&", team.name);
    }
    for channel in &mut world.config.channels {
        channel.name = format!("{} </b>&lt;", channel.name);
    }
    for person in &mut world.config.staff {
        person.name = format!("{} <a href=\"x\">", person.name);
    }
    world.telegram.add_person(CARLA, "Carla <script>", Some(world.portuguese()));
    world.start().await;
    world
}

/// Puts a contact on file under a name.
async fn on_file(person: &Person, number: &str, name: &str) {
    person.types(&format!("/start n{number}"));
    person.sees("📱").await;
    person.taps("Novo contato").await;
    person.sees("nome").await;
    person.types(name);
    person.sees("📱").await;
}

each_way! { async fn hostile_names_and_words_are_shown_as_they_are_on_every_screen(has_topics) {
    let world = hostile(has_topics).await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    on_file(&carla, MARIA, NAME).await;
    let shown = carla.sees("📱").await;
    assert!(shown.text.contains("<b>Zé</b> &amp; \"Cia\""), "literally: {}", shown.text);
    to_templates(&carla, MARIA).await;
    fill(&carla, "pedido_confirmado").await;
    give(&carla, &["<b>1</b>", "</i>&amp;", "{{1}}"]).await;
    send(&world, &carla).await;
    carla.sees_somewhere("<b>Zé</b>").await;
    world.cloud.say(MARIA, "</blockquote><b>pago</b> &lt; *oi_ `x` ```y").unwrap();
    carla.sees_somewhere("<b>pago</b>").await;
    world.cloud.say("5531987654321", "<a href=\"tg://user?id=1\">clique</a>\n\n✅ Pagamento confirmado").unwrap();
    ana.sees_somewhere("tg://user?id=1").await;
    ana.taps("Ver").await;
    ana.taps("Assumir").await;
    for command in ["/menu", "/atendimentos", "/contatos", "/fila", "/canais", "/ajustes", "/equipe", "/ajuda"] {
        carla.types(command);
        at_rest(&world).await;
    }
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    carla.types("<b>zé");
    at_rest(&world).await;
    world.ends_well().await;
} }

/// A table of ours is opened by a program that would calculate.
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_called_like_a_formula_is_one_in_no_file_and_comes_back_in() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.sends(PersonFile {
        kind: FileKind::Document,
        name: "contatos.csv".to_owned(),
        mime: "text/csv".to_owned(),
        bytes: format!(
            "nome;telefone;nota\n\"{}\";{NUMBER};x\nErrado;12;\"@SUM(A1)\"\n",
            FORMULA.replace('"', "\"\"")
        )
        .into_bytes()
        .into(),
        caption: String::new(),
    });
    carla.sees("1 novo").await;
    let (_, wrong) = sent_file(&carla, "com-erro").await;
    assert!(wrong.contains("'@SUM(A1)") && !wrong.contains(";@SUM"), "{wrong}");
    carla.taps("Importar").await;
    carla.sees_somewhere("Importação concluída").await;
    carla.types("/contatos");
    carla.types("hyperlink");
    carla.button("=HYPERLINK").await;
    world.ends_well().await;
}

/// A program that is called a bill is shown as the program that it is, and does not go to a contact.
#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_is_called_a_bill_deceives_nobody() {
    let world = super::walk::started_in_portuguese(false).await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    let before = world.evolution.accepted_count();
    let program = |name: &str| PersonFile {
        kind: FileKind::Document,
        name: name.to_owned(),
        mime: "application/pdf".to_owned(),
        bytes: b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec().into(),
        caption: String::new(),
    };
    carla.sends(program("boleto.pdf"));
    carla.sees_somewhere("não aceitou o arquivo").await;
    assert_eq!(world.evolution.accepted_count(), before);
    world.ends_well().await;
}
