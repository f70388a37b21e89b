//! `/chat/<verb>/{instance}`: looking numbers up, read marks, profiles, edits and deletions.

use super::event;
use super::fault::Fault;
use super::instance::{iso, picture_of, row_id};
use super::request;
use super::send::{check_connection, message_id};
use super::state::State;
use crate::demo::handset::MessageState;
use crate::demo::wire::Letter;
use crate::domain::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// An answer with its status and the letters that follow from it.
pub(super) type Done = (u16, Value, Vec<Letter>);

/// Does what a verb of `/chat` says.
pub(super) fn take(
    state: &mut State,
    instance: &str,
    verb: &str,
    body: &Value,
    now: Timestamp,
) -> Result<Done, Fault> {
    request::check(verb, body)?;
    match verb {
        "whatsappNumbers" => {
            check_connection(state, instance)?;
            Ok((200, look_up(state, body), Vec::new()))
        }
        "markMessageAsRead" => {
            check_connection(state, instance)?;
            mark_read(state, body);
            Ok((201, json!({"message": "Read messages", "read": "success"}), Vec::new()))
        }
        "sendPresence" => {
            check_connection(state, instance)?;
            Ok((201, json!({"presence": request::text(body, "presence")}), Vec::new()))
        }
        "findContacts" => Ok((200, contacts(state, instance, body, now), Vec::new())),
        "fetchProfilePictureUrl" => {
            let (jid, _contact) = state.look_up(request::text(body, "number"));
            let digits = jid.split('@').next().unwrap_or_default();
            Ok((200, json!({"wuid": jid, "profilePictureUrl": picture_of(digits)}), Vec::new()))
        }
        "fetchProfile" => Ok((200, profile(state, body), Vec::new())),
        "getBase64FromMediaMessage" => Ok((201, file(state, body)?, Vec::new())),
        "updateMessage" => edit(state, instance, body, now),
        _ => Err(Fault::no_method()),
    }
}

fn look_up(state: &State, body: &Value) -> Value {
    let numbers = body.get("numbers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let answers = numbers.iter().map(|number| {
        let number = number.as_str().unwrap_or_default();
        let (jid, _contact) = state.look_up(number);
        if number.ends_with("@lid") {
            return json!({"jid": jid, "exists": true, "number": number, "lid": "lid"});
        }
        json!({"jid": jid, "exists": state.exists(number), "number": number})
    });
    Value::Array(answers.collect())
}

/// Marks messages of contacts as read. For chats with a hidden id it does nothing, and says success all the same.
fn mark_read(state: &mut State, body: &Value) {
    let marked = body.get("readMessages").and_then(Value::as_array).cloned().unwrap_or_default();
    for read in marked {
        if request::text(&read, "remoteJid").ends_with("@lid") {
            continue;
        }
        let id = request::text(&read, "id");
        if let Some(message) = state.handsets.owner_of_mut(id).and_then(|contact| contact.message_mut(id)) {
            message.state = MessageState::Read;
        }
    }
}

fn contacts(state: &State, instance: &str, body: &Value, now: Timestamp) -> Value {
    let wanted = body.pointer("/where/remoteJid").and_then(Value::as_str);
    let instance_id = state.instances.get(instance).map(|found| found.id.as_str()).unwrap_or_default();
    let known = state.handsets.iter().filter(|contact| contact.is_known);
    let listed = known.filter_map(|contact| {
        let jid = format!("{}@s.whatsapp.net", contact.wa_id);
        wanted.is_none_or(|wanted| wanted == jid).then(|| {
            json!({
                "id": row_id(),
                "remoteJid": jid,
                "pushName": contact.seed.name,
                "profilePicUrl": picture_of(&contact.wa_id),
                "createdAt": iso(now),
                "updatedAt": iso(now),
                "instanceId": instance_id,
                "isGroup": false,
                "isSaved": true,
                "type": "contact",
            })
        })
    });
    Value::Array(listed.collect())
}

fn profile(state: &State, body: &Value) -> Value {
    let number = request::text(body, "number");
    let (jid, _contact) = state.look_up(number);
    let digits = jid.split('@').next().unwrap_or_default();
    json!({
        "wuid": jid,
        "numberExists": state.exists(number),
        "picture": picture_of(digits),
        "status": "Disponível",
        "isBusiness": false,
    })
}

fn file(state: &State, body: &Value) -> Result<Value, Fault> {
    let id = body.pointer("/message/key/id").and_then(Value::as_str).unwrap_or_default();
    let known = state.known(id).ok_or_else(|| Fault::business("Message not found"))?;
    let file = known.file.as_ref().ok_or_else(|| Fault::business("The message is not of the media type"))?;
    Ok(json!({
        "mediaType": format!("{}Message", known.kind),
        "fileName": file.filename.clone().unwrap_or_else(|| id.to_owned()),
        "caption": known.text,
        "size": {"fileLength": {"low": file.bytes.len(), "high": 0, "unsigned": true}},
        "mimetype": file.mime,
        "base64": STANDARD.encode(&file.bytes),
    }))
}

/// A message that changes one of ours: an edit or a deletion.
fn protocol(key: &Value, jid: &str, change: Value, now: Timestamp) -> Value {
    let mut protocol = json!({"key": key});
    if let (Some(protocol), Value::Object(change)) = (protocol.as_object_mut(), change) {
        protocol.extend(change);
    }
    json!({
        "key": {"remoteJid": jid, "fromMe": true, "id": message_id()},
        "message": {"protocolMessage": protocol},
        "messageTimestamp": now.timestamp().to_string(),
        "status": "PENDING",
    })
}

fn edit(state: &mut State, instance: &str, body: &Value, now: Timestamp) -> Result<Done, Fault> {
    check_connection(state, instance)?;
    let (key, text) = (body.get("key").cloned().unwrap_or_default(), request::text(body, "text"));
    let id = request::text(&key, "id").to_owned();
    let known = state.known_mut(&id).filter(|known| known.from_me);
    let known = known.ok_or_else(|| Fault::business("Message not compatible"))?;
    text.clone_into(&mut known.text);
    let (jid, contact) = (known.jid.clone(), known.contact.clone());
    if let Some(message) = state.handsets.find_mut(&contact).and_then(|contact| contact.message_mut(&id)) {
        text.clone_into(&mut message.body);
    }
    let edited = json!({"extendedTextMessage": {"text": text}});
    let change = json!({
        "type": "MESSAGE_EDIT",
        "editedMessage": edited,
        "timestampMs": now.timestamp_millis().to_string(),
    });
    let answer = protocol(&key, &jid, change, now);
    let data = event::edited(&id, &jid, &edited, now);
    let letters = state.letter(instance, "send.message.update", &contact, data, now).into_iter().collect();
    Ok((200, answer, letters))
}

/// `DELETE /chat/deleteMessageForEveryone/{instance}`.
pub(super) fn delete(state: &mut State, instance: &str, body: &Value, now: Timestamp) -> Result<Done, Fault> {
    request::check("deleteMessageForEveryone", body)?;
    check_connection(state, instance)?;
    let (id, jid) = (request::text(body, "id"), request::text(body, "remoteJid"));
    let key = json!({"remoteJid": jid, "fromMe": true, "id": id});
    let answer = protocol(&key, jid, json!({"type": "REVOKE"}), now);
    let mut letters = Vec::new();
    if let Some(known) = state.known(id).cloned() {
        let instance_id = state.instances.get(instance).map(|found| found.id.clone()).unwrap_or_default();
        let data = event::deleted(&known, id, &instance_id, now);
        letters.extend(state.letter(instance, "messages.delete", &known.contact, data, now));
        if let Some(message) = state.handsets.find_mut(&known.contact).and_then(|found| found.message_mut(id))
        {
            message.body.clear();
            "deleted".clone_into(&mut message.kind);
        }
    }
    Ok((201, answer, letters))
}
