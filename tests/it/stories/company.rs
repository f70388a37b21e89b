//! What owners set for the company in the chat, above the configuration: words to opt out by, currencies, prices.

use super::walk::{MARIA, at_rest, choose, in_portuguese, open_unofficial, taps_exactly, to_templates};
use crate::world::{ANA, CARLA, Person, World};
use balcao::demo::telegram::{FileKind, PersonFile};
use balcao::domain::id::StaffId;

async fn owned() -> World {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    world
}

/// From anywhere to a page of the company's settings.
async fn to_company(person: &Person, page: &str) {
    let typed = person.types("/ajustes");
    person
        .until("the settings are shown", |telegram| {
            let newest = telegram.last(person.id)?;
            (newest.message_id > typed && newest.text.contains("Avisos:")).then_some(())
        })
        .await;
    person.taps("Empresa").await;
    person.sees("Ajustes da empresa").await;
    person.taps(page).await;
}

fn table(person: &Person, name: &str, text: &str) {
    person.sends(PersonFile {
        kind: FileKind::Document,
        name: name.into(),
        mime: "text/csv".into(),
        bytes: text.as_bytes().to_vec().into(),
        caption: String::new(),
    });
}

/// A word that was added is heard, one that was removed is not, and the configuration comes back.
#[tokio::test(flavor = "multi_thread")]
async fn the_words_to_opt_out_by_are_changed_in_the_chat() {
    let mut world = owned().await;
    let carla = world.person(CARLA);
    to_company(&carla, "Palavras de saída").await;
    let panel = carla.sees("Quem escreve só uma delas").await;
    assert!(panel.text.contains("Português: SAIR, PARAR"), "{}", panel.text);
    carla.taps("Português").await;
    carla.sees("como na configuração").await;
    carla.types("!!!");
    carla.sees("Digite uma palavra de 1 a 30 letras").await;
    carla.types("Não quero mais");
    carla.sees("SAIR, PARAR, Não quero mais").await;
    carla.sees("definido aqui: vale no lugar da configuração").await;
    carla.types("nao QUERO mais!");
    carla.sees("Essa palavra já vale").await;
    carla.taps("🗑 SAIR").await;
    carla.sees("PARAR, Não quero mais").await;
    // It holds after a restart, and only a word and nothing else counts.
    assert!(world.stop().await);
    world.start().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    for (said, opted_out) in [("sair", 0), ("Não quero mais isso", 0), ("não quero MAIS.", 1)] {
        world.evolution.say(MARIA, said).unwrap();
        carla.sees_somewhere(said).await;
        at_rest(&world).await;
        let found = rows(&world, "select count(*) || '' from contact where opted_out_at is not null").await;
        assert_eq!(found, [opted_out.to_string()], "{said}");
    }
    to_company(&carla, "Palavras de saída").await;
    carla.taps("Português").await;
    carla.sees("PARAR, Não quero mais").await;
    carla.taps("Como na configuração").await;
    carla.sees("SAIR, PARAR").await;
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    carla.taps("Só pessoas").await;
    let done = carla.sees("3 mudanças").await;
    for line in [
        "pôs a palavra de saída “Não quero mais” (pt-BR)",
        "tirou a palavra de saída “SAIR” (pt-BR)",
        "voltou às palavras de saída da configuração (pt-BR)",
    ] {
        assert!(done.text.contains(line), "{line}: {}", done.text);
    }
    world.ends_well().await;
}

/// Prices come by a file, which is looked through line by line, and count in what the review estimates.
#[tokio::test(flavor = "multi_thread")]
async fn prices_of_ones_own_are_sent_in_the_chat_and_a_currency_is_chosen() {
    let mut world = owned().await;
    let carla = world.person(CARLA);
    to_company(&carla, "Moeda e preços").await;
    let panel = carla.sees("WhatsApp Oficial: USD").await;
    assert!(!panel.text.contains("Loja Centro"), "it costs nothing: {}", panel.text);
    let head = "currency,effective,market,category,price\n";
    table(
        &carla,
        "precos.csv",
        &format!("{head}EUR,2026-10-01,Brasil,utility,1\nEUR,hoje,Brazil,utility,x\n"),
    );
    let told = carla.sees("Nada mudou: a tabela tem erros").await;
    assert!(told.text.contains("Linha 2, market: “Brasil” não é um mercado da Meta"), "{}", told.text);
    assert!(told.text.contains("Linha 3, effective: “hoje” não é um dia"), "{}", told.text);
    table(&carla, "outra.csv", "a;b\n1;2\n");
    carla.sees("Linha 1: falta a coluna currency").await;
    let good: String =
        ["utility", "marketing"].map(|one| format!("EUR,2026-10-01,Brazil,{one},0.5\n")).concat();
    table(&carla, "precos.csv", &format!("{head}{good}"));
    let kept = carla.sees("Tabela guardada: 2 preços").await;
    assert!(kept.text.contains("precos.csv: 2 preços (EUR), por Carla Dias"), "{}", kept.text);
    carla.taps("WhatsApp Oficial · USD").await;
    carla.sees("Moeda de WhatsApp Oficial").await;
    taps_exactly(&carla, "EUR").await;
    carla.sees("WhatsApp Oficial: EUR").await;
    carla.sees("definido aqui").await;
    assert!(world.stop().await);
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    let review = carla.sees("Custo estimado").await;
    assert!(review.text.contains("0,50") && review.text.contains('€'), "{}", review.text);
    // Without the table the price is unknown, never zero, and the screen says so.
    to_company(&carla, "Moeda e preços").await;
    carla.taps("Remover a tabela").await;
    carla.sees("sem preços nesta moeda").await;
    carla.taps("WhatsApp Oficial · EUR").await;
    carla.sees("Moeda de WhatsApp Oficial").await;
    carla.taps("Como na configuração").await;
    carla.sees("WhatsApp Oficial: USD").await;
    // What is sent elsewhere is a file of contacts.
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    table(&carla, "precos.csv", &format!("{head}{good}"));
    carla
        .until("it is looked through as contacts", |telegram| {
            telegram.last(CARLA).filter(|last| last.text.contains("precos.csv"))
        })
        .await;
    world.ends_well().await;
}

/// Two owners at once: the second one changes what the first one left.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_owner_set_meanwhile_is_not_lost() {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![StaffId(CARLA), StaffId(ANA)];
    world.start().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    for one in [&carla, &ana] {
        to_company(one, "Palavras de saída").await;
        one.taps("Português").await;
        one.sees("como na configuração").await;
    }
    carla.types("Chega");
    ana.types("Basta");
    carla.sees("Chega").await;
    ana.sees("Basta").await;
    at_rest(&world).await;
    let kept = rows(&world, "select value from company_setting where name = 'opt_out'").await.concat();
    assert!(["SAIR", "PARAR", "Chega", "Basta"].iter().all(|word| kept.contains(word)), "{kept}");
    world.ends_well().await;
}

async fn rows(world: &World, sql: &str) -> Vec<String> {
    use sqlx::Connection as _;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database()).read_only(true);
    let mut connection = sqlx::sqlite::SqliteConnection::connect_with(&options).await.unwrap();
    let found = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned())).fetch_all(&mut connection).await;
    connection.close().await.unwrap();
    found.unwrap()
}
