//! What the bot says about itself: commands by scope and language, name and descriptions by language.

use super::call::Call;
use super::refusal::Refusal;
use super::state::State;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Commands, name and descriptions.
#[derive(Debug, Default)]
pub(super) struct Profile {
    /// By scope and language (empty: all that have none of their own).
    commands: BTreeMap<(String, String), Vec<Value>>,
    /// By method without its `setMy`, and language.
    words: BTreeMap<(String, String), String>,
}

/// A command as a person sees it in the menu: name without slash, description.
pub type MenuEntry = (String, String);

impl Profile {
    /// The commands of exactly this scope and language.
    pub(super) fn commands(&self, scope: &Value, language: &str) -> Vec<MenuEntry> {
        self.commands.get(&key(Some(scope), language)).map(|list| entries(list)).unwrap_or_default()
    }

    /// What the app of a person shows in the private chat: the narrowest scope first, own language before none.
    pub(super) fn menu_of(&self, person: i64, language: Option<&str>) -> Vec<MenuEntry> {
        let chat = json!({"type": "chat", "chat_id": person});
        let scopes = [chat, json!({"type": "all_private_chats"}), json!({"type": "default"})];
        let languages = [language.unwrap_or_default().get(..2).unwrap_or_default(), ""];
        let found = scopes.iter().find_map(|scope| {
            languages.iter().find_map(|language| self.commands.get(&key(Some(scope), language)))
        });
        found.map(|list| entries(list)).unwrap_or_default()
    }
}

fn entries(list: &[Value]) -> Vec<MenuEntry> {
    let text = |command: &Value, name: &str| {
        command.get(name).and_then(Value::as_str).unwrap_or_default().trim_start_matches('/').to_owned()
    };
    list.iter().map(|command| (text(command, "command"), text(command, "description"))).collect()
}

/// The scope in one form, however its fields were ordered or its chat written.
fn key(scope: Option<&Value>, language: &str) -> (String, String) {
    let field = |name: &str| match scope.and_then(|scope| scope.get(name)) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let kind = Some(field("type")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "default".to_owned());
    (format!("{kind}/{}/{}", field("chat_id"), field("user_id")), language.to_owned())
}

fn key_of(call: &Call) -> (String, String) {
    key(call.values.get("scope"), call.text("language_code").unwrap_or_default())
}

/// `setMyCommands`.
pub(super) fn set(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let list = call.values.get("commands").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut names: Vec<&str> =
        list.iter().filter_map(|command| command.get("command")).filter_map(Value::as_str).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return Err(Refusal::invalid("BOT_COMMANDS_DUPLICATE"));
    }
    if list.is_empty() {
        state.profile.commands.remove(&key_of(call));
    } else {
        state.profile.commands.insert(key_of(call), list);
    }
    Ok("true".to_owned())
}

/// `getMyCommands`: of exactly this scope and language.
pub(super) fn get(state: &State, call: &Call) -> String {
    let list = state.profile.commands.get(&key_of(call)).map_or(&[][..], Vec::as_slice);
    Value::from(list).to_string()
}

/// `deleteMyCommands`.
pub(super) fn delete(state: &mut State, call: &Call) -> String {
    state.profile.commands.remove(&key_of(call));
    "true".to_owned()
}

/// The field of name and descriptions, by method.
fn words_field(method: &str) -> &'static str {
    match method.get(5..) {
        Some("Name") => "name",
        Some("Description") => "description",
        _short => "short_description",
    }
}

fn words_key(call: &Call) -> (String, String) {
    (words_field(call.method).to_owned(), call.text("language_code").unwrap_or_default().to_owned())
}

/// `setMyName`, `setMyDescription`, `setMyShortDescription`.
pub(super) fn set_words(state: &mut State, call: &Call) -> String {
    let words = call.text(words_field(call.method)).unwrap_or_default();
    state.profile.words.insert(words_key(call), words.to_owned());
    "true".to_owned()
}

/// `getMyName`, `getMyDescription`, `getMyShortDescription`: the language's own, else the one for all.
pub(super) fn get_words(state: &State, call: &Call) -> String {
    let field = words_field(call.method);
    let all = (field.to_owned(), String::new());
    let found = [words_key(call), all]
        .iter()
        .find_map(|key| state.profile.words.get(key).filter(|words| !words.is_empty()));
    let unnamed = if field == "name" { state.bot.first_name.as_str() } else { "" };
    json!({ field: found.map_or(unnamed, String::as_str) }).to_string()
}
