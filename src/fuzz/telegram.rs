//! What Telegram brings: updates, what buttons carried, links, and marks in texts.

use super::desk;
use crate::dialogue::{Action, CardAction, Command, Input, State};
use crate::telegram::arrival::{Arrival, What};
use crate::telegram::command::Names;
use crate::telegram::marks;
use crate::telegram::payload::{PAYLOAD_LEN_MAX, Payload};
use crate::telegram::raw;
use crate::telegram::route::Router;
use std::sync::LazyLock;

static ROUTER: LazyLock<Router> = LazyLock::new(|| Router::new("balcao_bot", Names::of(desk::words())));

fn read(update: &str) -> Option<Arrival> {
    futures::executor::block_on(ROUTER.read(update))
}

/// An update: read the same twice, and in the lane of whoever caused it.
pub(super) fn update(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(value) = serde_json::from_str(text) else { return };
    assert!(!raw::lane_key(&value).is_empty());
    let arrival = read(text);
    // Places far away are no numbers, which equal nothing.
    if !format!("{arrival:?}").contains("NaN") {
        assert_eq!(arrival, read(text));
    }
    let Some(arrival) = arrival else { return };
    match arrival.what {
        What::Text(text) => {
            super::assert_telegram_takes(&marks::to_html(&text));
            desk::take(&State::AskNumber, &Input::Typed(text));
        }
        What::SharedContact { numbers, name } => {
            desk::take(&State::Home, &Input::Card { numbers, name });
        }
        What::Location { latitude, longitude, name, address } => {
            desk::take(&State::Home, &Input::Location { latitude, longitude, name, address });
        }
        What::Command(_)
        | What::File(_)
        | What::Edited(_)
        | What::Reacted(_)
        | What::Tap { .. }
        | What::Inline { .. }
        | What::Unreadable
        | What::BlockedBot
        | What::Ignored(_) => {}
    }
}

/// What a button carried: what is read is written the same way again, and does something or nothing.
pub(super) fn callback_data(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(payload) = Payload::decode(text) {
        let written = payload.encode();
        assert!(written.as_ref().is_ok_and(|text| text.len() <= PAYLOAD_LEN_MAX), "{payload:?}: {written:?}");
        assert_eq!(written.ok().and_then(|text| Payload::decode(&text)), Some(payload.clone()));
        let (Payload::Panel { action, .. } | Payload::Card { action, .. }) = &payload;
        acts(action);
    }
    acts(text);
}

fn acts(text: &str) {
    if let Some(action) = Action::decode(text) {
        assert_eq!(Action::decode(&action.encode()).as_ref(), Some(&action));
        for state in [State::Home, State::AskNumber, State::Queue { page: 0 }] {
            desk::take(&state, &Input::Press(action.clone()));
        }
    }
    if let Some(action) = CardAction::decode(text) {
        assert_eq!(CardAction::decode(&action.encode()), Some(action));
    }
}

/// What stood behind `?start=`, guessed or not.
pub(super) fn deep_link(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    desk::take(&State::Home, &Input::Command(Command::Start(Some(text.to_owned()))));
    let said = serde_json::json!({"update_id": 1, "message": {"message_id": 1, "date": 1, "text": format!("/start {text}"),
        "chat": {"id": 5, "type": "private", "first_name": "Carla"},
        "from": {"id": 5, "is_bot": false, "first_name": "Carla"}}});
    assert!(read(&said.to_string()).is_some());
}

/// A text with WhatsApp's marks: Telegram takes what is made of it.
pub(super) fn marks(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    super::assert_telegram_takes(&marks::to_html(text));
    // The first line says where entities are: kinds and numbers, each a byte.
    let (places, said) = text.split_once('\n').unwrap_or_default();
    let kinds = ["bold", "italic", "strikethrough", "code", "pre", "url", "text_link", "spoiler"];
    let entities: Vec<serde_json::Value> = places
        .as_bytes()
        .chunks_exact(3)
        .filter_map(|part| {
            let [kind, offset, length] = part else { return None };
            let kind = kinds.get(usize::from(*kind) % kinds.len())?;
            Some(serde_json::json!({"type": kind, "url": "https://exemplo.com.br/", "offset": offset % 64, "length": length % 64}))
        })
        .collect();
    let said = serde_json::json!({"update_id": 1, "message": {"message_id": 1, "date": 1, "text": said, "entities": entities,
        "chat": {"id": 5, "type": "private", "first_name": "Carla"},
        "from": {"id": 5, "is_bot": false, "first_name": "Carla"}}});
    let arrival = read(&said.to_string());
    if let Some(Arrival { what: What::Text(marked), .. }) = arrival {
        super::assert_telegram_takes(&marks::to_html(&marked));
    }
}
