//! The buttons of this chapter, and how they travel: behind `co:`, a word and at most one argument.

use crate::domain::exchange::Format;
use crate::domain::profile::{Field, TagId};

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Write another value into this field.
    Edit(Field),
    /// Go on without what is asked for.
    Skip,
    /// Keep what was typed.
    Save,
    /// Erase what stands there.
    Erase,
    /// The attendances with the contact.
    Visits,
    /// The tags of the contact.
    Tags,
    /// Give or take this tag.
    Tag(TagId),
    /// Block the contact, once one is sure.
    Block,
    /// Block the contact.
    BlockSure,
    /// Let the contact in again.
    Unblock,
    /// The contact wants no templates.
    OptOut,
    /// The contact takes templates again.
    OptIn,
    /// The contact is one with another one.
    Merge,
    /// These two are one.
    MergeSure,
    /// They are two, after all.
    Part,
    /// Forget the contact, once one is sure.
    Forget,
    /// Forget the contact.
    ForgetSure,
    /// Write all that is kept about the contact into a file.
    Copy,
    /// How contacts are read in from a file.
    ImportHow,
    /// Put the contacts of the file on file.
    Import,
    /// Write the contacts on file into a file.
    Export,
    /// Into one of this kind.
    ExportAs(Format),
}

impl Press {
    /// The word that travels.
    pub fn encode(&self) -> String {
        match self {
            Self::Edit(field) => format!("ed.{}", field_word(*field)),
            Self::Skip => "sk".into(),
            Self::Save => "sv".into(),
            Self::Erase => "er".into(),
            Self::Visits => "vi".into(),
            Self::Tags => "tg".into(),
            Self::Tag(tag) => format!("tt.{}", tag.0),
            Self::Block => "bl".into(),
            Self::BlockSure => "bs".into(),
            Self::Unblock => "ub".into(),
            Self::OptOut => "oo".into(),
            Self::OptIn => "oi".into(),
            Self::Merge => "mg".into(),
            Self::MergeSure => "ms".into(),
            Self::Part => "pt".into(),
            Self::Forget => "fg".into(),
            Self::ForgetSure => "fs".into(),
            Self::Copy => "cp".into(),
            Self::ImportHow => "ih".into(),
            Self::Import => "im".into(),
            Self::Export => "ex".into(),
            Self::ExportAs(format) => format!("ea.{}", format.ending()),
        }
    }

    /// The inverse of [`Self::encode`]; `None` for what no version ever made.
    pub fn decode(text: &str) -> Option<Self> {
        let (word, argument) = text.split_once('.').unwrap_or((text, ""));
        Some(match (word, argument) {
            ("ed", word) => Self::Edit(Field::ALL.into_iter().find(|one| field_word(*one) == word)?),
            ("sk", "") => Self::Skip,
            ("sv", "") => Self::Save,
            ("er", "") => Self::Erase,
            ("vi", "") => Self::Visits,
            ("tg", "") => Self::Tags,
            ("tt", id) => Self::Tag(TagId(id.parse().ok()?)),
            ("bl", "") => Self::Block,
            ("bs", "") => Self::BlockSure,
            ("ub", "") => Self::Unblock,
            ("oo", "") => Self::OptOut,
            ("oi", "") => Self::OptIn,
            ("mg", "") => Self::Merge,
            ("ms", "") => Self::MergeSure,
            ("pt", "") => Self::Part,
            ("fg", "") => Self::Forget,
            ("fs", "") => Self::ForgetSure,
            ("cp", "") => Self::Copy,
            ("ih", "") => Self::ImportHow,
            ("im", "") => Self::Import,
            ("ex", "") => Self::Export,
            ("ea", word) => Self::ExportAs(Format::ALL.into_iter().find(|one| one.ending() == word)?),
            _ => return None,
        })
    }
}

const fn field_word(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::Company => "company",
        Field::Note => "note",
    }
}
