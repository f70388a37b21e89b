//! A film of 19 MB through the desk as a process of its own, both ways: the most memory it takes meanwhile.

use super::company::{Company, chats};
use super::memory::{Running, free_address, written};
use super::process;
use anyhow::{Context as _, ensure};
use balcao::demo::cloud::SentFile;
use balcao::demo::company::LOJA;
use balcao::demo::handset::samples;
use balcao::demo::telegram::{ChatMessage, FileKind, PersonFile};
use bytes::Bytes;
use std::time::{Duration, Instant};

/// Bytes of the film.
const LEN: usize = 19 * 1024 * 1024;
/// How long each step may take before something is wrong.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is measured of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Film {
    /// Resident, in MB: the most there was.
    pub(crate) most: f64,
    /// Seconds from the contact's phone to the person's, inside a webhook in base64.
    pub(crate) inwards: f64,
    /// Seconds the other way.
    pub(crate) outwards: f64,
}

/// Measures it.
pub(crate) async fn measure() -> anyhow::Result<Film> {
    let listen = free_address().await?;
    let company = Company::start(listen).await?;
    company.evolution.set_webhook(format!("http://{listen}/webhook/{LOJA}"));
    let file = company.folder.path().join("balcao.toml");
    std::fs::write(&file, written(&company.config)?)?;
    let service = Running::start(&file)?;
    let person = chats().next().context("a person")?;
    let (number, _name, _hours) = balcao::demo::company::CONTACTS.first().context("a contact")?;
    let see = async |what: &str, fits: &(dyn Fn(&ChatMessage) -> bool + Sync)| {
        let look = || company.telegram.chat(person).into_iter().rev().find(|one| one.from_bot && fits(one));
        let seen = company.telegram.until(|_telegram| look());
        tokio::time::timeout(PATIENCE, seen).await.with_context(|| format!("{what} was not seen"))
    };
    let is_up = company
        .telegram
        .until(|telegram| telegram.requests().iter().any(|one| one.method == "setMyCommands").then_some(()));
    tokio::time::timeout(PATIENCE, is_up).await.context("the service did not start")?;
    company.evolution.say(number, "Oi!").context("a contact")?;
    let card = see("the card", &|one| !one.keyboard.is_empty()).await?;
    let take = card.keyboard.iter().flatten().find_map(|button| button.data.clone()).context("a button")?;
    company.telegram.tap(person, card.message_id, &take);
    let shown = see("what was written", &|one| one.text.contains("Oi!") && one.keyboard.is_empty()).await?;

    let mut bytes = samples::MP4.to_vec();
    bytes.resize(LEN, 7);
    let bytes = Bytes::from(bytes);
    let began = Instant::now();
    let sent = SentFile {
        kind: "video".to_owned(),
        mime: "video/mp4".to_owned(),
        filename: None,
        bytes: bytes.clone(),
        caption: None,
        is_voice: false,
    };
    company.evolution.send_media(number, sent).context("the film")?;
    let is_film = |one: &ChatMessage| one.file.as_ref().is_some_and(|file| file.kind == FileKind::Video);
    let got = see("the film", &is_film).await?;
    let inwards = began.elapsed().as_secs_f64();
    ensure!(got.file.is_some_and(|file| file.size == LEN), "another film");

    let began = Instant::now();
    let before = company.evolution.accepted_count();
    let own = PersonFile {
        kind: FileKind::Video,
        name: "obra.mp4".to_owned(),
        mime: "video/mp4".to_owned(),
        bytes,
        caption: String::new(),
    };
    company.telegram.reply_with_file(person, shown.message_id, own);
    let taken = company.evolution.until(|server| (server.accepted_count() > before).then_some(()));
    tokio::time::timeout(PATIENCE, taken).await.context("the film did not leave")?;
    let outwards = began.elapsed().as_secs_f64();
    let (_now, most) = process::resident_mb(&service.0.id().to_string())?;
    drop(service);
    company.stop().await?;
    Ok(Film { most, inwards, outwards })
}
