//! Files, both ways as a stream: those that people sent to the bot, and those that it sends.
//!
//! The address of a file holds the token, so it never leaves this folder. The client is one of its own with a long
//! time-out: that of ordinary requests would cut every larger file off.

use super::super::botapi::CallError;
use super::super::botapi::method::{GetFile, SendChatAction, SendLocation};
use super::super::botapi::upload::FileToSend;
use super::super::panel::Place;
use super::refusal::of_call;
use super::{Priority, SendError, Sender};
use crate::domain::limit;
use bytes::Bytes;
use futures::StreamExt as _;
use futures::stream::BoxStream;

/// A file that is being read.
pub struct Download {
    /// Its bytes in all, when Telegram says.
    pub size: Option<u64>,
    /// The bytes. It ends with an error when there are more than a bot may download.
    pub bytes: BoxStream<'static, Result<Bytes, SendError>>,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Sender {
    /// Opens a file that a person sent. Too big (over 20 MB) is [`SendError::Rejected`].
    pub async fn download(&self, file_id: &str) -> Result<Download, SendError> {
        let file = self.call(&GetFile { file_id: file_id.to_owned() }).await?;
        if file.file_size.is_some_and(|size| size > limit::TELEGRAM_DOWNLOAD_LEN_MAX) {
            return Err(too_big());
        }
        let path = file.file_path.ok_or_else(too_big)?;
        let (len, bytes) = self.0.media.open(&path).await.map_err(of_call)?;
        let mut read: u64 = 0;
        let bytes = bytes.map(move |chunk| {
            let chunk = chunk.map_err(of_call)?;
            read = read.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if read > limit::TELEGRAM_DOWNLOAD_LEN_MAX { Err(too_big()) } else { Ok(chunk) }
        });
        Ok(Download { size: file.file_size.or(len), bytes: bytes.boxed() })
    }

    /// Sends a file while it is read. It is not tried again here: its bytes are gone.
    pub async fn send_file(&self, file: FileToSend, priority: Priority) -> Result<i32, SendError> {
        let place = Place { chat_id: file.chat_id, thread_id: file.thread_id.unwrap_or_default() };
        let mut turn = self.0.pacer.turn(place.chat_id, priority);
        self.0.pacer.wait(&mut turn).await?;
        let is_silent = file.is_secret || self.0.hush.is_silent(place.chat_id, priority);
        match self.0.media.send_file(file, is_silent).await {
            Ok(sent) => {
                self.stands(place, sent.message_id);
                Ok(sent.message_id)
            }
            Err(CallError::RetryAfter(after)) => {
                self.0.pacer.pause(place.chat_id, after);
                Err(SendError::Later { after })
            }
            Err(error) => Err(of_call(error)),
        }
    }

    /// Asks whether Telegram takes anything for a chat: "typing…", which leaves nothing behind.
    pub async fn knock(&self, place: Place) -> Result<(), SendError> {
        let Place { chat_id, thread_id } = place;
        let message_thread_id = (thread_id != 0).then_some(thread_id);
        let request = SendChatAction { chat_id, message_thread_id, action: "typing" };
        self.carry_out(chat_id, Priority::Notice, &request).await.map(|_shown| ())
    }

    /// Sends a place on the map.
    pub async fn send_map(
        &self,
        place: Place,
        reply_to: Option<i32>,
        latitude: f64,
        longitude: f64,
    ) -> Result<i32, SendError> {
        let request = SendLocation {
            chat_id: place.chat_id,
            message_thread_id: (place.thread_id != 0).then_some(place.thread_id),
            latitude,
            longitude,
            disable_notification: self.0.hush.is_silent(place.chat_id, Priority::Notice),
            reply_parameters: reply_to.map(super::answering),
        };
        let sent = self.carry_out(place.chat_id, Priority::Notice, &request).await?;
        self.stands(place, sent.message_id);
        Ok(sent.message_id)
    }

    /// Opens a file and reads it to its end.
    pub async fn download_whole(&self, file_id: &str) -> Result<Bytes, SendError> {
        let mut download = self.download(file_id).await?;
        let mut whole = bytes::BytesMut::new();
        while let Some(chunk) = download.bytes.next().await {
            whole.extend_from_slice(&chunk?);
        }
        Ok(whole.freeze())
    }
}

fn too_big() -> SendError {
    SendError::Rejected("the file is too big".to_owned())
}
