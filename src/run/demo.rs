//! `balcao demo`: the whole service against embedded Telegram and WhatsApp servers, with a page to play both sides.

use super::service::{Service, Setup};
use super::told_to_stop;
use crate::clock::Clock;
use crate::demo::cloud::DemoCloud;
use crate::demo::company;
use crate::demo::evolution::DemoEvolution;
use crate::demo::page::{self, DemoPerson, Stage};
use crate::demo::telegram::DemoTelegram;
use crate::domain::id::{ContactId, StaffId};
use crate::domain::limit::SHUTDOWN_TIME_MAX;
use crate::domain::staff::Role;
use crate::i18n::Words;
use crate::store::contact::insert_contact;
use crate::store::staff::set_locale;
use crate::supervise::Supervisor;
use anyhow::Context as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// A running demo.
#[derive(Debug)]
pub struct Demo {
    service: Service,
    servers: Supervisor,
    folder: PathBuf,
    /// Where the page is.
    pub address: SocketAddr,
    /// What is on the stage.
    pub stage: Stage,
}

/// What the demo begins with.
#[derive(Debug, Clone, Copy, Default)]
pub struct DemoOptions {
    /// Every attendance is a topic of its own in the chat of who handles it.
    pub topics: bool,
    /// There is an owner and the channels, and nothing else.
    pub empty: bool,
}

/// Runs the demo until it is told to stop.
#[expect(clippy::print_stdout, reason = "the command's answer: the one address to open")]
pub async fn demo(listen: SocketAddr, options: DemoOptions) -> anyhow::Result<()> {
    let told = told_to_stop()?;
    let demo = Demo::start(listen, options).await?;
    println!("Balcão demo: open http://{} in a browser (Ctrl-C ends it)", demo.address);
    told.await;
    demo.stop().await;
    Ok(())
}

impl Demo {
    /// Starts the servers, the service and the page. Everything it stores is in a folder of its own that goes with it.
    pub async fn start(listen: SocketAddr, options: DemoOptions) -> anyhow::Result<Self> {
        // The page first: a taken port is the likeliest thing to go wrong.
        let listener = tokio::net::TcpListener::bind(listen)
            .await
            .with_context(|| format!("--listen {listen}: cannot listen there"))?;
        let address = listener.local_addr().context("the page's address")?;
        let servers = Supervisor::new();
        let clock = Clock::movable();
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));

        let telegram_options = crate::demo::telegram::Options {
            token: company::BOT_TOKEN.to_owned(),
            bot_username: company::BOT_USERNAME.to_owned(),
            listen: any,
        };
        let telegram = DemoTelegram::start(telegram_options, clock.clone(), &servers).await?;
        let newcomers = company::NEWCOMERS.iter().filter(|_| options.empty);
        for person in company::PEOPLE.iter().chain(newcomers) {
            telegram.add_person(person.id, person.first_name(), Some(person.language));
        }
        telegram.set_topics(options.topics);
        let cloud = DemoCloud::start(company::cloud_options(), clock.clone(), &servers).await?;
        let evolution = DemoEvolution::start(company::evolution_options(), clock.clone(), &servers).await?;

        let folder = std::env::temp_dir().join(format!("balcao-demo-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let url = format!("sqlite:{}", folder.join("demo.db").display());
        let mut config =
            company::config(&telegram.api_url(), &cloud.api_url(), &evolution.api_url(), any, &url);
        // Somebody must be able to link a phone.
        config.telegram.owners = owners();
        if options.empty {
            config.teams.clear();
            config.staff.clear();
        }
        let service = Service::start(config, Setup::new(clock.clone())).await?;
        if !options.empty {
            open_the_shop(&service, &clock).await.context("what the shop knows at the start")?;
        }
        let base = format!("http://{}", service.address());
        cloud.set_webhook(format!("{base}/webhook/{}", company::OFICIAL));
        evolution.set_webhook(format!("{base}/webhook/{}", company::LOJA));

        let mut people =
            if options.empty { DemoPerson::of_an_empty_company() } else { DemoPerson::of_the_company() };
        for person in people.iter_mut().filter(|person| owners().contains(&StaffId(person.id))) {
            "owner".clone_into(&mut person.role);
        }
        let stopping = servers.stopping();
        let stage = Stage { telegram, cloud, evolution, clock, people, stopping };
        page::serve(listener, stage.clone(), &servers);
        Ok(Self { service, servers, folder, address, stage })
    }

    /// Ends the service, then the servers, and removes what was stored.
    pub async fn stop(self) {
        self.service.stop().await;
        self.servers.stop(SHUTDOWN_TIME_MAX.to_std().unwrap_or_default()).await;
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the demo's folder could not be removed");
        }
    }
}

/// In the demo the manager owns the desk, too.
fn owners() -> Vec<StaffId> {
    let managers = company::PEOPLE.iter().filter(|person| person.role == Some(Role::Manager));
    managers.map(|person| StaffId(person.id)).collect()
}

/// The shop has been open for a while: its contacts are on file, and its people have chosen their languages, before
/// anybody looks.
async fn open_the_shop(service: &Service, clock: &Clock) -> anyhow::Result<()> {
    let contacts = company::contacts_on_file(clock.now(), || ContactId::new(uuid::Uuid::now_v7()));
    let desk = service.desk();
    let words = Words::load();
    desk.store()
        .write(move |tx| {
            Box::pin(async move {
                for contact in &contacts {
                    insert_contact(tx, contact).await?;
                }
                for person in company::PEOPLE.iter().filter(|person| person.role.is_some()) {
                    if let Some(locale) = words.find(person.language) {
                        set_locale(tx, StaffId(person.id), locale).await?;
                    }
                }
                Ok(())
            })
        })
        .await?;
    desk.reload_company().await?;
    Ok(())
}
