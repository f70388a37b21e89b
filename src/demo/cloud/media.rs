//! Files: what may be uploaded by type and size, how long ids and addresses live, and where they are kept.

use super::content::MediaKind;
use super::refusal::Refusal;
use crate::domain::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::VecDeque;

/// How long the address of a file lives.
pub(super) const URL_AGE_MAX: TimeDelta = TimeDelta::minutes(5);
/// How long an uploaded file is kept.
const UPLOADED_AGE_MAX: TimeDelta = TimeDelta::days(30);
/// How long the id of a contact's file lives.
const RECEIVED_AGE_MAX: TimeDelta = TimeDelta::days(7);
/// Files kept at most; the oldest goes first.
const FILES_MAX: usize = 300;
/// Bytes kept at most: two of the largest files and some.
const BYTES_MAX: usize = 256 * 1024 * 1024;

const KB: usize = 1_024;
const MB: usize = 1_024 * KB;
/// The largest file of any kind.
pub(super) const FILE_LEN_MAX: usize = 100 * MB;

/// A file that the server keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MediaFile {
    /// Its id.
    pub id: String,
    /// Its type.
    pub mime: String,
    /// Its name, where known.
    pub filename: Option<String>,
    /// The file.
    #[serde(skip)]
    pub bytes: Bytes,
    /// When it came.
    pub at: Timestamp,
    /// Whether a contact sent it.
    pub from_contact: bool,
}

impl MediaFile {
    /// What kind of message it can be in.
    pub(super) fn kind(&self) -> Option<MediaKind> {
        kind_of(&self.mime).map(|(kind, _len_max)| kind)
    }

    fn is_expired(&self, now: Timestamp) -> bool {
        let age_max = if self.from_contact { RECEIVED_AGE_MAX } else { UPLOADED_AGE_MAX };
        now - self.at >= age_max
    }

    /// SHA-256 in base64.
    pub(super) fn sha256(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.bytes))
    }

    /// The answer of `GET /{media_id}`.
    pub(super) fn answer(&self, url: &str) -> Value {
        json!({
            "messaging_product": "whatsapp",
            "url": url,
            "mime_type": self.mime,
            "sha256": self.sha256(),
            "file_size": self.bytes.len().to_string(),
            "id": self.id,
        })
    }
}

/// The files of one server.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    files: VecDeque<MediaFile>,
    bytes: usize,
}

impl Shelf {
    /// Puts a file on the shelf; the oldest go when it is full.
    pub(super) fn put(&mut self, file: MediaFile) {
        self.bytes = self.bytes.saturating_add(file.bytes.len());
        self.files.push_back(file);
        while self.files.len() > FILES_MAX || (self.bytes > BYTES_MAX && self.files.len() > 1) {
            if let Some(oldest) = self.files.pop_front() {
                self.bytes = self.bytes.saturating_sub(oldest.bytes.len());
            }
        }
    }

    /// A file that has not expired.
    pub(super) fn find(&self, id: &str, now: Timestamp) -> Option<&MediaFile> {
        self.files.iter().find(|file| file.id == id && !file.is_expired(now))
    }

    /// Takes a file away. Says whether it was there.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        let before = self.files.len();
        self.files.retain(|file| file.id != id);
        self.bytes = self.files.iter().map(|file| file.bytes.len()).sum();
        self.files.len() < before
    }
}

/// What kind of message a type can be in, and how large it may be there.
fn kind_of(mime: &str) -> Option<(MediaKind, usize)> {
    let bare = mime.split(';').next().unwrap_or(mime).trim();
    let found = match bare {
        "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => (MediaKind::Audio, 16 * MB),
        "image/jpeg" | "image/png" => (MediaKind::Image, 5 * MB),
        "video/mp4" | "video/3gpp" => (MediaKind::Video, 16 * MB),
        "image/webp" => (MediaKind::Sticker, 500 * KB),
        "text/plain"
        | "application/pdf"
        | "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint"
        | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        | "application/vnd.openxmlformats-officedocument.presentationml.presentation" => {
            (MediaKind::Document, FILE_LEN_MAX)
        }
        _ => return None,
    };
    Some(found)
}

/// Whether a file may be uploaded: its type is listed, its size fits, and its first bytes are of that type.
pub(super) fn check_upload(mime: &str, bytes: &[u8]) -> Result<MediaKind, Refusal> {
    let Some((kind, len_max)) = kind_of(mime) else {
        return Err(Refusal::malformed(131_053, format!("files of type '{mime}' are not taken")));
    };
    if bytes.is_empty() || bytes.len() > len_max {
        let details = format!("a file of type '{mime}' has 1 to {len_max} bytes, not {}", bytes.len());
        return Err(Refusal::malformed(131_053, details));
    }
    if !begins_right(mime, bytes) {
        return Err(Refusal::malformed(131_053, format!("the file is not of the type '{mime}' it claims")));
    }
    Ok(kind)
}

fn begins_right(mime: &str, bytes: &[u8]) -> bool {
    let bare = mime.split(';').next().unwrap_or(mime).trim();
    let at = |from: usize, expected: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(expected));
    match bare {
        "image/jpeg" => at(0, &[0xff, 0xd8, 0xff]),
        "image/png" => at(0, b"\x89PNG\r\n\x1a\n"),
        "image/webp" => at(0, b"RIFF") && at(8, b"WEBP"),
        "application/pdf" => at(0, b"%PDF-"),
        "video/mp4" | "video/3gpp" | "audio/mp4" => at(4, b"ftyp"),
        "audio/ogg" => at(0, b"OggS"),
        "audio/amr" => at(0, b"#!AMR"),
        _ => true,
    }
}
