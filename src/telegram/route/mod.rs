//! Who did what: a raw update becomes an [`Arrival`], by a dptree tree that a pure function builds.
//!
//! The tree says which kind comes before which, and ends in a leaf for every update, so that nothing is dropped in
//! silence: what cannot be read is [`What::Unreadable`], and the person is told. Its leaves are pure and live in
//! `content`. Who and where comes from the raw JSON ([`raw`]), because teloxide's types lose it for kinds
//! they do not know.
//!
//! Only private chats are served. In a group the bot says nothing, neither to staff nor to strangers.

mod content;
mod vcard;

use super::arrival::{Arrival, What};
use super::command::Names;
use super::inbox::RawUpdate;
use super::lane::{Work, WorkError, Worked};
use super::panel::Place;
use super::plug::Plug;
use super::raw::{self, Origin};
use super::sender::Sender;
use dptree::Handler;
use serde::Deserialize as _;
use serde_json::Value;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};
use teloxide::types::{Update, UpdateKind};

/// What the tree is asked about.
#[derive(Debug)]
struct Subject {
    raw: Value,
    origin: Origin,
    read: OnceLock<UpdateKind>,
}

impl Subject {
    fn new(raw: Value, origin: Origin) -> Self {
        Self { raw, origin, read: OnceLock::new() }
    }

    /// The update as teloxide reads it; [`UpdateKind::Error`] when it cannot. Read when a leaf asks for the first time: a
    /// tap, the most frequent of all, is known without.
    fn kind(&self) -> &UpdateKind {
        self.read.get_or_init(|| {
            Update::deserialize(&self.raw).map_or(UpdateKind::Error(Value::Null), |update| update.kind)
        })
    }
}

type About = Arc<Subject>;
type Branch = Handler<'static, What>;

/// The bot's username, without `@`.
#[derive(Debug, Clone)]
struct Username(Arc<str>);

/// Reads updates.
#[derive(Clone)]
pub struct Router {
    tree: Branch,
    username: Username,
    names: Arc<Names>,
}

impl std::fmt::Debug for Router {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Router").field("username", &self.username).finish_non_exhaustive()
    }
}

impl Router {
    /// A router for the bot with this username (without `@`), by which commands for other bots are told apart, and with
    /// these names of commands.
    pub fn new(username: &str, names: Names) -> Self {
        Self { tree: tree(), username: Username(username.into()), names: Arc::new(names) }
    }

    /// Reads one update; `None` when it is by nobody or belongs nowhere, so that there is nobody to answer.
    pub async fn read(&self, raw: &str) -> Option<Arrival> {
        let value: Value = serde_json::from_str(raw).ok()?;
        let origin = raw::origin(&value)?;
        let person = origin.person.clone()?;
        // What is typed behind the bot's name belongs to no chat that the bot may know.
        let nowhere = (origin.kind == "inline_query").then_some(person.id.0);
        let chat_id = origin.chat_id.or(nowhere)?;
        let about = Arc::new(Subject::new(value, origin));
        let deps = dptree::deps![Arc::clone(&about), self.username.clone(), Arc::clone(&self.names)];
        let what = match self.tree.dispatch(deps).await {
            ControlFlow::Break(what) => what,
            // The tree ends in a leaf without a condition.
            ControlFlow::Continue(_unhandled) => What::Unreadable,
        };
        let origin = &about.origin;
        Some(Arrival {
            update_id: origin.update_id,
            chat_id,
            thread_id: origin.thread_id,
            person,
            message_id: origin.message_id,
            reply_to: origin.reply_to,
            answers: content::card_answered(&about.raw),
            what,
        })
    }

    /// The work of the lanes: reads an update and gives what arrived to the application. What needs no answer does not
    /// get there. The sender learns of every message that now stands in a chat, and so below a panel.
    pub fn work(self, sender: &Sender, app: Plug<Arrival, Result<Worked, WorkError>>) -> Work {
        let sender = sender.clone();
        Plug::new(move |update: Arc<RawUpdate>| {
            let (router, sender, app) = (self.clone(), sender.clone(), app.clone());
            async move {
                let arrival = router.read(&update.raw).await;
                if let Some((place, message_id)) = arrival.as_ref().and_then(stands) {
                    sender.saw(place, message_id);
                }
                match arrival {
                    Some(Arrival { what: What::Ignored(why), update_id, .. }) => {
                        tracing::debug!(update.id = update_id, why, "an update needs no answer");
                        Ok(Worked::Nothing)
                    }
                    Some(arrival) => app.call(arrival).await,
                    None => {
                        tracing::debug!(update.id = update.update_id, "an update by nobody needs no answer");
                        Ok(Worked::Nothing)
                    }
                }
            }
        })
    }
}

/// The message that came to stand in a place, if the arrival is one. A tap's message stood there before.
fn stands(arrival: &Arrival) -> Option<(Place, i32)> {
    let place = Place { chat_id: arrival.chat_id, thread_id: arrival.thread_id };
    match arrival.what {
        What::Tap { .. } | What::Inline { .. } | What::Edited(_) | What::Reacted(_) | What::BlockedBot => {
            None
        }
        What::Command(_)
        | What::Text(_)
        | What::SharedContact { .. }
        | What::File(_)
        | What::Location { .. }
        | What::Unreadable
        | What::Ignored(_) => arrival.message_id.map(|message_id| (place, message_id)),
    }
}

/// The tree. The order matters where an update could pass two branches: who comes before what, a command before a text.
fn tree() -> Branch {
    dptree::entry()
        .branch(leaf(dptree::filter_map(content::inline)))
        .branch(leaf(dptree::filter_map(content::out_of_place)))
        .branch(leaf(dptree::filter_map(content::tap)))
        .branch(leaf(dptree::filter_map(content::membership)))
        .branch(leaf(dptree::filter_map(content::edited)))
        .branch(leaf(dptree::filter_map(content::reacted)))
        .branch(
            dptree::filter_map(content::message)
                .branch(leaf(dptree::filter_map(content::command)))
                .branch(leaf(dptree::filter_map(content::shared_contact)))
                .branch(leaf(dptree::filter_map(content::file)))
                .branch(leaf(dptree::filter_map(content::place)))
                .branch(leaf(dptree::filter_map(content::text)))
                .branch(leaf(dptree::filter_map(content::service))),
        )
        .endpoint(|| async { What::Unreadable })
}

fn leaf(branch: Branch) -> Branch {
    branch.endpoint(|what: What| async move { what })
}

#[cfg(test)]
mod tests;
