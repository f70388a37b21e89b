//! Files of contacts, both ways: those that people sent are worked off in the background, one after the other; those that
//! they asked for are written and sent.

use super::super::botapi::upload::FileToSend;
use super::super::panel::Place;
use super::super::render;
use super::super::sender::{Priority, SendError};
use super::Front;
use crate::app::AppError;
use crate::app::import::{Work, give_up, waiting};
use crate::dialogue::contact::{Heard, Place as On, Stage};
use crate::dialogue::{Input, State};
use crate::domain::exchange::{Format, card, faults_head, faults_row, sheet_head, sheet_row};
use crate::domain::limit::{EXPORT_FILE_LEN_MAX, EXPORT_PAGE, IMPORT_TOLD_EVERY};
use crate::domain::media::MediaKind;
use crate::store::contact::bulk::contacts_after;
use crate::store::contact::import::ImportRow;
use crate::store::session::SessionKey;
use bytes::Bytes;
use futures::StreamExt as _;
use std::time::Duration;

/// Until a file that could not be had, or a database that could not be written, is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(5);

fn place_of(row: &ImportRow) -> Place {
    Place { chat_id: row.place.0, thread_id: i32::try_from(row.place.1).unwrap_or(0) }
}

fn seat_of(row: &ImportRow) -> SessionKey {
    SessionKey { chat_id: row.place.0, thread_id: row.place.1, staff: row.import.staff }
}

impl Front {
    /// Works off files of contacts until everything stops.
    pub async fn import_contacts(self) {
        let stopping = self.0.supervisor.stopping();
        let desk = self.0.desk.clone();
        while !stopping.is_cancelled() {
            let woken = desk.wake().imports.notified();
            let is_done = tokio::select! {
                done = self.import_all() => done,
                () = stopping.cancelled() => return,
            };
            if let Err(error) = &is_done {
                tracing::error!(%error, "a file of contacts could not be worked off");
            }
            let again = async {
                if matches!(is_done, Ok(true)) {
                    std::future::pending::<()>().await;
                }
                tokio::time::sleep(RETRY_AFTER).await;
            };
            tokio::select! {
                () = woken => {}
                () = again => {}
                () = stopping.cancelled() => {}
            }
        }
    }

    /// Says whether all that waited was worked off.
    async fn import_all(&self) -> Result<bool, AppError> {
        let mut is_done = true;
        for row in waiting(&self.0.desk).await? {
            is_done &= self.import_one(row).await?;
        }
        Ok(is_done)
    }

    async fn import_one(&self, row: ImportRow) -> Result<bool, AppError> {
        let desk = &self.0.desk;
        let (place, seat, id) = (place_of(&row), seat_of(&row), row.id);
        let bytes = match self.0.sender.download_whole(&row.file.file_id).await {
            Ok(bytes) => bytes,
            Err(SendError::Unreachable | SendError::Later { .. }) => return Ok(false),
            Err(error) => {
                tracing::warn!(import.id = %id, %error, "a file of contacts cannot be had");
                give_up(desk, &row).await?;
                self.tell_of_import(place, seat, &row).await;
                return Ok(true);
            }
        };
        let is_looking = row.import.stage == Stage::Looking;
        let mut work = Work::begin(desk, row, &bytes);
        drop(bytes);
        let voice = self.voice_of(place.chat_id);
        let delimiter = render::contact_files::delimiter(&voice.0);
        let mut faults = Vec::new();
        let mut told_at = tokio::time::Instant::now();
        let every = IMPORT_TOLD_EVERY.to_std().unwrap_or(RETRY_AFTER);
        while let Some(wrong) = work.go_on(desk).await? {
            if is_looking {
                for (raw, fault) in wrong {
                    let reason = render::contact_files::reason(fault, &voice.0);
                    faults.extend(faults_row(&raw, &reason, delimiter));
                }
            }
            if told_at.elapsed() >= every {
                told_at = tokio::time::Instant::now();
                if is_looking {
                    work.note(desk).await?;
                }
                self.show_import(place, seat, id).await;
            }
            // Others have their turn between two batches, whatever the runtime is busy with.
            tokio::task::yield_now().await;
        }
        if !faults.is_empty() && !self.send_faults(place, faults).await {
            return Ok(false);
        }
        work.end(desk).await?;
        self.tell_of_import(place, seat, work.row()).await;
        Ok(true)
    }

    /// Draws the panel of an import anew, where its person is looking at it.
    async fn show_import(&self, place: Place, seat: SessionKey, id: crate::domain::id::ImportId) {
        if self.looks_at(seat, id).await {
            self.answer(place, seat, Input::OfContact(Heard::Import(id))).await;
        }
    }

    async fn looks_at(&self, seat: SessionKey, id: crate::domain::id::ImportId) -> bool {
        let session = self.0.desk.find_session(seat).await.ok().flatten();
        let state = session.and_then(|row| State::from_stored(&row.state).ok());
        matches!(state, Some(State::Contact { place: On::Import { import, .. } }) if import == id)
    }

    /// The end: on the panel, or in a message of its own for who has gone elsewhere.
    async fn tell_of_import(&self, place: Place, seat: SessionKey, row: &ImportRow) {
        if self.looks_at(seat, row.id).await {
            return self.answer(place, seat, Input::OfContact(Heard::Import(row.id))).await;
        }
        let name = row.file.name.clone().unwrap_or_default();
        let html = render::contact_files::import(&name, &row.import, &self.voice_of(place.chat_id).0);
        if let Err(error) = self.send(place, &html, None, Priority::Notice).await {
            tracing::warn!(import.id = %row.id, %error, "the end of an import could not be told");
        }
    }

    /// Sends the records that are wrong, as a table that can be mended and sent again. False: later.
    async fn send_faults(&self, place: Place, rows: Vec<u8>) -> bool {
        let voice = self.voice_of(place.chat_id);
        let delimiter = render::contact_files::delimiter(&voice.0);
        let titles = render::contact_files::titles(&voice.0);
        let titles = titles.each_ref().map(String::as_str);
        let reason = render::contact_files::reason_title(&voice.0);
        let whole = [faults_head(titles, &reason, delimiter), rows].concat();
        let (name, caption) = render::contact_files::faults_file(&voice.0);
        let body = futures::stream::iter([Ok(Bytes::from(whole))]).boxed();
        match self.0.sender.send_file(document(place, name, caption, body), Priority::Notice).await {
            Err(SendError::Unreachable | SendError::Later { .. }) => false,
            Ok(_message_id) => true,
            Err(error) => {
                tracing::warn!(%error, "the wrong records of a file could not be sent");
                true
            }
        }
    }

    /// Writes all contacts into as many files as it takes, and sends them.
    pub(super) async fn export(&self, place: Place, format: Format) -> Input {
        let sent = self.send_all(place, format).await;
        if let Err(why) = &sent {
            tracing::warn!(%why, "contacts could not be exported");
        }
        Input::OfContact(Heard::Exported(format, sent.ok()))
    }

    async fn send_all(&self, place: Place, format: Format) -> Result<u32, String> {
        let voice = self.voice_of(place.chat_id);
        let delimiter = render::contact_files::delimiter(&voice.0);
        let titles = render::contact_files::titles(&voice.0);
        let head = sheet_head(titles.each_ref().map(String::as_str), delimiter);
        let (mut after, mut count, mut files, mut is_over) = (0, 0, 0_u32, false);
        while !is_over {
            let mut file = if format == Format::Csv { head.clone() } else { Vec::new() };
            let before = count;
            while file.len() < EXPORT_FILE_LEN_MAX {
                let page = contacts_after(self.0.desk.store(), after, EXPORT_PAGE).await;
                let page = page.map_err(|error| error.to_string())?;
                is_over = page.is_empty();
                if is_over {
                    break;
                }
                for (seq, contact, profile) in page {
                    after = seq;
                    count += 1;
                    match format {
                        Format::Csv => file.extend(sheet_row(&contact, &profile, delimiter)),
                        Format::Vcard => file.extend(card(&contact, &profile)),
                    }
                }
            }
            if count == before && files > 0 || file.is_empty() {
                break;
            }
            files += 1;
            let (name, caption) =
                render::contact_files::exported_file(format, files, count - before, &voice.0);
            let body = futures::stream::iter([Ok(Bytes::from(file))]).boxed();
            let sent = self.0.sender.send_file(document(place, name, caption, body), Priority::Answer).await;
            sent.map_err(|error| error.to_string())?;
        }
        Ok(count)
    }
}

pub(super) fn document(
    place: Place,
    name: String,
    caption: String,
    body: futures::stream::BoxStream<'static, Result<Bytes, std::io::Error>>,
) -> FileToSend {
    FileToSend {
        chat_id: place.chat_id,
        thread_id: (place.thread_id != 0).then_some(place.thread_id),
        kind: MediaKind::Document,
        name,
        caption,
        reply_to: None,
        is_secret: false,
        body,
    }
}
