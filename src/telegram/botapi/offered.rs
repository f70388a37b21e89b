//! What is offered to who types behind the bot's name.

use serde::Serialize;

/// One result: a text that is sent when it is chosen.
#[derive(Debug, Clone, Serialize)]
pub struct InlineArticle {
    /// Always `article`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// 1 to 64 bytes.
    pub id: String,
    /// The first line.
    pub title: String,
    /// The second line.
    pub description: String,
    /// What is sent.
    pub input_message_content: InlineText,
    /// The buttons below what is sent.
    pub reply_markup: serde_json::Value,
}

/// A text that is sent.
#[derive(Debug, Clone, Serialize)]
pub struct InlineText {
    /// Up to 4096 characters.
    pub message_text: String,
    /// Such as `HTML`.
    pub parse_mode: &'static str,
}

/// A button that opens the chat with the bot.
#[derive(Debug, Clone, Serialize)]
pub struct InlineStart {
    /// What is written on it.
    pub text: String,
    /// What `/start` carries then.
    pub start_parameter: String,
}
