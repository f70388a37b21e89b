//! The desk: what every use case shares.
//!
//! What is read at every tap and seldom changes (company, templates, a person's session) is kept in memory and written
//! through: a row is only replaced by what has been committed. Everything else is read when a step asks for it.

use super::setting::{CURRENCIES, OPT_OUT, RATES, RATES_ABOUT, REOPEN_HOURS};
use crate::channel::Adapter;
use crate::clock::Clock;
use crate::config::Config;
use crate::dialogue::company::OwnRates;
use crate::dialogue::facts::{Bot, Company, Fresh, TemplateList};
use crate::domain::channel::{Channel, Health};
use crate::domain::cost::RateTable;
use crate::domain::id::{
    AttendanceId, ChannelId, ContactId, DeliveryId, InvitationId, MessageId, RemoteId, ReplyId,
};
use crate::domain::invitation::Secret;
use crate::domain::limit::{SEEN_KNOWN_MAX, SESSIONS_CACHED_MAX};
use crate::domain::opt_out::{OptOut, OptOutWord};
use crate::domain::staff::Locale;
use crate::store::session::{SessionKey, SessionRow, ShownPanel, mark_shown};
use crate::store::setting::find_setting;
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

/// A use case could not be carried out. The person is told to try again; the log has the chain.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody else kept changing the same thing.
    #[error("gave up after {0} tries: the dialogue kept changing under the step")]
    Contended(u32),
    /// A step asked for facts without end: a defect.
    #[error("a step asked for more facts than it can need")]
    Insatiable,
    /// A state could not be stored or read.
    #[error(transparent)]
    State(#[from] crate::dialogue::stored::StateError),
}

/// Who waits for work is woken by these; each keeps one wake-up for a waiter that has not registered yet.
#[derive(Debug, Default)]
pub struct Wake {
    /// Something may be due in the outbox.
    pub deliveries: Notify,
    /// Something may be due for Telegram.
    pub notices: Notify,
    /// A channel's templates changed at the provider.
    pub templates: Notify,
    /// A file of contacts may be waiting to be worked off.
    pub imports: Notify,
}

/// What every use case shares. Clones are the same desk.
#[derive(Debug, Clone)]
pub struct Desk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    clock: Clock,
    config: Config,
    adapters: Vec<(ChannelId, Adapter)>,
    /// Prices of the program and of the configuration.
    base_rates: RateTable,
    rates: RwLock<Arc<RateTable>>,
    bot: Bot,
    wake: Wake,
    company: RwLock<Arc<Company>>,
    /// Held while the company is read again: what was read earlier must not take the place of what was read later.
    reading: tokio::sync::Mutex<()>,
    templates: Mutex<Templates>,
    sessions: Mutex<HashMap<SessionKey, SessionRow>>,
    /// What panels are known to show and the store does not know yet, by session.
    shown: Mutex<HashMap<i64, ShownPanel>>,
    seen: Mutex<HashMap<AttendanceId, RemoteId>>,
    /// Counts what is heard of channels.
    heard: watch::Sender<u64>,
}

/// Lists of templates in memory, and how often any of them was forgotten: who reads one from the store while it is
/// replaced there must not put the old one back.
#[derive(Debug, Default)]
struct Templates {
    lists: HashMap<ChannelId, TemplateList>,
    forgotten: u64,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is guarded are caches of committed rows: a panic between two changes of them leaves nothing half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Puts the desk together.
    pub async fn new(
        store: Store,
        clock: Clock,
        config: Config,
        adapters: Vec<(ChannelId, Adapter)>,
        rates: RateTable,
        bot: Bot,
    ) -> Result<Self, AppError> {
        let company = company_of(&store, &config, &adapters).await?;
        let known = with_own(&store, &rates, company.own_rates.as_ref()).await?;
        Ok(Self(Arc::new(Inner {
            store,
            clock,
            config,
            adapters,
            base_rates: rates,
            rates: RwLock::new(Arc::new(known)),
            bot,
            wake: Wake::default(),
            company: RwLock::new(Arc::new(company)),
            reading: tokio::sync::Mutex::new(()),
            templates: Mutex::default(),
            sessions: Mutex::default(),
            shown: Mutex::default(),
            seen: Mutex::default(),
            heard: watch::Sender::new(0),
        })))
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.0.store
    }
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.0.config
    }
    /// What messages cost.
    pub fn rates(&self) -> Arc<RateTable> {
        Arc::clone(&self.0.rates.read().unwrap_or_else(PoisonError::into_inner))
    }
    /// The bot.
    pub fn bot(&self) -> &Bot {
        &self.0.bot
    }
    /// Who waits for work.
    pub fn wake(&self) -> &Wake {
        &self.0.wake
    }
    /// The channels' adapters, in the order of the configuration.
    pub fn adapters(&self) -> &[(ChannelId, Adapter)] {
        &self.0.adapters
    }
    /// The adapter of a channel.
    pub fn find_adapter(&self, channel: &ChannelId) -> Option<&Adapter> {
        self.0.adapters.iter().find(|(id, _)| id == channel).map(|(_, adapter)| adapter)
    }

    /// The company as it is now.
    pub fn company(&self) -> Arc<Company> {
        Arc::clone(&self.0.company.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes whenever something is heard of a channel, were it only that its code is another one now.
    pub fn channel_news(&self) -> watch::Receiver<u64> {
        self.0.heard.subscribe()
    }

    /// Something was heard of a channel.
    pub fn note_channel_news(&self) {
        self.0.heard.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Reads the company again, after something of it was changed.
    pub async fn reload_company(&self) -> Result<(), AppError> {
        let _reading = self.0.reading.lock().await;
        let company = Arc::new(company_of(&self.0.store, &self.0.config, &self.0.adapters).await?);
        if company.own_rates != self.company().own_rates {
            let known = with_own(&self.0.store, &self.0.base_rates, company.own_rates.as_ref()).await?;
            *self.0.rates.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(known);
        }
        *self.0.company.write().unwrap_or_else(PoisonError::into_inner) = company;
        Ok(())
    }

    /// The templates of a channel, from memory or the store.
    pub async fn templates(&self, channel: &ChannelId) -> Result<TemplateList, AppError> {
        let forgotten = {
            let known = lock(&self.0.templates);
            if let Some(list) = known.lists.get(channel) {
                return Ok(list.clone());
            }
            known.forgotten
        };
        let (templates, synced_at) = crate::store::template::load_templates(&self.0.store, channel).await?;
        let list = TemplateList { templates: Arc::new(templates), synced_at };
        let mut known = lock(&self.0.templates);
        if known.forgotten == forgotten {
            known.lists.insert(channel.clone(), list.clone());
        }
        Ok(list)
    }

    /// Forgets the copy in memory, after the store's was replaced.
    pub fn forget_templates(&self, channel: &ChannelId) {
        let mut known = lock(&self.0.templates);
        known.forgotten += 1;
        known.lists.remove(channel);
    }

    /// A session, from memory or the store.
    pub async fn find_session(&self, key: SessionKey) -> Result<Option<SessionRow>, AppError> {
        if let Some(row) = lock(&self.0.sessions).get(&key) {
            return Ok(Some(row.clone()));
        }
        let row = crate::store::session::find_session(&self.0.store, key).await?;
        if let Some(row) = &row {
            self.remember_session(row.clone());
        }
        Ok(row)
    }

    /// Keeps a session that has been committed.
    pub fn remember_session(&self, row: SessionRow) {
        let mut sessions = lock(&self.0.sessions);
        if sessions.len() >= SESSIONS_CACHED_MAX && !sessions.contains_key(&row.key) {
            // Rare (there are more seats than people): start over rather than keep an order of use.
            sessions.clear();
        }
        match sessions.get(&row.key) {
            Some(known) if known.version > row.version => {}
            Some(_) | None => {
                sessions.insert(row.key, row);
            }
        }
    }

    /// Takes over what the store has, when it is newer than what is kept: somebody was cut off between their commit and
    /// [`Desk::remember_session`]. Of what is as new, memory knows better what is shown.
    pub fn learn_session(&self, row: SessionRow) {
        let mut sessions = lock(&self.0.sessions);
        if sessions.get(&row.key).is_some_and(|known| known.version < row.version) {
            sessions.insert(row.key, row);
        }
    }

    /// Notes which message of a contact is marked as seen. What was known before; `None` when it was that one.
    pub fn note_seen(&self, id: AttendanceId, newest: &RemoteId) -> Option<Option<RemoteId>> {
        let mut seen = lock(&self.0.seen);
        if seen.len() >= SEEN_KNOWN_MAX {
            seen.clear();
        }
        let before = seen.insert(id, newest.clone());
        (before.as_ref() != Some(newest)).then_some(before)
    }

    /// Forgets a session that may have been changed by somebody else.
    pub fn forget_session(&self, key: SessionKey) {
        lock(&self.0.sessions).remove(&key);
    }

    /// Forgets all sessions: some of them may have been changed in the store.
    pub fn forget_sessions(&self) {
        lock(&self.0.sessions).clear();
    }

    /// Notes which message shows the panel, in memory and, later, in the store: nobody waits for it, because the worst
    /// that comes of losing it is that a panel is drawn once more after a crash. What gathers until the writer gets to
    /// it is written in one statement.
    pub fn panel_shown(&self, key: SessionKey, session: i64, message_id: Option<i64>, rev: i64) {
        if let Some(row) = lock(&self.0.sessions).get_mut(&key)
            && rev >= row.shown_rev
        {
            row.shown_rev = rev;
            row.panel_message_id = message_id;
        }
        let mut shown = lock(&self.0.shown);
        let is_being_written = !shown.is_empty();
        let panel = ShownPanel { session, message_id, rev };
        let newest = shown.entry(session).or_insert(panel);
        if rev >= newest.rev {
            *newest = panel;
        }
        drop(shown);
        if is_being_written {
            return;
        }
        let mut gathered = Gathered(Some(self.clone()));
        self.0.store.write_later("panels shown", move |tx| {
            let shown = gathered.take();
            Box::pin(async move { mark_shown(tx, &shown).await.map(|_changed| ()) })
        });
    }
}

/// What is gathered for a write that has not begun. One that never does, because the database is held by somebody else or
/// its disk is full, lets it go: the panels count as not shown and are shown once more, and the next one begins a write
/// of its own.
struct Gathered(Option<Desk>);

impl Gathered {
    fn take(&mut self) -> Vec<ShownPanel> {
        let desk = self.0.take();
        desk.map(|desk| lock(&desk.0.shown).drain().map(|(_, panel)| panel).collect()).unwrap_or_default()
    }
}

impl Drop for Gathered {
    fn drop(&mut self) {
        drop(self.take());
    }
}

/// The prices, and above them those of a table that was sent in the chat.
async fn with_own(store: &Store, base: &RateTable, own: Option<&OwnRates>) -> Result<RateTable, AppError> {
    let mut rates = base.clone();
    let own = if own.is_some() { find_setting::<String>(store, RATES).await? } else { None };
    if let Some(Err(error)) = own.map(|csv| rates.add_csv(&csv)) {
        // It was looked through when it was kept: a later version may know fewer markets.
        tracing::error!(%error, "the table of prices that was sent in the chat cannot be read any more");
    }
    Ok(rates)
}

async fn company_of(
    store: &Store,
    config: &Config,
    adapters: &[(ChannelId, Adapter)],
) -> Result<Company, AppError> {
    let roster = crate::store::staff::load_roster(store).await?;
    let reopen_hours: Option<u32> = find_setting(store, REOPEN_HOURS).await?;
    let words: Option<BTreeMap<String, Vec<OptOutWord>>> = find_setting(store, OPT_OUT).await?;
    let words = words.unwrap_or_default().into_iter();
    let words: Vec<_> = words.filter_map(|(tag, words)| Some((Locale::new(&tag)?, words))).collect();
    let currencies: Option<BTreeMap<ChannelId, String>> = find_setting(store, CURRENCIES).await?;
    let currencies: Vec<_> = currencies.unwrap_or_default().into_iter().collect();
    let chosen = |id: &ChannelId| currencies.iter().find(|(one, _)| one == id).map(|(_, code)| code.clone());
    let channels = config.channels.iter().filter_map(|configured| {
        let adapter = adapters.iter().find(|(id, _)| *id == configured.id).map(|(_, adapter)| adapter)?;
        let row = roster.channels.iter().find(|row| row.id == configured.id);
        Some(Channel {
            id: configured.id.clone(),
            name: configured.name.clone(),
            capabilities: adapter.capabilities(),
            currency: adapter.currency().map(|own| chosen(&configured.id).unwrap_or_else(|| own.to_owned())),
            health: row.map_or(Health::Unknown, |row| row.health.clone()),
            health_at: row.and_then(|row| row.health_at),
            restricted_until: row.and_then(|row| row.restricted_until),
        })
    });
    let channels = channels.collect();
    let door = |row: &crate::store::channel::ChannelRow| Some((row.id.clone(), row.default_team.clone()?));
    let configured_hours = u32::try_from(config.reopen.num_hours()).unwrap_or(0);
    Ok(Company {
        channels,
        doors: roster.channels.iter().filter_map(door).collect(),
        staff: roster.staff,
        former: roster.former,
        teams: roster.teams,
        holidays: roster.holidays,
        country: config.country.clone(),
        locale: config.locale,
        languages: config.words.languages().collect(),
        commands: config.words.command_names().collect(),
        timezone: config.timezone,
        reopen_hours: reopen_hours.unwrap_or(configured_hours),
        opt_out: OptOut::of(config.words.languages(), &config.opt_out, &words),
        own_rates: find_setting(store, RATES_ABOUT).await?,
        currencies,
    })
}

/// Ids for what a step may create: time-ordered, made here because the dialogue makes nothing up; and a secret.
pub fn fresh_ids() -> Fresh {
    Fresh {
        contact: ContactId::new(Uuid::now_v7()),
        attendance: AttendanceId::new(Uuid::now_v7()),
        message: MessageId::new(Uuid::now_v7()),
        delivery: DeliveryId::new(Uuid::now_v7()),
        reply: ReplyId::new(Uuid::now_v7()),
        invitation: InvitationId::new(Uuid::now_v7()),
        secret: Secret::new(random_bytes()),
    }
}

/// Bytes that nobody can guess: a random UUID has 122 bits, and half of another one is put behind it.
fn random_bytes() -> [u8; 24] {
    let random = [Uuid::new_v4(), Uuid::new_v4()];
    let mut bytes = [0; 24];
    for (to, from) in bytes.iter_mut().zip(random.iter().flat_map(Uuid::as_bytes)) {
        *to = *from;
    }
    bytes
}
