//! Somebody joins by an invitation: the only thing that a person can do who is not on staff.

use super::advance::TELEGRAM;
use super::desk::{AppError, Desk};
use super::house::as_detail;
use super::notice::{self, Notice, Told};
use crate::domain::deed::Deed;
use crate::domain::id::StaffId;
use crate::domain::staff::{Locale, StaffMember};
use crate::store::audit::{self, Entry};
use crate::store::inbox::finish_inbox_once;
use crate::store::invitation::use_invitation;
use crate::store::{StoreError, staff};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// Under what a link's secret is kept: nobody can make the link from it.
pub(super) fn digest(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}

/// Who taps a link.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// Their Telegram user id.
    pub id: StaffId,
    /// The name Telegram tells.
    pub name: String,
    /// The language Telegram tells.
    pub locale: Option<Locale>,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// They are of ours now.
    Welcome,
    /// The update had its effect before.
    Before,
    /// The link is none that can be used, for whatever reason: nobody is told which.
    Stranger,
}

/// Uses the invitation with this secret.
pub async fn join(
    desk: &Desk,
    who: Newcomer,
    secret: &str,
    update_id: Option<i64>,
) -> Result<Joined, AppError> {
    let (digest, now) = (digest(secret), desk.clock().now());
    let joined = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                let Some(used) = use_invitation(tx, &digest, who.id, now).await? else {
                    return Ok(Joined::Stranger);
                };
                if let Some(update_id) = update_id {
                    finish_inbox_once(tx, TELEGRAM, &update_id.to_string()).await?;
                }
                let mut teams = used.teams;
                teams.sort();
                let member = StaffMember {
                    locale: who.locale,
                    ..StaffMember::new(who.id, who.name, used.role, teams.clone())
                };
                staff::hire(tx, &member).await?;
                let (subject, detail) = (who.id.0.to_string(), as_detail(used.role, &teams));
                let action = Deed::Joined.word();
                let entry =
                    Entry { at: now, staff: Some(who.id), action, subject: &subject, detail: &detail };
                audit::append(tx, &entry).await?;
                notice::put(tx, who.id.0, 0, Notice::House(Told::Welcome { by: used.by }), now).await?;
                let told = Told::Joined { staff: who.id };
                notice::put(tx, used.by.0, 0, Notice::House(told), now).await?;
                Ok(Joined::Welcome)
            })
        })
        .await;
    match joined {
        Ok(Joined::Welcome) => {
            desk.reload_company().await?;
            desk.wake().notices.notify_one();
            Ok(Joined::Welcome)
        }
        Ok(other) => Ok(other),
        Err(StoreError::Settled) => Ok(Joined::Before),
        Err(error) => Err(error.into()),
    }
}
