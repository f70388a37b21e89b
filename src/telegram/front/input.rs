//! What a person did, as an input of the dialogue.

use super::super::arrival::{FileKind, IncomingFile as Arrived, What};
use super::command;
use crate::app::{AppError, Desk};
use crate::dialogue::Input;
use crate::dialogue::state::IncomingFile;
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::id::{AttendanceId, RemoteId};
use crate::domain::media::MediaKind;
use crate::store::card::card_by_message;
use crate::store::message::{WrittenIn, by_written_in};

/// What a message answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reply {
    /// That message.
    pub(super) to: Option<i64>,
    /// The attendance whose card it is, as its buttons say.
    pub(super) card: Option<AttendanceId>,
}

/// Translates. What answers a message of an attendance goes to that attendance.
pub(super) async fn of(desk: &Desk, chat_id: i64, what: What, reply: Reply) -> Result<Input, AppError> {
    if let Some(content) = said(&what)
        && let Some((attendance, answers)) = attendance_of(desk, chat_id, reply).await?
    {
        return Ok(Input::Reply { attendance, content, answers });
    }
    Ok(match what {
        What::Command(typed) => Input::Command(command(typed)),
        What::Text(text) => Input::Typed(text),
        What::SharedContact { numbers, name } => Input::Card { numbers, name },
        What::File(file) => Input::File(file_of(&file)),
        What::Location { latitude, longitude, name, address } => {
            Input::Location { latitude, longitude, name, address }
        }
        // Taps are worked off before they get here.
        What::Tap { .. } | What::Unreadable | What::BlockedBot | What::Ignored(_) => Input::Unreadable,
    })
}

/// What it says to a contact, when it says something.
fn said(what: &What) -> Option<Content> {
    match what {
        What::Text(text) => Some(Content::Text { body: text.clone() }),
        What::SharedContact { numbers, name } => {
            let name = name.clone().or_else(|| numbers.first().cloned()).unwrap_or_default();
            Some(Content::Cards { cards: vec![ContactCard { name, numbers: numbers.clone() }] })
        }
        What::File(file) => Some(file_of(file).content()),
        What::Location { latitude, longitude, name, address } => Some(Content::Place {
            latitude: *latitude,
            longitude: *longitude,
            name: name.clone(),
            address: address.clone(),
        }),
        What::Command(_) | What::Tap { .. } | What::Unreadable | What::BlockedBot | What::Ignored(_) => None,
    }
}

fn file_of(file: &Arrived) -> IncomingFile {
    let mime = file.mime.clone().unwrap_or_else(|| usual_mime(file.kind).to_owned());
    let is_animated = !matches!(mime.as_str(), "image/webp");
    let kind = match file.kind {
        FileKind::Photo => MediaKind::Image,
        FileKind::Video | FileKind::VideoNote | FileKind::Animation => MediaKind::Video,
        FileKind::Audio => MediaKind::Audio,
        FileKind::Voice => MediaKind::Voice,
        FileKind::Sticker if is_animated => MediaKind::AnimatedSticker,
        FileKind::Sticker => MediaKind::Sticker,
        FileKind::Document => MediaKind::Document,
    };
    IncomingFile {
        file_id: file.file_id.clone(),
        name: file.name.clone(),
        mime,
        size: (file.size > 0).then_some(file.size),
        kind,
        caption: file.caption.clone(),
    }
}

/// The attendance to which the message belongs that is answered, and that message by the provider's id.
async fn attendance_of(
    desk: &Desk,
    chat_id: i64,
    reply: Reply,
) -> Result<Option<(AttendanceId, Option<RemoteId>)>, AppError> {
    let Some(message_id) = reply.to else { return Ok(None) };
    if let Some(card) = card_by_message(desk.store(), chat_id, message_id).await? {
        return Ok(Some((card.attendance, None)));
    }
    let own = by_written_in(desk.store(), WrittenIn { chat_id, message_id }).await?;
    let answered = own.map(|own| {
        // A reaction or an edit is no message that can be answered: the one it is about is meant.
        (own.attendance, own.content.is_about().cloned().or(own.remote))
    });
    Ok(answered.or(reply.card.map(|card| (card, None))))
}

const fn usual_mime(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "image/jpeg",
        FileKind::Video | FileKind::VideoNote | FileKind::Animation => "video/mp4",
        FileKind::Audio => "audio/mpeg",
        FileKind::Voice => "audio/ogg",
        FileKind::Sticker => "image/webp",
        FileKind::Document => "application/octet-stream",
    }
}
