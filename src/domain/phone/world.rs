//! Numbers of all other countries, by the port of libphonenumber. The only place that names it.
//!
//! It is given nothing but ASCII digits and one `+`, the forms in which it was measured not to panic. Types are asked
//! of the metadata directly, because its own answer loses leading zeros that belong to the number (Côte d'Ivoire).

use super::PhoneFault;
use phonenumber::metadata::{DATABASE, Descriptor};
use phonenumber::{Metadata, Mode, ParseError, PhoneNumber, country};

/// A number from its digits with the country code in front.
pub(super) fn read_international(digits: &str) -> Result<String, PhoneFault> {
    let digits = digits.trim_start_matches('0');
    if digits.len() < 7 {
        return Err(PhoneFault::TooShort);
    }
    if digits.len() > 18 {
        return Err(PhoneFault::TooLong);
    }
    if let Some(rest) = digits.strip_prefix("52") {
        return judge(&parse(None, &format!("+52{}", mexican(rest)))?);
    }
    judge(&parse(None, &format!("+{digits}"))?)
}

/// A number as it is dialled inside a country.
pub(super) fn read_at_home(digits: &str, country: &str) -> Result<String, PhoneFault> {
    let Ok(id) = country.parse::<country::Id>() else { return read_international(digits) };
    let digits = if country == "MX" { mexican(digits) } else { digits };
    judge(&parse(Some(id), digits)?)
}

/// The number in groups, country code first; `None` when its country is not known.
pub(super) fn display(digits: &str) -> Option<String> {
    let number = phonenumber::parse(None, format!("+{digits}")).ok()?;
    let shown = number.format().mode(Mode::International).to_string();
    // A number that the library would write with other digits than it has is not one it understands.
    let same = shown.bytes().filter(u8::is_ascii_digit).eq(digits.bytes());
    same.then_some(shown)
}

/// ISO code of the number's country; `None` where the number does not tell.
pub(super) fn country(digits: &str) -> Option<String> {
    let number = phonenumber::parse(None, format!("+{digits}")).ok()?;
    let id = number.metadata(&DATABASE)?.id();
    (id.len() == 2 && id.bytes().all(|b| b.is_ascii_uppercase())).then(|| id.to_owned())
}

/// How many digits the country code has.
pub(super) fn country_code_len(digits: &str) -> usize {
    (1..=3)
        .find(|len| {
            let code = digits.get(..*len).and_then(|code| code.parse::<u16>().ok());
            code.is_some_and(|code| DATABASE.region(&code).is_some())
        })
        .unwrap_or(2)
}

/// Mexico dropped `1` after the country code, and `044`, `045` and `01` at home, in 2019; address books did not.
fn mexican(digits: &str) -> &str {
    for prefix in ["044", "045", "01", "1"] {
        if let Some(rest) = digits.strip_prefix(prefix).filter(|rest| rest.len() == 10) {
            return rest;
        }
    }
    digits
}

fn parse(country: Option<country::Id>, text: &str) -> Result<PhoneNumber, PhoneFault> {
    phonenumber::parse(country, text).map_err(|error| match error {
        ParseError::NoNumber | ParseError::MalformedInteger(_) => PhoneFault::NotANumber,
        ParseError::InvalidCountryCode => PhoneFault::Invalid,
        ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneFault::TooShort,
        ParseError::TooLong => PhoneFault::TooLong,
    })
}

/// Whether WhatsApp could have it, and its digits.
fn judge(number: &PhoneNumber) -> Result<String, PhoneFault> {
    let national = number.national().to_string();
    let metadata = number.metadata(&DATABASE);
    let Some(metadata) = metadata.or_else(|| first_metadata(number)) else {
        return Err(PhoneFault::Invalid);
    };
    let kinds = metadata.descriptors();
    let is = |kind: Option<&Descriptor>| kind.is_some_and(|kind| kind.is_match(&national));
    let personal = is(kinds.mobile()) || is(kinds.voip()) || is(kinds.personal_number());
    // In Argentina people leave out the 9 that marks a mobile: such a number looks like a land line and often is none.
    if personal || (metadata.id() == "AR" && is(kinds.fixed_line())) {
        let digits = format!("{}{national}", number.code().value());
        return if digits.len() > 15 { Err(PhoneFault::TooLong) } else { Ok(digits) };
    }
    let stationary = [
        kinds.fixed_line(),
        kinds.toll_free(),
        kinds.premium_rate(),
        kinds.shared_cost(),
        kinds.uan(),
        kinds.pager(),
        kinds.voicemail(),
    ];
    if stationary.into_iter().any(is) {
        return Err(PhoneFault::NotMobile);
    }
    Err(by_length(metadata, national.len()))
}

/// Where several countries share a code and none claims the number, the main one tells what lengths there are.
fn first_metadata(number: &PhoneNumber) -> Option<&'static Metadata> {
    DATABASE.by_code(&number.code().value()).and_then(|all| all.into_iter().next())
}

fn by_length(metadata: &Metadata, length: usize) -> PhoneFault {
    let kinds = metadata.descriptors();
    let lengths =
        [kinds.mobile(), kinds.fixed_line()].into_iter().flatten().flat_map(Descriptor::possible_length);
    let possible: Vec<usize> = lengths.map(|length| usize::from(*length)).collect();
    if possible.is_empty() {
        PhoneFault::Invalid
    } else if possible.iter().all(|possible| length < *possible) {
        PhoneFault::TooShort
    } else if possible.iter().all(|possible| length > *possible) {
        PhoneFault::TooLong
    } else {
        PhoneFault::Invalid
    }
}
