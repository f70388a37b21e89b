//! Files of contacts: read from what spreadsheets and telephones write, and written so that both can read them.
//!
//! A file is read into [`Raw`] records, one after the other, and each becomes an [`Entry`] or is told to be wrong. What is
//! wrong goes into a file of its own, with the reason beside it, which can be mended and sent again.

mod sheet;
mod text;
mod vcard;

pub use sheet::{faults_head, faults_row, sheet_head, sheet_row};
pub use vcard::card;

use super::limit::IMPORT_NUMBERS_MAX;
use super::phone::{Phone, PhoneFault};
use super::profile::{Details, Field, FieldFault, tag_name};
use serde::{Deserialize, Serialize};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A table, one contact in a line.
    Csv,
    /// Cards, as telephones and address books write them.
    Vcard,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Vcard];

    /// By the file's name, else by its type; `None` when it is no file of contacts.
    pub fn of(name: Option<&str>, mime: &str) -> Option<Self> {
        let ending =
            name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
        // What the name says counts: telephones give tables all kinds of types.
        match ending.unwrap_or_else(|| mime.to_ascii_lowercase()).as_str() {
            "csv" | "tsv" | "text/csv" | "text/comma-separated-values" | "text/tab-separated-values" => {
                Some(Self::Csv)
            }
            "vcf" | "vcard" | "text/vcard" | "text/x-vcard" | "text/directory" => Some(Self::Vcard),
            _another => None,
        }
    }

    /// The ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Vcard => "vcf",
        }
    }
}

/// One contact as it stands in a file: what is not in it is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Raw {
    /// The name.
    pub name: String,
    /// The numbers, the one to dial first.
    pub numbers: Vec<String>,
    /// The e-mail address.
    pub email: String,
    /// Where they work.
    pub company: String,
    /// Anything else.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
}

/// One contact that can be put on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name, when there is one.
    pub name: Option<String>,
    /// The number to dial.
    pub phone: Phone,
    /// Other numbers.
    pub others: Vec<Phone>,
    /// What else is known.
    pub details: Details,
    /// Tags.
    pub tags: Vec<String>,
}

/// Why a record cannot be put on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// There is no number in it.
    NoNumber,
    /// Its number is none.
    Phone(PhoneFault),
    /// Something else in it is not what it should be.
    Field(Field, FieldFault),
    /// A tag is none.
    Tag(FieldFault),
}

impl Raw {
    /// Whether there is nothing in it: an empty line.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The contact, if it can be put on file. Numbers without a country code are of `country`.
    pub fn read(&self, country: &str) -> Result<Entry, RowFault> {
        let mut phones: Vec<Phone> = Vec::new();
        let mut fault = RowFault::NoNumber;
        for number in self.numbers.iter().take(IMPORT_NUMBERS_MAX) {
            match read_number(number, country) {
                Ok(phone) if phones.iter().any(|known| known.same_person(&phone)) => {}
                Ok(phone) => phones.push(phone),
                Err(reason) => fault = RowFault::Phone(reason),
            }
        }
        if phones.is_empty() {
            return Err(fault);
        }
        let phone = phones.remove(0);
        let optional = |field: Field, text: &str| match field.read(text) {
            Ok(value) => Ok(Some(value)),
            Err(FieldFault::Empty) => Ok(None),
            Err(_) if text.trim().is_empty() => Ok(None),
            Err(reason) => Err(RowFault::Field(field, reason)),
        };
        let details = Details {
            email: optional(Field::Email, &self.email)?,
            company: optional(Field::Company, &self.company)?,
            note: optional(Field::Note, &self.note)?,
        };
        let tags =
            self.tags.iter().map(|tag| tag_name(tag).map_err(RowFault::Tag)).collect::<Result<_, _>>()?;
        Ok(Entry { name: optional(Field::Name, &self.name)?, phone, others: phones, details, tags })
    }
}

/// A number as address books have it: with a country code, perhaps without its `+`, or one of home.
fn read_number(text: &str, country: &str) -> Result<Phone, PhoneFault> {
    Phone::parse(text, country).or_else(|first| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if digits < 11 {
            return Err(first);
        }
        Phone::parse(&format!("+{}", text.trim().trim_start_matches('+')), country).map_err(|_second| first)
    })
}

/// Reads a file's bytes into records. Empty ones are left out.
pub fn read(format: Format, bytes: &[u8]) -> Box<dyn Iterator<Item = Raw> + Send> {
    let text = text::decode(bytes);
    match format {
        Format::Csv => Box::new(sheet::records(&text).filter(|raw| !raw.is_empty())),
        Format::Vcard => Box::new(vcard::records(text).filter(|raw| !raw.is_empty())),
    }
}

#[cfg(test)]
mod tests;
