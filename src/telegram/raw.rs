//! Who and where, read from the raw JSON of an update.
//!
//! Why not from teloxide's types: they know Bot API 9.1. An update of a newer kind has no chat there, and a message
//! with anything unknown in it has no content. The few fields that say who and where have not moved in years.

use crate::domain::id::StaffId;
use serde_json::Value;

/// The kinds of update that we ask for.
pub const ALLOWED_UPDATES: [&str; 6] =
    ["message", "edited_message", "message_reaction", "callback_query", "inline_query", "my_chat_member"];

/// A person as an update shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their Telegram user id, whether or not they are on staff.
    pub id: StaffId,
    /// Their first name, as they wrote it.
    pub first_name: String,
    /// The IETF tag of the language of their app, such as `pt-br`.
    pub language_code: Option<String>,
}

/// Where an update belongs and who caused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Telegram's id of the update.
    pub update_id: i64,
    /// The key of the update's only other field, such as `message`.
    pub kind: String,
    /// The chat; `None` for updates that belong to none.
    pub chat_id: Option<i64>,
    /// Whether it is a private chat.
    pub is_private: bool,
    /// The topic; 0 outside topics and in the general one.
    pub thread_id: i32,
    /// Who caused it.
    pub person: Option<Person>,
    /// The message it is or is about.
    pub message_id: Option<i32>,
    /// The message it answers.
    pub reply_to: Option<i32>,
}

/// The update's kind and its body: an update has `update_id` and one other field.
pub fn body(update: &Value) -> Option<(&str, &Value)> {
    let (kind, body) = update.as_object()?.iter().find(|(key, _body)| *key != "update_id")?;
    Some((kind, body))
}

/// The message in an update: the body itself, or the one a button hangs on.
pub fn message(update: &Value) -> Option<&Value> {
    let (_kind, body) = body(update)?;
    if body.get("message_id").is_some() { Some(body) } else { body.get("message") }
}

/// Reads who and where; `None` when it has no id or nothing beside it.
pub fn origin(update: &Value) -> Option<Origin> {
    let update_id = update.get("update_id")?.as_i64()?;
    let (kind, body) = body(update)?;
    let message = message(update);
    let chat = body.get("chat").or_else(|| message?.get("chat"));
    // The message under a button was sent by ourselves: the person is the one of the tap.
    let person = body.get("from").or_else(|| body.get("user")).and_then(person);
    Some(Origin {
        update_id,
        kind: kind.to_owned(),
        chat_id: chat.and_then(|chat| chat.get("id")?.as_i64()),
        is_private: chat.and_then(|chat| chat.get("type")?.as_str()) == Some("private"),
        thread_id: message.map_or(0, thread_id),
        person,
        message_id: message.and_then(|message| small(message.get("message_id")?)),
        reply_to: message.and_then(|message| small(message.get("reply_to_message")?.get("message_id")?)),
    })
}

/// The lane an update belongs to: its topic, else its person in its chat. Updates of one lane are worked off in order,
/// lanes do not wait for each other. A tap on a message too old to be shown to bots has no topic, so it goes to the
/// person's lane; the revision in its payload keeps it from acting out of turn.
pub fn lane_key(update: &Value) -> String {
    let Some(origin) = origin(update) else {
        return "nobody".to_owned();
    };
    let person = origin.person.map(|person| person.id.0);
    match (origin.chat_id, origin.thread_id, person) {
        (Some(chat), 0, Some(person)) => format!("{chat}:u{person}"),
        (Some(chat), 0, None) => format!("{chat}"),
        (Some(chat), thread, _anybody) => format!("{chat}:t{thread}"),
        (None, _nowhere, Some(person)) => format!("u{person}"),
        (None, _nowhere, None) => "nobody".to_owned(),
    }
}

fn person(from: &Value) -> Option<Person> {
    Some(Person {
        id: StaffId(from.get("id")?.as_i64()?),
        first_name: text(from, "first_name").unwrap_or_default(),
        language_code: text(from, "language_code"),
    })
}

/// A thread id also marks plain replies in groups; only a topic message is in a topic. The general topic has id 1
/// and must be written to without one.
fn thread_id(message: &Value) -> i32 {
    let in_topic = message.get("is_topic_message").and_then(Value::as_bool).unwrap_or(false);
    let id = message.get("message_thread_id").and_then(small).unwrap_or(0);
    if in_topic && id != 1 { id } else { 0 }
}

fn small(value: &Value) -> Option<i32> {
    value.as_i64().and_then(|number| i32::try_from(number).ok())
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message_in(extra: Value) -> Value {
        let mut message = json!({
            "message_id": 7, "date": 1, "chat": {"id": 5, "type": "private", "first_name": "Carla"},
            "from": {"id": 5, "is_bot": false, "first_name": "Carla", "language_code": "pt-br"},
        });
        message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({"update_id": 1, "message": message})
    }

    #[test]
    fn a_message_in_a_topic_has_the_topics_lane_and_one_outside_the_persons() {
        assert_eq!(lane_key(&message_in(json!({"text": "oi"}))), "5:u5");
        let in_topic = message_in(json!({"text": "oi", "is_topic_message": true, "message_thread_id": 42}));
        assert_eq!(lane_key(&in_topic), "5:t42");
    }

    #[test]
    fn a_reply_thread_in_a_group_and_the_general_topic_are_no_topics() {
        assert_eq!(lane_key(&message_in(json!({"message_thread_id": 42}))), "5:u5");
        assert_eq!(lane_key(&message_in(json!({"message_thread_id": 1, "is_topic_message": true}))), "5:u5");
    }

    #[test]
    fn a_tap_belongs_to_who_tapped_and_to_the_topic_of_the_message_under_the_button() {
        let tap = |message: Value| {
            json!({"update_id": 2, "callback_query": {"id": "9", "chat_instance": "1", "data": "x",
                "from": {"id": 5, "is_bot": false, "first_name": "Carla"}, "message": message}})
        };
        let bot = json!({"id": 99, "is_bot": true, "first_name": "Balcão"});
        let shown =
            tap(json!({"message_id": 3, "date": 1, "from": bot, "text": "?", "is_topic_message": true,
            "message_thread_id": 42, "chat": {"id": 5, "type": "private"}}));
        assert_eq!(lane_key(&shown), "5:t42");
        let origin = origin(&shown).unwrap();
        assert_eq!((origin.person.unwrap().id, origin.message_id), (StaffId(5), Some(3)));
        let inaccessible = tap(json!({"message_id": 3, "date": 0, "chat": {"id": 5, "type": "private"}}));
        assert_eq!(lane_key(&inaccessible), "5:u5");
    }

    #[test]
    fn updates_without_a_chat_or_a_person_have_a_lane_too() {
        let inline = json!({"update_id": 3, "inline_query": {"id": "1", "from": {"id": 6}, "query": "", "offset": ""}});
        assert_eq!(lane_key(&inline), "u6");
        for odd in
            [json!({"update_id": 4, "poll": {"id": "1"}}), json!({"update_id": 5}), json!([]), json!(null)]
        {
            assert_eq!(lane_key(&odd), "nobody");
        }
        let newer =
            json!({"update_id": 4, "guest_message": {"message_id": 1, "chat": {"id": -3, "type": "group"}}});
        assert_eq!(lane_key(&newer), "-3");
    }
}
