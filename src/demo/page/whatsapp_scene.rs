//! The contacts' side: what the two WhatsApp servers remember, in the page's shape.

use super::Stage;
use super::file::Kept;
use super::scene::{Call, File, Place, path_without_secrets, without_secrets};
use crate::demo::company::{self, LOJA, OFICIAL};
use crate::demo::handset::{ButtonView, LocationView, MediaView, MessageState, MessageView, PhoneView};
use crate::demo::handset::{demo_contacts, numbers};
use crate::demo::wire::{Direction, Recorded};
use crate::domain::phone::Phone;
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Lines of the log that are sent at once: as many as a page keeps.
pub(super) const CALLS_MAX: usize = 300;
/// Messages of one chat that are shown.
const MESSAGES_MAX: usize = 200;
/// How long the window stays open after the contact's last message.
const WINDOW: TimeDelta = TimeDelta::hours(24);

/// A contact's phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Contact {
    /// The number's digits.
    pub(super) id: String,
    name: String,
    /// The number as people write it.
    number: String,
    has_whatsapp: bool,
    chats: Vec<Chat>,
}

/// A contact's chat with the shop on one channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Chat {
    channel: &'static str,
    unread: usize,
    /// When the window closes or closed, 0 when it never was open; absent where there is no window.
    window_until: Option<i64>,
    messages: Vec<Message>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Message {
    id: String,
    /// Written by the contact.
    own: bool,
    /// `text`, `photo`, `video`, `document`, `voice`, `audio`, `sticker`, `location`, `template`.
    kind: &'static str,
    text: String,
    at: i64,
    ticks: MessageState,
    /// Header, footer and buttons, where there are any.
    template: Option<Parts>,
    reply_to: Option<String>,
    reaction: Option<String>,
    file: Option<File>,
    location: Option<Place>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Parts {
    name: Option<String>,
    header: Option<Header>,
    body: String,
    footer: Option<String>,
    buttons: Vec<ButtonView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Header {
    Text { text: String },
    Location { location: Place },
    Photo { file: Option<File> },
    Video { file: Option<File> },
    Document { file: Option<File> },
}

/// The channels, as the phones show them.
pub(super) fn channels() -> Vec<Value> {
    company::CHANNELS
        .iter()
        .map(|(id, name)| json!({"id": id, "name": name, "kind": if *id == OFICIAL { "cloud" } else { "evolution" }}))
        .collect()
}

/// The contacts' ids: those of the start in their order, then those who came later.
pub(super) fn contact_ids(stage: &Stage) -> Vec<String> {
    contacts(stage).into_iter().map(|contact| contact.id).collect()
}

/// The contacts' phones, in the same order.
pub(super) fn contacts(stage: &Stage) -> Vec<Contact> {
    let official = stage.cloud.phones();
    let unofficial = stage.evolution.phones();
    let mut contacts: Vec<Contact> = Vec::new();
    for phone in official.iter().chain(&unofficial) {
        if contacts.iter().any(|contact| contact.id == phone.number) {
            continue;
        }
        let find = |phones: &[PhoneView]| phones.iter().find(|other| other.number == phone.number).cloned();
        let (on_official, on_unofficial) = (find(&official), find(&unofficial));
        contacts.push(Contact {
            id: phone.number.clone(),
            name: phone.name.clone(),
            number: as_written(&phone.number),
            has_whatsapp: phone.on_whatsapp,
            chats: vec![chat(OFICIAL, on_official), chat(LOJA, on_unofficial)],
        });
    }
    let seeds = demo_contacts();
    contacts.sort_by_key(|contact| {
        seeds.iter().position(|seed| numbers::digits(&seed.number) == contact.id).unwrap_or(seeds.len())
    });
    contacts
}

fn chat(channel: &'static str, phone: Option<PhoneView>) -> Chat {
    let closes_at =
        phone.as_ref().and_then(|phone| phone.wrote_at).map(|at| (at + WINDOW).timestamp_millis());
    let received = phone.map(|phone| phone.messages).unwrap_or_default();
    let unread = received.iter().filter(|one| !one.from_contact && one.state != MessageState::Read).count();
    let from = received.len().saturating_sub(MESSAGES_MAX);
    Chat {
        channel,
        unread,
        window_until: (channel == OFICIAL).then(|| closes_at.unwrap_or_default()),
        messages: received.into_iter().skip(from).map(|one| message(channel, one)).collect(),
    }
}

fn message(channel: &str, view: MessageView) -> Message {
    let has_parts =
        view.template.is_some() || view.header.is_some() || view.footer.is_some() || !view.buttons.is_empty();
    let file = view.media.as_ref().and_then(|media| file_of(channel, &view.id, media));
    let location = view.location.map(place);
    let kind = match (&view.media, &location) {
        _ if has_parts => "template",
        (Some(media), _) => media_kind(media),
        (None, Some(_)) => "location",
        (None, None) => "text",
    };
    let parts = has_parts.then(|| Parts {
        name: view.template,
        header: header(view.header, view.media.as_ref(), file.clone(), location.clone()),
        body: view.body.clone(),
        footer: view.footer,
        buttons: view.buttons,
    });
    Message {
        id: view.id,
        own: view.from_contact,
        kind,
        text: view.body,
        at: view.at.timestamp_millis(),
        ticks: view.state,
        template: parts,
        reply_to: view.quoted,
        reaction: view.reaction,
        file,
        location,
    }
}

fn header(
    text: Option<String>,
    media: Option<&MediaView>,
    file: Option<File>,
    location: Option<Place>,
) -> Option<Header> {
    match (text, media, location) {
        (Some(text), _, _) => Some(Header::Text { text }),
        (None, Some(media), _) => Some(match media_kind(media) {
            "video" => Header::Video { file },
            "document" => Header::Document { file },
            _picture => Header::Photo { file },
        }),
        (None, None, Some(location)) => Some(Header::Location { location }),
        (None, None, None) => None,
    }
}

fn media_kind(media: &MediaView) -> &'static str {
    match media.kind.as_str() {
        "image" => "photo",
        "video" => "video",
        "audio" if media.is_voice => "voice",
        "audio" => "audio",
        "sticker" => "sticker",
        _document => "document",
    }
}

/// The official server knows files by ids of their own, the unofficial one by the message they came with.
fn file_of(channel: &str, message: &str, media: &MediaView) -> Option<File> {
    let id = match channel {
        OFICIAL => format!("cloud/{}", media.id.as_deref()?),
        _unofficial => format!("evolution/{message}"),
    };
    Some(File {
        id,
        name: media.filename.clone().unwrap_or_default(),
        mime: media.mime.clone().unwrap_or_default(),
        size: media.size,
    })
}

fn place(view: LocationView) -> Place {
    Place { latitude: view.latitude, longitude: view.longitude, name: view.name, address: view.address }
}

/// Digits as people write them, as the bot does; those of a number that cannot be stay together.
fn as_written(digits: &str) -> String {
    Phone::from_digits(digits).map_or_else(|| format!("+{digits}"), |phone| phone.display())
}

// ---- the wires, files, changes --------------------------------------------------------------------------------------

/// The last line of each wire that a page has.
#[derive(Debug, Default)]
pub(super) struct Positions {
    official: u64,
    unofficial: u64,
}

/// What went over both wires since.
pub(super) fn new_calls(stage: &Stage, since: &mut Positions) -> Vec<Call> {
    let mut calls = Vec::new();
    let wires = [
        ("cloud", stage.cloud.requests(), &mut since.official),
        ("evolution", stage.evolution.requests(), &mut since.unofficial),
    ];
    for (side, recorded, seen) in wires {
        let new = recorded.into_iter().filter(|one| one.seq > *seen);
        calls.extend(new.map(|one| call(side, one)));
        *seen = calls.iter().filter(|one| one.side == side).filter_map(seq_of).max().unwrap_or(*seen);
    }
    calls
}

fn seq_of(call: &Call) -> Option<u64> {
    call.id.split(' ').nth(1)?.parse().ok()
}

fn call(side: &'static str, recorded: Recorded) -> Call {
    Call {
        id: format!("{side} {}", recorded.seq),
        side,
        direction: match recorded.direction {
            Direction::Request => "request",
            Direction::Webhook => "webhook",
        },
        method: recorded.method,
        path: path_without_secrets(&recorded.path),
        status: recorded.status,
        at: recorded.at.timestamp_millis(),
        request: without_secrets(&recorded.body),
        response: without_secrets(&recorded.answer),
    }
}

/// A file that a WhatsApp server keeps.
pub(super) fn file(stage: &Stage, source: &str, id: &str) -> Option<Kept> {
    if source == "cloud" {
        let file = stage.cloud.media(id)?;
        return Some(Kept { bytes: file.bytes, mime: file.mime });
    }
    let (mime, bytes) = stage.evolution.media(id)?;
    Some(Kept { bytes, mime })
}

/// Changes of the three servers.
pub(super) struct Changes([watch::Receiver<u64>; 3]);

impl Changes {
    /// From now on.
    pub(super) fn new(stage: &Stage) -> Self {
        Self([stage.telegram.subscribe(), stage.cloud.subscribe(), stage.evolution.subscribe()])
    }

    /// What has changed until now is known.
    pub(super) fn mark_seen(&mut self) {
        for server in &mut self.0 {
            server.mark_unchanged();
        }
    }

    /// Waits for a change of any of them. A server that is gone changes no more.
    pub(super) async fn any(&mut self) {
        let [telegram, cloud, evolution] = &mut self.0;
        tokio::select! {
            changed = changed(telegram) => changed,
            changed = changed(cloud) => changed,
            changed = changed(evolution) => changed,
        }
    }
}

async fn changed(server: &mut watch::Receiver<u64>) {
    if server.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(as_written("5551999998888"), "+55 51 99999-8888");
        assert_eq!(as_written("5491155554444"), "+54 9 11 5555-4444");
        assert_eq!(as_written("525512345678"), "+52 55 1234 5678");
        assert_eq!(as_written("1"), "+1");
    }
}
