//! `GET /{business_account_id}/message_templates`: filters, fields, pages with opaque cursors that go stale.

use super::refusal::Refusal;
use super::template::Template;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

/// Entries of a page when nothing is asked for.
const LIMIT: usize = 25;
/// Entries of the largest page.
const LIMIT_MAX: usize = 1_000;

/// Fields of a template that may be asked for.
const FIELDS: [&str; 15] = [
    "id",
    "name",
    "language",
    "status",
    "category",
    "sub_category",
    "previous_category",
    "correct_category",
    "components",
    "parameter_format",
    "quality_score",
    "rejected_reason",
    "library_template_name",
    "message_send_ttl_seconds",
    "cta_url_link_tracking_opted_out",
];

/// Parameters of a list of templates.
const PARAMETERS: [&str; 10] = [
    "fields",
    "limit",
    "after",
    "before",
    "name",
    "name_or_content",
    "status",
    "category",
    "language",
    "quality_score",
];

/// The pairs of a query.
pub(super) type Query = [(String, String)];

/// The value of a parameter.
pub(super) fn parameter<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    query.iter().find(|(key, _value)| key == name).map(|(_key, value)| value.as_str())
}

/// Refuses parameters that are not known: a typing error would silently list everything.
pub(super) fn refuse_unknown(query: &Query, known: &[&str]) -> Result<(), Refusal> {
    match query.iter().find(|(key, _value)| !known.contains(&key.as_str())) {
        Some((key, _value)) => Err(Refusal::malformed(100, format!("unknown parameter '{key}'"))),
        None => Ok(()),
    }
}

/// The fields asked for, checked against those that exist; `None` when all are wanted.
pub(super) fn fields<'a>(query: &'a Query, known: &[&str]) -> Result<Option<Vec<&'a str>>, Refusal> {
    let Some(list) = parameter(query, "fields") else { return Ok(None) };
    let fields: Vec<&str> = list.split(',').map(str::trim).filter(|field| !field.is_empty()).collect();
    // A field may have its own parameters: `quality_score.x(y)` or `components{…}`.
    let bare = |field: &str| field.split(['.', '{', '(']).next().unwrap_or(field).to_owned();
    match fields.iter().find(|field| !known.contains(&bare(field).as_str())) {
        Some(unknown) => Err(Refusal::malformed(100, format!("there is no field '{unknown}' here"))),
        None => Ok(Some(fields)),
    }
}

/// The entry with the fields asked for; the id is always there.
pub(super) fn pick(entry: &Map<String, Value>, fields: Option<&[&str]>) -> Value {
    let Some(fields) = fields else { return Value::Object(entry.clone()) };
    let wanted = |key: &str| key == "id" || fields.contains(&key);
    Value::Object(
        entry
            .iter()
            .filter(|(key, _value)| wanted(key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}

/// One template with the fields asked for.
pub(super) fn one(template: &Template, query: &Query) -> Result<Value, Refusal> {
    refuse_unknown(query, &["fields"])?;
    Ok(pick(&template.listed, fields(query, &FIELDS)?.as_deref()))
}

/// A page. `generation` is part of every cursor: cursors of another one are stale. `own_url` is the address of the list
/// without its query.
pub(super) fn page(
    templates: &[Template],
    query: &Query,
    generation: u32,
    own_url: &str,
) -> Result<Value, Refusal> {
    refuse_unknown(query, &PARAMETERS)?;
    let fields = fields(query, &FIELDS)?;
    let limit = match parameter(query, "limit") {
        None => LIMIT,
        Some(text) => {
            text.parse::<usize>().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit)).ok_or_else(|| {
                Refusal::malformed(100, format!("'limit' is a number from 1 to {LIMIT_MAX}"))
            })?
        }
    };
    let matching: Vec<&Template> = templates.iter().filter(|template| matches(template, query)).collect();
    let start = match (parameter(query, "after"), parameter(query, "before")) {
        (None, None) => 0,
        (Some(after), _) => position(&matching, after, generation)?.saturating_add(1),
        (None, Some(before)) => position(&matching, before, generation)?.saturating_sub(limit),
    };
    let shown: Vec<&Template> = matching.iter().skip(start).take(limit).copied().collect();
    let data: Vec<Value> = shown.iter().map(|template| pick(&template.listed, fields.as_deref())).collect();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Ok(json!({"data": data})) };
    let after = cursor(last, generation);
    let mut paging = json!({"cursors": {"before": cursor(first, generation), "after": after}});
    if start.saturating_add(shown.len()) < matching.len()
        && let Some(paging) = paging.as_object_mut()
    {
        let mut next = format!("{own_url}?after={after}&limit={limit}");
        let rest = query.iter().filter(|(key, _)| !matches!(key.as_str(), "after" | "before" | "limit"));
        for (key, value) in rest {
            next.extend(["&", key, "="]);
            next.extend(percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC));
        }
        paging.insert("next".to_owned(), json!(next));
    }
    Ok(json!({"data": data, "paging": paging}))
}

fn matches(template: &Template, query: &Query) -> bool {
    let same = |key: &str| {
        parameter(query, key).is_none_or(|wanted| template.field(key).eq_ignore_ascii_case(wanted))
    };
    let text = parameter(query, "name_or_content").is_none_or(|wanted| {
        let body = template.components().text("BODY").unwrap_or_default();
        template.field("name").contains(wanted) || body.contains(wanted)
    });
    let quality = parameter(query, "quality_score").is_none_or(|wanted| {
        let score = template.listed.get("quality_score").and_then(|quality| quality.get("score")?.as_str());
        score.unwrap_or("UNKNOWN").eq_ignore_ascii_case(wanted)
    });
    same("name") && same("status") && same("category") && same("language") && text && quality
}

fn cursor(template: &Template, generation: u32) -> String {
    URL_SAFE_NO_PAD.encode(format!("{generation}/{}", template.field("id")))
}

fn position(templates: &[&Template], cursor: &str, generation: u32) -> Result<usize, Refusal> {
    let found = || {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let (of, id) = decoded.split_once('/')?;
        (of.parse() == Ok(generation)).then_some(())?;
        templates.iter().position(|template| template.field("id") == id)
    };
    found().ok_or_else(|| Refusal::business(131_059, "the cursor is not valid any more; begin again"))
}
