//! Files on their way to Telegram, read while they are sent.
//!
//! The form with the file in it is teloxide's: it streams. Its answer is read leniently: a sent message that teloxide's
//! types cannot hold is a sent message all the same.

use super::method::Sent;
use super::{Api, CallError, PAUSE_WHEN_UNSAID, unreachable};
use crate::domain::media::MediaKind;
use bytes::Bytes;
use futures::stream::BoxStream;
use std::fmt;
use teloxide::payloads::{
    SendAudioSetters as _, SendDocumentSetters as _, SendPhotoSetters as _, SendStickerSetters as _,
    SendVideoSetters as _, SendVoiceSetters as _,
};
use teloxide::prelude::Requester as _;
use teloxide::types::{ChatId, InputFile, MessageId, ParseMode, ReplyParameters, ThreadId};
use teloxide::{ApiError, RequestError};
use tokio_util::io::StreamReader;

/// A file to be sent.
pub struct FileToSend {
    /// To this chat.
    pub chat_id: i64,
    /// In this topic.
    pub thread_id: Option<i32>,
    /// As what.
    pub kind: MediaKind,
    /// Its name, with an ending.
    pub name: String,
    /// The text under it, as HTML of up to 1024 characters; stickers have none.
    pub caption: String,
    /// The message it answers.
    pub reply_to: Option<i32>,
    /// Whether it cannot be passed on or saved.
    pub is_secret: bool,
    /// Its bytes, as they come.
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl fmt::Debug for FileToSend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileToSend").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Sends it by the method of its kind. Each has a builder of its own type, with the same setters.
macro_rules! send {
    ($self:ident, $file:ident, $is_silent:ident, $method:ident $(, $caption:ident)?) => {{
        let input = InputFile::read(StreamReader::new($file.body)).file_name($file.name);
        let mut request = $self.bot.$method(ChatId($file.chat_id), input);
        $(if !$file.caption.is_empty() {
            request = request.$caption($file.caption).parse_mode(ParseMode::Html);
        })?
        if $file.is_secret {
            request = request.protect_content(true);
        }
        if $is_silent {
            request = request.disable_notification(true);
        }
        if let Some(thread) = $file.thread_id {
            request = request.message_thread_id(ThreadId(MessageId(thread)));
        }
        if let Some(answered) = $file.reply_to {
            let answered = ReplyParameters::new(MessageId(answered)).allow_sending_without_reply();
            request = request.reply_parameters(answered);
        }
        request.await
    }};
}

impl Api {
    /// Sends a file, without a sound if wanted.
    pub async fn send_file(&self, file: FileToSend, is_silent: bool) -> Result<Sent, CallError> {
        let started = tokio::time::Instant::now();
        let sent = match file.kind {
            MediaKind::Image => send!(self, file, is_silent, send_photo, caption),
            MediaKind::Video => send!(self, file, is_silent, send_video, caption),
            MediaKind::Audio => send!(self, file, is_silent, send_audio, caption),
            MediaKind::Voice => send!(self, file, is_silent, send_voice, caption),
            MediaKind::Sticker => send!(self, file, is_silent, send_sticker),
            MediaKind::Document | MediaKind::AnimatedSticker => {
                send!(self, file, is_silent, send_document, caption)
            }
        };
        metrics::histogram!("balcao_telegram_request_seconds", "method" => "sendFile")
            .record(started.elapsed());
        match sent {
            Ok(message) => Ok(Sent { message_id: message.id.0 }),
            Err(error) => read_error(error),
        }
    }
}

/// What became of it, when teloxide calls it an error.
fn read_error(error: RequestError) -> Result<Sent, CallError> {
    match error {
        RequestError::InvalidJson { raw, .. } => sent_within(&raw),
        RequestError::RetryAfter(after) => {
            let after = after.duration();
            Err(CallError::RetryAfter(if after.is_zero() { PAUSE_WHEN_UNSAID } else { after }))
        }
        RequestError::Api(ApiError::Unknown(description)) if is_of_the_server(&description) => {
            Err(CallError::Unreachable("Telegram is out of order"))
        }
        RequestError::Api(error) => {
            let code = if matches!(error, ApiError::BotBlocked) { 403 } else { 400 };
            let description =
                if let ApiError::Unknown(description) = error { description } else { error.to_string() };
            Err(CallError::Refused { code, description })
        }
        RequestError::Network(error) => Err(unreachable(error.is_timeout())),
        RequestError::Io(_) => Err(CallError::Unreachable("the file broke off")),
        RequestError::MigrateToChatId(_) => {
            Err(CallError::Refused { code: 400, description: "chat not found".to_owned() })
        }
    }
}

/// Whether the words are those of an answer between 500 and 599: of the code itself teloxide tells nothing.
fn is_of_the_server(description: &str) -> bool {
    ["Internal Server Error", "Bad Gateway", "Service Unavailable", "Gateway Timeout"]
        .iter()
        .any(|words| description.starts_with(words))
}

/// The id in an answer that teloxide could not read.
fn sent_within(raw: &str) -> Result<Sent, CallError> {
    super::read(200, raw.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_out_of_order_is_asked_again_and_a_refusal_is_one() {
        let read = |words: &str| read_error(RequestError::Api(ApiError::Unknown(words.to_owned())));
        assert!(matches!(read("Internal Server Error: group migration"), Err(CallError::Unreachable(_))));
        assert!(matches!(read("Bad Gateway"), Err(CallError::Unreachable(_))));
        assert!(matches!(read("Bad Request: file is too big"), Err(CallError::Refused { code: 400, .. })));
    }
}
