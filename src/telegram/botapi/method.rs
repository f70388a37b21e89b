//! The methods we call, with the parameters we use and the part of the result we need.
//!
//! Lean results on purpose: a sent message is its id. Names, types and lengths are those of Bot API 10.3.

use super::offered::{InlineArticle, InlineStart};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use teloxide::requests::Payload;

macro_rules! method {
    ($(#[$doc:meta])* $name:ident = $method:literal -> $output:ty { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Payload for $name {
            type Output = $output;
            const NAME: &'static str = $method;
        }
    };
}

/// A message that was sent or edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Sent {
    /// Its id in its chat.
    pub message_id: i32,
}

/// The bot itself.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// Its user id.
    pub id: i64,
    /// Its username, without `@`.
    pub username: String,
    /// Whether private chats with it have topics.
    #[serde(default, rename = "has_topics_enabled")]
    pub has_topics: bool,
}

/// A file that can be downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FileAddress {
    /// Bytes, when known.
    pub file_size: Option<u64>,
    /// Where it is; absent when it is too big.
    pub file_path: Option<String>,
}

/// How the webhook stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct WebhookInfo {
    /// Its address; empty when there is none.
    pub url: String,
    /// Updates that wait to be delivered.
    #[serde(default)]
    pub pending_update_count: u64,
    /// The last failure to deliver, in Telegram's words.
    pub last_error_message: Option<String>,
}

/// Texts are HTML everywhere.
#[derive(Debug, Clone, Copy, Serialize)]
pub enum ParseMode {
    /// The HTML subset of the Bot API.
    #[serde(rename = "HTML")]
    Html,
}

/// How links in a text are shown.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct LinkPreview {
    /// No preview.
    pub is_disabled: bool,
}

/// What a message answers.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ReplyParameters {
    /// A message of the same chat.
    pub message_id: i32,
    /// One that is gone is no reason not to send.
    pub allow_sending_without_reply: bool,
}

/// Buttons below a message, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InlineKeyboard {
    /// The rows.
    pub inline_keyboard: Vec<Vec<InlineButton>>,
}

/// A button: exactly one of the two is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InlineButton {
    /// What it says.
    pub text: String,
    /// What it carries to the bot, 1 to 64 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_data: Option<String>,
    /// What it opens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A reaction with one of the emoji that Telegram takes.
#[derive(Debug, Clone, Serialize)]
pub struct Reaction {
    /// Always `emoji`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The emoji.
    pub emoji: String,
}

/// A command in Telegram's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BotCommand {
    /// 1 to 32 characters, without the slash.
    pub command: String,
    /// 1 to 256 characters.
    pub description: String,
}

/// To whom a list of commands is shown.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CommandScope {
    /// Such as `all_private_chats`.
    #[serde(rename = "type")]
    pub kind: &'static str,
}

method!(
    /// Sends a text.
    SendMessage = "sendMessage" -> Sent {
        /// To this chat.
        chat_id: i64,
        /// Into this topic; `None` outside topics.
        #[serde(skip_serializing_if = "Option::is_none")]
        message_thread_id: Option<i32>,
        /// 1 to 4096 characters after the markup is read.
        text: String,
        /// As HTML.
        parse_mode: ParseMode,
        /// How links are shown.
        link_preview_options: LinkPreview,
        /// Whether it comes without a sound.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        disable_notification: bool,
        /// What it answers.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_parameters: Option<ReplyParameters>,
        /// Buttons below it.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_markup: Option<InlineKeyboard>,
    }
);

method!(
    /// Sends a place on the map.
    SendLocation = "sendLocation" -> Sent {
        /// To this chat.
        chat_id: i64,
        /// In this topic.
        #[serde(skip_serializing_if = "Option::is_none")]
        message_thread_id: Option<i32>,
        /// Degrees, north positive.
        latitude: f64,
        /// Degrees, east positive.
        longitude: f64,
        /// Whether it comes without a sound.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        disable_notification: bool,
        /// What it answers.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_parameters: Option<ReplyParameters>,
    }
);

method!(
    /// Replaces a text and its buttons.
    EditMessageText = "editMessageText" -> Sent {
        /// In this chat.
        chat_id: i64,
        /// This message of ours.
        message_id: i32,
        /// 1 to 4096 characters after the markup is read.
        text: String,
        /// As HTML.
        parse_mode: ParseMode,
        /// How links are shown.
        link_preview_options: LinkPreview,
        /// The new buttons; without it there are none.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_markup: Option<InlineKeyboard>,
    }
);

method!(
    /// Replaces the buttons alone.
    EditMessageReplyMarkup = "editMessageReplyMarkup" -> Sent {
        /// In this chat.
        chat_id: i64,
        /// This message of ours.
        message_id: i32,
        /// The new buttons; without it there are none.
        #[serde(skip_serializing_if = "Option::is_none")]
        reply_markup: Option<InlineKeyboard>,
    }
);

method!(
    /// Takes a message away; one of ours, and not older than two days.
    DeleteMessage = "deleteMessage" -> bool {
        /// In this chat.
        chat_id: i64,
        /// Which.
        message_id: i32,
    }
);

method!(
    /// Ends the clock on a tapped button.
    AnswerCallbackQuery = "answerCallbackQuery" -> bool {
        /// Which tap.
        callback_query_id: String,
        /// Up to 200 characters, shown for a moment.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
);

method!(
    /// What is offered to who types behind the bot's name.
    AnswerInlineQuery = "answerInlineQuery" -> bool {
        /// Which query.
        inline_query_id: String,
        /// At most 50.
        results: Vec<InlineArticle>,
        /// Seconds for which Telegram may answer for us.
        cache_time: u32,
        /// Whether they are for this person alone.
        is_personal: bool,
        /// Empty: there are no more.
        next_offset: String,
        /// Above the results.
        #[serde(skip_serializing_if = "Option::is_none")]
        button: Option<InlineStart>,
    }
);

method!(
    /// Shows for up to 5 seconds that something is being done.
    SendChatAction = "sendChatAction" -> bool {
        /// In this chat.
        chat_id: i64,
        /// In this topic.
        #[serde(skip_serializing_if = "Option::is_none")]
        message_thread_id: Option<i32>,
        /// Such as `typing`.
        action: &'static str,
    }
);

method!(
    /// Sets the bot's reaction to a message; an empty list takes it away.
    SetMessageReaction = "setMessageReaction" -> bool {
        /// In this chat.
        chat_id: i64,
        /// To this message.
        message_id: i32,
        /// At most one for a bot.
        reaction: Vec<Reaction>,
    }
);

method!(
    /// Opens a topic; counts as a message.
    CreateForumTopic = "createForumTopic" -> Topic {
        /// In this chat.
        chat_id: i64,
        /// 1 to 128 characters.
        name: String,
    }
);

method!(
    /// Renames a topic.
    EditForumTopic = "editForumTopic" -> bool {
        /// In this chat.
        chat_id: i64,
        /// Which topic.
        message_thread_id: i32,
        /// 1 to 128 characters.
        name: String,
    }
);

/// A topic that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// Its id in its chat.
    pub message_thread_id: i32,
}

method!(
    /// Who the bot is.
    GetMe = "getMe" -> Me {}
);

method!(
    /// Where a file is.
    GetFile = "getFile" -> FileAddress {
        /// Which file.
        file_id: String,
    }
);

method!(
    /// Replaces a list of commands.
    SetMyCommands = "setMyCommands" -> bool {
        /// The list.
        commands: Vec<BotCommand>,
        /// To whom it is shown.
        scope: CommandScope,
        /// A two-letter language; `None` for everybody whose language has no list.
        #[serde(skip_serializing_if = "Option::is_none")]
        language_code: Option<String>,
    }
);

method!(
    /// Has updates posted to an address.
    SetWebhook = "setWebhook" -> bool {
        /// The address.
        url: String,
        /// 1 to 256 characters of `A-Z a-z 0-9 _ -`, sent back in a header.
        secret_token: String,
        /// The kinds of update wanted.
        allowed_updates: Vec<&'static str>,
        /// Requests at a time, 1 to 100.
        max_connections: u8,
    }
);

method!(
    /// Ends the posting of updates; those that wait are kept.
    DeleteWebhook = "deleteWebhook" -> bool {}
);

method!(
    /// How the webhook stands.
    GetWebhookInfo = "getWebhookInfo" -> WebhookInfo {}
);

method!(
    /// Asks for updates, and waits for some when there are none.
    GetUpdates = "getUpdates" -> Vec<Box<RawValue>> {
        /// All below it are acknowledged.
        #[serde(skip_serializing_if = "Option::is_none")]
        offset: Option<i64>,
        /// How many at most.
        limit: u8,
        /// Seconds to wait.
        timeout: u64,
        /// The kinds of update wanted.
        allowed_updates: Vec<&'static str>,
    }
);
