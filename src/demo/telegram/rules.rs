//! Rules that the table of types cannot hold: how buttons, keyboards and commands must be made, and what the real
//! server says when they are not.

use super::check::Place;
use super::refusal::Refusal;
use super::spec::spec;
use serde_json::{Map, Value};

/// Buttons of one inline keyboard. Not in the published text; every client library has found it out.
const BUTTONS_MAX: usize = 100;
/// Buttons of one row of an inline keyboard.
const ROW_BUTTONS_MAX: usize = 8;
/// Bytes of a keyboard as JSON.
const KEYBOARD_LEN_MAX: usize = 10 * 1024;
/// The fields that say what a button does; a button has exactly one.
const ACTIONS: [&str; 11] = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
];

/// Rules of a whole request.
pub(super) fn method(name: &str, values: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(Value::Array(kinds)) = values.get("allowed_updates") {
        let known = &spec().update_kinds;
        let unknown = kinds.iter().filter_map(Value::as_str).find(|kind| !known.iter().any(|k| k == kind));
        if let Some(unknown) = unknown {
            return Err(Refusal::invalid(format!("there is no kind of update \"{unknown}\"")));
        }
    }
    if name == "setWebhook"
        && let Some(Value::String(secret)) = values.get("secret_token")
        && !secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    {
        return Err(Refusal::invalid("secret token contains unallowed characters"));
    }
    if name == "editMessageText" && !values.contains_key("text") && !values.contains_key("rich_message") {
        return Err(Refusal::invalid_because("message text is empty", "editMessageText lacks \"text\""));
    }
    Ok(())
}

/// Rules of an object, wherever it stands.
pub(super) fn object(name: &str, fields: &Map<String, Value>, place: Place<'_>) -> Result<(), Refusal> {
    match name {
        "InlineKeyboardMarkup" => keyboard(fields, place),
        "InlineKeyboardButton" => button(fields, place),
        "BotCommand" => command(fields, place),
        "ReplyParameters" => reply(fields, place),
        _any => Ok(()),
    }
}

fn keyboard(fields: &Map<String, Value>, place: Place<'_>) -> Result<(), Refusal> {
    let rows = fields.get("inline_keyboard").and_then(Value::as_array);
    let lengths: Vec<usize> = rows.into_iter().flatten().filter_map(Value::as_array).map(Vec::len).collect();
    let too_long = |detail: String| Err(Refusal::invalid_because("reply markup is too long", detail));
    if let Some(len) = lengths.iter().find(|len| **len > ROW_BUTTONS_MAX) {
        return too_long(format!("a row of \"{place}\" has {len} buttons, at most {ROW_BUTTONS_MAX} fit"));
    }
    let total: usize = lengths.iter().sum();
    if total > BUTTONS_MAX {
        return too_long(format!("\"{place}\" has {total} buttons, at most {BUTTONS_MAX} fit"));
    }
    let len = serde_json::to_string(fields).map_or(0, |json| json.len());
    if len > KEYBOARD_LEN_MAX {
        return too_long(format!("\"{place}\" has {len} bytes, at most {KEYBOARD_LEN_MAX} fit"));
    }
    Ok(())
}

fn button(fields: &Map<String, Value>, place: Place<'_>) -> Result<(), Refusal> {
    let actions: Vec<&str> = ACTIONS.into_iter().filter(|action| fields.contains_key(*action)).collect();
    if actions.len() != 1 {
        let detail =
            format!("\"{place}\" must do exactly one thing, not {} ({})", actions.len(), actions.join(", "));
        let text = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";
        return Err(Refusal::invalid_because(text, detail));
    }
    if fields.get("text").and_then(Value::as_str).is_none_or(|text| text.trim().is_empty()) {
        return Err(Refusal::invalid_because("BUTTON_TEXT_INVALID", format!("\"{place}\" has no words")));
    }
    match fields.get("url").and_then(Value::as_str) {
        Some(url) if !is_address(url) => {
            Err(Refusal::invalid_because("BUTTON_URL_INVALID", format!("\"{place}.url\" is not an address")))
        }
        Some(_) | None => Ok(()),
    }
}

/// `http`, `https`, `tg` and a host, or a bare name with a dot.
pub(super) fn is_address(url: &str) -> bool {
    let rest = ["http://", "https://", "tg://", "ton://"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let rest = rest.or_else(|| url.split('/').next().filter(|host| host.contains('.')));
    rest.is_some_and(|rest| !rest.is_empty() && !url.contains(char::is_whitespace))
}

fn command(fields: &Map<String, Value>, place: Place<'_>) -> Result<(), Refusal> {
    let name = fields.get("command").and_then(Value::as_str).unwrap_or_default();
    let bare = name.strip_prefix('/').unwrap_or(name);
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if bare.is_empty() || bare.len() > 32 || !bare.bytes().all(allowed) {
        return Err(Refusal::invalid_because(
            "BOT_COMMAND_INVALID",
            format!("\"{place}.command\" is {name:?}"),
        ));
    }
    Ok(())
}

fn reply(fields: &Map<String, Value>, place: Place<'_>) -> Result<(), Refusal> {
    if fields.contains_key("message_id") || fields.contains_key("ephemeral_message_id") {
        return Ok(());
    }
    Err(Refusal::invalid(format!("\"{place}\" names no message")))
}

/// Empty, or two letters.
pub(super) fn is_language(text: &str) -> bool {
    text.is_empty() || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// What the real server says when a required value is missing.
pub(super) fn missing_text(shape: &str, field: &str) -> String {
    match (shape, field) {
        (_, "text") if shape.starts_with("send") => "message text is empty".to_owned(),
        (_, "chat_id") => "chat_id is empty".to_owned(),
        ("answerCallbackQuery", _) => super::callbacks::TOO_OLD.to_owned(),
        ("InlineKeyboardButton" | "KeyboardButton", field) => {
            format!("can't parse inline keyboard button: Can't find field \"{field}\"")
        }
        (shape, field) => format!("{shape}: Can't find field \"{field}\""),
    }
}

/// What the real server says when a value is too short or too long, where that is known. `is_parameter`: it stands in
/// the request itself and not in an object of it.
pub(super) fn length_text(field: &str, is_parameter: bool, short: bool) -> Option<&'static str> {
    match (field, is_parameter, short) {
        ("text", true, true) | ("message_text", _, true) => Some("message text is empty"),
        ("text", true, false) | ("message_text", _, false) => Some("message is too long"),
        ("caption", _, false) => Some("message caption is too long"),
        ("callback_data", _, _) => Some("BUTTON_DATA_INVALID"),
        ("command", false, _) => Some("BOT_COMMAND_INVALID"),
        ("description", false, _) => Some("BOT_COMMAND_DESCRIPTION_INVALID"),
        _other => None,
    }
}
