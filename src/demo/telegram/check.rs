//! Checks a request against the published Bot API: every name, type, limit and required value.
//!
//! Stricter than the real server in two points, on purpose: a parameter that does not exist is refused (the real one
//! ignores it, and a misspelt parameter goes unnoticed), and so is an upload that nothing refers to. Where the real
//! server's text is known it is the answer; the list of invalid requests has the exact place besides.
//! While checking, values are brought to their JSON type, so that who carries the request out need not ask how it came.

use super::body::Params;
use super::markup::{self, Formatted};
use super::refusal::Refusal;
use super::rules;
use super::spec::{Field, Kind, Shape, spec};
use serde_json::{Map, Value};
use std::fmt;

/// Where in a request something stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => write!(f, "{name}"),
            Self::Field(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer, at) => write!(f, "{outer}[{at}]"),
        }
    }
}

/// Checks a request for a method; gives the text or caption with its markup taken out, where there is one.
pub(super) fn check(method: &Shape, params: &mut Params) -> Result<Option<Formatted>, Refusal> {
    for name in params.files.keys() {
        if method.find_field(name).is_some_and(|field| field.kind == Kind::File) {
            params.values.insert(name.clone(), Value::String(format!("attach://{name}")));
        }
    }
    let formatted = check_fields(method, &mut params.values, Place::Root, params.loose)?;
    rules::method(&method.name, &params.values)?;
    if !params.files.is_empty() {
        check_uploads(params)?;
    }
    Ok(formatted)
}

fn check_fields(
    shape: &Shape,
    values: &mut Map<String, Value>,
    place: Place<'_>,
    loose: bool,
) -> Result<Option<Formatted>, Refusal> {
    values.retain(|_, value| !value.is_null());
    for (name, value) in values.iter_mut() {
        let here = Place::Field(&place, name);
        let Some(field) = shape.find_field(name) else {
            return Err(Refusal::invalid(format!("{} has no \"{here}\"", shape.name)));
        };
        check_value(&field.kind, value, here, loose)?;
        check_limits(field, value, here)?;
    }
    if let Some(missing) =
        shape.fields.iter().find(|field| field.required && !values.contains_key(&field.name))
    {
        let detail = format!("{} lacks \"{}\"", shape.name, Place::Field(&place, &missing.name));
        return Err(Refusal::invalid_because(rules::missing_text(&shape.name, &missing.name), detail));
    }
    rules::object(&shape.name, values, place)?;
    markup::read_from(shape, values, place)
}

fn check_value(kind: &Kind, value: &mut Value, place: Place<'_>, loose: bool) -> Result<(), Refusal> {
    match kind {
        Kind::Integer => to_integer(value, place, loose),
        Kind::Float => to_float(value, place, loose),
        Kind::Boolean => to_boolean(value, place, loose),
        Kind::True => {
            to_boolean(value, place, loose)?;
            if *value == true { Ok(()) } else { Err(wrong_type(place, "true")) }
        }
        Kind::Text | Kind::File if value.is_string() => Ok(()),
        Kind::Text | Kind::File => Err(wrong_type(place, "a string")),
        Kind::List(item) => {
            parse_nested(value, place)?;
            let Value::Array(items) = value else { return Err(wrong_type(place, "a list")) };
            for (at, value) in items.iter_mut().enumerate() {
                check_value(item, value, Place::Item(&place, at), false)?;
            }
            Ok(())
        }
        Kind::Object(name) => check_object(name, value, place),
        Kind::Union(name) => check_any(spec().union_of(name), value, place, loose),
        Kind::OneOf(kinds) => check_any(kinds, value, place, loose),
    }
}

fn check_object(name: &str, value: &mut Value, place: Place<'_>) -> Result<(), Refusal> {
    parse_nested(value, place)?;
    let Value::Object(fields) = value else { return Err(wrong_type(place, "an object")) };
    match spec().find_object(name) {
        Some(shape) => check_fields(shape, fields, place, false).map(drop),
        None => Ok(()),
    }
}

/// One of several kinds: objects are told apart by what they must contain, plain values by trying.
fn check_any(kinds: &[Kind], value: &mut Value, place: Place<'_>, loose: bool) -> Result<(), Refusal> {
    let objects_only = kinds.iter().all(|kind| matches!(kind, Kind::Object(_) | Kind::Union(_)));
    if objects_only {
        parse_nested(value, place)?;
    }
    if let Value::Object(fields) = value {
        let fits = |kind: &&Kind| match kind {
            Kind::Object(name) => spec().find_object(name).is_some_and(|shape| looks_like(shape, fields)),
            Kind::Union(_) => true,
            Kind::Integer
            | Kind::Float
            | Kind::Boolean
            | Kind::True
            | Kind::Text
            | Kind::File
            | Kind::List(_)
            | Kind::OneOf(_) => false,
        };
        return match kinds.iter().find(fits) {
            Some(kind) => check_value(kind, value, place, loose),
            None => Err(wrong_type(place, "one of the objects that may stand here")),
        };
    }
    let mut refused = wrong_type(place, "of another type");
    for kind in kinds {
        match check_value(kind, value, place, loose) {
            Ok(()) => return Ok(()),
            Err(refusal) => refused = refusal,
        }
    }
    Err(refused)
}

/// Whether the fields that must be there are, and constants have their value.
fn looks_like(shape: &Shape, fields: &Map<String, Value>) -> bool {
    shape.fields.iter().filter(|field| field.required).all(|field| {
        let value = fields.get(&field.name);
        let constant = field.limits.is.as_ref().filter(|_| matches!(field.name.as_str(), "type" | "source"));
        match (value, constant) {
            (None, _) => false,
            (Some(value), Some(allowed)) => {
                value.as_str().is_some_and(|value| allowed.iter().any(|a| a == value))
            }
            (Some(_), None) => true,
        }
    })
}

fn check_limits(field: &Field, value: &Value, place: Place<'_>) -> Result<(), Refusal> {
    let limits = &field.limits;
    if let Value::String(text) = value {
        if let Some((min, max)) = limits.bytes
            && !(min..=max).contains(&text.len())
        {
            return Err(out_of(place, &field.name, "bytes", text.len(), min, max));
        }
        if let Some((min, max)) = limits.chars
            && !markup::may_have_markup(&field.name)
        {
            let len = text.chars().count();
            if !(min..=max).contains(&len) {
                return Err(out_of(place, &field.name, "characters", len, min, max));
            }
        }
        if let Some(allowed) = &limits.is
            && !allowed.iter().any(|allowed| allowed == text)
        {
            return Err(Refusal::invalid(format!("\"{place}\" must be one of {}", allowed.join(", "))));
        }
        if limits.language && !rules::is_language(text) {
            let detail = format!("\"{place}\" is not a language of two letters");
            return Err(Refusal::invalid_because("invalid language code specified", detail));
        }
    }
    if let (Some((min, max)), Some(items)) = (limits.items, value.as_array())
        && !(min..=max).contains(&items.len())
    {
        return Err(out_of(place, &field.name, "items", items.len(), min, max));
    }
    if let (Some((min, max)), Some(number)) = (limits.range, value.as_f64())
        && !(f64::from(min)..=f64::from(max)).contains(&number)
    {
        return Err(Refusal::invalid(format!("\"{place}\" is {number}, not within {min} to {max}")));
    }
    if let (Some(allowed), Some(number)) = (&limits.one_of, value.as_i64())
        && !allowed.contains(&number)
    {
        return Err(Refusal::invalid(format!(
            "\"{place}\" is {number}, which is not one of the fixed values"
        )));
    }
    Ok(())
}

/// A value has the wrong length.
pub(super) fn out_of(
    place: Place<'_>,
    field: &str,
    unit: &str,
    len: usize,
    min: usize,
    max: usize,
) -> Refusal {
    let detail = format!("\"{place}\" has {len} {unit}, not {min} to {max}");
    let is_parameter = matches!(place, Place::Field(Place::Root, _));
    let said = rules::length_text(field, is_parameter, len < min).unwrap_or(&detail);
    Refusal::invalid_because(said, detail.clone())
}

fn wrong_type(place: Place<'_>, expected: &str) -> Refusal {
    Refusal::invalid(format!("\"{place}\" is not {expected}"))
}

/// Objects and lists may come as JSON in a string, in every kind of body.
fn parse_nested(value: &mut Value, place: Place<'_>) -> Result<(), Refusal> {
    if let Value::String(text) = value {
        *value = serde_json::from_str(text)
            .map_err(|error| Refusal::invalid(format!("can't parse \"{place}\" as JSON: {error}")))?;
    }
    Ok(())
}

fn to_integer(value: &mut Value, place: Place<'_>, loose: bool) -> Result<(), Refusal> {
    if let (true, Value::String(text)) = (loose, &*value)
        && let Ok(number) = text.trim().parse::<i64>()
    {
        *value = number.into();
    }
    if value.is_i64() { Ok(()) } else { Err(wrong_type(place, "an integer")) }
}

fn to_float(value: &mut Value, place: Place<'_>, loose: bool) -> Result<(), Refusal> {
    if let (true, Value::String(text)) = (loose, &*value)
        && let Ok(number) = text.trim().parse::<f64>()
    {
        *value = number.into();
    }
    if value.is_number() { Ok(()) } else { Err(wrong_type(place, "a number")) }
}

fn to_boolean(value: &mut Value, place: Place<'_>, loose: bool) -> Result<(), Refusal> {
    if let (true, Value::String(text)) = (loose, &*value) {
        match text.to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => *value = true.into(),
            "false" | "0" | "no" | "" => *value = false.into(),
            _other => {}
        }
    }
    if value.is_boolean() { Ok(()) } else { Err(wrong_type(place, "a boolean")) }
}

/// Every upload must be referred to, and every reference must have its upload.
fn check_uploads(params: &Params) -> Result<(), Refusal> {
    let mut referred = Vec::new();
    for value in params.values.values() {
        collect_attachments(value, &mut referred);
    }
    if let Some(name) = referred.iter().find(|name| !params.files.contains_key(**name)) {
        return Err(Refusal::invalid(format!("there is no upload named \"{name}\"")));
    }
    match params.files.keys().find(|name| !referred.contains(&name.as_str())) {
        Some(name) => Err(Refusal::invalid(format!("nothing refers to the upload \"{name}\""))),
        None => Ok(()),
    }
}

fn collect_attachments<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => into.extend(text.strip_prefix("attach://")),
        Value::Array(items) => items.iter().for_each(|item| collect_attachments(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| collect_attachments(field, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
