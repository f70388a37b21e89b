//! Keeps what people and owners have set; what holds for others is noted in the audit.

use super::allowed;
use crate::dialogue::company::{Change, OfWords};
use crate::dialogue::settings::Setting;
use crate::domain::Timestamp;
use crate::domain::deed::Deed;
use crate::domain::id::StaffId;
use crate::domain::opt_out::OptOutWord;
use crate::store::audit::{self, Entry};
use crate::store::{StoreError, Tx, preferences, quick_reply, setting};
use std::collections::BTreeMap;

/// Under which name the store keeps for how many hours a concluded attendance goes on.
pub(super) const REOPEN_HOURS: &str = "reopen_hours";
/// The same for the words by which contacts opt out, by the tag of their language.
pub(super) const OPT_OUT: &str = "opt_out";
/// The same for currencies, by channel.
pub(super) const CURRENCIES: &str = "currencies";
/// The same for a table of prices.
pub(super) const RATES: &str = "rates";
/// The same for what is said about it.
pub(super) const RATES_ABOUT: &str = "rates_about";

/// Applies it inside the transaction of the step that set it.
pub(super) async fn apply(
    tx: &mut Tx,
    me: StaffId,
    wanted: &Setting,
    now: Timestamp,
) -> Result<(), StoreError> {
    allowed::setting(tx, me, wanted).await?;
    let (action, subject, detail) = match wanted {
        // Nobody else's business.
        Setting::Preferences(mine) => return preferences::set_preferences(tx, me, mine).await,
        Setting::Reopening { hours } => {
            setting::put_setting(tx, REOPEN_HOURS, hours, me, now).await?;
            (Deed::Reopening.word(), String::new(), hours.to_string())
        }
        // Done once it is committed: see `advance`.
        Setting::SyncTemplates => ("company.templates", String::new(), String::new()),
        Setting::Company(change) => return company(tx, me, change, now).await,
        Setting::PutReply(reply) => {
            if !quick_reply::put_reply(tx, reply).await? {
                // Others were made meanwhile: the step is taken again and says so.
                return Err(StoreError::Stale);
            }
            ("reply.kept", reply.id.to_string(), reply.word.to_string())
        }
        Setting::RemoveReply(id) => {
            quick_reply::remove_reply(tx, *id).await?;
            ("reply.removed", id.to_string(), String::new())
        }
    };
    audit::append(tx, &Entry { at: now, staff: Some(me), action, subject: &subject, detail: &detail }).await
}

/// What owners have set for the company, in the history of changes.
async fn company(tx: &mut Tx, me: StaffId, change: &Change, now: Timestamp) -> Result<(), StoreError> {
    let (deed, subject, detail) = match change {
        Change::Words { locale, before, after, what } => {
            let mut all: BTreeMap<String, Vec<OptOutWord>> =
                setting::find_setting(&mut *tx, OPT_OUT).await?.unwrap_or_default();
            if all.get(locale.tag()) != before.as_ref() {
                // Another owner was faster: the step is taken again on their words.
                return Err(StoreError::Stale);
            }
            match after {
                Some(words) => all.insert(locale.tag().to_owned(), words.clone()),
                None => all.remove(locale.tag()),
            };
            setting::put_setting(tx, OPT_OUT, &all, me, now).await?;
            let (deed, word) = match what {
                OfWords::Added(word) => (Deed::OptOutAdded, word.to_string()),
                OfWords::Removed(word) => (Deed::OptOutRemoved, word.to_string()),
                OfWords::Configured => (Deed::OptOutConfigured, String::new()),
            };
            (deed, locale.tag().to_owned(), word)
        }
        Change::Currency { channel, currency } => {
            let mut all: BTreeMap<String, String> =
                setting::find_setting(&mut *tx, CURRENCIES).await?.unwrap_or_default();
            match currency {
                Some(code) => all.insert(channel.to_string(), code.clone()),
                None => all.remove(channel.as_str()),
            };
            setting::put_setting(tx, CURRENCIES, &all, me, now).await?;
            let deed = if currency.is_some() { Deed::Currency } else { Deed::CurrencyConfigured };
            (deed, channel.to_string(), currency.clone().unwrap_or_default())
        }
        Change::Rates { about, csv } => {
            setting::put_setting(tx, RATES, csv, me, now).await?;
            setting::put_setting(tx, RATES_ABOUT, about, me, now).await?;
            (Deed::RatesSent, String::new(), about.file.clone())
        }
        Change::NoRates => {
            setting::remove_setting(tx, RATES).await?;
            setting::remove_setting(tx, RATES_ABOUT).await?;
            (Deed::RatesRemoved, String::new(), String::new())
        }
    };
    let action = deed.word();
    audit::append(tx, &Entry { at: now, staff: Some(me), action, subject: &subject, detail: &detail }).await
}
