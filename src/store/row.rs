//! Reading and writing of single values: the one place where a column becomes a value of the domain and back.
//!
//! A value that cannot be read names its table, column and row, and never itself: it may be what a person wrote.

use super::StoreError;
use crate::domain::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::sqlite::{Sqlite, SqliteRow};
use std::str::FromStr;

/// A row of a table, with what it takes to complain about it.
pub(super) struct Fields<'r> {
    table: &'static str,
    /// The column that names the row in complaints.
    key: &'static str,
    row: &'r SqliteRow,
}

impl<'r> Fields<'r> {
    /// A row of `table`, named by its column `key`.
    pub(super) const fn of(table: &'static str, key: &'static str, row: &'r SqliteRow) -> Self {
        Self { table, key, row }
    }

    /// The complaint that a column holds something else.
    pub(super) fn corrupt(&self, column: &'static str, why: &'static str) -> StoreError {
        let row = self
            .row
            .try_get::<String, _>(self.key)
            .or_else(|_not_text| self.row.try_get::<i64, _>(self.key).map(|id| id.to_string()))
            .unwrap_or_default();
        StoreError::Corrupt { table: self.table, column, row, why }
    }

    /// A value as the driver gives it: text, integer, or either of them or nothing.
    pub(super) fn get<T>(&self, column: &'static str) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, Sqlite> + sqlx::Type<Sqlite>,
    {
        self.row.try_get(column).map_err(|_driver| self.corrupt(column, "another type than expected"))
    }

    /// A small count.
    pub(super) fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        u32::try_from(self.get::<i64>(column)?).map_err(|_range| self.corrupt(column, "not a count"))
    }

    /// A time.
    pub(super) fn at(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        Timestamp::from_timestamp_millis(self.get(column)?).ok_or_else(|| self.corrupt(column, "not a time"))
    }

    /// A time, or nothing.
    pub(super) fn at_opt(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        self.get::<Option<i64>>(column)?
            .map(|ms| Timestamp::from_timestamp_millis(ms).ok_or_else(|| self.corrupt(column, "not a time")))
            .transpose()
    }

    /// Something with a text form: one of our ids.
    pub(super) fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.get::<&str>(column)?.parse().map_err(|_text| self.corrupt(column, "not an id"))
    }

    /// The same, or nothing.
    pub(super) fn parse_opt<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .map(|text| text.parse().map_err(|_text| self.corrupt(column, "not an id")))
            .transpose()
    }

    /// One of a closed set of words, or a text with a rule of its own, by its serde form.
    pub(super) fn word<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        read_word(self.get(column)?).ok_or_else(|| self.corrupt(column, "not one of the known words"))
    }

    /// The same, or nothing.
    pub(super) fn word_opt<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .map(|text| read_word(text).ok_or_else(|| self.corrupt(column, "not one of the known words")))
            .transpose()
    }

    /// Several words in one text, parted by spaces; none when the text is absent. The order is the caller's to make.
    pub(super) fn words<T: DeserializeOwned>(&self, column: &'static str) -> Result<Vec<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .unwrap_or_default()
            .split_whitespace()
            .map(|text| read_word(text).ok_or_else(|| self.corrupt(column, "not one of the known words")))
            .collect()
    }

    /// A word out of a column that holds several things.
    pub(super) fn as_word<T: DeserializeOwned>(
        &self,
        column: &'static str,
        text: &str,
    ) -> Result<T, StoreError> {
        read_word(text).ok_or_else(|| self.corrupt(column, "not one of the known words"))
    }

    /// A value kept as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        serde_json::from_str(self.get(column)?)
            .map_err(|_shape| self.corrupt(column, "JSON of another shape"))
    }

    /// The same, or nothing.
    pub(super) fn json_opt<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .map(|text| {
                serde_json::from_str(text).map_err(|_shape| self.corrupt(column, "JSON of another shape"))
            })
            .transpose()
    }
}

fn read_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    use serde::de::IntoDeserializer as _;
    use serde::de::value::{Error, StrDeserializer};
    let word: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(word).ok()
}

/// The stored form of a time: milliseconds since 1970.
pub(super) const fn ms(at: Timestamp) -> i64 {
    at.timestamp_millis()
}

/// The stored form of one of a closed set of words: its serde form without quotes.
pub(super) fn word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    let quoted = json(value)?;
    Ok(quoted.trim_matches('"').to_owned())
}

/// The stored form of a value kept as JSON.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::Unwritable)
}

/// The same, or nothing.
pub(super) fn json_opt<T: Serialize>(value: Option<&T>) -> Result<Option<String>, StoreError> {
    value.map(json).transpose()
}
