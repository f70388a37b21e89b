//! Where the bytes of a file come from: told by whoever has them, so that this layer does not know Telegram.

use crate::channel::Upload;
use crate::domain::fault::Fault;
use crate::domain::media::Media;

/// Opens files that people of ours sent.
pub trait Files: Send + Sync {
    /// Begins to read a file. A fault of the network is worth another try; nothing was sent in any case.
    fn open(&self, media: &Media) -> impl Future<Output = Result<Upload, Fault>> + Send;
}
