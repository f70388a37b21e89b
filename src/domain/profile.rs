//! What staff write down about a contact, and what they decide about one.

use super::Timestamp;
use super::id::StaffId;
use super::limit::{
    CONTACT_COMPANY_LEN_MAX, CONTACT_EMAIL_LEN_MAX, CONTACT_NAME_LEN_MAX, CONTACT_NOTE_LEN_MAX, TAG_LEN_MAX,
};
use serde::{Deserialize, Serialize};

/// One thing that is written down about a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The name.
    Name,
    /// The number to dial.
    Phone,
    /// The e-mail address.
    Email,
    /// Where they work.
    Company,
    /// Anything else, for the staff only.
    Note,
}

/// Why a text is not what a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// There is nothing in it that could be read.
    Empty,
    /// It is not an e-mail address.
    NotAnEmail,
    /// It has more than this many characters.
    TooLong(usize),
}

impl Field {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 5] = [Self::Name, Self::Phone, Self::Email, Self::Company, Self::Note];

    /// Characters that it takes.
    pub const fn len_max(self) -> usize {
        match self {
            Self::Name => CONTACT_NAME_LEN_MAX,
            Self::Phone => super::limit::PHONE_TEXT_LEN_MAX,
            Self::Email => CONTACT_EMAIL_LEN_MAX,
            Self::Company => CONTACT_COMPANY_LEN_MAX,
            Self::Note => CONTACT_NOTE_LEN_MAX,
        }
    }

    /// Whether a contact may be without it.
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::Email | Self::Company | Self::Note)
    }

    /// What is written down when this is typed: without the blanks around it, and in one line where it is one. A number
    /// is read by [`super::phone::Phone`] and taken here as it stands.
    pub fn read(self, text: &str) -> Result<String, FieldFault> {
        let read = match self {
            Self::Name | Self::Company | Self::Phone => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Email => email(text)?,
            Self::Note => text.trim().to_owned(),
        };
        let is_blank = match self {
            // A name of signs alone names nobody.
            Self::Name => !read.chars().any(char::is_alphanumeric),
            Self::Phone | Self::Email | Self::Company | Self::Note => read.is_empty(),
        };
        if is_blank {
            return Err(FieldFault::Empty);
        }
        let max = self.len_max();
        if read.chars().count() > max { Err(FieldFault::TooLong(max)) } else { Ok(read) }
    }
}

/// An address as people write one: something, an `@`, and a domain with a dot. What a mail server would take beyond that
/// nobody dictates over the phone.
fn email(text: &str) -> Result<String, FieldFault> {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.rsplit_once('@').ok_or(FieldFault::NotAnEmail)?;
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| c.is_whitespace() || c.is_control() || "<>(),;:\"[]\\@".contains(c))
    };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    if is_plain(local) && is_plain(domain) && dotted {
        Ok(format!("{local}@{}", domain.to_lowercase()))
    } else {
        Err(FieldFault::NotAnEmail)
    }
}

/// What is written down about a contact beside the name and the number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Where they work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Anything else, for the staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Details {
    /// One of them; `None` for what is no detail, too.
    pub fn get(&self, field: Field) -> Option<&str> {
        match field {
            Field::Email => self.email.as_deref(),
            Field::Company => self.company.as_deref(),
            Field::Note => self.note.as_deref(),
            Field::Name | Field::Phone => None,
        }
    }

    /// Writes one of them down; of name and number nothing.
    pub fn set(&mut self, field: Field, value: Option<String>) {
        match field {
            Field::Email => self.email = value,
            Field::Company => self.company = value,
            Field::Note => self.note = value,
            Field::Name | Field::Phone => {}
        }
    }
}

/// That something was decided about a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// When.
    pub at: Timestamp,
    /// By whom; `None` when by the contact.
    pub by: Option<StaffId>,
}

/// A word by which contacts are put into groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Its number.
    pub id: TagId,
    /// The word, as it was first written.
    pub name: String,
}

/// The number of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TagId(pub i64);

/// The word of a tag: one line, at most [`TAG_LEN_MAX`] characters, without the `#` that some write before it.
pub fn tag_name(text: &str) -> Result<String, FieldFault> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('#').trim_start().to_owned();
    if !name.chars().any(char::is_alphanumeric) {
        return Err(FieldFault::Empty);
    }
    if name.chars().count() > TAG_LEN_MAX { Err(FieldFault::TooLong(TAG_LEN_MAX)) } else { Ok(name) }
}

/// Everything that staff know and have decided about a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// What is written down.
    pub details: Details,
    /// The tags, by name.
    pub tags: Vec<Tag>,
    /// Nobody is told of what they write, and nobody starts with them.
    pub blocked: Option<Decided>,
    /// They want no templates.
    pub opted_out: Option<Decided>,
    /// The other contact with which they became one last, while that can be undone.
    pub merged: Option<Merged>,
    /// A message to them is leaving in this moment.
    pub is_leaving: bool,
}

/// That two contacts became one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Which time it was.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Whether an attendance was opened since: of which of the two it is nobody knows.
    pub is_lived_on: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_one_as_people_write_it() {
        assert_eq!(Field::Email.read(" Maria@Exemplo.COM.br "), Ok("Maria@exemplo.com.br".to_owned()));
        assert_eq!(Field::Email.read("mailto:a+b@c.io"), Ok("a+b@c.io".to_owned()));
        for wrong in ["maria", "maria@", "@x.com", "maria@com", "a b@c.com", "a@b..com", "a@b.com, c@d.com"] {
            assert_eq!(Field::Email.read(wrong), Err(FieldFault::NotAnEmail), "{wrong}");
        }
    }

    #[test]
    fn a_note_keeps_its_lines_and_a_name_is_one_line() {
        assert_eq!(Field::Note.read(" um\ndois "), Ok("um\ndois".to_owned()));
        assert_eq!(Field::Name.read(" Maria \n Souza"), Ok("Maria Souza".to_owned()));
        assert_eq!(Field::Name.read("🙂"), Err(FieldFault::Empty));
        assert_eq!(Field::Company.read(&"x".repeat(81)), Err(FieldFault::TooLong(80)));
        assert_eq!(tag_name("# Atacado  sul"), Ok("Atacado sul".to_owned()));
        assert_eq!(tag_name("#"), Err(FieldFault::Empty));
    }

    proptest! {
        #[test]
        fn what_was_read_reads_as_itself(text in "\\PC{0,60}|[a-z]{1,8}@[a-z.]{1,12}") {
            for field in Field::ALL {
                if let Ok(read) = field.read(&text) {
                    prop_assert_eq!(field.read(&read), Ok(read.clone()), "{:?}", field);
                }
            }
        }
    }
}
