//! What WhatsApp makes of a number: the table of the ninth digit and its likes.
//!
//! Meta gives no rules, only the fact that the id may differ from what was dialled. The table here is what is commonly
//! seen; an exception is a contact with an id of its own.

/// Area codes of Brazil below this keep the ninth digit in their WhatsApp id.
const DROPS_NINTH_FROM: u8 = 31;

/// The digits of a text, in any spelling.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The id WhatsApp has for a number, given as digits with the country code. One id for every spelling of a number:
/// Brazil with and without the ninth digit, Mexico with and without the old `1`.
pub fn wa_id(digits: &str) -> String {
    if let Some(rest) = digits.strip_prefix("55") {
        return format!("55{}", brazil(rest));
    }
    if let Some(rest) = digits.strip_prefix("52")
        && rest.len() == 10
    {
        return format!("521{rest}");
    }
    digits.to_owned()
}

/// Area code and subscriber of a Brazilian number as WhatsApp has them.
fn brazil(rest: &str) -> String {
    let (Some(area), Some(subscriber)) = (rest.get(..2), rest.get(2..)) else { return rest.to_owned() };
    let drops = area.parse::<u8>().is_ok_and(|area| area >= DROPS_NINTH_FROM);
    let is_mobile = |eight: &str| eight.starts_with(['6', '7', '8', '9']);
    match (subscriber.len(), subscriber.strip_prefix('9')) {
        (9, Some(eight)) if drops => format!("{area}{eight}"),
        (8, _) if !drops && is_mobile(subscriber) => format!("{area}9{subscriber}"),
        _ => rest.to_owned(),
    }
}

/// ISO code of the country, for ids that begin with it; `US` for what is not in the demo's world.
pub fn country(digits: &str) -> &'static str {
    match digits.get(..2) {
        Some("55") => "BR",
        Some("54") => "AR",
        Some("52") => "MX",
        Some("35") => "PT",
        Some("34") => "ES",
        _ => "US",
    }
}
