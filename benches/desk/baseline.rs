//! The baseline: the least that a bot must do which loses nothing. Ask for updates by the client the service uses, store
//! one row by the store the service uses, on disk, and send one message.

use super::company::{Company, anywhere};
use super::load::{self, Script};
use super::plan::{FAST, Plan, SLOW};
use super::process;
use super::whole::Figures;
use anyhow::Context as _;
use balcao::clock::Clock;
use balcao::demo::company;
use balcao::store::inbox::{InboxRow, insert_inbox};
use balcao::store::{Options, Store};
use balcao::supervise::Supervisor;
use balcao::telegram::botapi::Api;
use balcao::telegram::botapi::method::{GetUpdates, LinkPreview, ParseMode, SendMessage};
use balcao::telegram::raw::{ALLOWED_UPDATES, origin};
use balcao::telegram::source::poll::CLIENT_TIME_MAX;
use std::time::Duration;

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Figures> {
    let company = Company::start(anywhere()).await?;
    let store = Store::open(&company.config.database.url, Options::default()).await?;
    let api = Api::connect(company::BOT_TOKEN, &company.telegram.api_url(), CLIENT_TIME_MAX)?;
    let handlers = Supervisor::new();
    let bot = Bot { api, store: store.clone(), clock: Clock::machine(), handlers: handlers.clone() };
    handlers.spawn("baseline", bot.run());

    let before = process::busy(&process::this())?;
    let rate = load::closed(&company.telegram, Script::Echo, plan.warm_up, plan.closed).await?;
    let busy = process::busy(&process::this())? - before;
    let slow = load::steady(&company.telegram, Script::Echo, SLOW, plan.slow).await?;
    let fast = load::steady(&company.telegram, Script::Echo, FAST, plan.fast).await?;

    handlers.stop(Duration::from_secs(5)).await;
    store.close().await;
    company.stop().await?;
    Ok(Figures { rate, busy_us: Figures::busy_us(rate, busy, plan), slow, fast })
}

/// The bare bot. Cloning it is cheap.
#[derive(Clone)]
struct Bot {
    api: Api,
    store: Store,
    clock: Clock,
    handlers: Supervisor,
}

impl Bot {
    async fn run(self) {
        let stopping = self.handlers.stopping();
        let mut offset = None;
        while !stopping.is_cancelled() {
            let ask =
                GetUpdates { offset, limit: 100, timeout: 10, allowed_updates: ALLOWED_UPDATES.to_vec() };
            let updates = tokio::select! {
                updates = self.api.call(&ask) => updates.unwrap_or_default(),
                () = stopping.cancelled() => return,
            };
            for update in updates {
                let Ok(value) = serde_json::from_str::<serde_json::Value>(update.get()) else { continue };
                let Some(origin) = origin(&value) else { continue };
                offset = offset.max(Some(origin.update_id + 1));
                let bot = self.clone();
                self.handlers.spawn("baseline handler", async move {
                    let chat = origin.chat_id.unwrap_or_default();
                    if let Err(error) = bot.answer(origin.update_id, chat, update.get().to_owned()).await {
                        tracing::error!(%error, "the baseline has no answer");
                    }
                });
            }
        }
    }

    async fn answer(&self, update_id: i64, chat_id: i64, raw: String) -> anyhow::Result<()> {
        let row = InboxRow {
            source: "telegram".to_owned(),
            remote_id: update_id.to_string(),
            lane: String::new(),
            raw,
            attempts: 0,
            received_at: self.clock.now(),
        };
        self.store.write(move |tx| Box::pin(async move { insert_inbox(tx, &[row]).await })).await?;
        let message = SendMessage {
            chat_id,
            message_thread_id: None,
            text: "olá".to_owned(),
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
