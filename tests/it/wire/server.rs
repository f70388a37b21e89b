//! A server of a few lines that answers each request with the next line of its script, well or badly, and remembers
//! what it was asked. When the script is over it is gone, and connections are refused.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What the server does with a request.
pub(super) enum Reply {
    /// Answers with JSON.
    Json(u16, Value),
    /// Answers with these bytes, whatever they are, and closes.
    Bytes(Vec<u8>),
    /// Reads the request and closes without an answer.
    Hangs,
    /// Reads the request, sends these bytes, and says no more until the caller gives up.
    Stalls(&'static [u8]),
}

/// A request as it came.
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) path: String,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub(super) struct Server {
    address: String,
    thread: JoinHandle<Vec<Request>>,
}

impl Server {
    pub(super) fn start(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let thread = thread::spawn(move || script.into_iter().map(|reply| serve(&listener, reply)).collect());
        Self { address, thread }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Everything that was asked. Waits for the script to end, while the caller's connections go on closing.
    pub(super) async fn requests(self) -> Vec<Request> {
        tokio::task::spawn_blocking(|| self.thread.join().unwrap()).await.unwrap()
    }
}

fn serve(listener: &TcpListener, reply: Reply) -> Request {
    let (mut stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request = read(&mut stream);
    // The caller may be gone already; that is part of some scripts.
    match reply {
        Reply::Json(status, body) => {
            let body = body.to_string();
            let head = format!(
                "HTTP/1.1 {status} Status\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _gone = stream.write_all((head + body.as_str()).as_bytes());
        }
        Reply::Bytes(bytes) => {
            let _gone = stream.write_all(&bytes);
        }
        Reply::Hangs => {}
        Reply::Stalls(bytes) => {
            let _gone = stream.write_all(bytes);
            let _gone = stream.read_to_end(&mut Vec::new());
        }
    }
    request
}

fn read(stream: &mut TcpStream) -> Request {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let head_end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        let count = stream.read(&mut chunk).unwrap_or(0);
        if count == 0 {
            // Not a request at all, such as the beginning of TLS that ends here.
            return Request { method: String::new(), path: String::new(), headers: Vec::new(), body: bytes };
        }
        bytes.extend_from_slice(&chunk[..count]);
        if bytes.first() == Some(&0x16) {
            return Request {
                method: "TLS".to_owned(),
                path: String::new(),
                headers: Vec::new(),
                body: bytes,
            };
        }
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap().split(' ');
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length =
        headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, n)| n.parse().unwrap());
    let mut body = bytes[head_end + 4..].to_vec();
    while body.len() < length {
        let count = stream.read(&mut chunk).unwrap();
        assert!(count > 0, "the request broke off");
        body.extend_from_slice(&chunk[..count]);
    }
    Request {
        method: first.next().unwrap().to_owned(),
        path: first.next().unwrap().to_owned(),
        headers,
        body,
    }
}
