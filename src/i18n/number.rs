//! Numbers as a language writes them.
//!
//! Spanish is written as in most of Latin America north of the Plata, with a point before decimals (CLDR `es-419`).

use super::language::grouped;
use fluent_bundle::FluentValue;

/// Digits of a micro-unit: a millionth.
const MICRO_DIGITS: usize = 6;
/// Decimals of money that are always shown.
const DECIMALS_MIN: usize = 2;

/// What writes a number into a sentence; `M` is what the bundle remembers, which none of ours needs.
pub(super) type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// The signs within a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    group: Group,
    decimal: char,
}

/// What stands between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Point,
    Comma,
    Apostrophe,
    /// One that does not break the line.
    Blank,
    Nothing,
}

impl Default for Marks {
    /// `1.234,5`
    fn default() -> Self {
        Self { group: Group::Point, decimal: ',' }
    }
}

impl Marks {
    /// What stands between thousands (`.`, `,`, `’`, a blank or `none`) and before decimals (`,` or `.`). They differ.
    pub(super) fn new(group: &str, decimal: &str) -> Option<Self> {
        let decimal = match decimal {
            "," => ',',
            "." => '.',
            _ => return None,
        };
        let group = match group {
            "." => Group::Point,
            "," => Group::Comma,
            "'" | "’" => Group::Apostrophe,
            "none" => Group::Nothing,
            blank if !blank.is_empty() && blank.trim().is_empty() => Group::Blank,
            _ => return None,
        };
        let marks = Self { group, decimal };
        (marks.between() != Some(decimal)).then_some(marks)
    }

    const fn between(self) -> Option<char> {
        match self.group {
            Group::Point => Some('.'),
            Group::Comma => Some(','),
            Group::Apostrophe => Some('’'),
            Group::Blank => Some('\u{202f}'),
            Group::Nothing => None,
        }
    }

    /// Writes numbers into sentences: a plain function for each, because Fluent takes nothing else.
    pub(super) fn formatter<M>(self) -> Formatter<M> {
        const fn by(group: Group) -> Marks {
            Marks { group, decimal: ',' }
        }
        match self.group {
            Group::Point => |value, _| grouped(by(Group::Point), value),
            Group::Comma => |value, _| grouped(by(Group::Comma), value),
            Group::Apostrophe => |value, _| grouped(by(Group::Apostrophe), value),
            Group::Blank => |value, _| grouped(by(Group::Blank), value),
            Group::Nothing => |value, _| grouped(by(Group::Nothing), value),
        }
    }

    /// A whole number with its groups: `1.234`, `1,234`.
    pub fn whole(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            let left = digits.len() - index;
            if index > 0 && left.is_multiple_of(3) {
                text.extend(self.between());
            }
            text.push(digit);
        }
        text
    }

    /// An amount in micro-units: `0,0068`, `1.234,50`. At least two decimals, no more than it has.
    pub fn amount(self, micros: u64) -> String {
        let unit = 10_u64.pow(6);
        let mut decimals = format!("{:0MICRO_DIGITS$}", micros % unit);
        while decimals.len() > DECIMALS_MIN && decimals.ends_with('0') {
            decimals.pop();
        }
        format!("{}{}{decimals}", self.whole(micros / unit), self.decimal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(group: &str, decimal: &str) -> Marks {
        Marks::new(group, decimal).unwrap()
    }

    #[test]
    fn an_amount_keeps_its_fractions() {
        assert_eq!(marks(".", ",").amount(6_800), "0,0068");
        assert_eq!(marks(",", ".").amount(6_800), "0.0068");
        assert_eq!(marks(".", ",").amount(1_234_500_000), "1.234,50");
        assert_eq!(marks(".", ",").amount(1), "0,000001");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(marks(".", ",").whole(999), "999");
        assert_eq!(marks(".", ",").whole(1_000), "1.000");
        assert_eq!(marks(",", ".").whole(12_345_678), "12,345,678");
        assert_eq!(marks(" ", ",").whole(1_000), "1\u{202f}000");
        assert_eq!(marks("’", ".").whole(1_000), "1’000");
        assert_eq!(marks("none", ",").whole(1_000), "1000");
    }

    #[test]
    fn a_sign_stands_for_one_thing() {
        assert_eq!(Marks::new(",", ","), None);
        assert_eq!(Marks::new(";", ","), None);
        assert_eq!(Marks::new(".", ""), None);
    }
}
