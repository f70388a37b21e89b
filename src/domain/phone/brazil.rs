//! Brazil's numbering: area codes with their states, trunk and carrier prefixes, the ninth digit, land lines.
//!
//! Ours, because the library does not know the missing ninth digit and takes `55 99999-8888` apart in the wrong place
//! (55 is Brazil's country code and also an area code of Rio Grande do Sul).

use super::PhoneFault;

/// Area codes by state.
const STATES: [(&str, &[&str]); 27] = [
    ("AC", &["68"]),
    ("AL", &["82"]),
    ("AM", &["92", "97"]),
    ("AP", &["96"]),
    ("BA", &["71", "73", "74", "75", "77"]),
    ("CE", &["85", "88"]),
    ("DF", &["61"]),
    ("ES", &["27", "28"]),
    ("GO", &["62", "64"]),
    ("MA", &["98", "99"]),
    ("MG", &["31", "32", "33", "34", "35", "37", "38"]),
    ("MS", &["67"]),
    ("MT", &["65", "66"]),
    ("PA", &["91", "93", "94"]),
    ("PB", &["83"]),
    ("PE", &["81", "87"]),
    ("PI", &["86", "89"]),
    ("PR", &["41", "42", "43", "44", "45", "46"]),
    ("RJ", &["21", "22", "24"]),
    ("RN", &["84"]),
    ("RO", &["69"]),
    ("RR", &["95"]),
    ("RS", &["51", "53", "54", "55"]),
    ("SC", &["47", "48", "49"]),
    ("SE", &["79"]),
    ("SP", &["11", "12", "13", "14", "15", "16", "17", "18", "19"]),
    ("TO", &["63"]),
];

/// First digits of numbers that belong to no area: free, shared and premium ones.
const SERVICES: [&str; 5] = ["300", "303", "500", "800", "900"];

/// The state of an area code.
pub(super) fn state(area: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, areas)| areas.contains(&area)).map(|(state, _)| *state)
}

/// A number of ours taken apart: digits with the country code in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts<'n> {
    /// Two digits.
    pub(super) area: &'n str,
    /// Eight digits, or nine with the ninth digit in front.
    pub(super) subscriber: &'n str,
}

/// Takes a number apart; `None` when it is not Brazilian or has no such shape.
pub(super) fn parts(digits: &str) -> Option<Parts<'_>> {
    let national = digits.strip_prefix("55")?;
    let (area, subscriber) = national.split_at_checked(2)?;
    let shaped = subscriber.len() == 8 || (subscriber.len() == 9 && subscriber.starts_with('9'));
    (shaped && state(area).is_some()).then_some(Parts { area, subscriber })
}

/// The same mobile number with or without its ninth digit; `None` for land lines, and where taking the digit away
/// would leave a land line.
pub(super) fn other_form(digits: &str) -> Option<String> {
    let Parts { area, subscriber } = parts(digits)?;
    let short = if subscriber.len() == 9 { subscriber.get(1..)? } else { subscriber };
    if !starts_as_mobile(short) {
        return None;
    }
    Some(if subscriber.len() == 9 { format!("55{area}{short}") } else { format!("55{area}9{short}") })
}

/// Digits as typed in Brazil, without `+`: with or without country code, `0`, carrier code.
pub(super) fn read_at_home(digits: &str) -> Result<String, ReadFault> {
    let rest = digits.trim_start_matches('0');
    let zeros = digits.len() - rest.len();
    if zeros >= 2 {
        return Err(ReadFault::Abroad);
    }
    match (rest.len(), zeros, rest.strip_prefix("55")) {
        (0..=11, _, _) => Ok(national(rest)?),
        (12.., _, Some(national)) => Ok(read_national(national)?),
        (12 | 13, 1, None) => Ok(national(without_carrier(rest))?),
        (_, 1, None) => Ok(read_after_carrier(without_carrier(rest))?),
        (_, _, None) => Err(ReadFault::Abroad),
    }
}

/// Why Brazil's rules give no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReadFault {
    /// They refuse it.
    Refused(PhoneFault),
    /// It may be another country's.
    Abroad,
}

impl From<PhoneFault> for ReadFault {
    fn from(fault: PhoneFault) -> Self {
        Self::Refused(fault)
    }
}

/// What follows the country code; `0`, and a carrier code behind it, are not part of the number.
pub(super) fn read_national(digits: &str) -> Result<String, PhoneFault> {
    let rest = digits.trim_start_matches('0');
    let trunk = rest.len() < digits.len();
    national(if trunk && matches!(rest.len(), 12 | 13) { without_carrier(rest) } else { rest })
}

/// `0 15 55 51 …`: a carrier and then the whole number.
fn read_after_carrier(digits: &str) -> Result<String, PhoneFault> {
    read_national(digits.strip_prefix("55").ok_or(PhoneFault::TooLong)?)
}

fn without_carrier(digits: &str) -> &str {
    digits.get(2..).unwrap_or_default()
}

/// Area code and subscriber: a mobile in full, with its ninth digit, or the reason why not.
fn national(digits: &str) -> Result<String, PhoneFault> {
    if SERVICES.iter().any(|service| digits.starts_with(service)) && digits.len() >= 9 {
        return Err(PhoneFault::NotMobile);
    }
    match digits.len() {
        0..8 => return Err(PhoneFault::TooShort),
        8 | 9 => return Err(PhoneFault::NoAreaCode),
        10 | 11 => {}
        _ => return Err(PhoneFault::TooLong),
    }
    let (area, subscriber) = digits.split_at_checked(2).ok_or(PhoneFault::Invalid)?;
    if state(area).is_none() {
        return Err(PhoneFault::Invalid);
    }
    match (subscriber.len(), subscriber.bytes().next()) {
        (9, Some(b'9')) => Ok(format!("55{digits}")),
        (8, Some(b'6'..=b'9')) => Ok(format!("55{area}9{subscriber}")),
        (8, Some(b'2'..=b'5')) => Err(PhoneFault::NotMobile),
        _ => Err(PhoneFault::Invalid),
    }
}

fn starts_as_mobile(short: &str) -> bool {
    matches!(short.bytes().next(), Some(b'6'..=b'9'))
}
