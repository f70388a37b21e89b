//! Files that people sent to the bot, read from Telegram as a stream.
//!
//! The address of a file holds the token, so it never leaves this folder. The client is one of its own with a long
//! time-out: that of ordinary requests would cut every larger file off.

use super::super::botapi::method::GetFile;
use super::refusal::of_call;
use super::{SendError, Sender};
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

    /// The same, read to its end.
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
