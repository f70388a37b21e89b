//! The places of this chapter, what changes in them, and what is said there.

use crate::dialogue::file::IncomingFile;
use crate::domain::Timestamp;
use crate::domain::cost::RateCsvError;
use crate::domain::id::{ChannelId, StaffId};
use crate::domain::opt_out::{OptOutWord, WordsOf};
use crate::domain::staff::Locale;
use serde::{Deserialize, Serialize};

/// Where an owner is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// The words by which contacts opt out, by language.
    OptOut,
    /// Those of one language; waits for another one.
    Words {
        /// Which language.
        locale: Locale,
    },
    /// Currencies and prices; waits for a table.
    Costs,
    /// The currency of one channel.
    Currency {
        /// Which channel.
        channel: ChannelId,
    },
    /// A table that was sent is being fetched.
    Reading {
        /// The file.
        file: IncomingFile,
    },
}

/// What is told about a table of prices that was sent in the chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRates {
    /// The file's name.
    pub file: String,
    /// How many prices it has.
    pub prices: u32,
    /// In which currencies.
    pub currencies: Vec<String>,
    /// Who sent it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// What became of the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfWords {
    /// There is one more.
    Added(OptOutWord),
    /// There is one less.
    Removed(OptOutWord),
    /// They are those of the configuration again.
    Configured,
}

/// Something that an owner has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The words of a language.
    Words {
        /// Which language.
        locale: Locale,
        /// Those that were set before; none when nothing was.
        before: Option<Vec<OptOutWord>>,
        /// Those that are set now; none for the configuration's.
        after: Option<Vec<OptOutWord>>,
        /// In which they differ.
        what: OfWords,
    },
    /// The currency of a channel.
    Currency {
        /// Which channel.
        channel: ChannelId,
        /// The currency; none for the configuration's.
        currency: Option<String>,
    },
    /// A table of prices takes the place of the one before.
    Rates {
        /// What is told about it.
        about: OwnRates,
        /// The table.
        csv: String,
    },
    /// It goes.
    NoRates,
}

/// Why a file could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is too large for a table.
    TooLarge,
    /// Telegram does not hand it out.
    Unreachable,
}

/// A channel that is charged, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelCost {
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: String,
    /// Whether it was chosen in the chat.
    pub is_set: bool,
    /// Whether any price is known in it.
    pub is_known: bool,
}

/// What a panel says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The words by which contacts opt out.
    OptOut {
        /// By language.
        languages: Vec<WordsOf>,
    },
    /// Those of one language.
    Words {
        /// Them.
        of: WordsOf,
    },
    /// Currencies and prices.
    Costs {
        /// Channels that are charged.
        channels: Vec<ChannelCost>,
        /// The table that was sent, and by whom.
        own: Option<(OwnRates, String)>,
    },
    /// The currency of one channel.
    Currency {
        /// The channel.
        of: ChannelCost,
    },
    /// A table is being fetched.
    Reading,
}

/// One line below a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// That is no word to opt out by.
    Word,
    /// It is one already.
    WordKnown,
    /// There are too many in this language.
    TooManyWords,
    /// The table is kept.
    RatesKept {
        /// How many prices it has.
        prices: u32,
    },
    /// There are mistakes in it: nothing is changed.
    RatesWrong {
        /// The first of them.
        mistakes: Vec<RateCsvError>,
        /// How many more there are.
        more: u32,
    },
    /// There is no price in it.
    RatesEmpty,
    /// The file is no table.
    RatesNotCsv,
    /// The file could not be fetched.
    RatesUnread(Unread),
}
