//! The numbers on a contact card: Telegram shows one and passes the whole vCard on, which may hold more.

use crate::domain::limit;

/// The card's own number first, then those of the vCard, as they are written there. The same digits come once.
pub(super) fn numbers(own: &str, vcard: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let unfolded = vcard.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let listed = unfolded.lines().filter_map(number_of);
    for number in std::iter::once(own.trim()).chain(listed) {
        let digits = digits(number);
        if !digits.is_empty() && found.iter().all(|known| self::digits(known) != digits) {
            found.push(number.to_owned());
        }
        if found.len() == limit::PHONES_IN_TEXT_MAX {
            break;
        }
    }
    found
}

/// The value of a line such as `TEL;TYPE=CELL:+55 51 …`, `item1.TEL:…` or `TEL;VALUE=uri:tel:+55…`.
fn number_of(line: &str) -> Option<&str> {
    let (property, value) = line.split_once(':')?;
    let name = property.split(';').next()?;
    let name = name.rsplit('.').next()?;
    if !name.trim().eq_ignore_ascii_case("TEL") {
        return None;
    }
    let value = value.trim();
    Some(value.strip_prefix("tel:").unwrap_or(value))
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_a_card_is_found_once_and_as_it_is_written() {
        let vcard = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maria Souza\r\nTEL;TYPE=CELL:+55 51 99999-8888\r\n\
            item1.TEL;waid=5551333334444:+55 51\r\n  3333-4444\r\nTEL;VALUE=uri:tel:+5551988887777\r\n\
            EMAIL:tel@example.com\r\nEND:VCARD";
        assert_eq!(numbers("5551999998888", vcard), ["5551999998888", "+55 51 3333-4444", "+5551988887777"]);
    }

    #[test]
    fn a_card_without_a_vcard_has_its_own_number_and_an_empty_one_has_none() {
        assert_eq!(numbers(" 51 99999-8888 ", ""), ["51 99999-8888"]);
        assert!(numbers("", "TEL:unknown\nnonsense").is_empty());
    }

    #[test]
    fn a_card_with_very_many_numbers_gives_the_first_few() {
        let lines: Vec<String> = (10_000..10_100).map(|number| format!("TEL:{number}")).collect();
        assert_eq!(numbers("1", &lines.join("\n")).len(), limit::PHONES_IN_TEXT_MAX);
    }
}
