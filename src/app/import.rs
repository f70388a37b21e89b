//! Files of contacts: looked through, then put on file, record by record, in the background.
//!
//! Needed: a hundred thousand records come in while everybody works on, and a process that dies on the way goes on where it
//! stood. Chosen: transactions of a hundred records, each with the place that was reached, so that no record is put on file
//! twice and nobody waits behind them; to look through changes nothing and begins anew. Rejected: one transaction (nobody
//! else could write for a minute), and keeping the file in the database (it is with Telegram, and need not be kept twice).

use super::desk::{AppError, Desk};
use crate::dialogue::contact::{Import, Stage};
use crate::domain::exchange::{Entry, Raw, RowFault, read};
use crate::domain::id::ContactId;
use crate::domain::limit::{IMPORT_BATCH, ROWS_PER_STATEMENT_MAX};
use crate::store::contact::bulk::{owners, put_entries};
use crate::store::contact::import::{ImportRow, note_import, open_imports};
use std::collections::HashSet;
use uuid::Uuid;

/// A file that is being worked off.
pub struct Work {
    row: ImportRow,
    records: Box<dyn Iterator<Item = Raw> + Send>,
    country: String,
    /// Digits of the numbers that this file has brought so far.
    seen: HashSet<String>,
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work").field("id", &self.row.id).finish_non_exhaustive()
    }
}

/// What is to be worked off, the oldest first.
pub async fn waiting(desk: &Desk) -> Result<Vec<ImportRow>, AppError> {
    Ok(open_imports(desk.store()).await?)
}

/// The file cannot be had: it is over.
pub async fn give_up(desk: &Desk, row: &ImportRow) -> Result<(), AppError> {
    note(desk, row, Import { stage: Stage::Failed, ..row.import.clone() }).await
}

async fn note(desk: &Desk, row: &ImportRow, import: Import) -> Result<(), AppError> {
    let (id, now) = (row.id, desk.clock().now());
    desk.store()
        .write(move |tx| Box::pin(async move { note_import(tx, id, &import, now).await }))
        .await
        .map_err(AppError::from)
}

impl Work {
    /// Begins with the bytes of the file, where it stood.
    pub fn begin(desk: &Desk, row: ImportRow, bytes: &[u8]) -> Self {
        let country = desk.company().country.clone();
        let mut records = read(row.format, bytes);
        let mut row = row;
        if row.import.stage == Stage::Looking {
            row.import = Import { position: 0, fresh: 0, known: 0, wrong: 0, ..row.import };
        } else if let Some(last) = usize::try_from(row.import.position).ok().and_then(|at| at.checked_sub(1))
        {
            drop(records.nth(last));
        }
        Self { row, records, country, seen: HashSet::new() }
    }

    /// How far it has come.
    pub const fn row(&self) -> &ImportRow {
        &self.row
    }

    /// The next records. Those that are wrong are handed back with the reason while they are looked for. `None`: it is at
    /// its end, and that is not noted yet: see [`Self::end`].
    pub async fn go_on(&mut self, desk: &Desk) -> Result<Option<Vec<(Raw, RowFault)>>, AppError> {
        let is_looking = self.row.import.stage == Stage::Looking;
        let many = if is_looking { ROWS_PER_STATEMENT_MAX } else { IMPORT_BATCH };
        let batch: Vec<Raw> = self.records.by_ref().take(many).collect();
        if batch.is_empty() {
            return Ok(None);
        }
        let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
        let mut wrong = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        for raw in batch {
            match raw.read(&self.country) {
                Ok(entry) => entries.push(entry),
                Err(fault) => wrong.push((raw, fault)),
            }
        }
        self.row.import.position = self.row.import.position.saturating_add(count);
        if is_looking {
            self.count(desk, &entries).await?;
            self.row.import.wrong += u32::try_from(wrong.len()).unwrap_or(u32::MAX);
        } else {
            self.put(desk, entries).await?;
        }
        Ok(Some(wrong))
    }

    /// Counts who is known, on file or from this file.
    async fn count(&mut self, desk: &Desk, entries: &[Entry]) -> Result<(), AppError> {
        let digits: Vec<String> = entries.iter().flat_map(|entry| entry.phone.variants()).collect();
        let owners = owners(desk.store(), &digits).await?;
        for entry in entries {
            let variants = entry.phone.variants();
            if variants.iter().any(|digits| owners.contains_key(digits) || self.seen.contains(digits)) {
                self.row.import.known += 1;
            } else {
                self.row.import.fresh += 1;
            }
            self.seen.extend(variants);
        }
        Ok(())
    }

    async fn put(&mut self, desk: &Desk, entries: Vec<Entry>) -> Result<(), AppError> {
        let fresh = |entry| (ContactId::new(Uuid::now_v7()), entry);
        let entries: Vec<(ContactId, Entry)> = entries.into_iter().map(fresh).collect();
        let (id, now, import) = (self.row.id, desk.clock().now(), self.row.import.clone());
        self.row.import = desk
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    let put = put_entries(tx, &entries, now).await?;
                    let (fresh, known) = (import.fresh + put.fresh, import.known + put.known);
                    let import = Import { fresh, known, ..import };
                    note_import(tx, id, &import, now).await?;
                    Ok(import)
                })
            })
            .await?;
        Ok(())
    }

    /// Notes how far it has come, for who looks at it.
    pub async fn note(&mut self, desk: &Desk) -> Result<(), AppError> {
        note(desk, &self.row, self.row.import.clone()).await
    }

    /// Notes that it is at its end.
    pub async fn end(&mut self, desk: &Desk) -> Result<(), AppError> {
        self.row.import.stage = match self.row.import.stage {
            Stage::Looking => Stage::Looked,
            Stage::Looked | Stage::Importing | Stage::Done | Stage::Failed => Stage::Done,
        };
        self.note(desk).await
    }
}
