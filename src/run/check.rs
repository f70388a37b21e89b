//! `balcao check`: looks at everything the service needs and says, a line each, what is well and what is not.

use super::service::build_adapters;
use crate::channel::{Adapter, Timeouts};
use crate::config::{Config, Updates};
use crate::domain::channel::Health;
use crate::domain::fault::Fault;
use crate::store::{Options, Store};
use crate::supervise::Supervisor;
use crate::telegram::sender::Sender;
use secrecy::ExposeSecret as _;
use std::time::Duration;

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

fn line(error: anyhow::Error) -> String {
    format!("{error:#}")
}

async fn check_database(config: &Config, findings: &mut Findings) {
    let what = format!("database {}", config.database.url);
    match Store::open(&config.database.url, Options::default()).await {
        Ok(store) => {
            let roster = crate::store::staff::load_roster(&store).await;
            store.close().await;
            let found = roster
                .map(|roster| format!("opened, {} people on staff", roster.staff.len()))
                .map_err(|error| error.to_string());
            findings.say(&what, found);
        }
        Err(error) => findings.say(&what, Err(line(anyhow::Error::new(error)))),
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
