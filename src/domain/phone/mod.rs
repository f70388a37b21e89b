//! Phone numbers: read in every usual spelling, shown as people write them, matched by their variants.
//!
//! Needed: whatever staff type, paste or forward becomes the number to dial, or a clear word about what is wrong with
//! it. Chosen: three steps with a file each. `spelling` knows characters and links, `brazil` the numbering of the
//! country where most of our numbers are, `world` asks the port of libphonenumber about all others. `find` looks
//! for numbers in a text that is about something else.
//!
//! A number that staff type is a mobile; a number that a provider hands over ([`Phone::from_digits`]) is taken as it
//! is, because WhatsApp also lives on land lines and knows Brazilian mobiles without their ninth digit.

mod brazil;
mod find;
mod scan;
mod spelling;
mod world;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use spelling::{Origin, Spelled};
use std::fmt;

/// A number in E.164: country code and national number, digits only inside. Its `Debug` form is masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

    /// Reads a text that is one number and nothing else, such as `51 99999-8888`, `+55 (51) 99999-8888`,
    /// `0 15 51 99999-8888` or `https://wa.me/5551999998888`. `country` (ISO 3166, such as `BR`) is where numbers
    /// without a country code are from.
    ///
    /// Brazilian mobiles come out with their ninth digit, Mexican ones without the old `1`. Argentine ones are taken
    /// with and without `9`, as they were written: without it there may be a land line behind the same digits.
    pub fn parse(text: &str, country: &str) -> Result<Self, PhoneFault> {
        let spelled = spelling::spell(text)?;
        Self::from_spelled(&spelled, country)
    }

    /// Reads a text in which there should be a number: as one number if it is one, else every number in it, else the
    /// reason why there is none. What a typed or pasted text, or the vCard of a contact, goes through.
    pub fn read(text: &str, country: &str) -> Result<Vec<Self>, PhoneFault> {
        let fault = match Self::parse(text, country) {
            Ok(phone) => return Ok(vec![phone]),
            Err(fault) => fault,
        };
        let found = Self::find_all(text, country);
        if found.is_empty() { Err(find::fault(text, country).unwrap_or(fault)) } else { Ok(found) }
    }

    /// All mobile numbers in any text, in order, each person once, at most
    /// [`PHONES_IN_TEXT_MAX`](super::limit::PHONES_IN_TEXT_MAX). Documents, dates, prices and postal codes are left
    /// alone; where a run of digits could be either, it is not taken.
    pub fn find_all(text: &str, country: &str) -> Vec<Self> {
        find::find_all(text, country)
    }

    fn from_spelled(spelled: &Spelled, country: &str) -> Result<Self, PhoneFault> {
        let digits = match spelled.origin {
            Origin::Plus => read_international(&spelled.digits)?,
            Origin::Link => read_international(&spelled.digits)
                .or_else(|fault| read_at_home(&spelled.digits, country).map_err(|_also_wrong| fault))?,
            Origin::Bare => read_at_home(&spelled.digits, country)?,
        };
        Self::from_digits(&digits).ok_or(PhoneFault::Invalid)
    }

    /// Digits under which the same person may be known, this number's own first: with and without Brazil's ninth
    /// digit, Mexico's old `1`, Argentina's `9`.
    pub fn variants(&self) -> Vec<String> {
        let mut variants = vec![self.0.clone()];
        variants.extend(brazil::other_form(&self.0).or_else(|| with_or_without(&self.0)));
        variants
    }

    /// The number as people dial it, from the form in which WhatsApp has it: with Brazil's ninth digit, without Mexico's
    /// old `1`. A number of any other kind stays as it is.
    #[must_use]
    pub fn as_dialled(&self) -> Self {
        Self::parse(&self.e164(), "BR").unwrap_or_else(|_not_a_mobile| self.clone())
    }

    /// Whether both may be the same person's.
    pub fn same_person(&self, other: &Self) -> bool {
        self.variants().contains(&other.0)
    }

    /// As people write it, country code first: `+55 51 99999-8888`.
    pub fn display(&self) -> String {
        if let Some(brazil::Parts { area, subscriber }) = brazil::parts(&self.0)
            && let Some((front, back)) = subscriber.split_at_checked(subscriber.len() - 4)
        {
            return format!("+55 {area} {front}-{back}");
        }
        world::display(&self.0).unwrap_or_else(|| self.e164())
    }

    /// For logs: country and area stay, and the last four digits: `+55 51 *****-8888`.
    pub fn masked(&self) -> String {
        let area = brazil::parts(&self.0).map_or(0, |parts| parts.area.len());
        let head = world::country_code_len(&self.0) + area;
        let rest = self.0.len().saturating_sub(head);
        let shown_from = self.0.len() - (rest / 2).min(4);
        let mut at = 0;
        let mask = |letter: char| {
            if !letter.is_ascii_digit() {
                return letter;
            }
            at += 1;
            if at <= head || at > shown_from { letter } else { '*' }
        };
        self.display().chars().map(mask).collect()
    }

    /// ISO 3166 code of its country, such as `BR`; `None` where the number does not tell.
    pub fn country(&self) -> Option<String> {
        if brazil::parts(&self.0).is_some() { Some("BR".to_owned()) } else { world::country(&self.0) }
    }

    /// The Brazilian state of its area code, such as `RS`.
    pub fn region(&self) -> Option<&'static str> {
        brazil::parts(&self.0).and_then(|parts| brazil::state(parts.area))
    }

    /// The flag of its country.
    pub fn flag(&self) -> Option<String> {
        self.country().as_deref().and_then(flag)
    }

    /// Loads the numbering plans, about 50 ms of work that should not fall on the first person who types a number.
    pub fn warm_up() {
        for example in ["+5551999998888", "+5491123456789", "+525512345678", "+12125551234", "+351912345678"]
        {
            // The outcome does not matter; that the tables are loaded does.
            drop(Self::parse(example, "BR").map(|phone| (phone.display(), phone.country())));
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

/// The flag of a country by its ISO 3166 code; `None` when it is not two letters.
pub fn flag(country: &str) -> Option<String> {
    let letters = country.bytes().map(|letter| {
        letter.is_ascii_uppercase().then(|| char::from_u32(0x1_f1e6 + u32::from(letter - b'A'))).flatten()
    });
    if country.len() == 2 { letters.collect() } else { None }
}

/// Digits with the country code in front.
fn read_international(digits: &str) -> Result<String, PhoneFault> {
    let digits = digits.trim_start_matches('0');
    match digits.strip_prefix("55") {
        Some(national) => brazil::read_national(national),
        None => world::read_international(digits),
    }
}

/// Digits as they are dialled in `country`, or with a country code that lacks its `+`.
fn read_at_home(digits: &str, country: &str) -> Result<String, PhoneFault> {
    let country = country.to_ascii_uppercase();
    if country == "BR" {
        return match brazil::read_at_home(digits) {
            Ok(digits) => Ok(digits),
            Err(brazil::ReadFault::Refused(fault)) => Err(fault),
            // When it is nobody else's either, it most likely is one of ours with digits too many.
            Err(brazil::ReadFault::Abroad) => read_abroad(digits).map_err(|fault| {
                let ours = digits.get(..2).is_some_and(|area| brazil::state(area).is_some());
                if ours && fault == PhoneFault::Invalid { PhoneFault::TooLong } else { fault }
            }),
        };
    }
    // Ten digits are the shortest that are long enough to be a country code and a mobile number in most countries.
    world::read_at_home(digits, &country).or_else(|fault| {
        if digits.len() < 10 { Err(fault) } else { read_abroad(digits).map_err(|_also_wrong| fault) }
    })
}

/// `00`, perhaps a carrier's two digits, and the number with its country code; or that number alone.
fn read_abroad(digits: &str) -> Result<String, PhoneFault> {
    read_international(digits).or_else(|fault| {
        let after_carrier = digits.strip_prefix("00").and_then(|rest| rest.get(2..));
        after_carrier.map_or(Err(fault), |rest| read_international(rest).map_err(|_also_wrong| fault))
    })
}

/// The other form of a Mexican or Argentine number.
fn with_or_without(digits: &str) -> Option<String> {
    for (country, extra) in [("52", "1"), ("54", "9")] {
        let Some(national) = digits.strip_prefix(country) else { continue };
        return match (national.len(), national.strip_prefix(extra)) {
            (11, Some(rest)) => Some(format!("{country}{rest}")),
            (10, _) => Some(format!("{country}{extra}{national}")),
            _ => None,
        };
    }
    None
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_digits(&text).ok_or_else(|| serde::de::Error::custom("not the digits of a phone number"))
    }
}
