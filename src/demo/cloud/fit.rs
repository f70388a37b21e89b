//! Whether the parameters of a send fit the template, and how the finished message reads.
//!
//! The order of the checks is the one agreed for this server: status, counts, kinds, names or positions, characters,
//! lengths. Which of two faults a real request would be told first is not established, so nothing may build on it.

use super::content::{File, MediaKind, Place};
use super::refusal::Refusal;
use super::template::{Components, Template, TemplateButton, fill, gaps};
use super::template_request::{ButtonRequest, Held, Parameter, Parts};
use crate::demo::handset::ButtonView;

const HEADER_LEN_MAX: usize = 60;
const BODY_LEN_MAX: usize = 1_024;
const CARD_BODY_LEN_MAX: usize = 160;
const CODE_LEN_MAX: usize = 15;
const URL_LEN_MAX: usize = 2_000;

/// The finished message.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Finished {
    pub(super) header: Option<String>,
    pub(super) file: Option<File>,
    pub(super) place: Option<Place>,
    pub(super) body: String,
    pub(super) footer: Option<String>,
    pub(super) buttons: Vec<ButtonView>,
}

/// What an uploaded file is, by its id.
pub(super) type KindOf<'a> = &'a dyn Fn(&str) -> Option<MediaKind>;

/// Only an approved template can be sent.
pub(super) fn check_status(template: Option<&Template>) -> Result<&Template, Refusal> {
    let missing =
        || Refusal::business(132_001, "there is no approved template of this name in this language");
    let template = template.ok_or_else(missing)?;
    match template.field("status").to_ascii_uppercase().as_str() {
        "APPROVED" => Ok(template),
        "PAUSED" => Err(Refusal::business(132_015, "the template is paused for its quality")),
        "DISABLED" => Err(Refusal::business(132_016, "the template is disabled for its quality")),
        _ => Err(missing()),
    }
}

/// Checks the parameters against an approved template and finishes the message.
pub(super) fn finish(template: &Template, parts: &Parts, kind_of: KindOf<'_>) -> Result<Finished, Refusal> {
    let named = template.is_named();
    let components = template.components();
    let main = Fit { named, components, parts, kind_of, body_len_max: BODY_LEN_MAX };
    let cards = main.cards()?;
    let all: Vec<&Fit<'_>> = std::iter::once(&main).chain(&cards).collect();
    let checks: [Check<'_>; 5] =
        [Fit::check_counts, Fit::check_kinds, Fit::check_names, Fit::check_characters, Fit::check_lengths];
    for check in checks {
        for fit in &all {
            check(fit)?;
        }
    }
    Ok(main.finished())
}

/// One of the checks, in their order over the whole message.
type Check<'a> = fn(&Fit<'a>) -> Result<(), Refusal>;

/// One set of components with the parameters given for it: the message itself, or a card of a carousel.
struct Fit<'a> {
    named: bool,
    components: Components<'a>,
    parts: &'a Parts,
    kind_of: KindOf<'a>,
    body_len_max: usize,
}

impl<'a> Fit<'a> {
    fn cards(&self) -> Result<Vec<Self>, Refusal> {
        let wanted = self.components.cards().unwrap_or_default();
        let given = self.parts.cards.as_deref().unwrap_or_default();
        if wanted.len() != given.len() {
            return Err(count_differs("carousel", given.len(), wanted.len()));
        }
        let fits = wanted.into_iter().zip(given).map(|(components, parts)| Fit {
            named: self.named,
            components,
            parts,
            kind_of: self.kind_of,
            body_len_max: CARD_BODY_LEN_MAX,
        });
        Ok(fits.collect())
    }

    /// The texts with gaps, each with the parameters given for it.
    fn texts(&self) -> [(&'static str, &'a str, &'a [Parameter], usize); 2] {
        let header_text = if self.components.header_format() == Some("TEXT") {
            self.components.text("HEADER")
        } else {
            None
        };
        [
            (
                "header",
                header_text.unwrap_or_default(),
                if self.header_is_media() { &[] } else { self.parts.header.as_deref().unwrap_or_default() },
                HEADER_LEN_MAX,
            ),
            (
                "body",
                self.components.text("BODY").unwrap_or_default(),
                self.parts.body.as_deref().unwrap_or_default(),
                self.body_len_max,
            ),
        ]
    }

    fn header_is_media(&self) -> bool {
        self.components.header_format().is_some_and(|format| format != "TEXT")
    }

    /// The buttons, each with what was given for it.
    fn buttons(&self) -> Vec<(TemplateButton<'a>, Option<&'a ButtonRequest>)> {
        let given = |index| self.parts.buttons.iter().find(|button| button.index == index);
        let buttons = self.components.buttons().into_iter().enumerate();
        buttons.map(|(index, button)| (button, given(index))).collect()
    }

    fn check_counts(&self) -> Result<(), Refusal> {
        for (place, text, given, _len_max) in self.texts() {
            // The body of an authentication template is Meta's own text around one code.
            let expected =
                if text.is_empty() && place == "body" && self.has_otp() { 1 } else { gaps(text).len() };
            if given.len() != expected {
                return Err(count_differs(place, given.len(), expected));
            }
        }
        let buttons = self.buttons();
        for given in &self.parts.buttons {
            let fits = buttons
                .get(given.index)
                .is_some_and(|(button, _given)| button.sub_type() == Some(given.sub_type.as_str()));
            if !fits {
                let details = format!("button {} is not of sub_type '{}'", given.index, given.sub_type);
                return Err(Refusal::malformed(132_018, details));
            }
        }
        for (index, (button, given)) in buttons.iter().enumerate() {
            let count = given.map_or(0, |given| given.parameters.len());
            if button.needs_parameter() && count == 0 {
                return Err(Refusal::malformed(131_008, format!("button {index} needs a parameter")));
            }
            if count > 1 {
                return Err(count_differs(&format!("button {index}"), count, 1));
            }
        }
        if self.components.offer_ends() != self.parts.offer.as_ref().is_some_and(|given| given.len() == 1) {
            return Err(count_differs("limited_time_offer", 0, 1));
        }
        Ok(())
    }

    fn has_otp(&self) -> bool {
        self.components.buttons().iter().any(|button| button.is_otp())
    }

    fn check_kinds(&self) -> Result<(), Refusal> {
        if let (true, Some(format)) = (self.header_is_media(), self.components.header_format()) {
            self.check_media_header(format)?;
        }
        for (place, _text, given, _len_max) in self.texts() {
            for parameter in given {
                let fits = match &parameter.held {
                    Held::Text(_) => true,
                    Held::Fallback(_) => place == "body" && !self.named,
                    Held::File(_)
                    | Held::Place(_)
                    | Held::Payload(_)
                    | Held::Coupon(_)
                    | Held::Action
                    | Held::Offer => false,
                };
                if !fits {
                    return Err(format_differs(place, "text", parameter.held.name()));
                }
            }
        }
        for (button, given) in self.buttons() {
            for parameter in given.map(|given| given.parameters.as_slice()).unwrap_or_default() {
                let expected = match button.sub_type() {
                    Some("quick_reply") => "payload",
                    Some("url") => "text",
                    Some("copy_code") => "coupon_code",
                    Some(_) | None => "action",
                };
                if parameter.held.name() != expected {
                    return Err(format_differs("button", expected, parameter.held.name()));
                }
            }
        }
        Ok(())
    }

    /// Exactly one parameter of the header's kind, and an uploaded file that is of that kind.
    fn check_media_header(&self, format: &str) -> Result<(), Refusal> {
        let given = self.parts.header.as_deref().unwrap_or_default();
        let [parameter] = given else { return Err(format_differs("header", format, "nothing")) };
        let found = match &parameter.held {
            Held::File(file) => {
                let kind = match &file.source {
                    super::content::Source::Id(id) => (self.kind_of)(id).ok_or_else(|| {
                        Refusal::malformed(100, format!("header: no media with id '{id}' was uploaded"))
                    })?,
                    super::content::Source::Link(_) => file.kind,
                };
                if kind == file.kind { kind.name() } else { "a file of another kind" }
            }
            Held::Text(_)
            | Held::Fallback(_)
            | Held::Place(_)
            | Held::Payload(_)
            | Held::Coupon(_)
            | Held::Action
            | Held::Offer => parameter.held.name(),
        };
        if found.eq_ignore_ascii_case(format) {
            return Ok(());
        }
        Err(format_differs("header", format, found))
    }

    fn check_names(&self) -> Result<(), Refusal> {
        for (place, text, given, _len_max) in self.texts() {
            let wanted = gaps(text);
            let mut seen = std::collections::HashSet::new();
            for parameter in given {
                let fits = match (&parameter.name, self.named) {
                    (None, false) => true,
                    (Some(name), true) => wanted.contains(name) && seen.insert(name),
                    (Some(_), false) | (None, true) => false,
                };
                if !fits {
                    let details =
                        format!("{place}: parameters do not fit the names or positions of the template");
                    return Err(Refusal::malformed(132_018, details));
                }
            }
        }
        for (index, (button, given)) in self.buttons().into_iter().enumerate() {
            let gap_name = button.gap().filter(|gap| gap.parse::<u8>().is_err());
            for parameter in given.map(|given| given.parameters.as_slice()).unwrap_or_default() {
                if parameter.name != gap_name {
                    let details = format!("button {index}: the parameter's name does not fit the template");
                    return Err(Refusal::malformed(132_018, details));
                }
            }
        }
        Ok(())
    }

    fn check_characters(&self) -> Result<(), Refusal> {
        for (place, _text, given, _len_max) in self.texts() {
            for parameter in given {
                if let Held::Text(text) | Held::Fallback(text) = &parameter.held {
                    check_line(place, text)?;
                }
            }
        }
        for (button, given) in self.buttons() {
            for parameter in given.map(|given| given.parameters.as_slice()).unwrap_or_default() {
                match &parameter.held {
                    Held::Text(text) if button.is_otp() => check_code(text)?,
                    Held::Text(text) => check_suffix(text)?,
                    Held::Coupon(code) => check_code(code)?,
                    Held::Fallback(_)
                    | Held::File(_)
                    | Held::Place(_)
                    | Held::Payload(_)
                    | Held::Action
                    | Held::Offer => {}
                }
            }
        }
        Ok(())
    }

    fn check_lengths(&self) -> Result<(), Refusal> {
        for (place, text, given, len_max) in self.texts() {
            let len = fill(text, |gap| value_of(gap, given)).chars().count();
            if len > len_max {
                let details = format!("{place}: {len} characters after substitution, at most {len_max}");
                return Err(Refusal::malformed(132_005, details));
            }
        }
        for button in self.finished_buttons() {
            if button.kind == "url" && button.value.is_some_and(|url| url.chars().count() > URL_LEN_MAX) {
                return Err(Refusal::malformed(
                    132_005,
                    format!("an address has over {URL_LEN_MAX} characters"),
                ));
            }
        }
        Ok(())
    }

    fn finished(&self) -> Finished {
        let [(_, header, header_given, _), (_, body, body_given, _)] = self.texts();
        let mut finished = Finished {
            header: (!header.is_empty()).then(|| fill(header, |gap| value_of(gap, header_given))),
            body: fill(body, |gap| value_of(gap, body_given)),
            footer: self.components.text("FOOTER").map(str::to_owned),
            buttons: self.finished_buttons(),
            ..Finished::default()
        };
        if body.is_empty()
            && let Some(code) = value_of("1", body_given)
        {
            finished.body = code;
        }
        if self.header_is_media() {
            match self.parts.header.as_deref().and_then(<[Parameter]>::first).map(|given| &given.held) {
                Some(Held::File(file)) => finished.file = Some(file.clone()),
                Some(Held::Place(place)) => finished.place = Some(place.clone()),
                Some(_) | None => {}
            }
        }
        finished
    }

    fn finished_buttons(&self) -> Vec<ButtonView> {
        let buttons = self.buttons().into_iter().enumerate();
        buttons.map(|(index, (button, given))| finished_button(index, button, given)).collect()
    }
}

fn finished_button(index: usize, button: TemplateButton<'_>, given: Option<&ButtonRequest>) -> ButtonView {
    let held = given.and_then(|given| given.parameters.first()).map(|parameter| &parameter.held);
    let value = match (button.is_otp(), held) {
        (true, Some(Held::Text(code))) | (_, Some(Held::Coupon(code))) => Some(code.clone()),
        (false, Some(Held::Text(suffix))) => Some(fill(button.target(), |_gap| Some(suffix.clone()))),
        (_, Some(Held::Payload(payload))) => Some(payload.clone()),
        _ => Some(button.target()).filter(|target| !target.is_empty()).map(str::to_owned),
    };
    let kind = if button.is_otp() { "otp".to_owned() } else { button.kind().to_ascii_lowercase() };
    ButtonView { index, kind, text: button.label().to_owned(), value }
}

/// The value of a gap: by name, or by position counted from 1.
fn value_of(gap: &str, given: &[Parameter]) -> Option<String> {
    let by_name = given.iter().find(|parameter| parameter.name.as_deref() == Some(gap));
    let by_position = || gap.parse::<usize>().ok().and_then(|position| given.get(position.checked_sub(1)?));
    match &by_name.or_else(by_position)?.held {
        Held::Text(text) | Held::Fallback(text) => Some(text.clone()),
        Held::File(_) | Held::Place(_) | Held::Payload(_) | Held::Coupon(_) | Held::Action | Held::Offer => {
            None
        }
    }
}

fn check_line(place: &str, text: &str) -> Result<(), Refusal> {
    let fault = if text.trim().is_empty() {
        "is empty"
    } else if text.contains(['\n', '\r', '\t']) {
        "has a line break or tab"
    } else if text.contains("     ") {
        "has more than four spaces in a row"
    } else {
        return Ok(());
    };
    Err(Refusal::malformed(132_018, format!("{place}: a parameter {fault}")))
}

/// The end of an address comes percent-encoded: nothing else than what may stand in one as it is.
fn check_suffix(suffix: &str) -> Result<(), Refusal> {
    let is_encoded = !suffix.is_empty()
        && suffix.chars().all(|c| c.is_ascii_alphanumeric() || "-._~%/?#[]@!$&'()*+,;=".contains(c));
    let escapes_whole = suffix
        .split('%')
        .skip(1)
        .all(|piece| piece.chars().take(2).filter(char::is_ascii_hexdigit).count() == 2);
    if is_encoded && escapes_whole {
        return Ok(());
    }
    Err(Refusal::malformed(132_018, "the end of an address is empty or not percent-encoded"))
}

fn check_code(code: &str) -> Result<(), Refusal> {
    check_line("button", code)?;
    if code.chars().count() <= CODE_LEN_MAX {
        return Ok(());
    }
    Err(Refusal::malformed(132_018, format!("a code has at most {CODE_LEN_MAX} characters")))
}

fn count_differs(place: &str, given: usize, expected: usize) -> Refusal {
    Refusal::malformed(132_000, format!("{place}: {given} parameters given, {expected} expected"))
}

fn format_differs(place: &str, expected: &str, found: &str) -> Refusal {
    Refusal::malformed(132_012, format!("{place}: expected {expected}, found {found}"))
}
