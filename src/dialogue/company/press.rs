//! Buttons of this chapter, and how they travel: `y`, a letter, and at most one argument.

use crate::domain::id::ChannelId;
use crate::domain::staff::Locale;

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// The words by which contacts opt out.
    OptOut,
    /// Those of this language.
    Words(Locale),
    /// The word of this print goes.
    Drop(String),
    /// As the configuration says.
    Configured,
    /// Currencies and prices.
    Costs,
    /// The currency of this channel.
    Currency(ChannelId),
    /// This currency.
    Use(String),
    /// The table of prices goes.
    DropRates,
}

impl Press {
    /// The word in callback data.
    pub fn encode(&self) -> String {
        match self {
            Self::OptOut => "yA".into(),
            Self::Words(locale) => format!("yB:{}", locale.tag()),
            Self::Drop(print) => format!("yC:{print}"),
            Self::Configured => "yD".into(),
            Self::Costs => "yE".into(),
            Self::Currency(channel) => format!("yF:{channel}"),
            Self::Use(code) => format!("yG:{code}"),
            Self::DropRates => "yH".into(),
        }
    }

    /// The inverse of [`Self::encode`].
    pub fn decode(text: &str) -> Option<Self> {
        let (word, argument) = text.split_once(':').unwrap_or((text, ""));
        let is_print = argument.len() == 16 && argument.bytes().all(|b| b.is_ascii_hexdigit());
        let is_code = argument.len() == 3 && argument.bytes().all(|b| b.is_ascii_uppercase());
        Some(match word {
            "yA" if argument.is_empty() => Self::OptOut,
            "yB" => Self::Words(Locale::new(argument).filter(|one| one.tag() == argument)?),
            "yC" if is_print => Self::Drop(argument.to_owned()),
            "yD" if argument.is_empty() => Self::Configured,
            "yE" if argument.is_empty() => Self::Costs,
            "yF" => Self::Currency(ChannelId::new(argument).ok()?),
            "yG" if is_code => Self::Use(argument.to_owned()),
            "yH" if argument.is_empty() => Self::DropRates,
            _unknown => return None,
        })
    }
}
