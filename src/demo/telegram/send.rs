//! The methods that put a message into a chat.

use super::call::Call;
use super::message::{Content, Keyboard, Message};
use super::refusal::Refusal;
use super::state::State;
use super::view::SharedContact;
use chrono::TimeDelta;
use serde::Deserialize as _;
use serde_json::Value;

/// How long an action is shown unless a message ends it.
const ACTION_TIME: TimeDelta = TimeDelta::seconds(5);

/// `sendMessage`.
pub(super) fn message(state: &mut State, call: &Call) -> Result<String, Refusal> {
    post(state, call, Content::Text)
}

/// `sendContact`.
pub(super) fn contact(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let text = |name: &str| call.text(name).map(str::to_owned);
    let card = SharedContact {
        phone_number: text("phone_number").unwrap_or_default(),
        first_name: text("first_name").unwrap_or_default(),
        last_name: text("last_name"),
        user_id: None,
        vcard: text("vcard"),
    };
    post(state, call, Content::Contact(card))
}

/// `sendLocation`.
pub(super) fn location(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let degrees = |name: &str| call.values.get(name).and_then(Value::as_f64).unwrap_or_default();
    let (latitude, longitude) = (degrees("latitude"), degrees("longitude"));
    if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
        return Err(Refusal::invalid("wrong location specified"));
    }
    post(state, call, Content::Location { latitude, longitude })
}

/// `sendChatAction`.
pub(super) fn chat_action(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let known = [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
    ];
    let action = call.text("action").unwrap_or_default();
    if !known.contains(&action) {
        return Err(Refusal::invalid("wrong parameter action in request"));
    }
    let chat = state.open_chat(call.chat())?;
    chat.check_thread(call.id("message_thread_id"))?;
    chat.typing_until = (action != "cancel").then(|| call.now + ACTION_TIME);
    chat.changed();
    Ok("true".to_owned())
}

/// Posts a message of the bot, with what all kinds have in common: topic, reply, keyboard, words.
pub(super) fn post(state: &mut State, call: &Call, content: Content) -> Result<String, Refusal> {
    let chat = state.open_chat(call.chat())?;
    let thread = call.id("message_thread_id");
    chat.check_thread(thread)?;
    let reply = call.values.get("reply_parameters");
    let reply_to = reply.and_then(|reply| reply.get("message_id")).and_then(Value::as_i64);
    let reply_to = reply_to.and_then(|id| i32::try_from(id).ok());
    let reply_to = match reply_to {
        Some(id) if chat.find(id).is_some() => Some(id),
        Some(_) if may_stand_alone(reply) => None,
        Some(_) => return Err(Refusal::bad_request("message to be replied not found")),
        None => None,
    };
    let (person, keyboard) = (chat.person.id, call.values.get("reply_markup").and_then(Keyboard::read));
    let id = state.take_message_id();
    state.add(
        person,
        Message {
            id,
            from_bot: true,
            thread,
            at: call.now,
            edited_at: None,
            formatted: call.formatted.clone().unwrap_or_default(),
            content,
            keyboard,
            reply_to,
            reactions: Vec::new(),
            reaction_of_person: None,
            album: None,
            edited: 0,
            deleted: false,
            is_silent: call.flag("disable_notification"),
        },
    );
    Ok(state.wire_json(person, id))
}

fn may_stand_alone(reply: Option<&Value>) -> bool {
    let flag = reply.and_then(|reply| reply.get("allow_sending_without_reply"));
    flag.is_some_and(|flag| bool::deserialize(flag).unwrap_or_default())
}
