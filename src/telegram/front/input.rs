//! What a person did, as an input of the dialogue.

use super::super::arrival::{FileKind, IncomingFile as Arrived, What};
use super::super::command::{Command as Typed, Read};
use super::super::panel::Place;
use super::{Front, lock};
use crate::app::AppError;
use crate::dialogue::state::IncomingFile;
use crate::dialogue::{Command, Input};
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::id::{AttendanceId, RemoteId};
use crate::domain::media::MediaKind;
use crate::store::card::card_by_message;
use crate::store::message::{WrittenIn, by_written_in};
use crate::store::session::SessionKey;
use std::time::Duration;

/// What a message answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reply {
    /// That message.
    pub(super) to: Option<i64>,
    /// The attendance whose card it is, as its buttons say.
    pub(super) card: Option<AttendanceId>,
}

/// Where an album goes of which one part has said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AlbumGoes {
    /// To the contact of this attendance: that part was an answer. Telegram need not say it of every part.
    To(AttendanceId),
    /// It was meant as a note.
    Nowhere,
}

/// Translates. What answers a message of an attendance goes to that attendance.
pub(super) async fn of(front: &Front, seat: SessionKey, what: What, reply: Reply) -> Result<Input, AppError> {
    // In a topic, what answers nothing counts as an answer to its first message.
    let reply = Reply { to: reply.to.filter(|to| *to != seat.thread_id), ..reply };
    let place = Place { chat_id: seat.chat_id, thread_id: i32::try_from(seat.thread_id).unwrap_or(0) };
    if let What::Command(Typed::Note(text)) = &what {
        let text = text.clone();
        return Ok(match (front.answered_by(seat, reply).await?, front.topic_at(place).await?) {
            (Answered::Attendance(attendance, _), _) | (_, Some(attendance)) => {
                Input::Noted { attendance, text }
            }
            (Answered::Nothing, None) => plain(what),
            (Answered::Unknown, None) => Input::Doubtful(Box::new(plain(what))),
        });
    }
    if let What::Command(Typed::Unknown(text)) = &what {
        let text = text.clone();
        return Ok(match (front.answered_by(seat, reply).await?, front.topic_at(place).await?) {
            (Answered::Attendance(attendance, _), _) | (_, Some(attendance)) => {
                Input::Slash { attendance, text }
            }
            (Answered::Nothing | Answered::Unknown, None) => plain(what),
        });
    }
    let album = if let What::File(file) = &what { file.album.clone() } else { None };
    let album = album.map(|album| (seat.chat_id, album));
    let goes = album.as_ref().and_then(|album| lock(&front.0.albums).get(album));
    if let What::File(file) = &what
        && file.caption.as_deref().is_some_and(|words| front.is_note(words))
    {
        // Notes are words. What was meant for nobody but the staff must not go to the contact for the file's sake, nor
        // may the rest of its album.
        if let Some(album) = album {
            lock(&front.0.albums).put(album, AlbumGoes::Nowhere);
        }
        return Ok(Input::Unreadable);
    }
    if goes == Some(AlbumGoes::Nowhere) {
        return Ok(Input::Unreadable);
    }
    let mut is_doubtful = false;
    if let Some(content) = said(&what) {
        let answered = front.answered_by(seat, reply).await?;
        if let Some(AlbumGoes::To(attendance)) = goes {
            return Ok(Input::Reply { attendance, content, answers: None });
        }
        if let Answered::Attendance(attendance, answers) = answered {
            if let Some(album) = album {
                lock(&front.0.albums).put(album, AlbumGoes::To(attendance));
            }
            return Ok(Input::Reply { attendance, content, answers });
        }
        if let Some(attendance) = front.topic_at(place).await? {
            // Who answers the panel has it before their eyes.
            let is_buried = reply.to.is_none() && front.is_buried(seat).await?;
            return Ok(Input::InTopic { attendance, content, said: Box::new(plain(what)), is_buried });
        }
        is_doubtful = matches!(answered, Answered::Unknown);
    }
    let input = plain(what);
    Ok(if is_doubtful { Input::Doubtful(Box::new(input)) } else { input })
}

fn plain(what: What) -> Input {
    match what {
        What::Command(typed) => Input::Command(command(typed)),
        What::Text(text) => Input::Typed(text),
        What::SharedContact { numbers, name } => Input::Card { numbers, name },
        What::File(file) => Input::File(file_of(&file)),
        What::Location { latitude, longitude, name, address } => {
            Input::Location { latitude, longitude, name, address }
        }
        // Taps are worked off before they get here.
        What::Tap { .. }
        | What::Inline { .. }
        | What::Edited(_)
        | What::Reacted(_)
        | What::Unreadable
        | What::BlockedBot
        | What::Ignored(_) => Input::Unreadable,
    }
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
        What::Command(_)
        | What::Tap { .. }
        | What::Inline { .. }
        | What::Edited(_)
        | What::Reacted(_)
        | What::Unreadable
        | What::BlockedBot
        | What::Ignored(_) => None,
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
        album: file.album.clone(),
    }
}

/// What a message answers.
enum Answered {
    /// It is no answer, or one to the panel.
    Nothing,
    /// A message of this attendance, by the provider's id if the contact can see it.
    Attendance(AttendanceId, Option<RemoteId>),
    /// A message that belongs to no attendance that we know of.
    Unknown,
}

/// How long what is being sent to a chat is waited for, before an answer to it counts as one to something unknown.
const NOTED_WITHIN: Duration = Duration::from_secs(5);

impl Front {
    /// Whether the words would have been a note, had they stood alone; whatever marks they carry.
    pub(super) fn is_note(&self, words: &str) -> bool {
        let words = words.trim_start_matches(['*', '_', '~', '`', ' ']);
        matches!(self.0.names.read(words, &self.0.desk.bot().username), Read::Ours(Typed::Note(_)))
    }

    async fn answered_by(&self, seat: SessionKey, reply: Reply) -> Result<Answered, AppError> {
        let Some(message_id) = reply.to else { return Ok(Answered::Nothing) };
        if let Some(known) = self.known(seat, message_id).await? {
            return Ok(known);
        }
        if let Some(card) = reply.card {
            return Ok(Answered::Attendance(card, None));
        }
        // A message is on the phone before it is noted to whom it belongs. Who sends to a chat holds its turn until then.
        let turn = self.turn_of(seat.chat_id, None);
        drop(tokio::time::timeout(NOTED_WITHIN, turn.lock()).await);
        Ok(self.known(seat, message_id).await?.unwrap_or(Answered::Unknown))
    }

    async fn known(&self, seat: SessionKey, message_id: i64) -> Result<Option<Answered>, AppError> {
        let (store, chat_id) = (self.0.desk.store(), seat.chat_id);
        if let Some(card) = card_by_message(store, chat_id, message_id).await? {
            return Ok(Some(Answered::Attendance(card.attendance, None)));
        }
        if let Some(own) = by_written_in(store, WrittenIn { chat_id, message_id }).await? {
            // A reaction or an edit is no message that can be answered: the one it is about is meant.
            let answers = own.content.is_about().cloned().or(own.remote);
            return Ok(Some(Answered::Attendance(own.attendance, answers)));
        }
        let panel = self.0.desk.find_session(seat).await?.and_then(|session| session.panel_message_id);
        Ok((panel == Some(message_id)).then_some(Answered::Nothing))
    }
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

/// What a command typed at the edge means to the dialogue.
fn command(typed: Typed) -> Command {
    match typed {
        Typed::Start(payload) => Command::Start(payload),
        Typed::Menu => Command::Menu,
        Typed::New => Command::New,
        Typed::Attendances => Command::Attendances,
        Typed::Contacts => Command::Contacts,
        Typed::Queue => Command::Queue,
        Typed::Note(text) => Command::Note(text),
        Typed::Channels => Command::Channels,
        Typed::People => Command::People,
        Typed::Available => Command::Available,
        Typed::Away => Command::Away,
        Typed::Settings => Command::Settings,
        Typed::Language => Command::Language,
        Typed::Cancel => Command::Cancel,
        Typed::Help => Command::Help,
        Typed::Unknown(word) => Command::Unknown(word),
    }
}
