//! Markets: the groups of countries that share a price.

use chrono::NaiveDate;
use std::sync::LazyLock;

/// A market, by the provider's name for it, such as `Brazil` or `Rest of Latin America`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Market(&'static str);

struct Row {
    prefix: &'static str,
    market: Market,
    since: Option<NaiveDate>,
}

/// Where everything belongs that is not listed.
const OTHER: Market = Market("Other");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    // A line that cannot be read is left out; a test holds that there is none.
    include_str!("markets.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(read_row)
        .collect()
});

fn read_row(line: &'static str) -> Option<Row> {
    let (prefix, rest) = line.split_once(',')?;
    let (market, since) = rest.split_once(',')?;
    let since = if since.is_empty() { None } else { Some(since.parse().ok()?) };
    let digits = !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit());
    digits.then_some(Row { prefix, market: Market(market), since })
}

impl Market {
    /// The market of a number, by its digits with the country code in front, as it is on that day.
    pub fn of(digits: &str, day: NaiveDate) -> Self {
        ROWS.iter()
            .filter(|row| digits.starts_with(row.prefix) && row.since.is_none_or(|since| since <= day))
            .max_by_key(|row| (row.prefix.len(), row.since))
            .map_or(OTHER, |row| row.market)
    }

    /// Of these digits as many of the first as any market is told by, on whatever day. They are a country's, or a part of
    /// one's: nobody is known by them.
    pub fn digits(digits: &str) -> &str {
        let longest = ROWS.iter().map(|row| row.prefix).filter(|prefix| digits.starts_with(prefix));
        longest
            .max_by_key(|prefix| prefix.len())
            .and_then(|prefix| digits.get(..prefix.len()))
            .unwrap_or_default()
    }

    /// The market with that name, whatever its case.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|market| market.0.eq_ignore_ascii_case(name.trim()))
    }

    /// All of them, in alphabetical order.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = ROWS.iter().map(|row| row.market).chain([OTHER]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The provider's name.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// What names it in `locales/`: `market-<slug>`.
    pub fn slug(self) -> String {
        market_slug(self.0)
    }
}

/// How many rows of the file could be read.
#[cfg(test)]
pub(super) fn row_count() -> usize {
    ROWS.len()
}

/// A market's name as a key: `Rest of Central & Eastern Europe` is `rest-of-central-eastern-europe`.
pub fn market_slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
