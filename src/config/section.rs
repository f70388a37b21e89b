//! Reading one table of the tree, key by key. What was not asked for by the end is a key that nobody knows.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's kinds of value: those not wanted are refused alike"
)]

use super::error::ConfigError;
use super::nearest::nearest;
use super::source::{Sources, TOP_SECTIONS, TOP_VALUES, is_for_everybody, variable_name};
use crate::domain::limit::SECRET_FILE_LEN_MAX;
use ::config::{Value, ValueKind};
use secrecy::SecretString;
use std::collections::BTreeMap;

/// A table that is being read.
pub(super) struct Section<'a> {
    sources: &'a Sources,
    path: String,
    entries: BTreeMap<String, Value>,
    known: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// The root table.
    pub(super) fn root(sources: &'a Sources) -> Result<Self, ConfigError> {
        Self::new(sources, String::new(), sources.root.clone())
    }

    fn new(sources: &'a Sources, path: String, value: Value) -> Result<Self, ConfigError> {
        match value.kind {
            ValueKind::Table(table) => {
                Ok(Self { sources, path, entries: table.into_iter().collect(), known: Vec::new() })
            }
            ValueKind::Nil => Ok(Self { sources, path, entries: BTreeMap::new(), known: Vec::new() }),
            other => Err(sources.refuse(&path, format!("expected a section, found {}", kind(&other)))),
        }
    }

    /// The whole name of a key of this section.
    pub(super) fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The error that a key of this section is wrong.
    pub(super) fn refuse(&self, key: &str, problem: impl Into<String>) -> ConfigError {
        self.sources.refuse(&self.path(key), problem)
    }

    /// The error that a key of this section has a value that is not one of those expected. For keys that hold no
    /// secret only: the value is quoted.
    pub(super) fn refuse_value(&self, key: &str, expected: &str, found: &str) -> ConfigError {
        let short: String = found.chars().take(60).collect();
        self.refuse(key, format!("expected {expected}, found {short:?}"))
    }

    /// The error that a key of this section is missing, or was written with a slip of the finger.
    pub(super) fn missing(&self, key: &str, expected: &str, or: &str) -> ConfigError {
        if let Some(slip) = self.slip(key) {
            return slip;
        }
        let variable = variable_name(&self.path(key));
        self.refuse(key, format!("missing; expected {expected} (here{or} or in {variable})"))
    }

    /// The error that a key was written almost right, if one was.
    fn slip(&self, key: &str) -> Option<ConfigError> {
        let is_top = |written: &str| TOP_VALUES.contains(&written) || TOP_SECTIONS.contains(&written);
        let written = self.entries.keys().find(|written| {
            nearest(written, [key].into_iter()).is_some() && !(self.path.is_empty() && is_top(written))
        })?;
        Some(self.refuse(written, format!("not a known key; did you mean {key}?")))
    }

    fn take(&mut self, key: &'static str) -> Option<ValueKind> {
        self.known.push(key);
        self.entries.remove(key).map(|value| value.kind).filter(|kind| *kind != ValueKind::Nil)
    }

    fn refuse_kind(&self, key: &str, expected: &str, found: &ValueKind) -> ConfigError {
        self.refuse(key, format!("expected {expected}, found {}", kind(found)))
    }

    /// A text, if given; never blank.
    pub(super) fn text(&mut self, key: &'static str, expected: &str) -> Result<Option<String>, ConfigError> {
        match self.take(key) {
            None => Ok(None),
            Some(ValueKind::String(text)) if text.trim().is_empty() => {
                Err(self.refuse(key, format!("empty; expected {expected}")))
            }
            Some(ValueKind::String(text)) => Ok(Some(text.trim().to_owned())),
            Some(other) => Err(self.refuse_kind(key, &format!("{expected}, in quotes"), &other)),
        }
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, key: &'static str, expected: &str) -> Result<String, ConfigError> {
        self.text(key, expected)?.ok_or_else(|| self.missing(key, expected, ""))
    }

    /// A secret that must be there and of the right form: under `key`, or in the file that `key_file` names.
    pub(super) fn secret(
        &mut self,
        (key, key_file): (&'static str, &'static str),
        expected: &str,
        is_right: fn(&str) -> bool,
    ) -> Result<SecretString, ConfigError> {
        let inline = self.text(key, expected)?;
        let file = self.text(key_file, "the path of a file that holds it")?;
        let file_wins = self.is_variable(key_file) && !self.is_variable(key);
        let inline_wins = self.is_variable(key) && !self.is_variable(key_file);
        let (used, text) = match (inline, file) {
            (Some(_), Some(_)) if !file_wins && !inline_wins => {
                return Err(
                    self.refuse(key_file, format!("expected either this or {}, not both", self.path(key)))
                );
            }
            (Some(text), None) => (key, text),
            (Some(text), Some(_)) if inline_wins => (key, text),
            (_, Some(file)) => (key_file, self.content(key_file, &file, expected)?),
            (None, None) => {
                return Err(self.missing(key, expected, &format!(", in the file named by {key_file},")));
            }
        };
        if used == key
            && let Some(file) = self.sources.open_file(&self.path(key))
        {
            warn_of(&self.path(key), &file);
        }
        if is_right(&text) {
            Ok(text.into())
        } else {
            Err(self.refuse(used, format!("expected {expected}, found another form")))
        }
    }

    fn content(&self, key: &str, file: &str, expected: &str) -> Result<String, ConfigError> {
        // What is written where a path belongs may be the secret itself.
        let is_path = std::path::Path::new(file)
            .parent()
            .is_some_and(|folder| folder.as_os_str().len() > 1 && folder.is_dir());
        let shown = if is_path { format!("{file:?}") } else { "the file of this name".to_owned() };
        let unreadable = |error: std::io::Error| {
            self.refuse(key, format!("cannot read {shown}: {error}; expected a file with {expected}"))
        };
        let about = std::fs::metadata(file).map_err(unreadable)?;
        if !about.is_file() || about.len() > SECRET_FILE_LEN_MAX {
            let problem = format!("{file:?} is no file of that kind; expected a small one with {expected}");
            return Err(self.refuse(key, problem));
        }
        if is_for_everybody(&about) {
            warn_of(&self.path(key), file);
        }
        let text = std::fs::read_to_string(file).map_err(unreadable)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(self.refuse(key, format!("{file:?} is empty; expected a file with {expected}")));
        }
        Ok(text.to_owned())
    }

    fn is_variable(&self, key: &str) -> bool {
        self.sources.is_variable(&self.path(key))
    }

    /// A whole number, if given.
    pub(super) fn integer(&mut self, key: &'static str, expected: &str) -> Result<Option<i64>, ConfigError> {
        match self.take(key) {
            None => Ok(None),
            Some(found) => self.to_integer(key, expected, &found).map(Some),
        }
    }

    fn to_integer(&self, key: &str, expected: &str, found: &ValueKind) -> Result<i64, ConfigError> {
        match found {
            ValueKind::I64(number) => Ok(*number),
            // What comes from the environment is text.
            ValueKind::String(text) => {
                text.trim().parse().map_err(|_not_a_number: std::num::ParseIntError| {
                    self.refuse(key, format!("expected {expected}, found text"))
                })
            }
            other => Err(self.refuse_kind(key, expected, other)),
        }
    }

    /// A number, if given.
    pub(super) fn number(&mut self, key: &'static str, expected: &str) -> Result<Option<f64>, ConfigError> {
        match self.take(key) {
            None => Ok(None),
            Some(ValueKind::Float(number)) => Ok(Some(number)),
            Some(ValueKind::I64(number)) => match i32::try_from(number) {
                Ok(number) => Ok(Some(f64::from(number))),
                Err(_too_large) => Err(self.refuse(key, format!("expected {expected}"))),
            },
            Some(ValueKind::String(text)) => {
                text.trim().parse().map(Some).map_err(|_not_a_number: std::num::ParseFloatError| {
                    self.refuse(key, format!("expected {expected}, found text"))
                })
            }
            Some(other) => Err(self.refuse_kind(key, expected, &other)),
        }
    }

    fn list(&mut self, key: &'static str, expected: &str) -> Result<Option<Vec<ValueKind>>, ConfigError> {
        match self.take(key) {
            None => Ok(None),
            Some(ValueKind::Array(values)) => Ok(Some(
                values.into_iter().map(|value| value.kind).filter(|kind| *kind != ValueKind::Nil).collect(),
            )),
            Some(ValueKind::String(text)) if self.is_variable(key) => {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Ok(Some(parts.map(|part| ValueKind::String(part.to_owned())).collect()))
            }
            Some(other) => Err(self.refuse_kind(key, &format!("{expected} in [ ]"), &other)),
        }
    }

    /// A list of texts, each with its key such as `teams[0]`; `None` when the key is not there.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        expected: &str,
    ) -> Result<Option<Vec<(String, String)>>, ConfigError> {
        let Some(values) = self.list(key, expected)? else { return Ok(None) };
        let texts = values.into_iter().enumerate().map(|(index, value)| {
            let key = format!("{key}[{index}]");
            match value {
                ValueKind::String(text) if !text.trim().is_empty() => Ok((key, text.trim().to_owned())),
                other => Err(self.refuse_kind(&key, expected, &other)),
            }
        });
        texts.collect::<Result<_, _>>().map(Some)
    }

    /// A list of whole numbers, each with its key; empty when the key is not there.
    pub(super) fn integers(
        &mut self,
        key: &'static str,
        expected: &str,
    ) -> Result<Vec<(String, i64)>, ConfigError> {
        let values = self.list(key, expected)?.unwrap_or_default();
        let numbers = values.into_iter().enumerate().map(|(index, value)| {
            let key = format!("{key}[{index}]");
            let number = self.to_integer(&key, expected, &value)?;
            Ok((key, number))
        });
        numbers.collect()
    }

    /// A section below this one; an empty one when it is not there.
    pub(super) fn section(&mut self, key: &'static str) -> Result<Self, ConfigError> {
        let kind = match self.take(key) {
            Some(kind) => kind,
            None => self.slip(key).map_or(Ok(ValueKind::Nil), Err)?,
        };
        Self::new(self.sources, self.path(key), Value::new(None, kind))
    }

    /// A list of sections, `[[key]]`; empty when the key is not there.
    pub(super) fn sections(&mut self, key: &'static str) -> Result<Vec<Self>, ConfigError> {
        match self.take(key) {
            None => self.slip(key).map_or(Ok(Vec::new()), Err),
            Some(ValueKind::Array(values)) => values
                .into_iter()
                .enumerate()
                .map(|(index, value)| Self::new(self.sources, self.path(&format!("{key}[{index}]")), value))
                .collect(),
            Some(other) => Err(self.refuse_kind(key, &format!("one [[{key}]] section or more"), &other)),
        }
    }

    /// The section has been read: what is left in it is a key that nobody knows.
    pub(super) fn finish(self) -> Result<(), ConfigError> {
        let Some(key) = self.entries.keys().next() else { return Ok(()) };
        let place = if self.path.is_empty() { "here".to_owned() } else { format!("in {}", self.path) };
        let advice = match nearest(key, self.known.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("expected one of {} {place}", self.known.join(", ")),
        };
        Err(self.refuse(key, format!("not a known key; {advice}")))
    }
}

/// Says that a secret is none to the other users of the machine.
fn warn_of(key: &str, file: &str) {
    tracing::warn!(key, file, "everybody on this machine can read this secret; chmod o-r helps");
}

/// A value's kind in words; never the value itself.
fn kind(value: &ValueKind) -> &'static str {
    match value {
        ValueKind::Nil => "nothing",
        ValueKind::Boolean(_) => "true or false",
        ValueKind::I64(_) | ValueKind::I128(_) | ValueKind::U64(_) | ValueKind::U128(_) => "a whole number",
        ValueKind::Float(_) => "a number",
        ValueKind::String(text) if text.trim().is_empty() => "an empty text",
        ValueKind::String(_) => "text",
        ValueKind::Table(_) => "a section",
        ValueKind::Array(_) => "a list",
    }
}

/// Whether a secret can travel in a header: one line, no blanks.
pub(super) fn is_word(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a secret is one line. Only compared, never sent in a header, so it may have blanks.
pub(super) fn is_line(text: &str) -> bool {
    !text.chars().any(char::is_control)
}
