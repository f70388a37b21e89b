//! The baseline of the webhooks: a bare route that stores one row by the store the service uses, on disk, answers, and
//! then sends one message by the client the service uses.

use super::arrivals::{self, Arrivals};
use super::company::{Company, anywhere, chats};
use super::plan::{CONTACT_RATES, CONTACTS, Plan};
use super::post::{Post, number_in};
use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use balcao::clock::Clock;
use balcao::demo::company;
use balcao::store::inbox::{InboxRow, insert_inbox};
use balcao::store::{Options, Store};
use balcao::supervise::Supervisor;
use balcao::telegram::botapi::Api;
use balcao::telegram::botapi::method::{LinkPreview, ParseMode, SendMessage};
use balcao::telegram::source::poll::CLIENT_TIME_MAX;
use std::sync::Arc;
use std::time::Duration;

/// Measures it at each of the steady rates.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Vec<Arrivals>> {
    let company = Company::start(anywhere()).await?;
    let store = Store::open(&company.config.database.url, Options::default()).await?;
    let api = Api::connect(company::BOT_TOKEN, &company.telegram.api_url(), CLIENT_TIME_MAX)?;
    let handlers = Supervisor::new();
    let door = Door { api, store: store.clone(), clock: Clock::machine(), handlers: handlers.clone() };
    let listener = tokio::net::TcpListener::bind(anywhere()).await?;
    let address = listener.local_addr()?;
    let stopping = handlers.stopping();
    let routes = Router::new().fallback(take_in).with_state(door);
    handlers.spawn("bare door", async move {
        let served = axum::serve(listener, routes).with_graceful_shutdown(stopping.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "the bare door ended");
        }
    });
    let wa_ids = (0..CONTACTS).map(|place| format!("55518{:08}", 80_000_000 + place)).collect();
    let post = Arc::new(Post::new(address, wa_ids)?);
    let mut steady = Vec::new();
    for rate in CONTACT_RATES {
        steady.push(arrivals::steady(&company.telegram, &post, rate, plan.contacts(rate)).await?);
    }
    handlers.stop(Duration::from_secs(5)).await;
    store.close().await;
    company.stop().await?;
    Ok(steady)
}

/// The bare door. Cloning it is cheap.
#[derive(Clone)]
struct Door {
    api: Api,
    store: Store,
    clock: Clock,
    handlers: Supervisor,
}

async fn take_in(State(door): State<Door>, body: String) -> StatusCode {
    let Some(number) = number_in(&body) else { return StatusCode::BAD_REQUEST };
    let row = InboxRow {
        source: company::OFICIAL.to_owned(),
        remote_id: number.to_string(),
        lane: String::new(),
        raw: body,
        attempts: 0,
        received_at: door.clock.now(),
    };
    let stored = door.store.write(move |tx| Box::pin(async move { insert_inbox(tx, &[row]).await })).await;
    if let Err(error) = stored {
        tracing::error!(%error, "the bare door could not store");
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let handlers = door.handlers.clone();
    handlers.spawn("bare notice", async move {
        if let Err(error) = door.tell(number).await {
            tracing::error!(%error, "the bare door could not tell");
        }
    });
    StatusCode::OK
}

impl Door {
    async fn tell(&self, number: u64) -> anyhow::Result<()> {
        let place = usize::try_from(number)? % chats().count();
        let message = SendMessage {
            chat_id: chats().nth(place).context("a chat")?,
            message_thread_id: None,
            text: format!("Oi! #{number}#"),
            parse_mode: ParseMode::Html,
            link_preview_options: LinkPreview { is_disabled: true },
            disable_notification: false,
            reply_parameters: None,
            reply_markup: None,
        };
        self.api.call(&message).await.context("sendMessage")?;
        Ok(())
    }
}
