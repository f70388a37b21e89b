//! The search among a million contacts: Portuguese names with their accents, by a beginning, by a word in the middle, and by
//! the end of a number. What is measured is what a person waits for: the page of eight, and how many there are.

use super::company::Company;
use super::memory::{Running, free_address, written};
use super::plan::Plan;
use super::spread::Spread;
use anyhow::Context as _;
use balcao::app::desk::fresh_ids;
use balcao::clock::Clock;
use balcao::domain::exchange::Entry;
use balcao::domain::limit::{FOUND_COUNTED_MAX, LIST_ROWS_MAX};
use balcao::domain::phone::Phone;
use balcao::domain::profile::Details;
use balcao::store::contact::bulk::put_entries;
use balcao::store::contact::search::search_contacts;
use balcao::store::{Options, Store};
use std::time::{Duration, Instant};

/// Contacts on file.
const CONTACTS: u32 = 1_000_000;
/// The same where only is seen whether it works.
const CONTACTS_SHORT: u32 = 2_000;
/// Written by one transaction.
const BATCH: u32 = 1_000;
/// Searches of each kind.
const SEARCHES: u32 = 400;

const FIRST: [&str; 24] = [
    "João",
    "Maria",
    "José",
    "Ana",
    "Antônio",
    "Conceição",
    "Luís",
    "Inês",
    "Sebastião",
    "Mônica",
    "Vinícius",
    "Letícia",
    "Cauã",
    "Júlia",
    "Márcio",
    "Patrícia",
    "Débora",
    "Fábio",
    "Gonçalo",
    "Helena",
    "Íris",
    "Zuleica",
    "Caetano",
    "Tainá",
];
const MIDDLE: [&str; 20] = [
    "da Conceição",
    "de Araújo",
    "Gonçalves",
    "de Assunção",
    "Magalhães",
    "dos Santos",
    "Simões",
    "Guimarães",
    "Falcão",
    "Brandão",
    "Leitão",
    "Lourenço",
    "de Lourdes",
    "Antunes",
    "Beltrão",
    "Cabral",
    "Estêvão",
    "Frazão",
    "Galvão",
    "Negrão",
];
const LAST: [&str; 25] = [
    "Silva",
    "Souza",
    "Araújo",
    "Conceição",
    "Gonçalves",
    "Magalhães",
    "Ribeiro",
    "Fontes",
    "Peçanha",
    "Quintão",
    "Rolim",
    "Sampaio",
    "Tavares",
    "Uchôa",
    "Vasconcelos",
    "Xavier",
    "Yamada",
    "Zanetti",
    "Bragança",
    "Cortês",
    "Diógenes",
    "Évora",
    "Figueirôa",
    "Gusmão",
    "Holanda",
];

/// How long the searches of each kind took.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pub(crate) contacts: u32,
    pub(crate) kinds: Vec<(&'static str, Spread)>,
    /// From the start of `balcao run` on that database to the first answer of its health route.
    pub(crate) started: Duration,
}

/// A number that is mixed well and always the same.
const fn mixed(seed: u64) -> u64 {
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

fn one_of<'n>(names: &[&'n str], seed: u64) -> &'n str {
    let at = seed % u64::try_from(names.len()).unwrap_or(1);
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

fn name(n: u64) -> String {
    let seed = mixed(n + 1);
    format!("{} {} {}", one_of(&FIRST, seed), one_of(&MIDDLE, seed >> 16), one_of(&LAST, seed >> 32))
}

fn number(n: u64) -> String {
    format!("5551{}", 900_000_000 + mixed(n + 7_000_000) % 10 + n * 10)
}

fn entry(n: u64) -> anyhow::Result<Entry> {
    let note = n.is_multiple_of(10).then(|| format!("Prefere à tarde, pedido {n}"));
    Ok(Entry {
        name: Some(name(n)),
        phone: Phone::from_digits(&number(n)).context("a number")?,
        others: Vec::new(),
        details: Details { note, ..Details::default() },
        tags: Vec::new(),
    })
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Search> {
    let contacts = if plan.is_long { CONTACTS } else { CONTACTS_SHORT };
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("desk.db").display());
    let store = Store::open(&url, Options::default()).await?;
    fill(&store, contacts).await?;
    let mut kinds = Vec::new();
    for (kind, typed) in KINDS {
        let mut took = Vec::new();
        for n in 0..SEARCHES {
            let who = mixed(u64::from(n) * 31 + 5) % u64::from(contacts);
            let typed = typed(who);
            let began = Instant::now();
            let rows = u32::try_from(LIST_ROWS_MAX)?;
            let found = search_contacts(&store, &typed, 0, rows, FOUND_COUNTED_MAX).await?;
            took.push(began.elapsed());
            anyhow::ensure!(!found.rows.is_empty() && found.total > 0, "{typed}: nobody is found");
        }
        kinds.push((kind, Spread::of(took)));
    }
    store.close().await;
    let started = started(&url).await?;
    Ok(Search { contacts, kinds, started })
}

async fn started(url: &str) -> anyhow::Result<Duration> {
    let listen = free_address().await?;
    let mut company = Company::start(listen).await?;
    url.clone_into(&mut company.config.database.url);
    let file = company.folder.path().join("balcao.toml");
    std::fs::write(&file, written(&company.config)?)?;
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(1)).build()?;
    let health = format!("http://{listen}/healthz");
    let began = Instant::now();
    let service = Running::start(&file)?;
    let answered = async {
        while client.get(&health).send().await.is_err() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), answered).await.context("the service did not start")?;
    let took = began.elapsed();
    drop(service);
    company.stop().await?;
    Ok(took)
}

/// What is typed to find a contact.
type Typed = fn(u64) -> String;

const KINDS: [(&str, Typed); 9] = [
    ("by the beginning of a name", |who| beginning(&name(who), 3)),
    ("by a name without accents", |who| plain(name(who).split(' ').next().unwrap_or_default())),
    ("by a word in the middle", |who| plain(name(who).split(' ').rev().nth(1).unwrap_or_default())),
    ("by first and last name", |who| {
        let name = name(who);
        let (first, last) = (name.split(' ').next().unwrap_or_default(), name.split(' ').next_back());
        format!("{} {}", plain(first), plain(last.unwrap_or_default()))
    }),
    ("by a whole name", |who| plain(&name(who))),
    ("by the end of a number", |who| {
        number(who).chars().rev().take(6).collect::<Vec<_>>().iter().rev().collect()
    }),
    ("by the middle of a number", |who| number(who).chars().skip(4).take(6).collect()),
    ("by the beginning of everybody's number", |who| {
        let digits = 4 + usize::try_from(who % 3).unwrap_or_default();
        number(who).chars().take(digits).collect()
    }),
    ("by a whole number", number),
];

fn beginning(name: &str, letters: usize) -> String {
    plain(&name.chars().take(letters).collect::<String>())
}

fn plain(word: &str) -> String {
    balcao::domain::fold::fold(word)
}

async fn fill(store: &Store, contacts: u32) -> anyhow::Result<()> {
    let now = Clock::machine().now();
    for batch in 0..contacts.div_ceil(BATCH) {
        let from = u64::from(batch) * u64::from(BATCH);
        let to = (from + u64::from(BATCH)).min(u64::from(contacts));
        let entries =
            (from..to).map(|n| Ok((fresh_ids().contact, entry(n)?))).collect::<anyhow::Result<Vec<_>>>()?;
        store
            .write(move |tx| Box::pin(async move { put_entries(tx, &entries, now).await.map(|_put| ()) }))
            .await?;
    }
    Ok(())
}
