//! Buttons, as the rest of the service makes them, and their translation for Telegram.

use super::super::botapi::method::{InlineButton, InlineKeyboard};

/// Buttons below a message, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Keyboard(pub Vec<Vec<Button>>);

/// One button.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Button {
    /// What it says; plain text.
    pub text: String,
    /// What it does.
    pub kind: ButtonKind,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ButtonKind {
    /// Comes back as a tap with these bytes, made by [`super::super::payload::Payload::encode`].
    Callback(String),
    /// Opens an address.
    Url(String),
}

impl Keyboard {
    /// The form for Telegram; `None` when there is no button, because an empty keyboard is none.
    pub(super) fn markup(&self) -> Option<InlineKeyboard> {
        let rows: Vec<Vec<InlineButton>> = self
            .0
            .iter()
            .filter(|row| !row.is_empty())
            .map(|row| row.iter().map(InlineButton::from).collect())
            .collect();
        (!rows.is_empty()).then_some(InlineKeyboard { inline_keyboard: rows })
    }
}

impl From<&Button> for InlineButton {
    fn from(button: &Button) -> Self {
        let (callback_data, url) = match &button.kind {
            ButtonKind::Callback(data) => (Some(data.clone()), None),
            ButtonKind::Url(url) => (None, Some(url.clone())),
        };
        Self { text: button.text.clone(), callback_data, url }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_has_either_data_or_an_address_and_empty_rows_do_not_travel() {
        let button = |text: &str, kind| Button { text: text.to_owned(), kind };
        let keyboard = Keyboard(vec![
            vec![button("Voltar", ButtonKind::Callback("1p1:1:back".to_owned()))],
            vec![],
            vec![button("?", ButtonKind::Url("https://example.com".to_owned()))],
        ]);
        let json = serde_json::to_value(keyboard.markup()).unwrap();
        let expected = serde_json::json!({"inline_keyboard": [
            [{"text": "Voltar", "callback_data": "1p1:1:back"}],
            [{"text": "?", "url": "https://example.com"}],
        ]});
        assert_eq!(json, expected);
        assert_eq!(Keyboard(vec![vec![]]).markup(), None);
    }
}
