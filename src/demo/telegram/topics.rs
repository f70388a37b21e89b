//! Topics of a private chat.

use super::call::Call;
use super::markup::Formatted;
use super::message::{Content, Message, TOPIC_COLOR};
use super::refusal::Refusal;
use super::state::{State, Topic};
use serde_json::{Value, json};

/// `createForumTopic`: the topic has the id of the message that tells of it.
pub(super) fn create(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let has_topics = state.has_topics;
    let chat = state.open_chat(call.chat())?;
    if !has_topics {
        return Err(Refusal::bad_request("the chat is not a forum"));
    }
    let person = chat.person.id;
    let name = call.text("name").unwrap_or_default().to_owned();
    let icon = call.text("icon_custom_emoji_id").map(str::to_owned);
    let color = call.values.get("icon_color").and_then(Value::as_i64).unwrap_or_else(|| TOPIC_COLOR.into());
    let id = state.take_message_id();
    if let Some(chat) = state.chats.get_mut(&person) {
        chat.topics.insert(id, Topic { name: name.clone(), icon: icon.clone(), is_closed: false });
    }
    state.add(
        person,
        Message {
            id,
            from_bot: true,
            thread: Some(id),
            at: call.now,
            edited_at: None,
            formatted: Formatted::default(),
            content: Content::TopicCreated { name: name.clone() },
            keyboard: None,
            reply_to: None,
            reactions: Vec::new(),
            reaction_of_person: None,
            album: None,
            edited: 0,
            deleted: false,
            is_silent: true,
        },
    );
    let mut topic = json!({"message_thread_id": id, "name": name, "icon_color": color});
    if let (Some(icon), Some(fields)) = (icon, topic.as_object_mut()) {
        fields.insert("icon_custom_emoji_id".to_owned(), icon.into());
    }
    Ok(topic.to_string())
}

fn change(
    state: &mut State,
    call: &Call,
    change: impl FnOnce(&mut Topic) -> bool,
) -> Result<String, Refusal> {
    let chat = state.open_chat(call.chat())?;
    let topic = call.id("message_thread_id").and_then(|id| chat.topics.get_mut(&id));
    let topic = topic.ok_or_else(|| Refusal::bad_request("message thread not found"))?;
    if !change(topic) {
        return Err(Refusal::bad_request("TOPIC_NOT_MODIFIED"));
    }
    chat.changed();
    Ok("true".to_owned())
}

/// `editForumTopic`: an empty name keeps it, an empty icon removes it.
pub(super) fn edit(state: &mut State, call: &Call) -> Result<String, Refusal> {
    change(state, call, |topic| {
        let before = topic.clone();
        if let Some(name) = call.text("name").filter(|name| !name.is_empty()) {
            name.clone_into(&mut topic.name);
        }
        if let Some(icon) = call.text("icon_custom_emoji_id") {
            topic.icon = Some(icon.to_owned()).filter(|icon| !icon.is_empty());
        }
        *topic != before
    })
}

/// `closeForumTopic`, `reopenForumTopic`.
pub(super) fn set_closed(state: &mut State, call: &Call, is_closed: bool) -> Result<String, Refusal> {
    change(state, call, |topic| std::mem::replace(&mut topic.is_closed, is_closed) != is_closed)
}

/// `deleteForumTopic`: its messages go with it.
pub(super) fn delete(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let chat = state.open_chat(call.chat())?;
    let id = call.id("message_thread_id").filter(|id| chat.topics.remove(id).is_some());
    let id = id.ok_or_else(|| Refusal::bad_request("message thread not found"))?;
    for message in chat.messages.iter_mut().filter(|message| message.thread == Some(id)) {
        message.deleted = true;
    }
    chat.changed();
    Ok("true".to_owned())
}
