//! A Bot API server of a few lines, for tests: notes each request and answers as it is told.

use crate::supervise::Supervisor;
use serde_json::Value;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Requests = Arc<Mutex<Vec<(String, Value)>>>;

/// The server of the bot with the token `123:ABC`.
pub(in crate::telegram) struct Fake {
    pub(in crate::telegram) url: String,
    requests: Requests,
}

impl Fake {
    /// `answer` gets the method, its parameters and how many requests came before; it gives a status and a body, which
    /// is sent as it is when it is a string.
    pub(in crate::telegram) async fn start(
        supervisor: &Supervisor,
        answer: impl Fn(&str, &Value, usize) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let requests = Requests::default();
        let (noted, answer, tasks) = (Arc::clone(&requests), Arc::new(answer), supervisor.clone());
        supervisor.spawn("fake", async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                tasks.spawn("connection", async move {
                    serve(stream, &noted, &*answer).await;
                });
            }
        });
        Self { url, requests }
    }

    /// The methods that were called and their parameters.
    pub(in crate::telegram) fn seen(&self) -> Vec<(String, Value)> {
        self.requests.lock().unwrap().clone()
    }

    /// Waits for so many requests.
    pub(in crate::telegram) async fn until(&self, count: usize) {
        while self.requests.lock().unwrap().len() < count {
            tokio::task::yield_now().await;
        }
    }
}

async fn serve(
    mut stream: TcpStream,
    requests: &Requests,
    answer: &(dyn Fn(&str, &Value, usize) -> (u16, Value) + Send + Sync),
) {
    let mut bytes = Vec::new();
    let (path, body) = loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        bytes.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let len = head
            .to_ascii_lowercase()
            .split_once("content-length: ")
            .map_or(0, |(_, rest)| rest.split("\r\n").next().unwrap().parse().unwrap());
        if body.len() >= len {
            break (head.split(' ').nth(1).unwrap().to_owned(), body.to_owned());
        }
    };
    let method = path.strip_prefix("/bot123:ABC/").unwrap_or(&path).to_owned();
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    let (status, json) = {
        let mut requests = requests.lock().unwrap();
        requests.push((method.clone(), body.clone()));
        answer(&method, &body, requests.len() - 1)
    };
    let text = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    let answer =
        format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}", text.len());
    stream.write_all(answer.as_bytes()).await.unwrap();
}
