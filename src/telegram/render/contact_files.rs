//! Words about files of contacts: on panels, and in the files themselves.

use super::html::{NAME_LEN_MAX, cut, say};
use super::line::phone;
use crate::dialogue::contact::{Import, Stage};
use crate::domain::exchange::{Format, RowFault};
use crate::domain::profile::FieldFault;
use crate::i18n::{Key, Voice};

/// The sign between the cells of a table: the one with which the tables of a language's programs open.
pub fn delimiter(voice: &Voice<'_>) -> u8 {
    if voice.word(Key::SheetDelimiter) == "," { b',' } else { b';' }
}

/// The names of the columns.
pub fn titles(voice: &Voice<'_>) -> [String; 6] {
    [Key::SheetName, Key::SheetNumber, Key::SheetEmail, Key::SheetCompany, Key::SheetNote, Key::SheetTags]
        .map(|key| voice.word(key))
}

/// The name of the column with the reasons.
pub fn reason_title(voice: &Voice<'_>) -> String {
    voice.word(Key::SheetReason)
}

/// Why a record is wrong, in plain text.
pub fn reason(fault: RowFault, voice: &Voice<'_>) -> String {
    let line = match fault {
        RowFault::NoNumber => voice.word(Key::SheetNoNumber),
        RowFault::Phone(fault) => voice.word(phone(fault)),
        RowFault::Field(_, fault) | RowFault::Tag(fault) => match fault {
            FieldFault::Empty => voice.word(Key::SheetNoNumber),
            FieldFault::NotAnEmail => voice.word(Key::LineNotAnEmail),
            FieldFault::TooLong(limit) => {
                let limit = u32::try_from(limit).unwrap_or(u32::MAX);
                voice.say(Key::LineFieldLong, &[("limit", limit.into())])
            }
        },
    };
    plain(&line)
}

/// A sentence without the sign before it and without marks.
fn plain(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut inside = false;
    for c in line.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside => {}
            other => kept.push(other),
        }
    }
    kept.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The name of the file with what is wrong, and the words under it.
pub fn faults_file(voice: &Voice<'_>) -> (String, String) {
    (format!("{}.csv", voice.word(Key::FileFaults)), voice.word(Key::FileFaultsCaption))
}

/// The name of an exported file, and the words under it.
pub fn exported_file(format: Format, number: u32, count: u32, voice: &Voice<'_>) -> (String, String) {
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    let name = format!("{}{number}.{}", voice.word(Key::FileContacts), format.ending());
    (name, voice.say(Key::FileContactsCaption, &[("count", count.into())]))
}

/// How far an import has come.
pub fn import(name: &str, import: &Import, voice: &Voice<'_>) -> String {
    let title = say(voice, Key::ImportTitle, &[("name", cut(name, NAME_LEN_MAX).into())]);
    let at = [("count", import.position.into())];
    let counts = |key| {
        let args =
            [("fresh", import.fresh.into()), ("known", import.known.into()), ("wrong", import.wrong.into())];
        say(voice, key, &args)
    };
    let below = match import.stage {
        Stage::Looking => say(voice, Key::ImportLooking, &at),
        Stage::Looked => counts(Key::ImportLooked),
        Stage::Importing => say(voice, Key::ImportRunning, &at),
        Stage::Done => counts(Key::ImportDone),
        Stage::Failed => voice.word(Key::ImportFailed),
    };
    format!("{title}\n{below}")
}
