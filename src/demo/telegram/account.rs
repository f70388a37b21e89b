//! What the bot is told about itself and about persons.

use super::call::Call;
use super::refusal::Refusal;
use super::state::State;
use serde_json::json;

/// `getMe`, complete: clients refuse to start when a flag is missing.
pub(super) fn get_me(state: &State) -> String {
    let bot = &state.bot;
    let me = json!({
        "id": bot.id,
        "is_bot": true,
        "first_name": bot.first_name,
        "username": bot.username,
        "can_join_groups": true,
        "can_read_all_group_messages": false,
        "supports_inline_queries": true,
        "can_connect_to_business": false,
        "has_main_web_app": false,
        "has_topics_enabled": state.has_topics,
        "allows_users_to_create_topics": state.has_topics,
    });
    me.to_string()
}

/// `getChat`.
pub(super) fn get_chat(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let chat = state.any_chat(call.chat())?;
    let chat = json!({
        "id": chat.person.id,
        "type": "private",
        "first_name": chat.person.first_name,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": true,
            "limited_gifts": true,
            "unique_gifts": true,
            "premium_subscription": true,
            "gifts_from_channels": true,
        },
    });
    Ok(chat.to_string())
}
