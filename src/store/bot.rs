//! The bot to which the database belongs, and what another one must not take for its own.
//!
//! A private chat has the same id for every bot, and each counts its messages in it anew: an answer to message 40 of
//! one bot must not be taken for one to message 40 of another, which showed another contact.

use super::row::Fields;
use super::{StoreError, Tx};

/// Which bot is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// The one that was here before, or the first.
    Same,
    /// Another one.
    Another,
}

/// What was said in chats, and by whom it was not worked off yet; everything else is the company's whatever its bot is.
const OF_A_BOT: [&str; 8] = [
    "delete from inbox where source = 'telegram'",
    "delete from session",
    "delete from card",
    "delete from topic",
    "update message set source_chat_id = null, source_message_id = null where source_chat_id is not null",
    // Below which message, or on which one: those are gone. What contacts wrote is told, in whatever chat there is now.
    "delete from notice where payload like '%\"below\":%' or payload like '%\"written_in\":%'",
    "update notice set thread_id = 0 where thread_id <> 0",
    "update contact_import set thread_id = 0 where thread_id <> 0",
];

/// Notes which bot this is. When it is another one than before, what belongs to that one's chats is forgotten: dialogues,
/// cards, topics, and which message shows what.
pub async fn meet_bot(tx: &mut Tx, id: i64) -> Result<Known, StoreError> {
    let row = sqlx::query("select id from bot").fetch_optional(tx.sqlite()).await?;
    let before: Option<i64> = row.map(|row| Fields::of("bot", "id", &row).get("id")).transpose()?;
    tx.later(
        "insert into bot (one, id) values (1, $1) on conflict (one) do update set id = excluded.id",
        [id.into()],
    )
    .await?;
    if before.is_none_or(|before| before == id) {
        return Ok(Known::Same);
    }
    for sql in OF_A_BOT {
        tx.later(sql, []).await?;
    }
    Ok(Known::Another)
}
