//! The built binary as a process: started with a configuration file, listened to, told to stop, killed.

use crate::world::{World, within};
use balcao::config::{Config, Provider};
use balcao::demo::company;
use secrecy::ExposeSecret as _;
use std::fmt::Write as _;
use std::fs::Permissions;
use std::io::{BufRead as _, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::mpsc;

/// What a process left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit status; `None` when a signal ended it.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// It said one line on standard error, with these words in it, ended with this status, and gave no secret away.
    pub(crate) fn refused(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, Some(status), "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "one line: {self:?}");
        assert!(self.stderr.starts_with("balcao: "), "{self:?}");
        assert!(words.iter().all(|word| self.stderr.contains(word)), "{words:?}: {self:?}");
        self.keeps_secrets();
    }

    /// No secret of the configuration is in what it said.
    pub(crate) fn keeps_secrets(&self) {
        let secrets = [
            company::BOT_TOKEN,
            company::ACCESS_TOKEN,
            company::APP_SECRET,
            company::VERIFY_TOKEN,
            company::API_KEY,
            company::WEBHOOK_SECRET,
            WRONG,
        ];
        for secret in secrets {
            assert!(!self.stdout.contains(secret) && !self.stderr.contains(secret), "{secret}: {self:?}");
        }
    }
}

/// A secret that is not the right one.
pub(crate) const WRONG: &str = "WrongWrongWrong";

/// A running process; it ends with this.
pub(crate) struct Process {
    /// Gone once it was waited for.
    child: Option<Child>,
    log: mpsc::UnboundedReceiver<String>,
    heard: String,
}

impl Process {
    /// `balcao run` with this configuration.
    pub(crate) fn run(configuration: &Path) -> Self {
        let mut child = command(configuration, &["run", "--log", "json"]).spawn().unwrap();
        let (lines, log) = mpsc::unbounded_channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if lines.send(line).is_err() {
                    return;
                }
            }
        });
        Self { child: Some(child), log, heard: String::new() }
    }

    /// Waits until the desk is open. Where it listens; the providers post there from now on.
    pub(crate) async fn opens(&mut self, world: &World) -> SocketAddr {
        let open = self.says("the desk is open").await;
        let address = open["address"].as_str().unwrap().parse().unwrap();
        world.cloud.set_webhook(format!("http://{address}/webhook/{}", company::OFICIAL));
        world.evolution.set_webhook(format!("http://{address}/webhook/{}", company::LOJA));
        address
    }

    /// Waits until its log says this, and gives that entry's fields.
    pub(crate) async fn says(&mut self, message: &str) -> serde_json::Value {
        let saying = async {
            while let Some(line) = self.log.recv().await {
                writeln!(self.heard, "{line}").unwrap();
                let mut said: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
                if said["fields"]["message"] == message {
                    return said["fields"].take();
                }
            }
            panic!("it ended without saying «{message}»: {}", self.heard);
        };
        within(message, saying).await
    }

    /// Sends it a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .arg(format!("-{name}"))
            .arg(self.child.as_ref().unwrap().id().to_string())
            .status();
        assert!(sent.unwrap().success());
    }

    /// Kills it with SIGKILL and waits until it is gone.
    pub(crate) async fn dies(mut self) {
        self.child.as_mut().unwrap().kill().unwrap();
        self.ends().await;
    }

    /// Waits until it has ended.
    pub(crate) async fn ends(mut self) -> Ended {
        let mut child = self.child.take().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let ended = tokio::task::spawn_blocking(move || {
            let mut said = String::new();
            stdout.read_to_string(&mut said).unwrap();
            (child.wait().unwrap(), said)
        });
        let (status, stdout) = within("the process has ended", ended).await.unwrap();
        while let Some(line) = within("its log ends", self.log.recv()).await {
            writeln!(self.heard, "{line}").unwrap();
        }
        Ended { status: status.code(), stdout, stderr: std::mem::take(&mut self.heard) }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended already.
            drop(child.kill());
            drop(child.wait());
        }
    }
}

/// Runs a command to its end.
pub(crate) async fn ended(configuration: &Path, words: &[&str]) -> Ended {
    let mut command = command(configuration, words);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = within("the command has ended", output).await.unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn command(configuration: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balcao"));
    command.args(words).arg("--config").arg(configuration);
    command.current_dir(configuration.parent().unwrap());
    command.env_clear().env("RUST_BACKTRACE", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// An address that nobody listens on, and that the system gives to nobody who asks for any: from below its own range.
pub(crate) fn free_address() -> SocketAddr {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let mut ports = std::iter::repeat_with(|| {
        // Each process has others, as several may run at once.
        let place = std::process::id().wrapping_mul(97).wrapping_add(ASKED.fetch_add(1, Ordering::Relaxed));
        u16::try_from(10_000 + place % 20_000).unwrap()
    });
    ports.find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()).unwrap().local_addr().unwrap()
}

/// Writes a configuration into the world's folder.
pub(crate) fn write(world: &World, text: &str) -> PathBuf {
    write_as(world, "balcao.toml", text)
}

/// A configuration under this name, for nobody else to read.
pub(crate) fn write_as(world: &World, name: &str, text: &str) -> PathBuf {
    let path = world.database().with_file_name(name);
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    path
}

/// A configuration as somebody would write it.
pub(crate) fn text_of(config: &Config) -> String {
    let mut text = format!(
        "timezone = {:?}\ncountry = {:?}\n\n[database]\nurl = {:?}\n\n[server]\nlisten = \"{}\"\n",
        config.timezone.name(),
        config.country,
        config.database.url,
        config.server.listen,
    );
    if let Some(public_url) = &config.server.public_url {
        writeln!(text, "public_url = {public_url:?}").unwrap();
    }
    let telegram = &config.telegram;
    let token = telegram.token.expose_secret();
    writeln!(text, "\n[telegram]\ntoken = {token:?}\napi_url = {:?}", telegram.api_url).unwrap();
    writeln!(text, "\n[telegram.pace]\noverall_per_second = {:?}", telegram.pace.overall_per_second).unwrap();
    writeln!(text, "chat_per_second = {:?}", telegram.pace.chat_per_second).unwrap();
    for channel in &config.channels {
        writeln!(text, "\n[[channel]]\nid = \"{}\"\nname = {:?}", channel.id, channel.name).unwrap();
        let keys = match &channel.provider {
            Provider::Cloud(cloud) => vec![
                ("provider", "cloud"),
                ("phone_number_id", &cloud.phone_number_id),
                ("business_account_id", &cloud.business_account_id),
                ("access_token", cloud.access_token.expose_secret()),
                ("app_secret", cloud.app_secret.expose_secret()),
                ("verify_token", cloud.verify_token.expose_secret()),
                ("api_url", &cloud.api_url),
            ],
            Provider::Evolution(evolution) => vec![
                ("provider", "evolution"),
                ("api_url", &evolution.api_url),
                ("instance", &evolution.instance),
                ("api_key", evolution.api_key.expose_secret()),
                ("webhook_secret", evolution.webhook_secret.expose_secret()),
            ],
        };
        for (key, value) in keys {
            writeln!(text, "{key} = {value:?}").unwrap();
        }
    }
    for team in &config.teams {
        let channels: Vec<_> = team.channels.iter().map(ToString::to_string).collect();
        writeln!(text, "\n[[team]]\nid = \"{}\"\nname = {:?}", team.id, team.name).unwrap();
        writeln!(text, "channels = {channels:?}").unwrap();
    }
    for person in &config.staff {
        let teams: Vec<_> = person.teams.iter().map(ToString::to_string).collect();
        writeln!(text, "\n[[staff]]\ntelegram_id = {}\nname = {:?}", person.telegram_id.0, person.name)
            .unwrap();
        writeln!(text, "role = \"{}\"\nteams = {teams:?}", format!("{:?}", person.role).to_lowercase())
            .unwrap();
    }
    text
}
