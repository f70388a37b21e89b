//! The envelope of `POST /{phone_number_id}/messages`: to whom, in answer to what, under which reference, and what kind
//! of content; or a read receipt, which uses the same address.

use super::content::{self, Content};
use super::refusal::Refusal;
use super::shape::Object;
use crate::demo::handset::numbers;
use serde_json::Value;

/// Characters of the reference that is echoed in status webhooks.
const REFERENCE_LEN_MAX: usize = 512;
/// Digits of the shortest and longest number with its country code (E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// What was posted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Posted {
    /// A message to be sent.
    Message(Box<Outgoing>),
    /// A message of a contact was read, and perhaps an answer is being typed.
    Read { message_id: String },
}

/// Whom a message is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Recipient {
    /// A number: as written, and its digits.
    Number { input: String, digits: String },
    /// A business-scoped id.
    Scoped(String),
}

/// A message to be sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outgoing {
    pub(super) recipient: Recipient,
    pub(super) quoted: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) content: Content,
}

/// Reads the body, refusing what is not in the published shape.
pub(super) fn read(body: &Value) -> Result<Posted, Refusal> {
    let object = Object::read(body, "")?;
    object.constant("messaging_product", "whatsapp")?;
    if object.has("status") {
        return read_receipt(object);
    }
    let kind = object.text("type")?;
    let allowed = [
        "messaging_product",
        "recipient_type",
        "to",
        "recipient",
        "context",
        "biz_opaque_callback_data",
        "type",
        kind,
    ];
    let object = object.with_only(&allowed)?;
    if object.has("recipient_type") {
        object.constant("recipient_type", "individual")?;
    }
    let quoted = match object.object_if_any("context")? {
        Some(context) => Some(context.with_only(&["message_id"])?.text_up_to("message_id", 512)?.to_owned()),
        None => None,
    };
    let reference = object.text_if_any_up_to("biz_opaque_callback_data", REFERENCE_LEN_MAX)?;
    let recipient = read_recipient(&object)?;
    let content = content::read(kind, &object)?;
    if quoted.is_some() && matches!(content, Content::Reaction { .. }) {
        return Err(Refusal::malformed(100, "a reaction cannot be sent as an answer"));
    }
    let reference = reference.map(str::to_owned);
    Ok(Posted::Message(Box::new(Outgoing { recipient, quoted, reference, content })))
}

fn read_receipt(object: Object<'_>) -> Result<Posted, Refusal> {
    let object = object.with_only(&["messaging_product", "status", "message_id", "typing_indicator"])?;
    object.constant("status", "read")?;
    if let Some(typing) = object.object_if_any("typing_indicator")? {
        typing.with_only(&["type"])?.constant("type", "text")?;
    }
    Ok(Posted::Read { message_id: object.text("message_id")?.to_owned() })
}

/// `to` wins when both are there.
fn read_recipient(object: &Object<'_>) -> Result<Recipient, Refusal> {
    if !object.has("to")
        && let Some(scoped) = object.text_if_any("recipient")?
    {
        let is_scoped = scoped.split_once('.').is_some_and(|(country, rest)| {
            country.len() == 2
                && !rest.is_empty()
                && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
        });
        if !is_scoped {
            return Err(Refusal::malformed(131_009, "'recipient' is not a business-scoped id"));
        }
        return Ok(Recipient::Scoped(scoped.to_owned()));
    }
    let input = object.text("to")?;
    let digits = numbers::digits(input);
    let is_number = input.chars().all(|c| c.is_ascii_digit() || "+-() .".contains(c));
    if !is_number || !DIGITS.contains(&digits.len()) {
        return Err(Refusal::malformed(131_009, "'to' is not a phone number"));
    }
    Ok(Recipient::Number { input: input.to_owned(), digits })
}
