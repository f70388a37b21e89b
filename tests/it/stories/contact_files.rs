//! Contacts by the file: looked through, read in while everybody works on, what is wrong mended and sent again; and written
//! into files.

use super::path::{NUMBER, file};
use crate::world::{ANA, CARLA, Person, World};
use balcao::demo::telegram::{DemoTelegram, FileKind, PersonFile};
use std::fmt::Write as _;

fn table(name: &str, text: &str) -> PersonFile {
    PersonFile {
        kind: FileKind::Document,
        name: name.to_owned(),
        mime: "text/csv".to_owned(),
        bytes: text.as_bytes().to_vec().into(),
        caption: String::new(),
    }
}

/// The newest file that the bot sent with an ending.
pub(super) async fn sent_file(person: &Person, named: &str) -> (String, String) {
    let file = person
        .until(&format!("a file «{named}» is there"), |telegram| {
            let chat = telegram.chat(person.id);
            let files = chat.into_iter().rev().filter(|one| one.from_bot).filter_map(|one| one.file);
            files.into_iter().find(|file| file.name.contains(named))
        })
        .await;
    let bytes = person.until("its bytes", |telegram| telegram.file_bytes(&file.file_id)).await;
    (file.name, String::from_utf8(bytes.to_vec()).unwrap())
}

/// So many lines, each hundredth of them wrong.
fn many(lines: u32) -> String {
    let mut text = "nome;telefone;e-mail;empresa;nota;etiquetas\n".to_owned();
    for n in 0..lines {
        if n % 100 == 50 {
            writeln!(text, "Errado {n};9999-88;;;;").unwrap();
        } else {
            writeln!(
                text,
                "José Conceição {n};55 51 9{n:08};c{n}@exemplo.com.br;Padaria {n};Liga à tarde;Atacado"
            )
            .unwrap();
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_looked_through_read_in_and_what_is_wrong_is_mended_and_sent_again() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    let text = "Nome;Celular;E-mail\nMaria da Silva;51 9999-8888;maria@exemplo.com.br\nAna;11 98888-7777;\n\
        Bia;11 98888;\nCaio;21 97777-6666;caio(at)x\nAna de novo;+55 (11) 98888-7777;\n";
    carla.sends(table("contatos.csv", text));
    let panel = carla.sees("1 novo").await;
    assert!(panel.text.contains("2 já existem") && panel.text.contains("2 com erro"), "{}", panel.text);
    let (name, wrong) = sent_file(&carla, "com-erro").await;
    assert_eq!(name, "contatos-com-erro.csv");
    assert!(wrong.contains(r#""Bia";"11 98888";"";"";"";"";"Faltam dígitos"#), "{wrong}");
    assert!(wrong.contains("Caio") && wrong.contains("não é um e-mail"), "{wrong}");
    // Nothing is changed before the person says so.
    carla.types("/contatos");
    carla.types("bia");
    carla.sees("ninguém encontrado").await;
    carla.types("/menu");
    carla.taps("Continuar de onde parou").await;
    carla.sees("1 novo").await;
    carla.taps("Importar").await;
    let panel = carla.sees("Importação concluída").await;
    assert!(panel.text.contains("1 novo") && panel.text.contains("2 atualizados"), "{}", panel.text);

    let mended = wrong.replace("\"11 98888\"", "\"31 98765-4321\"").replace("caio(at)x", "caio@x.com");
    carla.sends(table("contatos-com-erro.csv", &mended));
    let panel = carla.sees("2 novos").await;
    assert!(panel.text.contains("0 com erro"), "{}", panel.text);
    carla.taps("Importar").await;
    carla.sees("Importação concluída").await;
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    for (typed, name) in
        [("caio", "Caio"), ("8765", "Bia"), ("maria", "Maria da Silva"), ("ana", "Ana de novo")]
    {
        carla.types(typed);
        carla.sees(&format!("“{typed}”: 1 contato.")).await;
        assert!(carla.buttons()[1].contains(name), "{:?}", carla.buttons());
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_come_in_while_others_work_on_and_a_killed_process_goes_on_where_it_stood() {
    // As many as one wants: BALCAO_LINES=100000 cargo test --release --test it -- thousands_come_in
    let lines = std::env::var("BALCAO_LINES").map_or(6_000, |text| text.parse().expect("a whole number"));
    let mut world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    let wrong = lines / 100;
    let good = in_portuguese(lines - wrong);
    let sum = format!("{good} novos");
    carla.sends(table("todos.csv", &many(lines)));
    ana.types("/menu");
    ana.sees("Ana").await;
    goes_on_to(&carla, &sum).await;
    carla.sees(&format!("{} com erro", in_portuguese(wrong))).await;
    let (_, faults) = sent_file(&carla, "com-erro").await;
    assert_eq!(faults.lines().count(), usize::try_from(wrong).unwrap() + 1);
    carla.taps("Importar").await;
    carla.sees("Importando").await;
    for n in 0..5 {
        ana.types(if n % 2 == 0 { "/ayuda" } else { "/menu" });
        ana.sees(if n % 2 == 0 { "Ayuda" } else { "Ana" }).await;
    }
    world.dies().await;
    world.start().await;
    goes_on_to(&carla, "Importação concluída").await;
    let panel = carla.sees(&sum).await;
    assert!(panel.text.contains("0 atualizados"), "{}", panel.text);

    // The faults, mended, are read in as any file.
    let mended: String = faults
        .replace("9999-88", "11 98888-7777")
        .lines()
        .enumerate()
        .map(|(n, line)| format!("{}\n", line.replace("98888-7777", &format!("98{n:07}"))))
        .collect();
    carla.sends(table("todos-com-erro.csv", &mended));
    carla.sees("0 com erro").await;
    carla.taps("Importar").await;
    goes_on_to(&carla, "Importação concluída").await;
    carla.sees(&format!("{} novos", in_portuguese(wrong))).await;
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    for typed in [format!("conceicao 9{:08}", lines - 1), "errado 980000012".to_owned()] {
        carla.types(&typed);
        carla.sees(&format!("“{typed}”: 1 contato.")).await;
    }
    world.ends_well().await;
}

/// A count as the bot writes it.
fn in_portuguese(count: u32) -> String {
    if count < 1_000 { count.to_string() } else { format!("{}.{:03}", count / 1_000, count % 1_000) }
}

/// Waits for words that come after others: each change of what is shown is waited for by itself.
async fn goes_on_to(person: &Person, words: &str) {
    let shown = |telegram: &DemoTelegram| {
        let last = telegram.chat(person.id).into_iter().rev().find(|one| one.from_bot && !one.deleted);
        last.map(|one| one.text).unwrap_or_default()
    };
    let mut before = String::new();
    while !before.contains(words) {
        before = person
            .until("the import goes on", |telegram| Some(shown(telegram)).filter(|now| *now != before))
            .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_are_read_in_and_contacts_are_written_as_table_and_as_cards() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/contatos");
    carla.taps("📥 Importar").await;
    carla.sees("Mande aqui um arquivo").await;
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:=cmd|'/c calc'!A1\r\nTEL:+55 51 99999-8888\r\nORG:Padaria;Filial\r\n\
        END:VCARD\r\nBEGIN:VCARD\r\nFN:Sem número\r\nEND:VCARD\r\n";
    carla.sends(PersonFile { name: "agenda.vcf".into(), mime: "text/x-vcard".into(), ..table("", cards) });
    let panel = carla.sees("1 novo").await;
    assert!(panel.text.contains("1 com erro"), "{}", panel.text);
    let (_, wrong) = sent_file(&carla, "com-erro").await;
    assert!(wrong.contains(r#""Sem número";"";"";"";"";"";"Falta o número."#), "{wrong}");
    carla.taps("Importar").await;
    carla.sees("Importação concluída").await;
    carla.types("/contatos");
    carla.taps("📤 Exportar").await;
    carla.sees("Em qual formato?").await;
    carla.taps("CSV").await;
    carla.sees("1 contato exportado").await;
    let (name, exported) = sent_file(&carla, ".csv").await;
    assert_eq!(name, "contatos.csv");
    assert!(
        exported.contains(r#""'=cmd|'/c calc'!A1";"'+55 51 99999-8888";"";"Padaria";"";"""#),
        "no cell is a formula: {exported}"
    );
    carla.taps("📤 Exportar").await;
    carla.taps("vCard").await;
    carla.sees("1 contato exportado").await;
    let (_, exported) = sent_file(&carla, ".vcf").await;
    assert!(
        exported.contains("TEL;TYPE=CELL:+5551999998888") && exported.contains("ORG:Padaria"),
        "{exported}"
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_managers_take_everybody_along_or_bring_them_in() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    ana.sends(table("contatos.csv", "nome;telefone\nAna;11 98888-7777\n"));
    ana.sees("Solo los gerentes importan y exportan").await;
    ana.types("/contactos");
    ana.sees("Todavía no hay nadie").await;
    assert!(!ana.buttons().iter().any(|one| one.contains("Exportar")), "{:?}", ana.buttons());
    // Forged: the data of another button, with the word for exporting in it.
    let (message, data) = ana.button("Nuevo contacto").await;
    ana.taps_data(message, &data.replace(":nn", ":co:ex")).await;
    ana.sees("Solo los gerentes importan y exportan").await;
    // What is no file of contacts is none.
    carla.sends(PersonFile { name: "nota.pdf".into(), mime: "application/pdf".into(), ..table("", "x") });
    carla.sees("Aqui não cabe arquivo").await;
    world.ends_well().await;
}
