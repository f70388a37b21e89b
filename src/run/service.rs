//! The whole service: opened, started, stopped.

use super::alone::Alone;
use super::doors::handlers;
use super::{Misconfigured, loops};
use crate::app::house::enrol_owners;
use crate::app::receive::receive_late;
use crate::app::{Desk, doubt};
use crate::channel::{Adapter, Timeouts};
use crate::clock::Clock;
use crate::config::{Config, StaffConfig, Updates};
use crate::dialogue::facts::Bot;
use crate::domain::Timestamp;
use crate::domain::cost::RateTable;
use crate::domain::id::{ChannelId, StaffId};
use crate::domain::limit::SHUTDOWN_TIME_MAX;
use crate::domain::phone::Phone;
use crate::domain::staff::{Role, StaffMember};
use crate::domain::team::Team;
use crate::store::bot::{Known, meet_bot};
use crate::store::{CommitWatch, Options, Store, Strain, channel, is_put_back, staff, team};
use crate::supervise::Supervisor;
use crate::telegram::botapi::Api;
use crate::telegram::botapi::method::Me;
use crate::telegram::command::Names;
use crate::telegram::front::Front;
use crate::telegram::inbox::InboxPort;
use crate::telegram::lane::Lanes;
use crate::telegram::plug::Plug;
use crate::telegram::route::Router;
use crate::telegram::sender::{SendError, Sender};
use crate::telegram::source::{hook, poll};
use crate::webhook::{Limits, serve};
use anyhow::Context as _;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// What the service takes from who starts it, beside the configuration.
#[derive(Clone)]
pub struct Setup {
    /// The time.
    pub clock: Clock,
    /// Told of every commit, just before and just after it.
    pub on_commit: Option<CommitWatch>,
    /// How long providers are waited for.
    pub timeouts: Timeouts,
    /// Whether Telegram's limits run by the clock, too, and not by the machine's time.
    pub is_paced_by_clock: bool,
    /// A disk that may be full, and a database that somebody else may hold.
    pub strain: Option<Strain>,
}

impl Setup {
    /// With this clock, and the usual patience.
    pub fn new(clock: Clock) -> Self {
        Self { clock, on_commit: None, timeouts: Timeouts::default(), is_paced_by_clock: false, strain: None }
    }
}

impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Setup")
            .field("clock", &self.clock)
            .field("on_commit", &self.on_commit.is_some())
            .field("timeouts", &self.timeouts)
            .field("is_paced_by_clock", &self.is_paced_by_clock)
            .field("strain", &self.strain)
            .finish()
    }
}

/// A running service.
#[derive(Debug)]
pub struct Service {
    supervisor: Supervisor,
    desk: Desk,
    address: SocketAddr,
    /// Let go when the database is closed.
    _alone: Alone,
}

impl Service {
    /// Opens the database, says hello to Telegram, listens, and starts to work.
    pub async fn start(config: Config, setup: Setup) -> anyhow::Result<Self> {
        let supervisor = Supervisor::new();
        // Beside what waits for the disk and for Telegram.
        let warming = tokio::task::spawn_blocking(Phone::warm_up);
        let Setup { clock, on_commit, timeouts, is_paced_by_clock, strain } = setup;
        let pacing = is_paced_by_clock.then(|| clock.clone());
        let options = Options { on_commit, strain, ..Options::default() };
        let adapters = build_adapters(&config, timeouts)?;
        let database = format!("database.url = \"{}\"", config.database.url);
        let alone = Alone::on(&config.database.url).with_context(|| database.clone())?;
        let store = Store::open(&config.database.url, options).await.context(database)?;
        let started =
            Self::assemble(config, adapters, clock, pacing, store.clone(), supervisor.clone(), alone).await;
        let warmed = warming.await.context("the tables of phone numbers");
        let started = started.and_then(|service| warmed.map(|()| service));
        if started.is_err() {
            // What was started before the fault must not go on without the rest.
            supervisor.stop(Duration::from_secs(1)).await;
            store.close().await;
        }
        started
    }

    async fn assemble(
        config: Config,
        adapters: Vec<(ChannelId, Adapter)>,
        clock: Clock,
        pacing: Option<Clock>,
        store: Store,
        supervisor: Supervisor,
        alone: Alone,
    ) -> anyhow::Result<Self> {
        enrol(&store, &config, clock.now()).await.context("the people and teams of the configuration")?;
        let rates = load_rates(&config)?;
        let token = {
            use secrecy::ExposeSecret as _;
            config.telegram.token.expose_secret().to_owned()
        };
        let telegram = &config.telegram;
        let sender = Sender::start_by(pacing, &token, &telegram.api_url, telegram.pace, &supervisor)
            .context("telegram.api_url")?;
        let me = say_hello(&sender, &clock).await?;
        meet(&store, me.id).await?;
        let me = Bot { username: me.username, has_topics: me.has_topics };

        let updates = config.telegram.updates;
        let listen = config.server.listen;
        let api_url = config.telegram.api_url.clone();
        let words = Arc::clone(&config.words);
        let desk = Desk::new(store.clone(), clock.clone(), config, adapters, rates, me.clone()).await?;
        if is_put_back(desk.store()).await? {
            let doubted = doubt::doubt_put_back(&desk).await?;
            tracing::warn!(
                deliveries = doubted,
                "the database is a copy that was put back: what it had still to send is asked about"
            );
        }
        let lapsed = doubt::lapse_all(&desk).await?;
        if lapsed > 0 {
            tracing::warn!(deliveries = lapsed, "deliveries were under way when the process ended");
        }

        for (channel, _adapter) in desk.adapters() {
            receive_late(&desk, channel).await?;
        }

        let front = Front::new(desk.clone(), sender.clone(), Arc::clone(&words), supervisor.clone());
        let (working, telling) = (front.clone(), desk.clone());
        let app = Plug::new(move |arrival| {
            let front = working.clone();
            async move { front.work(arrival).await }
        });
        let work = Router::new(&me.username, Names::of(&words)).work(&sender, app);
        let given_up = Plug::new(move |_given_up| {
            telling.wake().notices.notify_one();
            std::future::ready(())
        });
        let port = InboxPort::of(&store, &clock);
        let lanes = Lanes::new(port, work, given_up, clock.clone(), supervisor.clone());

        let api = Api::connect(&token, &api_url, poll::CLIENT_TIME_MAX).context("telegram.api_url")?;
        let hook = (updates == Updates::Webhook).then(|| hook::receiver(&api, lanes.clone()));
        let pulse = loops::Pulse::default();
        let handlers = handlers(&desk, &lanes, hook, pulse.clone());
        let address = serve(listen, handlers, Limits::default(), &supervisor).await?;

        lanes.resume().await.context("the inbox")?;
        listen_to_telegram(&desk, &sender, updates).await?;
        if updates == Updates::Polling {
            pulse.follow(poll::start(api, lanes, clock, &supervisor));
        }
        loops::start(&desk, &front, &supervisor);
        Ok(Self { supervisor, desk, address, _alone: alone })
    }

    /// Where the service listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The desk, for who looks at it from outside.
    pub const fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Stops in order and in bounded time; says whether everything ended by itself.
    pub async fn stop(self) -> bool {
        let patience = SHUTDOWN_TIME_MAX.to_std().unwrap_or_default();
        let orderly = self.supervisor.stop(patience).await;
        self.desk.store().close().await;
        orderly
    }
}

/// Creates what the configuration names and the database lacks.
async fn enrol(store: &Store, config: &Config, now: Timestamp) -> Result<(), crate::store::StoreError> {
    let config = config.clone();
    store
        .write(move |tx| {
            Box::pin(async move {
                for configured in &config.channels {
                    channel::ensure_channel(tx, &configured.id, &configured.name).await?;
                    channel::set_pace(tx, &configured.id, configured.provider.new_chat_gap()).await?;
                }
                let configured: Vec<_> = config.channels.iter().map(|one| one.id.clone()).collect();
                channel::let_go_of_others(tx, &configured).await?;
                for configured in &config.teams {
                    let channels = configured.channels.clone();
                    let team = Team::new(configured.id.clone(), configured.name.clone(), channels);
                    team::ensure_team(tx, &team).await?;
                }
                let people = people(&config);
                for configured in &people {
                    staff::ensure_staff(tx, configured).await?;
                }
                let owners = people.iter().filter(|one| one.owns()).map(|one| one.id).collect();
                enrol_owners(tx, owners, now).await?;
                Ok(())
            })
        })
        .await
}

/// People of the configuration, and owners that are named by their number only.
fn people(config: &Config) -> Vec<StaffMember> {
    let role_of =
        |id: StaffId, role: Role| if config.telegram.owners.contains(&id) { Role::Owner } else { role };
    let of_config = |one: &StaffConfig| {
        let role = role_of(one.telegram_id, one.role);
        StaffMember::new(one.telegram_id, one.name.clone(), role, one.teams.clone())
    };
    let mut people: Vec<StaffMember> = config.staff.iter().map(of_config).collect();
    for owner in &config.telegram.owners {
        if !people.iter().any(|one| one.id == *owner) {
            // Their name is the one they come with.
            people.push(StaffMember::new(*owner, String::new(), Role::Owner, Vec::new()));
        }
    }
    people
}

pub(super) fn load_rates(config: &Config) -> anyhow::Result<RateTable> {
    let mut rates = RateTable::built_in();
    for path in &config.rates {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Misconfigured(format!("rates: {}: {error}", path.display())))?;
        rates.add_csv(&text).map_err(|error| Misconfigured(format!("rates: {}: {error}", path.display())))?;
    }
    Ok(rates)
}

pub(super) fn build_adapters(
    config: &Config,
    timeouts: Timeouts,
) -> anyhow::Result<Vec<(ChannelId, Adapter)>> {
    config
        .channels
        .iter()
        .map(|one| {
            let adapter = Adapter::with_timeouts(one, timeouts)
                .map_err(|error| Misconfigured(format!("channel \"{}\": {error}", one.id)))?;
            Ok((one.id.clone(), adapter))
        })
        .collect()
}

/// Another bot than before finds nothing of that one's chats.
async fn meet(store: &Store, id: i64) -> Result<(), crate::store::StoreError> {
    let known = store.write(move |tx| Box::pin(async move { meet_bot(tx, id).await })).await?;
    if known == Known::Another {
        tracing::warn!("this is another bot than before: everybody begins anew with it");
    }
    Ok(())
}

/// Asks Telegram who we are. A token that is refused stops the start; a Telegram that does not answer is waited for.
async fn say_hello(sender: &Sender, clock: &Clock) -> anyhow::Result<Me> {
    let mut pause_s = 1;
    loop {
        match sender.get_me().await {
            Ok(me) => return Ok(me),
            Err(SendError::Unreachable | SendError::Later { .. }) => {
                tracing::warn!(retry_in_s = pause_s, "Telegram does not answer");
                clock.wait_until(clock.now() + chrono::TimeDelta::seconds(pause_s)).await;
                pause_s = (pause_s * 2).min(30);
            }
            Err(refused) => {
                let line =
                    format!("telegram.token: expected the token of a bot, Telegram refuses it ({refused})");
                return Err(Misconfigured(line).into());
            }
        }
    }
}

/// Tells Telegram how we want to be told.
async fn listen_to_telegram(desk: &Desk, sender: &Sender, updates: Updates) -> anyhow::Result<()> {
    match (updates, &desk.config().server.public_url) {
        (Updates::Polling, _) => {
            // One that is still set is removed by the poller: Telegram refuses to be polled until then.
            if let Err(error) = sender.delete_webhook().await {
                tracing::warn!(%error, "Telegram's webhook could not be removed");
            }
            Ok(())
        }
        (Updates::Webhook, Some(public_url)) => sender
            .set_webhook(&format!("{public_url}/telegram"))
            .await
            .context("server.public_url: Telegram does not take it as a webhook"),
        (Updates::Webhook, None) => {
            Err(Misconfigured("server.public_url: expected, because telegram.updates is \"webhook\"".into())
                .into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only while the future can move between threads, as whoever starts the service in a task needs it.
    fn moves_between_threads<F: Future + Send>(_start: impl Fn(Config, Setup) -> F) {}

    #[test]
    fn the_service_can_be_started_in_a_task() {
        moves_between_threads(Service::start);
    }
}
