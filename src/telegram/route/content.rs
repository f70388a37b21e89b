//! The leaves of the tree: pure functions from an update to what it says, `None` when it is not of their kind.

use super::super::arrival::{FileKind, IncomingFile, Reaction, What};
use super::super::command::{Names, Read};
use super::super::marks;
use super::super::payload::Payload;
use super::super::raw;
use super::{About, Username, vcard};
use crate::domain::id::AttendanceId;
use serde_json::Value;
use std::sync::Arc;
use teloxide::types::{ChatMemberKind, MediaKind, Message, MessageKind, PhotoSize, UpdateKind};

/// What is typed behind the bot's name in any chat. It has no chat of its own.
pub(super) fn inline(about: About) -> Option<What> {
    let query = about.raw.get("inline_query")?;
    let text = |key| query.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let offset = text("offset").parse().unwrap_or_default();
    Some(What::Inline { query_id: query.get("id")?.as_str()?.to_owned(), query: text("query"), offset })
}

/// Anything outside a private chat, and anything a bot does.
pub(super) fn out_of_place(about: About) -> Option<What> {
    if !about.origin.is_private {
        return Some(What::Ignored("not in a private chat"));
    }
    let (_kind, body) = raw::body(&about.raw)?;
    let is_bot = body.get("from").and_then(|from| from.get("is_bot")).and_then(Value::as_bool);
    (is_bot == Some(true)).then_some(What::Ignored("done by a bot"))
}

/// A button. Read from the raw JSON: nothing but its data matters, and that must not depend on whether the message
/// above it can be read.
pub(super) fn tap(about: About) -> Option<What> {
    let query = about.raw.get("callback_query")?;
    let raw = query.get("data").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(What::Tap {
        query_id: query.get("id")?.as_str()?.to_owned(),
        data: Payload::decode(&raw),
        raw,
        message_id: about.origin.message_id,
    })
}

/// The attendance of the card that a message answers, by the buttons on it. Only bots can hang buttons on a message, and
/// in a private chat there is no other bot.
pub(super) fn card_answered(update: &Value) -> Option<AttendanceId> {
    let answered = raw::message(update)?.get("reply_to_message")?;
    let rows = answered.get("reply_markup")?.get("inline_keyboard")?.as_array()?;
    let buttons = rows.iter().filter_map(Value::as_array).flatten();
    let data = buttons.filter_map(|button| button.get("callback_data")?.as_str());
    data.filter_map(Payload::decode).find_map(|payload| match payload {
        Payload::Card { attendance, .. } => Some(attendance),
        Payload::Panel { .. } => None,
    })
}

/// The bot was blocked or unblocked.
pub(super) fn membership(about: About) -> Option<What> {
    let UpdateKind::MyChatMember(change) = about.kind() else {
        return None;
    };
    Some(match change.new_chat_member.kind {
        ChatMemberKind::Banned(_) | ChatMemberKind::Left => What::BlockedBot,
        ChatMemberKind::Owner(_)
        | ChatMemberKind::Administrator(_)
        | ChatMemberKind::Member(_)
        | ChatMemberKind::Restricted(_) => What::Ignored("the bot was let in again"),
    })
}

/// A message that was changed after it was sent: its words are, if it has any.
pub(super) fn edited(about: About) -> Option<What> {
    if !about.origin.kind.starts_with("edited_") {
        return None;
    }
    let ignored = What::Ignored("an edited message without words");
    let UpdateKind::EditedMessage(message) = about.kind() else { return Some(ignored) };
    let text = message.text().map(|text| marks::from_entities(text, message.entities().unwrap_or_default()));
    let caption = || {
        let caption = message.caption()?;
        Some(marks::from_entities(caption, message.caption_entities().unwrap_or_default()))
    };
    Some(text.or_else(caption).map_or(ignored, What::Edited))
}

/// A reaction was set, changed or taken away. Of several, which only few people can set, the newest counts.
pub(super) fn reacted(about: About) -> Option<What> {
    if about.origin.kind != "message_reaction" {
        return None;
    }
    let (_kind, body) = raw::body(&about.raw)?;
    let list = |key| body.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let (old, new) = (list("old_reaction"), list("new_reaction"));
    let newest = new.iter().rev().find(|one| !old.contains(one)).or_else(|| new.last());
    Some(What::Reacted(match newest {
        None => Reaction::None,
        Some(one) => one
            .get("emoji")
            .and_then(Value::as_str)
            .map_or(Reaction::Foreign, |emoji| Reaction::Emoji(emoji.to_owned())),
    }))
}

/// A new message, as teloxide reads it. One that it reads as empty is read again without its decoration.
pub(super) fn message(about: About) -> Option<Arc<Message>> {
    let UpdateKind::Message(message) = about.kind() else {
        // An update that cannot be read at all may still hold a message that can.
        let bare = undecorated(about.raw.get("message")?);
        return serde_json::from_value(bare).ok().map(Arc::new);
    };
    if matches!(message.kind, MessageKind::Empty {})
        && let Ok(again) = serde_json::from_value(undecorated(about.raw.get("message")?))
    {
        return Some(Arc::new(again));
    }
    Some(Arc::new(message.clone()))
}

/// A message without the parts that change with every version of the Bot API and that we do not use. An entity of an
/// unknown type, here or in what is quoted, otherwise costs the whole content; so does a MIME type that is missing
/// (teloxide 0.17 demands one of voices, videos, audios and animations, the Bot API does not) or has an unusual form.
fn undecorated(message: &Value) -> Value {
    let mut bare = message.clone();
    if let Some(fields) = bare.as_object_mut() {
        for decoration in [
            "entities",
            "caption_entities",
            "reply_markup",
            "reply_to_message",
            "external_reply",
            "quote",
            "forward_origin",
            "link_preview_options",
        ] {
            fields.remove(decoration);
        }
        for field in ["voice", "video", "audio", "animation", "document"] {
            if let Some(file) = fields.get_mut(field).and_then(Value::as_object_mut) {
                file.insert("mime_type".to_owned(), Value::Null);
            }
        }
    }
    bare
}

/// A command.
pub(super) fn command(message: Arc<Message>, names: Arc<Names>, username: Username) -> Option<What> {
    match names.read(message.text()?, &username.0) {
        Read::Text => None,
        Read::Ours(command) => Some(What::Command(command)),
        Read::Foreign => Some(What::Ignored("a command for another bot")),
    }
}

/// A contact card.
pub(super) fn shared_contact(message: Arc<Message>) -> Option<What> {
    let contact = message.contact()?;
    let name = [Some(contact.first_name.as_str()), contact.last_name.as_deref()];
    let name = name.into_iter().flatten().map(str::trim).filter(|part| !part.is_empty());
    let name = name.collect::<Vec<_>>().join(" ");
    Some(What::SharedContact {
        numbers: vcard::numbers(&contact.phone_number, contact.vcard.as_deref().unwrap_or_default()),
        name: (!name.is_empty()).then_some(name),
    })
}

/// A file of any kind. Its MIME type is read from the raw JSON, see [`undecorated`].
pub(super) fn file(about: About, message: Arc<Message>) -> Option<What> {
    let MessageKind::Common(common) = &message.kind else {
        return None;
    };
    let (kind, field, meta, name) = match &common.media_kind {
        MediaKind::Document(sent) => {
            (FileKind::Document, "document", &sent.document.file, sent.document.file_name.as_ref())
        }
        MediaKind::Photo(sent) => (FileKind::Photo, "photo", &largest(&sent.photo)?.file, None),
        MediaKind::Video(sent) => (FileKind::Video, "video", &sent.video.file, sent.video.file_name.as_ref()),
        MediaKind::Animation(sent) => {
            (FileKind::Animation, "animation", &sent.animation.file, sent.animation.file_name.as_ref())
        }
        MediaKind::Audio(sent) => (FileKind::Audio, "audio", &sent.audio.file, sent.audio.file_name.as_ref()),
        MediaKind::Voice(sent) => (FileKind::Voice, "voice", &sent.voice.file, None),
        MediaKind::VideoNote(sent) => (FileKind::VideoNote, "video_note", &sent.video_note.file, None),
        MediaKind::Sticker(sent) => (FileKind::Sticker, "sticker", &sent.sticker.file, None),
        MediaKind::Contact(_)
        | MediaKind::PaidMedia(_)
        | MediaKind::Game(_)
        | MediaKind::Venue(_)
        | MediaKind::Location(_)
        | MediaKind::Poll(_)
        | MediaKind::Checklist(_)
        | MediaKind::Story(_)
        | MediaKind::Text(_)
        | MediaKind::Migration(_) => return None,
    };
    let said = raw::message(&about.raw)?.get(field).and_then(|file| file.get("mime_type")?.as_str());
    Some(What::File(IncomingFile {
        file_id: meta.id.0.clone(),
        unique_id: meta.unique_id.0.clone(),
        kind,
        name: name.cloned(),
        mime: said.or_else(|| implied_mime(&common.media_kind)).map(str::to_owned),
        size: u64::from(meta.size),
        caption: message
            .caption()
            .map(|caption| marks::from_entities(caption, message.caption_entities().unwrap_or_default())),
        album: raw::message(&about.raw)?.get("media_group_id").and_then(Value::as_str).map(str::to_owned),
    }))
}

/// A place, with its name when it is a venue.
pub(super) fn place(message: Arc<Message>) -> Option<What> {
    let venue = message.venue();
    let location = venue.map(|venue| &venue.location).or_else(|| message.location())?;
    Some(What::Location {
        latitude: location.latitude,
        longitude: location.longitude,
        name: venue.map(|venue| venue.title.clone()),
        address: venue.map(|venue| venue.address.clone()),
    })
}

/// A text; when teloxide found no content at all, the one in the raw JSON.
pub(super) fn text(about: About, message: Arc<Message>) -> Option<What> {
    let is_empty = matches!(message.kind, MessageKind::Empty {});
    let raw = || raw::message(&about.raw).filter(|_raw| is_empty)?.get("text")?.as_str();
    let text = message.text().or_else(raw)?;
    Some(What::Text(marks::from_entities(text, message.entities().unwrap_or_default())))
}

/// Telegram's own notes in a chat, such as "a message was pinned". What a person sent and we cannot read is not among
/// them, nor is what teloxide does not know.
pub(super) fn service(message: Arc<Message>) -> Option<What> {
    let is_content = matches!(
        message.kind,
        MessageKind::Common(_)
            | MessageKind::Empty {}
            | MessageKind::Dice(_)
            | MessageKind::UsersShared(_)
            | MessageKind::ChatShared(_)
            | MessageKind::WebAppData(_)
            | MessageKind::Invoice(_)
    );
    (!is_content).then_some(What::Ignored("a note of Telegram's own"))
}

fn largest(sizes: &[PhotoSize]) -> Option<&PhotoSize> {
    sizes.iter().max_by_key(|size| u64::from(size.width) * u64::from(size.height))
}

/// The type of files for which Telegram does not say it, where the kind leaves no choice.
#[expect(clippy::wildcard_enum_match_arm, reason = "teloxide's enum: of the other kinds Telegram says it")]
fn implied_mime(kind: &MediaKind) -> Option<&'static str> {
    match kind {
        MediaKind::Photo(_) => Some("image/jpeg"),
        MediaKind::VideoNote(_) => Some("video/mp4"),
        MediaKind::Sticker(sent) if sent.sticker.is_video() => Some("video/webm"),
        MediaKind::Sticker(sent) if sent.sticker.is_animated() => Some("application/x-tgsticker"),
        MediaKind::Sticker(_) => Some("image/webp"),
        _ => None,
    }
}
