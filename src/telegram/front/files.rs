//! Files from one side to the other, never whole in memory.

use super::super::botapi::upload::FileToSend;
use super::super::panel::Place;
use super::super::sender::{Priority, SendError, Sender};
use crate::app::files::Files;
use crate::app::{AppError, Desk};
use crate::channel::Upload;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::form::disguised;
use crate::domain::id::ChannelId;
use crate::domain::limit::{FORM_LEN, TELEGRAM_PHOTO_LEN_MAX, TELEGRAM_UPLOAD_LEN_MAX};
use crate::domain::media::{Media, MediaAt, MediaKind};
use bytes::Bytes;
use futures::StreamExt as _;
use futures::stream::{self, BoxStream};

/// The files that people of ours sent to the bot.
impl Files for Sender {
    async fn open(&self, media: &Media) -> Result<Upload, Fault> {
        let MediaAt::Telegram { file_id } = &media.at else {
            return Err(Fault::new(FaultKind::Media, "place", "the file is not with Telegram"));
        };
        let download = self.download(file_id).await.map_err(|error| fault_of(&error))?;
        let length = download.size.or(media.size).ok_or_else(|| {
            Fault::new(FaultKind::Media, "size", "Telegram does not say how large the file is")
        })?;
        let body = download.bytes.map(|chunk| chunk.map_err(std::io::Error::other)).boxed();
        let name = media.file_name();
        let (first, body) = looked_into(body).await;
        if disguised(&name, &first).is_some() {
            return Err(Fault::new(
                FaultKind::Media,
                "program",
                "the file is a program and is called something else",
            ));
        }
        Ok(Upload { name, mime: media.mime.clone(), length, body })
    }
}

/// The bytes of a file, as they come.
type Body = BoxStream<'static, Result<Bytes, std::io::Error>>;

/// The first bytes of a file, and all of it again.
async fn looked_into(mut body: Body) -> (Vec<u8>, Body) {
    let (mut first, mut read) = (Vec::new(), Vec::new());
    while first.len() < FORM_LEN {
        let Some(chunk) = body.next().await else { break };
        if let Ok(bytes) = &chunk {
            first.extend_from_slice(bytes);
        }
        let is_broken = chunk.is_err();
        read.push(chunk);
        if is_broken {
            break;
        }
    }
    first.truncate(FORM_LEN);
    (first, stream::iter(read).chain(body).boxed())
}

/// What it means for a file that Telegram does not hand out.
pub(super) fn fault_of(error: &SendError) -> Fault {
    let kind = match error {
        SendError::Unreachable | SendError::Later { .. } => FaultKind::Network,
        SendError::Blocked
        | SendError::ChatGone
        | SendError::MessageGone
        | SendError::ThreadGone
        | SendError::Rejected(_) => FaultKind::Media,
    };
    Fault::new(kind, "telegram", error.to_string())
}

/// What came of showing a contact's file.
pub(super) enum Shown {
    /// It is in this message.
    In(i32),
    /// It cannot be shown, now or later.
    Lost,
    /// The provider does not hand it out now.
    Awaited,
}

/// Where and how a contact's file is shown.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Where.
    pub(super) place: Place,
    /// The message it answers.
    pub(super) reply_to: Option<i32>,
    /// The text under it.
    pub(super) caption: String,
}

/// Shows a contact's file, as its own kind; as a document where Telegram does not take it as that.
pub(super) async fn show(
    desk: &Desk,
    sender: &Sender,
    channel: &ChannelId,
    media: &Media,
    frame: &Frame,
) -> Result<Result<Shown, SendError>, AppError> {
    let size = media.size.unwrap_or_default();
    let (MediaAt::Provider { id }, true) = (&media.at, size <= TELEGRAM_UPLOAD_LEN_MAX) else {
        return Ok(Ok(Shown::Lost));
    };
    let Some(adapter) = desk.find_adapter(channel) else { return Ok(Ok(Shown::Lost)) };
    let as_document = media.kind == MediaKind::Image && size > TELEGRAM_PHOTO_LEN_MAX;
    let kinds = if as_document { vec![MediaKind::Document] } else { vec![media.kind, MediaKind::Document] };
    for kind in kinds {
        let download = match adapter.download(id).await {
            Ok(download) => download,
            Err(fault) if fault.may_pass() => return Ok(Ok(Shown::Awaited)),
            Err(fault) => {
                tracing::warn!(channel.id = %channel, fault.kind = ?fault.kind, fault.code = %fault.code,
                    "a contact's file could not be fetched");
                return Ok(Ok(Shown::Lost));
            }
        };
        if download.length.is_some_and(|length| length > TELEGRAM_UPLOAD_LEN_MAX) {
            return Ok(Ok(Shown::Lost));
        }
        let (first, body) = looked_into(download.body).await;
        let mut name = media.file_name();
        // Nothing is lost, and nobody opens it for what it is not: it is called what it is.
        let is_program = disguised(&name, &first);
        name.extend(is_program.iter().flat_map(|ending| [".", ending]));
        let file = FileToSend {
            chat_id: frame.place.chat_id,
            thread_id: (frame.place.thread_id != 0).then_some(frame.place.thread_id),
            kind: if is_program.is_some() { MediaKind::Document } else { kind },
            name,
            caption: frame.caption.clone(),
            reply_to: frame.reply_to,
            is_secret: false,
            body,
        };
        match sender.send_file(file, Priority::Notice).await {
            Ok(message_id) => return Ok(Ok(Shown::In(message_id))),
            // Of a form that Telegram does not take as this kind.
            Err(SendError::Rejected(_)) => {}
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(Shown::Lost))
}
