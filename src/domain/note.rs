//! Internal notes: what people of ours write down in an attendance for each other.
//!
//! Needed: a note never reaches the contact, whatever goes wrong. Chosen: a type of its own that no delivery can carry:
//! what leaves is a [`super::delivery::Content`], and there is no way from here to there. Rejected: a message with a mark
//! on it, which every query that sends would have to respect.

use super::Timestamp;
use super::id::StaffId;
use super::limit::NOTE_LEN_MAX;
use std::fmt;

/// The words of a note: 1 to [`NOTE_LEN_MAX`] characters.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteText(String);

/// Why a text is no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteFault {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`NOTE_LEN_MAX`]: it is refused rather than cut, because the end is what was written last.
    TooLong,
}

impl NoteText {
    /// The text without the blanks around it.
    pub fn new(text: &str) -> Result<Self, NoteFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NoteFault::Empty);
        }
        if text.chars().count() > NOTE_LEN_MAX { Err(NoteFault::TooLong) } else { Ok(Self(text.to_owned())) }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NoteText {
    // What people write is not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NoteText({} characters)", self.0.chars().count())
    }
}

/// A note in an attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub staff: StaffId,
    /// What.
    pub text: NoteText,
    /// When.
    pub written_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_has_words_and_is_refused_rather_than_cut() {
        assert_eq!(
            NoteText::new(" ligar\namanhã ").map(|note| note.as_str().to_owned()),
            Ok("ligar\namanhã".into())
        );
        assert_eq!(NoteText::new(" \n "), Err(NoteFault::Empty));
        assert!(NoteText::new(&"é".repeat(NOTE_LEN_MAX)).is_ok());
        assert_eq!(NoteText::new(&"é".repeat(NOTE_LEN_MAX + 1)), Err(NoteFault::TooLong));
    }

    #[test]
    fn what_a_note_says_stays_out_of_logs() {
        let note = NoteText::new("segredo").unwrap();
        assert!(!format!("{note:?}").contains("segredo"));
    }
}
