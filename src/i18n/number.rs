//! Numbers, money and sizes as a language writes them.
//!
//! Spanish is written as in most of Latin America north of the Plata, with a point before decimals (CLDR `es-419`).

use crate::domain::staff::Locale;

/// Digits of a micro-unit: a millionth.
const MICRO_DIGITS: usize = 6;
/// Decimals of money that are always shown.
const DECIMALS_MIN: usize = 2;

/// A whole number with its groups: `1.234`, `1,234`.
pub fn whole(locale: Locale, number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) {
            text.push(group_mark(locale));
        }
        text.push(digit);
    }
    text
}

/// Money in micro-units of a currency (ISO 4217): `US$ 0,0068`, `$0.0068`. At least two decimals, no more than it has.
pub fn money(locale: Locale, micros: u64, currency: &str) -> String {
    let unit = 10_u64.pow(6);
    let mut decimals = format!("{:0MICRO_DIGITS$}", micros % unit);
    while decimals.len() > DECIMALS_MIN && decimals.ends_with('0') {
        decimals.pop();
    }
    let amount = format!("{}{}{decimals}", whole(locale, micros / unit), decimal_mark(locale));
    match (locale, currency) {
        (Locale::En, "USD") => format!("${amount}"),
        (Locale::En, "BRL") => format!("R${amount}"),
        (Locale::En, "EUR") => format!("€{amount}"),
        (Locale::En, "GBP") => format!("£{amount}"),
        (_, "USD") => format!("US$ {amount}"),
        (_, "BRL") => format!("R$ {amount}"),
        (_, "EUR") => format!("€ {amount}"),
        (_, "GBP") => format!("£ {amount}"),
        (_, code) => format!("{code} {amount}"),
    }
}

/// A size in the largest unit that keeps it short: `16 MB`, `500 kB`. Rounded down, for limits.
pub fn size(locale: Locale, bytes: u64) -> String {
    const KIB: u64 = 1024;
    match bytes {
        0..KIB => format!("{} B", whole(locale, bytes)),
        KIB..1_048_576 => format!("{} kB", whole(locale, bytes / KIB)),
        _ => format!("{} MB", whole(locale, bytes / (KIB * KIB))),
    }
}

const fn group_mark(locale: Locale) -> char {
    match locale {
        Locale::PtBr => '.',
        Locale::En | Locale::Es => ',',
    }
}

const fn decimal_mark(locale: Locale) -> char {
    match locale {
        Locale::PtBr => ',',
        Locale::En | Locale::Es => '.',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_the_language_writes_it_and_keeps_its_fractions() {
        assert_eq!(money(Locale::PtBr, 6_800, "USD"), "US$ 0,0068");
        assert_eq!(money(Locale::En, 6_800, "USD"), "$0.0068");
        assert_eq!(money(Locale::Es, 6_800, "USD"), "US$ 0.0068");
        assert_eq!(money(Locale::PtBr, 321_700, "BRL"), "R$ 0,3217");
        assert_eq!(money(Locale::PtBr, 1_234_500_000, "BRL"), "R$ 1.234,50");
        assert_eq!(money(Locale::En, 1_234_000_000, "ARS"), "ARS 1,234.00");
        assert_eq!(money(Locale::PtBr, 1, "USD"), "US$ 0,000001");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(whole(Locale::PtBr, 999), "999");
        assert_eq!(whole(Locale::PtBr, 1_000), "1.000");
        assert_eq!(whole(Locale::En, 12_345_678), "12,345,678");
    }

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(Locale::PtBr, 16 * 1024 * 1024), "16 MB");
        assert_eq!(size(Locale::PtBr, 500 * 1024), "500 kB");
        assert_eq!(size(Locale::En, 12), "12 B");
    }
}
