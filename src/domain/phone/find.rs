//! Numbers in a text that is about something else: a forwarded signature, a list, a vCard.
//!
//! Needed: every number that a person would see, none that a person would not: documents, dates, prices, postal codes
//! and order numbers are digits too. Chosen: the text is cut into *runs* of pieces of digits, and every stretch of
//! pieces that starts and ends loosely is tried. Without a `+` it must also be grouped as telephone numbers are.
//! Rejected: the matcher of libphonenumber (the port has none) and regular expressions (what decides here is the
//! grouping and what stands before, not the digits).

use super::scan::{Label, Piece, runs};
use super::spelling::{self, Origin, Spelled};
use super::{Phone, PhoneFault};
use crate::domain::limit;

/// Pieces one number may be written in: `+55 0 51 9 99 99 88 88` has nine.
const PIECES_MAX: usize = 9;

/// See [`Phone::find_all`].
pub(super) fn find_all(text: &str, country: &str) -> Vec<Phone> {
    let mut found = Found { country, phones: Vec::new(), tries: 0 };
    if let Some(entries) = vcard_numbers(text) {
        for entry in entries {
            found.keep(Phone::parse(&entry, country).ok());
        }
        return found.phones;
    }
    let text: String = text.chars().take(limit::TYPED_TEXT_LEN_MAX).filter_map(spelling::clean).collect();
    for line in text.split('\n') {
        let mut prose = String::new();
        for word in line.split(' ') {
            match read_word(word) {
                Word::Prose => {
                    prose.push_str(word);
                    prose.push(' ');
                }
                Word::Link(number) => {
                    found.in_prose(&prose);
                    prose.clear();
                    found.keep(number.and_then(|number| Phone::parse(&number, country).ok()));
                }
            }
        }
        found.in_prose(&prose);
    }
    found.phones
}

/// What is wrong with the one number that a text seems to have.
pub(super) fn fault(text: &str, country: &str) -> Option<PhoneFault> {
    let entry = vcard_numbers(text).and_then(|entries| entries.into_iter().next());
    let text = entry.unwrap_or_else(|| text.to_owned());
    let number = text.trim_matches(|c: char| c != '+' && !c.is_ascii_digit());
    Phone::parse(number, country).err().filter(|_fault| !number.is_empty())
}

/// The values of the `TEL` lines, when the text is a vCard.
fn vcard_numbers(text: &str) -> Option<Vec<String>> {
    let head = text.trim_start().get(.."BEGIN:VCARD".len())?;
    if !head.eq_ignore_ascii_case("BEGIN:VCARD") {
        return None;
    }
    let is_tel = |property: &str| {
        let name = property.split(';').next().unwrap_or_default();
        let name = name.rsplit_once('.').map_or(name, |(_group, name)| name);
        name.trim().eq_ignore_ascii_case("TEL")
    };
    let lines = text.lines().take(limit::TYPED_TEXT_LEN_MAX);
    Some(
        lines
            .filter_map(|line| line.split_once(':'))
            .filter(|(property, _)| is_tel(property))
            .map(|(_, value)| value.trim().to_owned())
            .collect(),
    )
}

enum Word {
    /// Part of the text.
    Prose,
    /// An address; with a number, when it is one of WhatsApp's.
    Link(Option<String>),
}

fn read_word(word: &str) -> Word {
    let lower = word.to_ascii_lowercase();
    let whatsapp = ["https://", "http://", "whatsapp://", "wa.me/", "www.wa.me/", "api.whatsapp.com/"]
        .iter()
        .filter_map(|start| lower.find(start))
        .min()
        .and_then(|at| word.get(at..))
        .map(|link| link.trim_end_matches([')', '.', ',', ';', '!', '>', '"', '\'']))
        .filter(|link| spelling::whatsapp_link(link).is_some());
    if let Some(link) = whatsapp {
        return Word::Link(Some(link.to_owned()));
    }
    let address = lower.contains("://") || lower.contains('@') || lower.starts_with("www.");
    if address { Word::Link(None) } else { Word::Prose }
}

struct Found<'c> {
    country: &'c str,
    phones: Vec<Phone>,
    /// Stretches of digits that were read as numbers, successfully or not.
    tries: usize,
}

impl Found<'_> {
    fn keep(&mut self, phone: Option<Phone>) {
        let Some(phone) = phone else { return };
        let known = self.phones.iter().any(|known| known.same_person(&phone));
        if !known && self.phones.len() < limit::PHONES_IN_TEXT_MAX {
            self.phones.push(phone);
        }
    }

    fn is_done(&self) -> bool {
        self.phones.len() >= limit::PHONES_IN_TEXT_MAX || self.tries >= limit::PHONE_TRIES_MAX
    }

    fn in_prose(&mut self, prose: &str) {
        for run in runs(prose) {
            let mut rest = run.pieces.as_slice();
            let mut label = run.label;
            while !rest.is_empty() && !self.is_done() {
                let taken = match number_at_start(rest, label, self.country, &mut self.tries) {
                    Some((taken, phone)) => {
                        self.keep(Some(phone));
                        taken
                    }
                    None => 1,
                };
                rest = rest.get(taken..).unwrap_or_default();
                label = Label::None;
            }
        }
    }
}

/// The first number among the stretches that start with the first piece, and how many pieces it takes.
fn number_at_start(
    pieces: &[Piece],
    label: Label,
    country: &str,
    tries: &mut usize,
) -> Option<(usize, Phone)> {
    let first = pieces.first().filter(|first| !first.blocked && !first.tight_before)?;
    let brazilian = country.eq_ignore_ascii_case("BR") && !first.plus;
    let mut lengths: Vec<usize> = (1..=pieces.len().min(PIECES_MAX)).collect();
    // Foreign numbers vary in length: the longest reading is the right one. At home the shortest is, because area
    // code 55 followed by another number would otherwise be taken for the country code.
    if !brazilian {
        lengths.reverse();
    }
    lengths.into_iter().find_map(|length| {
        let (taken, rest) = pieces.split_at_checked(length)?;
        let loose_end = rest.first().is_none_or(|next| !next.tight_before);
        if !loose_end || taken.iter().any(|piece| piece.blocked) {
            return None;
        }
        let digits: String = taken.iter().map(|piece| piece.digits.as_str()).collect();
        let plausible = first.plus || is_grouped_as_number(taken, &digits, label, brazilian);
        if !(8..=limit::PHONE_TEXT_LEN_MAX).contains(&digits.len()) || !plausible {
            return None;
        }
        *tries += 1;
        let origin = if first.plus { Origin::Plus } else { Origin::Bare };
        Phone::from_spelled(&Spelled { origin, digits }, country).ok().map(|phone| (length, phone))
    })
}

/// Whether people group a number without `+` like that.
fn is_grouped_as_number(pieces: &[Piece], digits: &str, label: Label, brazilian: bool) -> bool {
    let sizes: Vec<usize> = pieces.iter().rev().map(|piece| piece.digits.len()).collect();
    if let [only] = sizes.as_slice() {
        return label != Label::Code
            && match (brazilian, *only) {
                (true, 10) => label == Label::Phone,
                (true, 11 | 14) => !is_company_number(digits),
                (true, 12 | 13) => digits.starts_with("55") || digits.starts_with('0'),
                (true, _) => false,
                (false, _) => true,
            };
    }
    if !brazilian {
        return true;
    }
    let home = digits.len() <= 11 || digits.starts_with("55") || digits.starts_with('0');
    let dotted = pieces.iter().skip(1).all(|piece| piece.dot_before);
    home && match sizes.as_slice() {
        [4 | 8 | 9 | 10 | 11, ..] => true,
        // `51 999 998 888`, but not `5.199.999.888`.
        // `51 999 99 88 88` and `51 9 99 99 88 88` are others, and no list of two-digit numbers.
        [3, 3, 3, ..] | [2, 2, 2, 3, ..] | [2, 2, 2, 2, 1, ..] => !dotted,
        _ => false,
    }
}

/// Whether fourteen digits are the number of a Brazilian company, by its two check digits.
fn is_company_number(digits: &str) -> bool {
    let values: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
    let check = |count: usize| {
        // Weights run 2 to 9 from the right, again and again.
        let weights = (2..=9).cycle();
        let sum: u32 =
            values.iter().take(count).rev().zip(weights).map(|(value, weight)| value * weight).sum();
        let rest = sum % 11;
        let expected = if rest < 2 { 0 } else { 11 - rest };
        values.get(count).is_some_and(|value| *value == expected)
    };
    values.len() == 14 && check(12) && check(13)
}
