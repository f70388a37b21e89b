//! Reading JSON whose author may change it: every field may be absent, null, a number for a string or the reverse.
//!
//! Chosen: walking a [`Value`]. Rejected: derived structs, where one field of an unexpected type loses a whole batch
//! of a thousand events, and nobody sends it again.

use crate::domain::Timestamp;
use chrono::{DateTime, TimeDelta};
use serde_json::Value;

static NULL: Value = Value::Null;

/// What stands under a path of keys; null when something on the way is not there.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().try_fold(value, |value, key| value.get(key)).unwrap_or(&NULL)
}

/// A text, or a number or truth value as a text. An empty one counts as absent.
pub(super) fn text(value: &Value, path: &[&str]) -> Option<String> {
    match at(value, path) {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A whole number, or a text that is one.
pub(super) fn integer(value: &Value, path: &[&str]) -> Option<i64> {
    let found = at(value, path);
    found.as_i64().or_else(|| found.as_str().and_then(|text| text.trim().parse().ok()))
}

/// A decimal number, or a text that is one.
pub(super) fn decimal(value: &Value, path: &[&str]) -> Option<f64> {
    let found = at(value, path);
    let number = found.as_f64().or_else(|| found.as_str().and_then(|text| text.trim().parse().ok()));
    number.filter(|number| number.is_finite())
}

/// A truth value.
pub(super) fn truth(value: &Value, path: &[&str]) -> Option<bool> {
    at(value, path).as_bool()
}

/// The members of an array; none when there is no array.
pub(super) fn list<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    at(value, path).as_array().map_or(&[], Vec::as_slice)
}

/// The members of an array, or the one thing that stands in its place.
pub(super) fn one_or_many(value: &Value) -> &[Value] {
    match value {
        Value::Array(many) => many,
        Value::Null => &[],
        Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            std::slice::from_ref(value)
        }
    }
}

/// A moment in seconds since 1970. One from before that or from far ahead of `now` is a defect of the sender and
/// counts as absent: it would order a conversation wrongly for good.
pub(super) fn moment(value: &Value, path: &[&str], now: Timestamp) -> Option<Timestamp> {
    let seconds = integer(value, path).filter(|seconds| *seconds > 0)?;
    DateTime::from_timestamp(seconds, 0).filter(|at| *at - now < TimeDelta::days(1))
}
