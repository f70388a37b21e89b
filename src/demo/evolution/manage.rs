//! `/instance` and `/webhook`: making, linking and unlinking instances, and where their webhooks go.

use super::chat::Done;
use super::fault::Fault;
use super::instance::row_id;
use super::request;
use super::state::State;
use super::{Connection, Options, event};
use crate::demo::wire::Letter;
use crate::domain::Timestamp;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// WhatsApp's word for a phone that was unlinked by its owner.
const LOGGED_OUT: u32 = 401;
/// And for everything being as it should.
const FINE: u32 = 200;

/// How long a code is shown before it becomes another one.
const CODE_AGE_MAX: TimeDelta = TimeDelta::seconds(20);

/// `POST /instance/create`.
pub(super) fn create(
    state: &mut State,
    options: &Options,
    body: &Value,
    now: Timestamp,
) -> Result<Done, Fault> {
    let name = request::text(body, "instanceName");
    if name.is_empty() {
        return Err(Fault::schema(vec!["instance requires property \"instanceName\"".to_owned()]));
    }
    if state.instances.contains_key(name) {
        return Err(Fault::taken(name));
    }
    if request::text(body, "integration") != "WHATSAPP-BAILEYS" {
        return Err(Fault::malformed("Invalid integration"));
    }
    let mut instance = State::new_instance(name, options, now);
    let token = request::text(body, "token");
    if !token.is_empty() {
        token.clone_into(&mut instance.token);
    }
    state.instances.insert(name.to_owned(), instance);
    if let Some(webhook) = body.get("webhook") {
        state.set_webhook(name, webhook, now);
    }
    let letters = show_code(state, name, now);
    let answer = state.instances.get(name).map(super::instance::Instance::created).unwrap_or_default();
    Ok((201, answer, letters))
}

/// Says that the instance waits for a scan, and the code.
fn show_code(state: &mut State, name: &str, now: Timestamp) -> Vec<Letter> {
    let mut letters = state.connect(name, Connection::Connecting, FINE, now);
    let data = state.instances.get(name).map(event::code);
    letters.extend(data.and_then(|data| state.letter(name, "qrcode.updated", "", data, now)));
    letters
}

/// The code that waits to be scanned becomes another one.
pub(super) fn renew_code(state: &mut State, name: &str, now: Timestamp) -> Option<Letter> {
    let instance = state.instances.get_mut(name)?;
    if instance.connection != Connection::Connecting {
        return None;
    }
    instance.codes_shown = instance.codes_shown.saturating_add(1);
    instance.updated_at = now;
    let data = event::code(instance);
    state.letter(name, "qrcode.updated", "", data, now)
}

/// `GET /instance/connect/{instance}`: the code to scan, or that it is linked already.
pub(super) fn connect(state: &mut State, name: &str, pairing: bool, now: Timestamp) -> Done {
    let found = state.instances.get(name).map(|instance| (instance.connection, instance.updated_at));
    let connection = found.map(|(connection, _)| connection);
    let mut letters = Vec::new();
    if found.is_some_and(|(_, shown_at)| now - shown_at >= CODE_AGE_MAX) {
        letters.extend(renew_code(state, name, now));
    }
    if connection == Some(Connection::Close) {
        if let Some(instance) = state.instances.get_mut(name) {
            instance.codes_shown = instance.codes_shown.saturating_add(1);
        }
        letters = show_code(state, name, now);
    }
    let answer = state.instances.get(name).map(|instance| match instance.connection {
        Connection::Open => instance.state(),
        Connection::Connecting | Connection::Close => instance.code(pairing),
    });
    (200, answer.unwrap_or_default(), letters)
}

/// `GET /instance/fetchInstances`.
pub(super) fn list(state: &State, name: Option<&str>) -> Result<Value, Fault> {
    if let Some(name) = name
        && !state.instances.contains_key(name)
    {
        return Err(Fault::no_instance(name));
    }
    let contacts = state.handsets.iter().filter(|contact| contact.is_known).count();
    let chats = state.handsets.iter().filter(|contact| !contact.messages.is_empty()).count();
    let counts = [state.known_count(), contacts, chats];
    let listed = state.instances.values().filter(|instance| name.is_none_or(|name| name == instance.name));
    Ok(Value::Array(listed.map(|instance| instance.listed(counts)).collect()))
}

/// `DELETE /instance/logout/{instance}`: the phone is unlinked, told in three events.
pub(super) fn log_out(state: &mut State, name: &str, now: Timestamp) -> Done {
    let unlinked = state.instances.get(name).map(|instance| event::unlinked(instance, LOGGED_OUT, now));
    let mut letters: Vec<Letter> = unlinked
        .and_then(|data| state.letter(name, "status.instance", "", data, now))
        .into_iter()
        .chain(state.letter(name, "logout.instance", "", Value::Null, now))
        .collect();
    letters.extend(state.connect(name, Connection::Close, LOGGED_OUT, now));
    (200, success("Instance logged out"), letters)
}

/// `DELETE /instance/delete/{instance}`.
pub(super) fn delete(state: &mut State, name: &str) -> Done {
    state.instances.remove(name);
    (200, success("Instance deleted"), Vec::new())
}

/// `POST /instance/restart/{instance}`.
pub(super) fn restart(state: &State, name: &str) -> Done {
    let answer = state.instances.get(name).map(super::instance::Instance::state);
    (200, answer.unwrap_or_default(), Vec::new())
}

/// `POST /webhook/set/{instance}`.
pub(super) fn set_webhook(
    state: &mut State,
    name: &str,
    body: &Value,
    now: Timestamp,
) -> Result<Done, Fault> {
    request::check("webhook", body)?;
    let webhook = body.get("webhook").cloned().unwrap_or_default();
    let is_enabled = webhook.get("enabled").and_then(Value::as_bool);
    if is_enabled.is_none() || request::text(&webhook, "url").is_empty() {
        let missing = if is_enabled.is_none() { "enabled" } else { "url" };
        return Err(Fault::schema(vec![format!("instance.webhook requires property \"{missing}\"")]));
    }
    // It reads the length of a list that is not there.
    if is_enabled == Some(true) && webhook.get("events").is_none() {
        return Err(Fault::broken("Cannot read properties of undefined (reading 'length')"));
    }
    let answer = state.set_webhook(name, &webhook, now).unwrap_or_default();
    Ok((201, answer, Vec::new()))
}

/// `GET /webhook/find/{instance}`.
pub(super) fn find_webhook(state: &State, name: &str) -> Value {
    let found = state.instances.get(name).and_then(|found| Some(found.webhook.as_ref()?.answer(&found.id)));
    found.unwrap_or_default()
}

fn success(text: &str) -> Value {
    json!({"status": "SUCCESS", "error": false, "response": {"message": text}})
}

/// The body of the refusal of a server whose licence is not activated (2.4).
pub(super) fn license_required() -> Value {
    json!({
        "error": "service not activated",
        "code": "LICENSE_REQUIRED",
        "register_url": "https://example.invalid/register",
        "instance_id": row_id(),
    })
}
