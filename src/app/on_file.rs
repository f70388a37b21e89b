//! What is written down and decided about contacts: loads it for the dialogue, and changes it.

use super::change::Changes;
use super::contact::dialled;
use super::desk::AppError;
use super::facts::{page_of, rows_of, sight_of};
use super::notice;
use crate::dialogue::contact::{Ask, Change, Visits};
use crate::dialogue::facts::{Facts, Page};
use crate::domain::Timestamp;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::phone::Phone;
use crate::domain::profile::{Decided, Details, Field};
use crate::store::contact::{forget, import, merge, profile};
use crate::store::notice::drop_incoming;
use crate::store::{Constraint, Store, StoreError, Tx, attendance, contact};

/// Loads one thing that a step asked for.
pub(super) async fn load(store: &Store, facts: &mut Facts, ask: Ask, now: Timestamp) -> Result<(), AppError> {
    match ask {
        Ask::Profile(id) => {
            let found = profile::load_profile(store, id).await?;
            facts.known.of_contact.profiles.push((id, found));
        }
        Ask::Import(id) => {
            let found = import::find_import(store, id).await?;
            facts.known.of_contact.imports.push((id, found.map(|row| row.import)));
        }
        Ask::Tags => facts.known.of_contact.tags = Some(profile::all_tags(store).await?),
        Ask::Visits(id, page) => {
            let (offset, rows) = page_of(page);
            let sight = sight_of(&facts.company, &facts.me);
            let (found, total, hidden) = attendance::visits(store, id, &sight, offset, rows).await?;
            let rows = rows_of(store, found, now).await?;
            let visits = Visits { page: Page { rows, total }, hidden };
            facts.known.of_contact.visits.push(((id, page), visits));
        }
    }
    Ok(())
}

impl Changes {
    /// Applies one change to a contact.
    pub(super) async fn change_contact(&self, tx: &mut Tx, change: &Change) -> Result<(), StoreError> {
        let (id, what) = match change {
            Change::Forget { .. }
            | Change::Look { .. }
            | Change::Import { .. }
            | Change::Export { .. }
            | Change::Copy { .. } => {
                return self.change_beside(tx, change).await;
            }
            Change::Create { name, phone, details } => {
                self.create(tx, name, phone, details).await?;
                (self.fresh.contact, "contact.created")
            }
            Change::Set { contact: id, field, value } => {
                profile::set_field(tx, *id, *field, value.as_deref()).await?;
                (*id, "contact.edited")
            }
            Change::Renumber { contact: id, phone } => {
                if contact::set_phone(tx, *id, phone, self.now).await?.is_some() {
                    // Somebody else got the number meanwhile: the step is taken again and says so.
                    return Err(StoreError::Conflict(Constraint::AddressTaken));
                }
                (*id, "contact.number")
            }
            Change::Tag { contact: id, tag, is_on } => {
                profile::set_tag(tx, *id, *tag, *is_on).await?;
                (*id, if *is_on { "contact.tagged" } else { "contact.untagged" })
            }
            Change::NewTag { contact: id, name } => {
                profile::add_tag(tx, *id, name).await?;
                (*id, "contact.tagged")
            }
            Change::Block { contact: id, is_on } => {
                self.block(tx, *id, *is_on).await?;
                (*id, if *is_on { "contact.blocked" } else { "contact.unblocked" })
            }
            Change::OptOut { contact: id, is_on } => {
                profile::set_opted_out(tx, *id, self.decided(*is_on)).await?;
                (*id, if *is_on { "contact.opted_out" } else { "contact.opted_in" })
            }
            Change::Merge { kept, gone } => {
                merge::merge_contacts(tx, *kept, *gone, self.me, self.now).await?;
                (*kept, "contact.merged")
            }
            Change::Part { kept, merge: id } => {
                if let Some(back) = merge::part_contacts(tx, *kept, *id, self.now).await? {
                    self.refresh_cards_of(tx, back).await?;
                }
                (*kept, "contact.parted")
            }
        };
        self.audit(tx, what, &id.to_string(), "").await?;
        self.refresh_cards_of(tx, id).await
    }

    /// What is about many contacts, or takes one away.
    async fn change_beside(&self, tx: &mut Tx, change: &Change) -> Result<(), StoreError> {
        let (subject, what) = match change {
            Change::Forget { contact: id } => {
                if !attendance::open_of_contact(&mut *tx, *id).await?.is_empty() {
                    // It was opened between the step and its transaction: the step is taken again and says so.
                    return Err(StoreError::Stale);
                }
                forget::forget_contact(tx, *id, self.seat, self.now).await?;
                (id.to_string(), "contact.forgotten")
            }
            Change::Look { import: id, format, file } => {
                let place = (self.seat.chat_id, self.seat.thread_id);
                let row = import::NewImport {
                    id: *id,
                    staff: self.me,
                    place,
                    format: *format,
                    file: file.as_ref(),
                };
                import::insert_import(tx, &row, self.now).await?;
                (id.to_string(), "contacts.looked_through")
            }
            Change::Import { import: id } => {
                import::begin_import(tx, *id, self.now).await?;
                (id.to_string(), "contacts.imported")
            }
            Change::Copy { contact: id } => (id.to_string(), "contact.exported"),
            Change::Export { format } => (format.ending().to_owned(), "contacts.exported"),
            Change::Create { .. }
            | Change::Set { .. }
            | Change::Renumber { .. }
            | Change::Tag { .. }
            | Change::NewTag { .. }
            | Change::Block { .. }
            | Change::OptOut { .. }
            | Change::Merge { .. }
            | Change::Part { .. } => return Ok(()),
        };
        self.audit(tx, what, &subject, "").await
    }

    async fn create(
        &self,
        tx: &mut Tx,
        name: &str,
        phone: &Phone,
        details: &Details,
    ) -> Result<(), StoreError> {
        let id = self.fresh.contact;
        let person = Contact {
            id,
            name: Some(name.to_owned()),
            phone: Some(phone.clone()),
            addresses: vec![dialled(phone)],
            active_at: self.now,
        };
        contact::insert_contact(tx, &person).await?;
        for field in [Field::Email, Field::Company, Field::Note] {
            if let Some(value) = details.get(field) {
                profile::set_field(tx, id, field, Some(value)).await?;
            }
        }
        Ok(())
    }

    async fn block(&self, tx: &mut Tx, id: ContactId, is_on: bool) -> Result<(), StoreError> {
        if is_on {
            // A flood is shown at Telegram's pace, for long after it came.
            drop_incoming(tx, id).await?;
        }
        profile::set_blocked(tx, id, self.decided(is_on)).await
    }

    fn decided(&self, is_on: bool) -> Option<Decided> {
        is_on.then_some(Decided { at: self.now, by: Some(self.me) })
    }

    /// Cards and topics are called by the contact.
    async fn refresh_cards_of(&self, tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
        for open in attendance::open_of_contact(&mut *tx, id).await? {
            notice::refresh_cards(tx, open.id, self.now).await?;
        }
        Ok(())
    }
}
