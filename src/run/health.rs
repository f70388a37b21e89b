//! `balcao check --health`: asks the service that runs on this machine how it is, for who starts it again when it is not
//! well. No other program is needed for it.

use crate::config::Config;
use anyhow::{Context as _, bail};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How long the answer may take: the service asks its database first.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of the answer that are read.
const ANSWER_LEN_MAX: u64 = 64 * 1024;

/// Prints what `/healthz` says; whether it says that all is well.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn health(config: Config) -> anyhow::Result<bool> {
    let address = reachable(config.server.listen);
    let asked = tokio::time::timeout(PATIENCE, ask(address)).await;
    let (is_well, said) = asked.with_context(|| format!("{address} does not answer"))??;
    println!("{said}");
    Ok(is_well)
}

/// Who listens on all addresses is found on this machine's own.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let own = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        own @ (IpAddr::V4(_) | IpAddr::V6(_)) => own,
    };
    SocketAddr::new(own, listen.port())
}

async fn ask(address: SocketAddr) -> anyhow::Result<(bool, String)> {
    let nobody = || format!("nobody listens on {address}: the service does not run");
    let mut stream = TcpStream::connect(address).await.with_context(nobody)?;
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(ANSWER_LEN_MAX).read_to_end(&mut answer).await?;
    read(&String::from_utf8_lossy(&answer))
        .map_or_else(|| bail!("{address} answers as another program does"), Ok)
}

/// The status and the body of an answer.
fn read(answer: &str) -> Option<(bool, String)> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let mut words = head.lines().next()?.split(' ');
    words.next().filter(|word| word.starts_with("HTTP/1."))?;
    let status: u16 = words.next()?.parse().ok()?;
    matches!(status, 200 | 503).then(|| (status == 200, body.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_and_another_program_s_is_none() {
        assert_eq!(
            read("HTTP/1.1 200 OK\r\na: b\r\n\r\n{\"healthy\":true}"),
            Some((true, "{\"healthy\":true}".into()))
        );
        assert_eq!(read("HTTP/1.1 503 Service Unavailable\r\n\r\n{}"), Some((false, "{}".into())));
        for other in ["", "HTTP/1.1 404 Not Found\r\n\r\n", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn who_listens_everywhere_is_asked_here() {
        let at = |text: &str| reachable(text.parse().unwrap()).to_string();
        assert_eq!(at("0.0.0.0:8080"), "127.0.0.1:8080");
        assert_eq!(at("[::]:8080"), "[::1]:8080");
        assert_eq!(at("192.0.2.1:8080"), "192.0.2.1:8080");
    }
}
