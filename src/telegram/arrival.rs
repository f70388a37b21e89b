//! What an update says, as a closed enum: nothing of Telegram's or teloxide's types goes further in than this.

pub use super::command::Command;
use super::payload::Payload;
pub use super::raw::Person;
use crate::domain::id::AttendanceId;

/// Something a person did in a private chat with the bot.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrival {
    /// Telegram's id of the update: the key of its row in the inbox.
    pub update_id: i64,
    /// The chat.
    pub chat_id: i64,
    /// The topic; 0 outside topics.
    pub thread_id: i32,
    /// Who did it; whether they are on staff is not known here.
    pub person: Person,
    /// The message that was written, or the one whose button was tapped.
    pub message_id: Option<i32>,
    /// The message that it answers.
    pub reply_to: Option<i32>,
    /// The attendance whose card that is, as its own buttons say: it may have been sent by a life of the bot that ended
    /// before it could note which message the card became.
    pub answers: Option<AttendanceId>,
    /// What they did.
    pub what: What,
}

/// What a person did.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// Gave a command.
    Command(Command),
    /// Wrote a text.
    Text(String),
    /// Shared or forwarded a contact card.
    SharedContact {
        /// The card's number and every other number of its vCard, as written there, each once.
        numbers: Vec<String>,
        /// The name on the card.
        name: Option<String>,
    },
    /// Sent a file of any kind.
    File(IncomingFile),
    /// Sent a place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// The venue's name.
        name: Option<String>,
        /// The venue's address.
        address: Option<String>,
    },
    /// Changed the words of a message that is there already.
    Edited(String),
    /// Reacted to a message, which is the arrival's.
    Reacted(Reaction),
    /// Tapped a button.
    Tap {
        /// To be answered within seconds.
        query_id: String,
        /// What the button carried, when it is one of ours.
        data: Option<Payload>,
        /// What it carried, as it was.
        raw: String,
        /// The message it hangs on, when it is known.
        message_id: Option<i32>,
    },
    /// Types behind the bot's name in any chat.
    Inline {
        /// To be answered within seconds.
        query_id: String,
        /// What is typed so far.
        query: String,
        /// From where the list goes on.
        offset: u32,
    },
    /// Sent something that cannot be read; they should be told so.
    Unreadable,
    /// Blocked the bot.
    BlockedBot,
    /// Did something that needs no answer; the word says what, for the log.
    Ignored(&'static str),
}

/// A person's reaction to a message, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reaction {
    /// An emoji.
    Emoji(String),
    /// One that only Telegram has.
    Foreign,
    /// It was taken away.
    None,
}

/// The kind of a file, as the person chose to send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A photo, compressed by Telegram to JPEG.
    Photo,
    /// A video.
    Video,
    /// A round video.
    VideoNote,
    /// A silent looping video.
    Animation,
    /// Music.
    Audio,
    /// A voice recording.
    Voice,
    /// A sticker.
    Sticker,
    /// Anything sent as a file.
    Document,
}

/// A file that a person sent; its bytes are still with Telegram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingFile {
    /// By this it is downloaded.
    pub file_id: String,
    /// The same for the same file whoever sends it.
    pub unique_id: String,
    /// How it was sent.
    pub kind: FileKind,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// Its MIME type, when Telegram says or the kind implies one.
    pub mime: Option<String>,
    /// Bytes; 0 when Telegram does not say.
    pub size: u64,
    /// The text under it.
    pub caption: Option<String>,
    /// The album that it is a part of.
    pub album: Option<String>,
}
