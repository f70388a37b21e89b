//! A receiver of webhooks for tests: keeps the raw bytes and answers as it is told.

use super::{Changes, Port, lock};
use crate::supervise::Supervisor;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use bytes::Bytes;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A webhook as it came.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Received {
    pub(in crate::demo) path: String,
    pub(in crate::demo) headers: HeaderMap,
    pub(in crate::demo) raw: Bytes,
}

impl Received {
    /// The body as JSON.
    pub(in crate::demo) fn json(&self) -> Value {
        serde_json::from_slice(&self.raw).unwrap()
    }

    /// A header's value.
    pub(in crate::demo) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

/// The receiver.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Receiver {
    pub(in crate::demo) url: String,
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
    changes: Changes,
}

impl Receiver {
    /// Starts one that answers 200.
    pub(in crate::demo) async fn start(supervisor: &Supervisor) -> Self {
        let port = Port::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
        let receiver = Self {
            url: format!("{}/webhook/oficial", port.url()),
            received: Arc::default(),
            answers: Arc::default(),
            changes: Changes::new(),
        };
        let routes = Router::new().fallback(take).with_state(receiver.clone());
        port.serve("test receiver", routes, supervisor);
        receiver
    }

    /// The next answers; 200 after that.
    pub(in crate::demo) fn answer_next(&self, statuses: &[u16]) {
        lock(&self.answers).extend(statuses);
    }

    /// What came so far.
    pub(in crate::demo) fn all(&self) -> Vec<Received> {
        lock(&self.received).clone()
    }

    /// Waits until `count` webhooks have come.
    pub(in crate::demo) async fn wait_for(&self, count: usize) -> Vec<Received> {
        let enough = || {
            let received = lock(&self.received);
            (received.len() >= count).then(|| received.clone())
        };
        tokio::time::timeout(Duration::from_secs(30), self.changes.until(enough))
            .await
            .unwrap_or_else(|_elapsed| panic!("{} of {count} webhooks came", self.all().len()))
    }
}

async fn take(State(receiver): State<Receiver>, uri: Uri, headers: HeaderMap, raw: Bytes) -> StatusCode {
    let status = lock(&receiver.answers).pop_front().unwrap_or(200);
    lock(&receiver.received).push(Received { path: uri.path().to_owned(), headers, raw });
    receiver.changes.note();
    StatusCode::from_u16(status).unwrap()
}
