//! Interactive messages: reply buttons, lists, a link, a request for the place or the number.

use super::content::{File, MediaKind, read_file};
use super::refusal::Refusal;
use super::shape::Object;

const HEADER_LEN_MAX: usize = 60;
const FOOTER_LEN_MAX: usize = 60;
const BODY_LEN_MAX: usize = 1_024;
const LIST_BODY_LEN_MAX: usize = 4_096;
const REPLY_BUTTONS_MAX: usize = 3;
const SECTIONS_MAX: usize = 10;
const ROWS_MAX: usize = 10;

/// Something the contact can tap, with what a tap sends back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) value: Option<String>,
}

/// An interactive message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Interactive {
    pub(super) header: Option<String>,
    pub(super) file: Option<File>,
    pub(super) body: String,
    pub(super) footer: Option<String>,
    pub(super) choices: Vec<Choice>,
}

/// Reads the `interactive` object.
pub(super) fn read(object: Object<'_>) -> Result<Interactive, Refusal> {
    let object = object.with_only(&["type", "header", "body", "footer", "action"])?;
    let kind = object.text("type")?;
    let body_len_max = if kind == "list" { LIST_BODY_LEN_MAX } else { BODY_LEN_MAX };
    let body = object.object("body")?.with_only(&["text"])?.text_up_to("text", body_len_max)?.to_owned();
    let footer = match object.object_if_any("footer")? {
        Some(footer) => Some(footer.with_only(&["text"])?.text_up_to("text", FOOTER_LEN_MAX)?.to_owned()),
        None => None,
    };
    let (header, file) = match object.object_if_any("header")? {
        Some(header) => read_header(&header)?,
        None => (None, None),
    };
    let action = object.object("action")?;
    let choices = match kind {
        "button" => read_buttons(action)?,
        "list" => read_list(action)?,
        "cta_url" => read_link(action)?,
        "location_request_message" => {
            action.with_only(&["name"])?.constant("name", "send_location")?;
            vec![Choice { kind: "send_location", text: String::new(), value: None }]
        }
        "request_contact_info" => {
            action.with_only(&["name"])?.constant("name", "request_contact_info")?;
            vec![Choice { kind: "request_contact_info", text: String::new(), value: None }]
        }
        unknown => {
            return Err(Refusal::malformed(131_009, format!("'{}' is '{unknown}'", object.place("type"))));
        }
    };
    Ok(Interactive { header, file, body, footer, choices })
}

fn read_header(header: &Object<'_>) -> Result<(Option<String>, Option<File>), Refusal> {
    let kind = header.text("type")?;
    let header = header.clone().with_only(&["type", kind])?;
    if kind == "text" {
        return Ok((Some(header.text_up_to("text", HEADER_LEN_MAX)?.to_owned()), None));
    }
    match MediaKind::named(kind) {
        Some(media @ (MediaKind::Image | MediaKind::Video | MediaKind::Document)) => {
            Ok((None, Some(read_file(media, &header.object(kind)?, false)?)))
        }
        Some(MediaKind::Audio | MediaKind::Sticker) | None => {
            Err(Refusal::malformed(131_009, format!("a header of type '{kind}' is not known")))
        }
    }
}

fn read_buttons(action: Object<'_>) -> Result<Vec<Choice>, Refusal> {
    let action = action.with_only(&["buttons"])?;
    let mut choices: Vec<Choice> = Vec::new();
    for button in action.objects("buttons", 1, REPLY_BUTTONS_MAX)? {
        let button = button.with_only(&["type", "reply"])?;
        button.constant("type", "reply")?;
        let reply = button.object("reply")?.with_only(&["id", "title"])?;
        choices.push(Choice {
            kind: "reply",
            text: reply.text_up_to("title", 20)?.to_owned(),
            value: Some(reply.text_up_to("id", 256)?.to_owned()),
        });
    }
    refuse_repeats(&action, choices)
}

fn read_list(action: Object<'_>) -> Result<Vec<Choice>, Refusal> {
    let action = action.with_only(&["button", "sections"])?;
    action.text_up_to("button", 20)?;
    let sections = action.objects("sections", 1, SECTIONS_MAX)?;
    let several = sections.len() > 1;
    let mut choices = Vec::new();
    for section in sections {
        let section = section.with_only(&["title", "rows"])?;
        if several {
            section.text_up_to("title", 24)?;
        } else {
            section.text_if_any_up_to("title", 24)?;
        }
        for row in section.objects("rows", 1, ROWS_MAX)? {
            let row = row.with_only(&["id", "title", "description"])?;
            row.text_if_any_up_to("description", 72)?;
            choices.push(Choice {
                kind: "list",
                text: row.text_up_to("title", 24)?.to_owned(),
                value: Some(row.text_up_to("id", 200)?.to_owned()),
            });
        }
    }
    if choices.len() > ROWS_MAX {
        return Err(Refusal::malformed(131_009, format!("a list has at most {ROWS_MAX} rows in all")));
    }
    refuse_repeats(&action, choices)
}

fn refuse_repeats(action: &Object<'_>, choices: Vec<Choice>) -> Result<Vec<Choice>, Refusal> {
    let mut seen = std::collections::HashSet::new();
    if choices.iter().all(|choice| seen.insert(choice.value.clone())) {
        return Ok(choices);
    }
    Err(Refusal::malformed(131_009, format!("ids repeat in '{}'", action.place("id"))))
}

fn read_link(action: Object<'_>) -> Result<Vec<Choice>, Refusal> {
    let action = action.with_only(&["name", "parameters"])?;
    action.constant("name", "cta_url")?;
    let parameters = action.object("parameters")?.with_only(&["display_text", "url"])?;
    Ok(vec![Choice {
        kind: "url",
        text: parameters.text_up_to("display_text", 20)?.to_owned(),
        value: Some(parameters.text_up_to("url", 2_000)?.to_owned()),
    }])
}
