//! What a person did, as an input of the dialogue.

use super::super::arrival::{FileKind, What};
use super::command;
use crate::app::{AppError, Desk};
use crate::dialogue::Input;
use crate::dialogue::state::IncomingFile;
use crate::store::card::card_by_message;
use crate::store::message::{WrittenIn, by_written_in};

/// Translates. A text that answers a message of an attendance goes to that attendance.
pub(super) async fn of(
    desk: &Desk,
    chat_id: i64,
    what: What,
    reply_to: Option<i64>,
) -> Result<Input, AppError> {
    Ok(match what {
        What::Command(typed) => Input::Command(command(typed)),
        What::Text(text) => match reply_to {
            Some(message_id) => reply(desk, chat_id, message_id, text).await?,
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

async fn reply(desk: &Desk, chat_id: i64, message_id: i64, text: String) -> Result<Input, AppError> {
    if let Some(card) = card_by_message(desk.store(), chat_id, message_id).await? {
        return Ok(Input::Reply { attendance: card.attendance, text });
    }
    if let Some(own) = by_written_in(desk.store(), WrittenIn { chat_id, message_id }).await? {
        return Ok(Input::Reply { attendance: own.attendance, text });
    }
    Ok(Input::Typed(text))
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
