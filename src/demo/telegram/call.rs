//! One request that has passed the checks, and where it goes.

use super::body::Upload;
use super::markup::Formatted;
use super::refusal::Refusal;
use super::state::State;
use super::{account, callbacks, commands, edit, files, inline, send, topics, webhook};
use crate::domain::Timestamp;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A checked request: values have their JSON types, required ones are there.
#[derive(Debug)]
pub(super) struct Call {
    /// As the published API writes it.
    pub(super) method: &'static str,
    pub(super) values: Map<String, Value>,
    pub(super) files: BTreeMap<String, Upload>,
    /// The text or caption without its markup.
    pub(super) formatted: Option<Formatted>,
    pub(super) now: Timestamp,
}

impl Call {
    /// A text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).and_then(Value::as_str)
    }

    /// A boolean; absent is false.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.values.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A number that fits an id of a message or topic; too large ones are ids of nothing.
    pub(super) fn id(&self, name: &str) -> Option<i32> {
        let number = self.values.get(name).and_then(Value::as_i64)?;
        Some(i32::try_from(number).unwrap_or(i32::MAX))
    }

    /// The chat: a number, also as text. Names of public chats are of none of ours.
    pub(super) fn chat(&self) -> Option<i64> {
        let value = self.values.get("chat_id")?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    }
}

/// Carries a request out; gives the JSON of its `result`.
pub(super) fn carry_out(state: &mut State, call: &Call) -> Result<String, Refusal> {
    match call.method {
        "getMe" => Ok(account::get_me(state)),
        "getChat" => account::get_chat(state, call),
        "sendMessage" => send::message(state, call),
        "sendContact" => send::contact(state, call),
        "sendLocation" => send::location(state, call),
        "sendPhoto" | "sendDocument" | "sendVideo" | "sendVoice" | "sendAudio" | "sendSticker" => {
            files::send(state, call)
        }
        "sendChatAction" => send::chat_action(state, call),
        "getFile" => files::get(state, call),
        "editMessageText" => edit::text(state, call),
        "editMessageCaption" => edit::caption(state, call),
        "editMessageReplyMarkup" => edit::keyboard(state, call),
        "deleteMessage" => edit::delete(state, call),
        "deleteMessages" => edit::delete_many(state, call),
        "setMessageReaction" => edit::react(state, call),
        "answerInlineQuery" => inline::answer(state, call),
        "answerCallbackQuery" => callbacks::answer(state, call),
        "setMyCommands" => commands::set(state, call),
        "getMyCommands" => Ok(commands::get(state, call)),
        "deleteMyCommands" => Ok(commands::delete(state, call)),
        "setMyName" | "setMyDescription" | "setMyShortDescription" => Ok(commands::set_words(state, call)),
        "getMyName" | "getMyDescription" | "getMyShortDescription" => Ok(commands::get_words(state, call)),
        "createForumTopic" => topics::create(state, call),
        "editForumTopic" => topics::edit(state, call),
        "closeForumTopic" => topics::set_closed(state, call, true),
        "reopenForumTopic" => topics::set_closed(state, call, false),
        "deleteForumTopic" => topics::delete(state, call),
        "setWebhook" => webhook::set(state, call),
        "deleteWebhook" => Ok(webhook::delete(state, call)),
        "getWebhookInfo" => Ok(webhook::info(state)),
        // Valid, and nothing here depends on what it would do.
        _other => Ok("true".to_owned()),
    }
}
