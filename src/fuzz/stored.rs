//! What stands in the database, should somebody else have written there: it is read or it is not, and never more.

use super::desk;
use crate::app::notice::Notice;
use crate::dialogue::{Action, Input, State};
use crate::domain::delivery::Content;
use crate::domain::event::Event;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// JSON of the database: what is read is written and read the same again.
pub(super) fn stored(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(state) = State::from_stored(text) {
        let again = state.to_stored().ok().and_then(|text| State::from_stored(&text).ok());
        assert_eq!(again.as_ref(), Some(&state));
        desk::draw(&state);
        for action in [Action::Back, Action::Remove, Action::Page(1)] {
            desk::take(&state, &Input::Press(action));
        }
        desk::take(&state, &Input::Typed("51 99999-8888".to_owned()));
    }
    if let Some(notice) = Notice::from_stored(text) {
        let again = notice.to_stored().ok().and_then(|text| Notice::from_stored(&text));
        assert_eq!(again, Some(notice));
    }
    keeps::<Event>(text);
    keeps::<Content>(text);
}

fn keeps<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    let Ok(read) = serde_json::from_str::<T>(text) else { return };
    let again = serde_json::to_string(&read).ok().and_then(|text| serde_json::from_str(&text).ok());
    assert_eq!(again, Some(read));
}
