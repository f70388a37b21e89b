//! Reads JSON objects strictly: a key that is not known is refused, a missing one is named, a wrong type is named.

use super::refusal::Refusal;
use serde_json::{Map, Value};

/// A JSON object with its place in the request, for the words of a refusal.
#[derive(Debug, Clone)]
pub(super) struct Object<'a> {
    path: String,
    keys: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    /// An object at `path`; empty for the body itself.
    pub(super) fn read(value: &'a Value, path: &str) -> Result<Self, Refusal> {
        let keys = value.as_object().ok_or_else(|| wrong_type(path, "an object"))?;
        Ok(Self { path: path.to_owned(), keys })
    }

    /// The object with no other keys than these.
    pub(super) fn with_only(self, allowed: &[&str]) -> Result<Self, Refusal> {
        match self.keys.keys().find(|key| !allowed.contains(&key.as_str())) {
            Some(unknown) => {
                Err(Refusal::malformed(100, format!("unexpected key '{}'", self.place(unknown))))
            }
            None => Ok(self),
        }
    }

    /// The path of a key.
    pub(super) fn place(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The value of a key that must be there.
    pub(super) fn value(&self, key: &str) -> Result<&'a Value, Refusal> {
        self.keys
            .get(key)
            .ok_or_else(|| Refusal::malformed(131_008, format!("'{}' is required", self.place(key))))
    }

    /// A text that may be absent.
    pub(super) fn text_if_any(&self, key: &str) -> Result<Option<&'a str>, Refusal> {
        match self.keys.get(key) {
            None => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or_else(|| wrong_type(&self.place(key), "a string")),
        }
    }

    /// A text that must be there.
    pub(super) fn text(&self, key: &str) -> Result<&'a str, Refusal> {
        self.value(key)?.as_str().ok_or_else(|| wrong_type(&self.place(key), "a string"))
    }

    /// A text that must be there, with something in it and at most `len_max` characters.
    pub(super) fn text_up_to(&self, key: &str, len_max: usize) -> Result<&'a str, Refusal> {
        let text = self.text(key)?;
        if text.trim().is_empty() {
            return Err(Refusal::malformed(131_008, format!("'{}' is empty", self.place(key))));
        }
        self.measured(key, text, len_max)
    }

    /// A text that may be absent, with at most `len_max` characters.
    pub(super) fn text_if_any_up_to(&self, key: &str, len_max: usize) -> Result<Option<&'a str>, Refusal> {
        self.text_if_any(key)?.map(|text| self.measured(key, text, len_max)).transpose()
    }

    fn measured(&self, key: &str, text: &'a str, len_max: usize) -> Result<&'a str, Refusal> {
        let len = text.chars().count();
        if len > len_max {
            let details = format!("'{}' has {len} characters, at most {len_max} are taken", self.place(key));
            return Err(Refusal::malformed(100, details));
        }
        Ok(text)
    }

    /// A text that must be this one.
    pub(super) fn constant(&self, key: &str, expected: &str) -> Result<(), Refusal> {
        let found = self.text(key)?;
        if found == expected {
            return Ok(());
        }
        Err(Refusal::malformed(100, format!("'{}' must be '{expected}', not '{found}'", self.place(key))))
    }

    /// `true` or `false`, or nothing.
    pub(super) fn flag_if_any(&self, key: &str) -> Result<Option<bool>, Refusal> {
        match self.keys.get(key) {
            None => Ok(None),
            Some(value) => {
                value.as_bool().map(Some).ok_or_else(|| wrong_type(&self.place(key), "true or false"))
            }
        }
    }

    /// A number that may be written as a string, as Meta's samples do with degrees and button positions.
    pub(super) fn number(&self, key: &str) -> Result<f64, Refusal> {
        let value = self.value(key)?;
        let number = match value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        number.ok_or_else(|| wrong_type(&self.place(key), "a number"))
    }

    /// An object that must be there.
    pub(super) fn object(&self, key: &str) -> Result<Self, Refusal> {
        Self::read(self.value(key)?, &self.place(key))
    }

    /// An object that may be absent.
    pub(super) fn object_if_any(&self, key: &str) -> Result<Option<Self>, Refusal> {
        self.keys.get(key).map(|value| Self::read(value, &self.place(key))).transpose()
    }

    /// The objects of a list that must be there, with at least `len_min` and at most `len_max` of them.
    pub(super) fn objects(&self, key: &str, len_min: usize, len_max: usize) -> Result<Vec<Self>, Refusal> {
        let list = self.value(key)?.as_array().ok_or_else(|| wrong_type(&self.place(key), "a list"))?;
        if list.len() < len_min || list.len() > len_max {
            let place = self.place(key);
            let details = format!("'{place}' has {} entries, {len_min} to {len_max} are taken", list.len());
            return Err(Refusal::malformed(100, details));
        }
        list.iter()
            .enumerate()
            .map(|(index, value)| Self::read(value, &format!("{}[{index}]", self.place(key))))
            .collect()
    }
}

fn wrong_type(path: &str, expected: &str) -> Refusal {
    let place = if path.is_empty() { "the body" } else { path };
    Refusal::malformed(100, format!("'{place}' must be {expected}"))
}
