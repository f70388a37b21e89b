//! `balcao check`: looks at everything the service needs and says, a line each, what is well and what is not.

use super::backups;
use super::service::build_adapters;
use crate::channel::{Adapter, Timeouts};
use crate::clock::Clock;
use crate::config::{Config, Updates};
use crate::domain::alarm::{Finding, is_short_of_room};
use crate::domain::channel::{DownReason, Health};
use crate::domain::fault::Fault;
use crate::domain::limit::{BACKUP_AGE_MAX, QUEUE_AGE_MAX};
use crate::store::alarm::{load_alarms, overdue};
use crate::store::inbox::unreceived;
use crate::store::{Store, file_of, free_room};
use crate::supervise::Supervisor;
use crate::telegram::sender::Sender;
use secrecy::ExposeSecret as _;
use std::path::Path;
use std::time::Duration;

/// Names of missing sentences that are shown.
const MISSING_SHOWN_MAX: usize = 5;

/// The findings, as they are printed.
#[derive(Debug, Default)]
struct Findings {
    wrong: u32,
}

impl Findings {
    #[expect(clippy::print_stdout, reason = "the command's answer")]
    fn say(&mut self, what: &str, found: Result<String, String>) {
        match found {
            Ok(detail) => println!("ok     {what}: {detail}"),
            Err(problem) => {
                self.wrong += 1;
                println!("wrong  {what}: {problem}");
            }
        }
    }
}

/// Says line by line what is well and what is not; whether all is.
pub async fn check(config: Config) -> bool {
    let mut findings = Findings::default();
    let counts = (config.channels.len(), config.teams.len(), config.staff.len());
    findings
        .say("configuration", Ok(format!("{} channels, {} teams, {} people", counts.0, counts.1, counts.2)));
    findings.say("rates", super::service::load_rates(&config).map(|_table| "readable".into()).map_err(line));
    check_languages(&config, &mut findings);
    check_database(&config, &mut findings).await;
    check_telegram(&config, &mut findings).await;
    check_server(&config, &mut findings).await;
    match build_adapters(&config, Timeouts::default()) {
        Err(error) => findings.say("channels", Err(line(error))),
        Ok(adapters) => {
            for (id, adapter) in adapters {
                check_channel(id.as_str(), &adapter, &config, &mut findings).await;
            }
        }
    }
    findings.wrong == 0
}

/// What is wrong in a language stops the reading of the configuration; what is missing is said in Portuguese.
fn check_languages(config: &Config, findings: &mut Findings) {
    for locale in config.words.languages() {
        let missing = config.words.missing(locale);
        let names: Vec<&str> = missing.iter().take(MISSING_SHOWN_MAX).map(|key| key.id()).collect();
        let found = match names.as_slice() {
            [] => "complete".to_owned(),
            some => {
                format!("{} sentences are missing and said in pt-BR: {}…", missing.len(), some.join(", "))
            }
        };
        findings.say(&format!("language {}", locale.tag()), Ok(found));
    }
}

fn line(error: anyhow::Error) -> String {
    format!("{error:#}")
}

/// Looks at the database without changing it: one that is older is brought up to date by the start alone.
async fn check_database(config: &Config, findings: &mut Findings) {
    let url = &config.database.url;
    let what = format!("database {url}");
    let file = match file_of(url) {
        Ok(file) => file,
        Err(error) => return findings.say(&what, Err(line(error.into()))),
    };
    check_room(config, &file, findings);
    check_backups(config, findings).await;
    if !file.exists() {
        return findings.say(&what, Ok("made at the first start".to_owned()));
    }
    match Store::open_to_look(url).await {
        Ok((store, look)) => {
            let found = if look.pending == 0 {
                check_queues(config, &store, findings).await;
                check_doors(config, &store, findings).await;
                check_alarms(config, &store, findings).await;
                let roster = crate::store::staff::load_roster(&store).await;
                roster
                    .map(|roster| format!("version {}, {} people on staff", look.version, roster.staff.len()))
            } else {
                Ok(format!(
                    "version {}; the next start brings its tables up to date ({} steps) and keeps a copy from before",
                    look.version, look.pending
                ))
            };
            store.close().await;
            findings.say(&what, found.map_err(|error| line(error.into())));
        }
        Err(error) => findings.say(&what, Err(line(error.into()))),
    }
}

fn check_room(config: &Config, file: &Path, findings: &mut Findings) {
    let megabytes = |bytes: u64| bytes / (1024 * 1024);
    let least = config.database.room_min;
    let found = match free_room(file) {
        Err(error) => Err(error.to_string()),
        Ok(free) if is_short_of_room(free, least, false) => Err(format!(
            "nearly full: {} MB are free, database.free_mb is {}",
            megabytes(free),
            megabytes(least)
        )),
        Ok(free) => Ok(format!("{} MB are free", megabytes(free))),
    };
    findings.say("disk", found);
}

async fn check_backups(config: &Config, findings: &mut Findings) {
    let Some(backup) = &config.backup else { return };
    let now = Clock::machine().now();
    let since = now.with_timezone(&config.timezone) - BACKUP_AGE_MAX;
    let found = match backups::days(backup).await.map(|days| days.into_iter().max()) {
        Err(error) => Err(line(error)),
        Ok(None) => Ok(format!("none yet; made from {}:00 on, or at the next start", backup.hour)),
        Ok(Some(newest)) if newest < backups::day_of(since.to_utc(), config.timezone, backup.hour) => {
            Err(format!("the newest is of {newest}"))
        }
        Ok(Some(newest)) => {
            let file = backups::file_of(backup, newest);
            let looked = crate::store::look_at(&file).await;
            looked.map(|_look| format!("the newest is of {newest}")).map_err(|error| line(error.into()))
        }
    };
    findings.say("backup", found);
}

async fn check_queues(config: &Config, store: &Store, findings: &mut Findings) {
    let before = Clock::machine().now() - QUEUE_AGE_MAX;
    match overdue(store, before).await {
        Err(error) => findings.say("queue", Err(line(error.into()))),
        Ok(overdue) => {
            for channel in &config.channels {
                let late = overdue.iter().find(|(id, _)| *id == channel.id).map_or(0, |(_, count)| *count);
                let found = if late == 0 {
                    Ok("moves".to_owned())
                } else {
                    Err(format!(
                        "{late} messages have waited for more than {} minutes",
                        QUEUE_AGE_MAX.num_minutes()
                    ))
                };
                findings.say(&format!("channel {} queue", channel.id), found);
            }
        }
    }
}

async fn check_doors(config: &Config, store: &Store, findings: &mut Findings) {
    match unreceived(store).await {
        Err(error) => findings.say("teams", Err(line(error.into()))),
        Ok(waiting) => {
            for (channel, count) in
                waiting.iter().filter(|(id, _)| config.channels.iter().any(|one| one.id == *id))
            {
                let found = format!("{count} messages of contacts wait, because no team uses the channel");
                findings.say(&format!("channel {channel} team"), Err(found));
            }
        }
    }
}

/// What only the service can know: that it could not make the last copy.
async fn check_alarms(config: &Config, store: &Store, findings: &mut Findings) {
    let failed = match load_alarms(store).await {
        Err(error) => Some(line(error.into())),
        Ok(alarms) => alarms.iter().find(|alarm| alarm.finding == Finding::Backup).map(|alarm| {
            let since = alarm.since.with_timezone(&config.timezone).format("%F %R");
            format!("the service has not been able to make one since {since}")
        }),
    };
    if let Some(failed) = failed.filter(|_failed| config.backup.is_some()) {
        findings.say("backup by the service", Err(failed));
    }
}

async fn check_telegram(config: &Config, findings: &mut Findings) {
    let supervisor = Supervisor::new();
    let token = config.telegram.token.expose_secret();
    let what = format!("telegram.token at {}", config.telegram.api_url);
    match Sender::start(token, &config.telegram.api_url, config.telegram.pace, &supervisor) {
        Err(error) => findings.say("telegram.api_url", Err(error.to_string())),
        Ok(sender) => {
            findings.say(
                &what,
                sender
                    .get_me()
                    .await
                    .map(|me| format!("@{}{}", me.username, if me.has_topics { ", with topics" } else { "" }))
                    .map_err(|error| error.to_string()),
            );
            let webhook = match sender.webhook_info().await {
                Err(error) => Err(error.to_string()),
                Ok(info) => judge_webhook(config, &info.url),
            };
            findings.say("telegram.updates", webhook);
        }
    }
    supervisor.stop(Duration::from_secs(1)).await;
}

fn judge_webhook(config: &Config, url: &str) -> Result<String, String> {
    let ours = config.server.public_url.as_ref().map(|base| format!("{base}/telegram"));
    match (config.telegram.updates, ours) {
        (Updates::Polling, _) if url.is_empty() => Ok("polling".into()),
        (Updates::Polling, _) => Ok("polling; a webhook is set and will be removed at the start".into()),
        (Updates::Webhook, Some(ours)) if url == ours => Ok("webhook".into()),
        (Updates::Webhook, Some(_)) => Ok("webhook; it will be set at the start".into()),
        (Updates::Webhook, None) => Err("server.public_url is missing".into()),
    }
}

async fn check_server(config: &Config, findings: &mut Findings) {
    let listen = config.server.listen;
    let free = tokio::net::TcpListener::bind(listen).await;
    let found = match free {
        Ok(_listener) => Ok("free to listen on".to_owned()),
        // The service that runs already is the usual reason, and no fault.
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Ok("in use: the service runs, or another program has it".to_owned())
        }
        Err(error) => Err(error.to_string()),
    };
    findings.say(&format!("server.listen {listen}"), found);
    let public = config.server.public_url.clone();
    findings.say(
        "server.public_url",
        public.ok_or_else(|| "missing: providers cannot report what became of messages".to_owned()),
    );
}

fn judge_hook(wanted: &str, found: Option<Result<Option<String>, Fault>>) -> Result<String, String> {
    match found {
        None => Ok(format!("must be {wanted} at the provider, which does not say")),
        Some(Ok(Some(url))) if url == wanted => Ok(url),
        Some(Ok(Some(_other))) => Err(format!("posted elsewhere: expected {wanted}")),
        Some(Ok(None)) => Err(format!("posted nowhere: expected {wanted}")),
        Some(Err(fault)) => Err(format!("{:?} ({})", fault.kind, fault.code)),
    }
}

async fn check_channel(id: &str, adapter: &Adapter, config: &Config, findings: &mut Findings) {
    let what = format!("channel {id}");
    let health = match adapter.health().await {
        Health::Up => Ok("connected".to_owned()),
        Health::Unknown => Err("its state is not known".to_owned()),
        Health::Down { reason: DownReason::Credentials } => {
            Err("down: the provider refuses the token or key (expired, revoked or wrong)".to_owned())
        }
        Health::Down { reason } => Err(format!("down: {reason:?}").to_lowercase()),
    };
    findings.say(&what, health);
    if adapter.capabilities().needs_templates {
        let templates = adapter.templates().await;
        findings.say(
            &format!("{what} templates"),
            templates
                .map(|list| format!("{} listed", list.len()))
                .map_err(|fault| format!("{:?} ({})", fault.kind, fault.code)),
        );
    }
    if let Some(base) = &config.server.public_url {
        let wanted = format!("{base}/webhook/{id}");
        findings.say(&format!("{what} webhook"), judge_hook(&wanted, adapter.webhook().await));
    }
}
