//! Files: those that the bot sends, those that persons send, and the way the bot fetches them.

use super::body::Upload;
use super::call::Call;
use super::message::Content;
use super::refusal::Refusal;
use super::send;
use super::state::State;
use super::view::{FileKind, FileSeen};
use axum::body::Bytes;
use serde_json::json;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Bytes of a photo.
const PHOTO_LEN_MAX: usize = 10 * 1024 * 1024;
/// Bytes of any other file a bot sends.
const FILE_LEN_MAX: usize = 50 * 1024 * 1024;
/// Bytes of a file a bot may fetch.
const DOWNLOAD_LEN_MAX: usize = 20 * 1024 * 1024;
/// Bytes of all files together; the oldest are forgotten first.
const STORE_LEN_MAX: usize = 256 * 1024 * 1024;

/// The files that are known.
#[derive(Debug, Default)]
pub(super) struct Files {
    count: u64,
    len: usize,
    by_id: HashMap<String, Stored>,
    by_path: HashMap<String, String>,
    order: VecDeque<String>,
}

#[derive(Debug)]
struct Stored {
    seen: Arc<FileSeen>,
    path: String,
    bytes: Bytes,
}

impl Files {
    /// Keeps a file.
    pub(super) fn add(&mut self, kind: FileKind, name: &str, mime: &str, bytes: Bytes) -> Arc<FileSeen> {
        self.count += 1;
        let (prefix, folder, default_name) = match kind {
            FileKind::Photo => ("AgACAgQA", "photos", "photo.jpg"),
            FileKind::Video => ("BAACAgQA", "videos", "video.mp4"),
            FileKind::Document => ("BQACAgQA", "documents", "file.bin"),
            FileKind::Voice => ("AwACAgQA", "voice", "voice.oga"),
            FileKind::Audio => ("CQACAgQA", "music", "audio.mp3"),
            FileKind::Sticker => ("CAACAgQA", "stickers", "sticker.webp"),
        };
        let name = Some(name).filter(|name| !name.is_empty()).unwrap_or(default_name).to_owned();
        let extension = name.rsplit_once('.').map_or("bin", |(_, extension)| extension);
        let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
        let path = format!("{folder}/file_{}.{extension}", self.count);
        let file_id = format!("{prefix}{:016X}", self.count);
        let seen =
            FileSeen { kind, name, mime: mime.to_owned(), size: bytes.len(), file_id: file_id.clone() };
        let seen = Arc::new(seen);
        self.len += bytes.len();
        self.by_path.insert(path.clone(), file_id.clone());
        self.order.push_back(file_id.clone());
        self.by_id.insert(file_id, Stored { seen: seen.clone(), path, bytes });
        self.forget_oldest();
        seen
    }

    fn forget_oldest(&mut self) {
        while self.len > STORE_LEN_MAX
            && let Some(oldest) = self.order.pop_front()
            && let Some(stored) = self.by_id.remove(&oldest)
        {
            self.len -= stored.bytes.len();
            self.by_path.remove(&stored.path);
        }
    }

    /// What is in a file.
    pub(super) fn bytes(&self, file_id: &str) -> Option<Bytes> {
        self.by_id.get(file_id).map(|stored| stored.bytes.clone())
    }

    /// What is in a file, by the path that `getFile` gave, with its media type.
    pub(super) fn by_path(&self, path: &str) -> Option<(Bytes, String)> {
        let stored = self.by_path.get(path).and_then(|id| self.by_id.get(id))?;
        (stored.bytes.len() <= DOWNLOAD_LEN_MAX).then(|| (stored.bytes.clone(), stored.seen.mime.clone()))
    }
}

/// `sendPhoto` and the other methods that send one file.
pub(super) fn send(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let (kind, parameter) = match call.method {
        "sendPhoto" => (FileKind::Photo, "photo"),
        "sendVideo" => (FileKind::Video, "video"),
        "sendVoice" => (FileKind::Voice, "voice"),
        "sendAudio" => (FileKind::Audio, "audio"),
        "sendSticker" => (FileKind::Sticker, "sticker"),
        _document => (FileKind::Document, "document"),
    };
    // Who may not be written to uploads in vain: the real server says so before it looks at the file.
    state.open_chat(call.chat())?;
    let given = call.text(parameter).unwrap_or_default();
    let seen = match given.strip_prefix("attach://").map(|name| call.files.get(name)) {
        Some(Some(upload)) => store(state, kind, upload)?,
        Some(None) => return Err(Refusal::invalid(format!("there is no {parameter} in the request"))),
        None => match state.files.by_id.get(given) {
            Some(stored) if stored.seen.kind == kind => stored.seen.clone(),
            Some(_) => return Err(Refusal::bad_request("type of file mismatch")),
            None => return Err(Refusal::bad_request("wrong file identifier/HTTP URL specified")),
        },
    };
    send::post(state, call, Content::File(seen))
}

fn store(state: &mut State, kind: FileKind, upload: &Upload) -> Result<Arc<FileSeen>, Refusal> {
    let max = if kind == FileKind::Photo { PHOTO_LEN_MAX } else { FILE_LEN_MAX };
    if upload.bytes.is_empty() {
        return Err(Refusal::invalid("file must be non-empty"));
    }
    if upload.bytes.len() > max {
        let detail = format!("the file has {} bytes, at most {max}", upload.bytes.len());
        return Err(Refusal { invalid: Some(detail), ..Refusal::new(413, "Request Entity Too Large") });
    }
    let mime = upload.mime.as_deref().unwrap_or("application/octet-stream");
    Ok(state.files.add(kind, &upload.name, mime, upload.bytes.clone()))
}

/// `getFile`.
pub(super) fn get(state: &State, call: &Call) -> Result<String, Refusal> {
    let stored = call.text("file_id").and_then(|id| state.files.by_id.get(id));
    let Some(stored) = stored else {
        return Err(Refusal::bad_request("wrong file_id or the file is temporarily unavailable"));
    };
    if stored.bytes.len() > DOWNLOAD_LEN_MAX {
        return Err(Refusal::bad_request("file is too big"));
    }
    let id = &stored.seen.file_id;
    let file = json!({
        "file_id": id,
        "file_unique_id": id.get(8..).unwrap_or(id),
        "file_size": stored.bytes.len(),
        "file_path": stored.path,
    });
    Ok(file.to_string())
}
