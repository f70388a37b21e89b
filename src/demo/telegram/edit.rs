//! The methods that change messages that are there.

use super::call::Call;
use super::message::{Content, Keyboard, Message};
use super::refusal::Refusal;
use super::state::State;
use chrono::TimeDelta;
use serde_json::Value;
use std::sync::Arc;

/// How long a message can be deleted.
const DELETE_AGE_MAX: TimeDelta = TimeDelta::hours(48);
/// What the real server says to an edit that changes nothing.
const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";

/// `editMessageText`.
pub(super) fn text(state: &mut State, call: &Call) -> Result<String, Refusal> {
    edit(state, call, |message, keyboard| {
        if !matches!(message.content, Content::Text) {
            return Err(Refusal::bad_request("there is no text in the message to edit"));
        }
        words(message, call, keyboard)
    })
}

/// `editMessageCaption`.
pub(super) fn caption(state: &mut State, call: &Call) -> Result<String, Refusal> {
    edit(state, call, |message, keyboard| {
        if !matches!(message.content, Content::File(_)) {
            return Err(Refusal::bad_request("there is no caption in the message to edit"));
        }
        words(message, call, keyboard)
    })
}

fn words(message: &mut Message, call: &Call, keyboard: Option<Arc<Keyboard>>) -> Result<(), Refusal> {
    let formatted = call.formatted.clone().unwrap_or_default();
    if message.formatted == formatted && message.keyboard == keyboard {
        return Err(Refusal::bad_request(NOT_MODIFIED));
    }
    message.formatted = formatted;
    message.keyboard = keyboard;
    Ok(())
}

/// `editMessageReplyMarkup`.
pub(super) fn keyboard(state: &mut State, call: &Call) -> Result<String, Refusal> {
    edit(state, call, |message, keyboard| {
        if message.keyboard == keyboard {
            return Err(Refusal::bad_request(NOT_MODIFIED));
        }
        message.keyboard = keyboard;
        Ok(())
    })
}

fn edit(
    state: &mut State,
    call: &Call,
    change: impl FnOnce(&mut Message, Option<Arc<Keyboard>>) -> Result<(), Refusal>,
) -> Result<String, Refusal> {
    if call.text("inline_message_id").is_some() {
        return Err(Refusal::bad_request("MESSAGE_ID_INVALID"));
    }
    let (Some(_), Some(id)) = (call.values.get("chat_id"), call.id("message_id")) else {
        return Err(Refusal::invalid("message identifier is not specified"));
    };
    let chat = state.open_chat(call.chat())?;
    let person = chat.person.id;
    let message = chat.find_mut(id).ok_or_else(|| Refusal::bad_request("message to edit not found"))?;
    if !message.from_bot {
        return Err(Refusal::bad_request("message can't be edited"));
    }
    change(message, call.values.get("reply_markup").and_then(Keyboard::read))?;
    message.edited += 1;
    message.edited_at = Some(call.now);
    chat.changed();
    Ok(state.wire_json(person, id))
}

/// `deleteMessage`.
pub(super) fn delete(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let chat = state.any_chat(call.chat())?;
    let message = call.id("message_id").and_then(|id| chat.find_mut(id));
    let message = message.ok_or_else(|| Refusal::bad_request("message to delete not found"))?;
    if call.now - message.at > DELETE_AGE_MAX {
        return Err(Refusal::bad_request("message can't be deleted"));
    }
    message.deleted = true;
    chat.changed();
    Ok("true".to_owned())
}

/// `deleteMessages`: those that cannot be found are skipped.
pub(super) fn delete_many(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let chat = state.any_chat(call.chat())?;
    let ids = call.values.get("message_ids").and_then(Value::as_array).into_iter().flatten();
    for id in ids.filter_map(Value::as_i64).filter_map(|id| i32::try_from(id).ok()) {
        if let Some(message) = chat.find_mut(id).filter(|message| call.now - message.at <= DELETE_AGE_MAX) {
            message.deleted = true;
        }
    }
    chat.changed();
    Ok("true".to_owned())
}

/// `setMessageReaction`: a bot puts at most one on a message.
pub(super) fn react(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let chat = state.open_chat(call.chat())?;
    let message = call.id("message_id").and_then(|id| chat.find_mut(id));
    let message = message.ok_or_else(|| Refusal::bad_request("message to react not found"))?;
    let reactions = call.values.get("reaction").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if reactions.len() > 1 {
        return Err(Refusal::bad_request("REACTIONS_TOO_MANY"));
    }
    let shown = |reaction: &Value| {
        let id = reaction.get("emoji").or_else(|| reaction.get("custom_emoji_id"));
        id.and_then(Value::as_str).unwrap_or("⭐").to_owned()
    };
    message.reactions = reactions.iter().map(shown).collect();
    chat.changed();
    Ok("true".to_owned())
}
