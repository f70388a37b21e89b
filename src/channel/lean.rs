//! JSON read without its longest texts: a file inside a webhook would stand in memory twice, and is fetched by its id.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Bytes of a text from which it is left out: four times the longest that WhatsApp lets people write.
const TEXT_LEN_MAX: usize = 64 * 1024;

/// Reads JSON; texts that are too long are null.
pub(super) fn from_slice(body: &[u8]) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = (&mut reader).deserialize_any(Lean)?;
    reader.end()?;
    Ok(value)
}

#[derive(Clone, Copy)]
struct Lean;

impl<'de> DeserializeSeed<'de> for Lean {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Lean {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(if text.len() > TEXT_LEN_MAX { Value::Null } else { Value::from(text) })
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(member) = members.next_element_seed(self)? {
            array.push(member);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            object.insert(key, entries.next_value_seed(self)?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn a_long_text_is_left_out_and_all_else_is_as_it_was() {
        let long = "A".repeat(TEXT_LEN_MAX + 1);
        let body = json!({"message": {"base64": long, "list": [1, -2, 2.5, true, null, "x\"y"]}}).to_string();
        let read = from_slice(body.as_bytes()).unwrap();
        assert_eq!(read, json!({"message": {"base64": null, "list": [1, -2, 2.5, true, null, "x\"y"]}}));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_as_the_library_reads_it(body in "\\PC{0,60}|[\\[\\]{}\",:0-9a-z .-]{0,60}") {
            let lean = from_slice(body.as_bytes()).ok();
            prop_assert_eq!(lean, serde_json::from_slice::<Value>(body.as_bytes()).ok());
        }
    }
}
