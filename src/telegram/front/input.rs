//! What a person did, as an input of the dialogue.

use super::super::arrival::{FileKind, What};
use super::command;
use crate::app::{AppError, Desk};
use crate::dialogue::Input;
use crate::dialogue::state::IncomingFile;
use crate::domain::id::AttendanceId;
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

/// Translates. A text that answers a message of an attendance goes to that attendance.
pub(super) async fn of(desk: &Desk, chat_id: i64, what: What, reply: Reply) -> Result<Input, AppError> {
    Ok(match what {
        What::Command(typed) => Input::Command(command(typed)),
        What::Text(text) => match attendance_of(desk, chat_id, reply).await? {
            Some(attendance) => Input::Reply { attendance, text },
            None => Input::Typed(text),
        },
        What::SharedContact { numbers, name } => Input::Card { numbers, name },
        What::File(file) => {
            let mime = file.mime.unwrap_or_else(|| usual_mime(file.kind).to_owned());
            let size = (file.size > 0).then_some(file.size);
            Input::File(IncomingFile { file_id: file.file_id, name: file.name, mime, size })
        }
        What::Location { latitude, longitude, name, address } => {
            Input::Location { latitude, longitude, name, address }
        }
        // Taps are worked off before they get here.
        What::Tap { .. } | What::Unreadable | What::BlockedBot | What::Ignored(_) => Input::Unreadable,
    })
}

/// The attendance to which the message belongs that is answered.
async fn attendance_of(desk: &Desk, chat_id: i64, reply: Reply) -> Result<Option<AttendanceId>, AppError> {
    let Some(message_id) = reply.to else { return Ok(None) };
    if let Some(card) = card_by_message(desk.store(), chat_id, message_id).await? {
        return Ok(Some(card.attendance));
    }
    let own = by_written_in(desk.store(), WrittenIn { chat_id, message_id }).await?;
    Ok(own.map(|own| own.attendance).or(reply.card))
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
