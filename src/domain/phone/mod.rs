//! Phone numbers: read in every usual spelling, shown as people write them, matched by their variants.

use serde::{Deserialize, Serialize};

/// A number in E.164: country code and national number, digits only inside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

/// Why a text is not a number that WhatsApp could have. Each has a sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneFault {
    /// There is no number in it.
    NotANumber,
    /// Digits are missing.
    TooShort,
    /// There are too many digits.
    TooLong,
    /// A Brazilian number without its area code.
    NoAreaCode,
    /// A land line or a service number.
    NotMobile,
    /// No country has such numbers.
    Invalid,
}

impl Phone {
    /// A number from its digits, country code first: what a store or a provider hands back. `None` unless it has 7 to
    /// 15 digits and nothing else.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let good = (7..=15).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !digits.starts_with('0');
        good.then(|| Self(digits.to_owned()))
    }

    /// The digits, country code first.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// With `+` in front: how it is dialled.
    pub fn e164(&self) -> String {
        format!("+{}", self.0)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_digits(&text).ok_or_else(|| serde::de::Error::custom("not the digits of a phone number"))
    }
}
