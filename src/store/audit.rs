//! The audit: who did what, kept for whoever must answer for it. Rows are added and never changed.

use super::row::ms;
use super::{StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::StaffId;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// When.
    pub at: Timestamp,
    /// By whom; `None` when the service did it by itself.
    pub staff: Option<StaffId>,
    /// What, as a word of ours such as `attendance.opened`.
    pub action: &'a str,
    /// To what: the id of the row.
    pub subject: &'a str,
    /// Anything else worth keeping. Never message text, never a whole number.
    pub detail: &'a str,
}

/// Adds an entry.
pub async fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<(), StoreError> {
    tx.later(
        "insert into audit (at, staff_id, action, subject, detail) values ($1, $2, $3, $4, $5)",
        [
            ms(entry.at).into(),
            entry.staff.map(|staff| staff.0).into(),
            entry.action.into(),
            entry.subject.into(),
            entry.detail.into(),
        ],
    )
    .await
}
