//! The world of the stories: a whole service against the embedded servers, with a clock that is turned by hand.
//!
//! A story acts as a person ([`Person`]: type, tap, send) and expects what the person sees; what reached the contact is
//! asked of the embedded providers. Nothing sleeps: whoever waits, waits for the change of a server, with one time-out
//! that only a failing story ever reaches. The service runs on a runtime of its own, so that it can be killed as a
//! process is: at any moment, without a word.

mod log;
mod person;
mod port;

pub(crate) use log::Log;
pub(crate) use person::Person;

use crate::invented;
use balcao::channel::Timeouts;
use balcao::clock::Clock;
use balcao::config::Config;
use balcao::demo::cloud::DemoCloud;
use balcao::demo::company;
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::telegram::DemoTelegram;
use balcao::run::{Service, Setup};
use balcao::store::{CommitWatch, Strain};
use balcao::supervise::Supervisor;
use chrono::{DateTime, TimeDelta, Utc};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long anything may take before a story has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
/// The manager, in the teams Vendas, Suporte and Financeiro; reads Portuguese.
pub(crate) const CARLA: i64 = 7001;
/// An attendant of Suporte and Financeiro; reads English.
pub(crate) const BRUNO: i64 = 7002;
/// An attendant of Vendas; reads Spanish.
pub(crate) const ANA: i64 = 7003;
/// Not on staff.
pub(crate) const STRANGER: i64 = 7009;

/// The embedded servers, a folder, a clock, and the service while it runs.
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) telegram: DemoTelegram,
    pub(crate) cloud: DemoCloud,
    pub(crate) evolution: DemoEvolution,
    pub(crate) config: Config,
    /// Told of every commit of the service that is started next.
    pub(crate) on_commit: Option<CommitWatch>,
    /// Cancelled to kill a service that is still starting.
    pub(crate) killed: CancellationToken,
    /// How long the service that is started next waits for providers.
    pub(crate) timeouts: Timeouts,
    /// Where the invented language is, when it is what everybody reads.
    invented: Option<PathBuf>,
    /// Whether Telegram's limits run by the clock of the story in the service that is started next.
    pub(crate) is_paced_by_clock: bool,
    /// Takes down what the service logs that is started next.
    pub(crate) log: Option<Log>,
    /// A disk that may be full, and a database that somebody else may hold, for the service that is started next.
    pub(crate) strain: Option<Strain>,
    ports: port::Ports,
    folder: tempfile::TempDir,
    _servers: Supervisor,
    running: Option<Running>,
}

struct Running {
    runtime: tokio::runtime::Runtime,
    service: Service,
}

/// 22 November 2026, 15:00 in São Paulo: a Sunday afternoon.
pub(crate) fn start_of_story() -> DateTime<Utc> {
    "2026-11-22T18:00:00Z".parse().unwrap()
}

impl World {
    /// Servers without a service.
    pub(crate) async fn empty() -> Self {
        Self::by_clock(Clock::by_hand(start_of_story())).await
    }

    /// Servers without a service, by this clock.
    pub(crate) async fn by_clock(clock: Clock) -> Self {
        let servers = Supervisor::new();
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let options = balcao::demo::telegram::Options {
            token: company::BOT_TOKEN.to_owned(),
            bot_username: company::BOT_USERNAME.to_owned(),
            listen: any,
        };
        let telegram = DemoTelegram::start(options, clock.clone(), &servers).await.unwrap();
        let invented = invented::folder();
        for person in &company::PEOPLE {
            let language = if invented.is_some() { invented::TAG } else { person.language };
            telegram.add_person(person.id, person.first_name(), Some(language));
        }
        let cloud = DemoCloud::start(company::cloud_options(), clock.clone(), &servers).await.unwrap();
        let evolution =
            DemoEvolution::start(company::evolution_options(), clock.clone(), &servers).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("balcao.db").display());
        let mut config =
            company::config(&telegram.api_url(), &cloud.api_url(), &evolution.api_url(), any, &url);
        if let Some(folder) = &invented {
            invented::configure(&mut config, folder);
        }
        Self {
            clock,
            telegram,
            cloud,
            evolution,
            config,
            on_commit: None,
            killed: CancellationToken::new(),
            timeouts: Timeouts {
                connect: Duration::from_secs(2),
                total: Duration::from_millis(1_500),
                upload: Duration::from_secs(5),
            },
            invented,
            is_paced_by_clock: false,
            log: None,
            strain: None,
            ports: port::Ports::default(),
            folder,
            _servers: servers,
            running: None,
        }
    }

    /// Servers with a service that has read the templates and knows how its channels are.
    pub(crate) async fn new() -> Self {
        let mut world = Self::empty().await;
        world.start().await;
        world
    }

    /// The same, with a bot that may open topics in private chats.
    pub(crate) async fn with_topics() -> Self {
        let mut world = Self::empty().await;
        world.telegram.set_topics(true);
        world.start().await;
        world
    }

    /// The language of who reads Portuguese: that, or the invented one, which is told as Portuguese.
    pub(crate) const fn portuguese(&self) -> &'static str {
        if self.invented.is_some() { invented::TAG } else { "pt-br" }
    }

    /// Whether the bot may open topics in private chats.
    pub(crate) fn has_topics(&self) -> bool {
        self.telegram.has_topics()
    }

    /// Starts the service on what is in the folder.
    pub(crate) async fn start(&mut self) {
        self.try_start().await.unwrap();
        self.settled().await;
    }

    /// The same, for a service that may not start; it does not wait until templates are read.
    pub(crate) async fn try_start(&mut self) -> anyhow::Result<()> {
        assert!(self.running.is_none(), "the service runs already");
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.worker_threads(2).enable_all();
        if let Some(log) = &self.log {
            log.hear(&mut runtime);
        }
        let runtime = runtime.build()?;
        let mut setup = Setup::new(self.clock.clone());
        setup.on_commit = self.on_commit.clone();
        setup.timeouts = self.timeouts;
        setup.is_paced_by_clock = self.is_paced_by_clock;
        setup.strain = self.strain.clone();
        let mut config = self.config.clone();
        if config.server.listen.port() == 0 {
            config.server.listen = self.ports.another();
        }
        let killed = self.killed.clone();
        let starting = tokio::task::spawn_blocking(move || {
            let started = runtime.block_on(async move {
                tokio::select! {
                    started = Service::start(config, setup) => started,
                    () = killed.cancelled() => Err(anyhow::anyhow!("killed while it started")),
                }
            });
            (runtime, started)
        });
        let (runtime, started) = starting.await?;
        match started {
            Ok(service) => {
                let base = format!("http://{}", service.address());
                self.cloud.set_webhook(format!("{base}/webhook/{}", company::OFICIAL));
                self.evolution.set_webhook(format!("{base}/webhook/{}", company::LOJA));
                self.running = Some(Running { runtime, service });
                Ok(())
            }
            Err(error) => {
                gone(runtime).await;
                Err(error)
            }
        }
    }

    /// Waits until the service has read the templates and heard of its channels, so that stories begin alike.
    async fn settled(&self) {
        let listed = |requests: &[balcao::demo::wire::Recorded]| {
            requests.iter().any(|one| one.path.contains("message_templates"))
        };
        within("the templates are read", self.cloud.until(|cloud| listed(&cloud.requests()).then_some(())))
            .await;
        self.templates_stored().await;
        within(
            "the commands are registered",
            self.telegram.until(|telegram| {
                let registered = telegram
                    .requests()
                    .iter()
                    .filter(|one| one.method.eq_ignore_ascii_case("setMyCommands"))
                    .count();
                (registered >= 4).then_some(())
            }),
        )
        .await;
    }

    /// What was asked for is stored a moment later; a provider that fails on purpose never gets that far.
    async fn templates_stored(&self) {
        let desk = self.running.as_ref().expect("the service runs").service.desk();
        let channel = balcao::domain::id::ChannelId::new(company::OFICIAL).unwrap();
        let stored = async {
            while desk.templates(&channel).await.unwrap().synced_at.is_none() {
                tokio::task::yield_now().await;
            }
        };
        drop(tokio::time::timeout(Duration::from_secs(3), stored).await);
    }

    /// Kills the service as `kill -9` does.
    pub(crate) fn kill(&mut self) {
        if let Some(Running { runtime, service }) = self.running.take() {
            runtime.shutdown_background();
            drop(service);
        }
    }

    /// The same, and waits until nothing of it is left: what it had asked the providers for is done, or will never be.
    pub(crate) async fn dies(&mut self) {
        if let Some(Running { runtime, service }) = self.running.take() {
            gone(runtime).await;
            drop(service);
        }
        self.left_alone().await;
    }

    /// Waits until nobody is connected to the providers: what a service that was killed had asked them for is done.
    pub(crate) async fn left_alone(&self) {
        within("nobody calls the official provider", self.cloud.left_alone()).await.unwrap();
        within("nobody calls the unofficial one", self.evolution.left_alone()).await.unwrap();
    }

    /// Stops the service in order; says whether everything ended by itself.
    pub(crate) async fn stop(&mut self) -> bool {
        let Running { runtime, service } = self.running.take().expect("the service runs");
        let orderly = runtime.spawn(service.stop()).await.unwrap();
        runtime.shutdown_background();
        orderly
    }

    /// Whether the service runs.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Where the service listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.running.as_ref().expect("the service runs").service.address()
    }

    /// Waits until the service's own copy of the official channel's templates, as lines of
    /// `name:status:category:body`, is as expected: a provider is asked and answers some time before it is stored.
    pub(crate) async fn until_templates(&self, expected: impl Fn(&str) -> bool) {
        use std::fmt::Write as _;
        let desk = self.running.as_ref().expect("the service runs").service.desk();
        let channel = balcao::domain::id::ChannelId::new(company::OFICIAL).unwrap();
        let stored = async {
            loop {
                let mut lines = String::new();
                for one in desk.templates(&channel).await.unwrap().templates.iter() {
                    let (status, category) = (format!("{:?}", one.status), format!("{:?}", one.category));
                    let states = format!("{status}:{category}").to_lowercase();
                    writeln!(lines, "{}:{states}:{}", one.key.name, one.body).unwrap();
                }
                if expected(&lines) {
                    return;
                }
                tokio::task::yield_now().await;
            }
        };
        within("the templates are stored", stored).await;
    }

    /// Waits until the next try of a delivery is planned for exactly then: what became of the one before is stored.
    pub(crate) async fn until_next_try(&self, at: DateTime<Utc>) {
        let store = self.running.as_ref().expect("the service runs").service.desk().store().clone();
        let planned = async {
            while balcao::store::outbox::next_due(&store, &[]).await.unwrap() != Some(at) {
                tokio::task::yield_now().await;
            }
        };
        within(&format!("the next try is planned for {at}"), planned).await;
    }

    /// Waits until the service thinks that a channel can be used, or cannot.
    pub(crate) async fn until_usable(&self, channel: &str, usable: bool) {
        let desk = self.running.as_ref().expect("the service runs").service.desk();
        let noted = async {
            let now =
                || desk.company().channels.iter().any(|one| one.id.as_str() == channel && one.is_usable());
            while now() != usable {
                tokio::task::yield_now().await;
            }
        };
        within(&format!("{channel} is usable: {usable}"), noted).await;
    }

    /// Moves the time forward.
    pub(crate) fn turn(&self, by: TimeDelta) {
        self.clock.turn(by);
    }

    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("balcao.db")
    }

    /// Somebody on the staff's side.
    pub(crate) fn person(&self, id: i64) -> Person {
        Person::new(id, self.telegram.clone(), self.invented.is_some())
    }

    /// Ends the story: nothing that the service sent was invalid by the published interfaces.
    pub(crate) async fn ends_well(mut self) {
        if self.running.is_some() {
            self.stop().await;
        }
        self.nothing_invalid();
    }

    /// Nothing that the service sent was invalid by the published interfaces.
    pub(crate) fn nothing_invalid(&self) {
        assert!(self.telegram.invalid().is_empty(), "Telegram: {:#?}", self.telegram.invalid());
        assert!(self.cloud.invalid().is_empty(), "Cloud API: {:#?}", self.cloud.invalid());
        assert!(self.evolution.invalid().is_empty(), "Evolution: {:#?}", self.evolution.invalid());
    }
}

/// Ends a runtime as the end of a process does: nothing in it is asked.
async fn gone(runtime: tokio::runtime::Runtime) {
    tokio::task::spawn_blocking(move || runtime.shutdown_timeout(PATIENCE)).await.unwrap();
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(folder) = &self.invented {
            invented::write_down(self, folder);
        }
        self.kill();
    }
}

/// Waits for something that must happen.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    let waited = tokio::time::timeout(PATIENCE, future).await;
    waited.unwrap_or_else(|elapsed| panic!("waited in vain until {what} ({elapsed})"))
}
