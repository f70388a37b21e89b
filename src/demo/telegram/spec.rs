//! What the published Bot API takes: methods, parameters, objects and limits, read once from `bot_api.json`.
//!
//! The file holds names, types, required flags and numbers of Bot API 10.3 and nothing else. It is data and not code
//! so that a newer version is one file to exchange. Types are parsed into [`Kind`] when the table is loaded; checking
//! a request walks them without looking at text again.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The type of a parameter or field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Float,
    Boolean,
    /// A flag that may only be there or not.
    True,
    Text,
    /// An upload, the id of a file that is known, or an address.
    File,
    List(Box<Kind>),
    /// Named in [`Spec::objects`].
    Object(String),
    /// Named in [`Spec::unions`]; told apart by a constant field.
    Union(String),
    OneOf(Vec<Kind>),
}

/// One parameter of a method, or one field of an object.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) limits: Limits,
}

/// What a value may be beside its type; each limit is inclusive.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Limits {
    /// Characters; of a text with markup, after the markup was taken out.
    pub(super) chars: Option<(usize, usize)>,
    /// Bytes of UTF-8.
    pub(super) bytes: Option<(usize, usize)>,
    /// Items of a list.
    pub(super) items: Option<(usize, usize)>,
    /// A number from, to.
    pub(super) range: Option<(i32, i32)>,
    /// The only texts that are allowed.
    pub(super) is: Option<Vec<String>>,
    /// The only numbers that are allowed.
    pub(super) one_of: Option<Vec<i64>>,
    /// Empty or two letters of ISO 639-1.
    #[serde(default)]
    pub(super) language: bool,
}

/// The fields of a method or object.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
    by_name: HashMap<String, usize>,
}

impl Shape {
    /// The field of that name.
    pub(super) fn find_field(&self, name: &str) -> Option<&Field> {
        self.by_name.get(name).and_then(|at| self.fields.get(*at))
    }
}

/// The whole table.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) version: String,
    pub(super) update_kinds: Vec<String>,
    /// By name in lower case: the real server does not look at case either.
    methods: HashMap<String, Shape>,
    objects: HashMap<String, Shape>,
    unions: HashMap<String, Vec<Kind>>,
}

impl Spec {
    /// The method of that name, in whatever case.
    pub(super) fn find_method(&self, name: &str) -> Option<&Shape> {
        self.methods.get(&name.to_ascii_lowercase())
    }

    /// The object of that name.
    pub(super) fn find_object(&self, name: &str) -> Option<&Shape> {
        self.objects.get(name)
    }

    /// The kinds a union may be.
    pub(super) fn union_of(&self, name: &str) -> &[Kind] {
        self.unions.get(name).map_or(&[], Vec::as_slice)
    }

    /// How many methods there are.
    #[cfg(test)]
    pub(super) fn method_count(&self) -> usize {
        self.methods.len()
    }
}

/// The table, parsed at first use.
pub(super) fn spec() -> &'static Spec {
    static SPEC: LazyLock<Spec> = LazyLock::new(|| load(include_str!("bot_api.json")));
    &SPEC
}

#[derive(Deserialize)]
struct Raw {
    version: String,
    update_kinds: Vec<String>,
    methods: BTreeMap<String, Vec<RawField>>,
    objects: BTreeMap<String, Vec<RawField>>,
    unions: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct RawField {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    limits: Limits,
}

#[expect(clippy::expect_used, reason = "the text is compiled in and a test loads it")]
fn load(text: &str) -> Spec {
    let raw: Raw = serde_json::from_str(text).expect("bot_api.json has the shape described here");
    let union_names: Vec<String> = raw.unions.keys().cloned().collect();
    let shape = |name: &str, fields: Vec<RawField>| {
        let fields: Vec<Field> = fields
            .into_iter()
            .map(|field| Field {
                name: field.name,
                kind: parse_kind(&field.kind, &union_names),
                required: field.required,
                limits: field.limits,
            })
            .collect();
        let by_name = fields.iter().enumerate().map(|(at, field)| (field.name.clone(), at)).collect();
        Shape { name: name.to_owned(), fields, by_name }
    };
    let methods =
        raw.methods.into_iter().map(|(name, fields)| (name.to_ascii_lowercase(), shape(&name, fields)));
    let methods = methods.collect();
    let objects = raw.objects.into_iter().map(|(name, fields)| (name.clone(), shape(&name, fields)));
    let objects = objects.collect();
    let unions = raw.unions.iter().map(|(name, kinds)| {
        (name.clone(), kinds.iter().map(|kind| parse_kind(kind, &union_names)).collect())
    });
    let unions = unions.collect();
    Spec { version: raw.version, update_kinds: raw.update_kinds, methods, objects, unions }
}

/// Parses a type as the documentation writes it: `Array of X`, `A or B`, `A, B and C`.
fn parse_kind(text: &str, unions: &[String]) -> Kind {
    if let Some(item) = text.strip_prefix("Array of ") {
        return Kind::List(Box::new(parse_kind(item, unions)));
    }
    if text == "InputFile or String" {
        return Kind::File;
    }
    let text = text.replace(" and ", " or ").replace(", ", " or ");
    if text.contains(" or ") {
        return Kind::OneOf(text.split(" or ").map(|kind| parse_kind(kind, unions)).collect());
    }
    match text.as_str() {
        "Integer" => Kind::Integer,
        "Float" => Kind::Float,
        "Boolean" => Kind::Boolean,
        "True" => Kind::True,
        "String" => Kind::Text,
        "InputFile" => Kind::File,
        name if unions.iter().any(|union| union == name) => Kind::Union(name.to_owned()),
        name => Kind::Object(name.to_owned()),
    }
}
