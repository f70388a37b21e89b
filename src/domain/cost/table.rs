//! Rate tables: those that come with the program, and a company's own.
//!
//! A company replaces or adds prices by a CSV file of the same form as ours (`rates_usd.csv` is the example):
//!
//! ```text
//! currency,effective,market,category,price
//! EUR,2026-10-01,Brazil,utility,0.0064
//! ```
//!
//! - `currency`: ISO 4217, three letters.
//! - `effective`: the first day of the price, `2026-10-01`, from 00:00 in the company's time zone until the next row of
//!   the same currency, market and category.
//! - `market`: the provider's name, one of [`Market::all`].
//! - `category`: `marketing`, `utility`, `authentication`, `authentication_international` or `service`.
//! - `price`: of one message, up to six decimals. Empty: from that day on it is not known.
//!
//! The first line names the columns, in any order; lines that begin with `#` are comments. A file that a spreadsheet
//! saved with semicolons and decimal commas is read as well. A row for the same currency, day, market and category
//! replaces ours. A file with a mistake changes nothing and says where the mistake is.

use super::{Charge, Estimate, Market, MicroMoney, Unpriced};
use chrono::NaiveDate;
use std::collections::BTreeMap;

const BUILT_IN: [&str; 2] = [include_str!("rates_usd.csv"), include_str!("rates_brl.csv")];

/// Characters of a wrong cell that are told.
const FOUND_LEN_MAX: usize = 40;

const COLUMNS: [&str; 5] = ["currency", "effective", "market", "category", "price"];

/// Prices by currency, market and category, each with the days from which they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateTable {
    prices: BTreeMap<Line, BTreeMap<NaiveDate, Option<i64>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    currency: String,
    market: Market,
    charge: Charge,
}

/// A mistake in a company's rate table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: expected {}", mistake.expected())]
pub struct RateCsvError {
    /// Counted from 1, comments included.
    pub line: u64,
    /// The column's name.
    pub column: &'static str,
    /// What is wrong there.
    pub mistake: RateMistake,
    /// What stands there.
    pub found: String,
}

/// What is wrong in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateMistake {
    /// It cannot be read at all.
    Unreadable,
    /// The first line has no such column.
    NoColumn,
    /// It is no currency.
    Currency,
    /// It is no day.
    Effective,
    /// The provider knows no such market.
    Market,
    /// It is no category.
    Category,
    /// It is no price.
    Price,
}

impl RateMistake {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::NoColumn,
        Self::Currency,
        Self::Effective,
        Self::Market,
        Self::Category,
        Self::Price,
    ];

    /// What belongs there, for who reads the log.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::Unreadable => "readable text",
            Self::NoColumn => "a column of this name in the first line",
            Self::Currency => "three letters such as USD",
            Self::Effective => "a day such as 2026-10-01",
            Self::Market => "the provider's name of a market, such as Brazil",
            Self::Category => "marketing, utility, authentication, authentication_international or service",
            Self::Price => "nothing, or a price such as 0.0068 with up to six decimals",
        }
    }
}

/// What a company's own table has in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateSummary {
    /// How many prices.
    pub prices: u32,
    /// In which currencies, in their order.
    pub currencies: Vec<String>,
}

impl RateTable {
    /// The tables that come with the program: US dollars for all markets, reais for Brazil.
    pub fn built_in() -> Self {
        let mut table = Self::default();
        for text in BUILT_IN {
            // A mistake here would leave prices unknown, not wrong; a test holds that there is none.
            drop(table.add_csv(text));
        }
        table
    }

    /// Adds a company's own prices. All of the file or, when there is a mistake in it, nothing.
    pub fn add_csv(&mut self, text: &str) -> Result<(), RateCsvError> {
        let rows = read_csv(text).map_err(first)?;
        for (line, effective, price) in rows {
            self.prices.entry(line).or_default().insert(effective, price);
        }
        Ok(())
    }

    /// The currencies in which any price is known, in their order.
    pub fn currencies(&self) -> Vec<String> {
        // The lines are in the order of their currencies.
        let mut all: Vec<String> = self.prices.keys().map(|line| line.currency.clone()).collect();
        all.dedup();
        all
    }

    /// Looks through a company's own prices: what there is, or every mistake, line by line.
    pub fn look_through(text: &str) -> Result<RateSummary, Vec<RateCsvError>> {
        let rows = read_csv(text)?;
        let prices = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut currencies: Vec<String> = rows.into_iter().map(|(line, ..)| line.currency).collect();
        currencies.sort();
        currencies.dedup();
        Ok(RateSummary { prices, currencies })
    }

    /// What one message costs in the account's currency to the number with these digits, on that day in the company's time
    /// zone. Of the digits the first count, as far as they tell the market.
    pub fn estimate(&self, currency: &str, digits: Option<&str>, charge: Charge, day: NaiveDate) -> Estimate {
        let Some(digits) = digits else { return Estimate::Unknown { market: None, why: Unpriced::NoPhone } };
        let market = Market::of(digits, day);
        let currency = currency.trim().to_ascii_uppercase();
        let line = Line { currency, market, charge };
        let in_force = self.prices.get(&line).and_then(|days| days.range(..=day).next_back());
        match in_force {
            Some((effective, Some(micros))) => Estimate::Known {
                amount: MicroMoney { micros: *micros, currency: line.currency },
                market,
                effective: *effective,
            },
            Some((_, None)) => Estimate::Unknown { market: Some(market), why: Unpriced::NotOnCard },
            None => Estimate::Unknown { market: Some(market), why: self.why_none(&line.currency, day) },
        }
    }

    fn why_none(&self, currency: &str, day: NaiveDate) -> Unpriced {
        let days = self
            .prices
            .iter()
            .filter(|(line, _)| line.currency == currency)
            .flat_map(|(_, days)| days.keys());
        match days.min() {
            None => Unpriced::NoCurrency,
            Some(first) if day < *first => Unpriced::BeforeFirstCard,
            Some(_) => Unpriced::NotOnCard,
        }
    }
}

/// There is at least one wherever there are any.
fn first(mistakes: Vec<RateCsvError>) -> RateCsvError {
    mistakes.into_iter().next().unwrap_or_else(|| wrong(1, "currency", RateMistake::Unreadable, ""))
}

/// What a row says: from which day on, and the price, where it is known.
type Row = (Line, NaiveDate, Option<i64>);

fn read_csv(text: &str) -> Result<Vec<Row>, Vec<RateCsvError>> {
    let text = text.trim_start_matches('\u{feff}');
    let header =
        text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if header.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = read_header(&mut reader).map_err(|mistake| vec![mistake])?;
    let (mut rows, mut mistakes) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let read = match &record {
            Ok(record) if record.iter().all(str::is_empty) => continue,
            Ok(record) => read_row(record, &columns, record.position().map_or(0, csv::Position::line)),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                Err(wrong(line, "currency", RateMistake::Unreadable, ""))
            }
        };
        match read {
            Ok(row) => rows.push(row),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    if mistakes.is_empty() { Ok(rows) } else { Err(mistakes) }
}

/// Where each of [`COLUMNS`] stands.
fn read_header(reader: &mut csv::Reader<&[u8]>) -> Result<[usize; 5], RateCsvError> {
    let header = reader.headers().map_err(|_unreadable| wrong(1, "currency", RateMistake::Unreadable, ""))?;
    let line = header.position().map_or(1, csv::Position::line);
    let mut columns = [0; 5];
    for (place, name) in columns.iter_mut().zip(COLUMNS) {
        *place = header
            .iter()
            .position(|title| title.eq_ignore_ascii_case(name))
            .ok_or_else(|| wrong(line, name, RateMistake::NoColumn, ""))?;
    }
    Ok(columns)
}

fn read_row(record: &csv::StringRecord, columns: &[usize; 5], line: u64) -> Result<Row, RateCsvError> {
    let [currency, effective, market, category, price] =
        columns.map(|place| record.get(place).unwrap_or_default());
    let letters = currency.to_ascii_uppercase();
    if letters.len() != 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(wrong(line, "currency", RateMistake::Currency, currency));
    }
    let day = effective
        .parse()
        .map_err(|_not_a_day| wrong(line, "effective", RateMistake::Effective, effective))?;
    let known = Market::find(market).ok_or_else(|| wrong(line, "market", RateMistake::Market, market))?;
    let charge = Charge::ALL
        .into_iter()
        .find(|charge| charge.name().eq_ignore_ascii_case(category))
        .ok_or_else(|| wrong(line, "category", RateMistake::Category, category))?;
    let amount = if price.is_empty() {
        None
    } else {
        Some(micros(price).ok_or_else(|| wrong(line, "price", RateMistake::Price, price))?)
    };
    Ok((Line { currency: letters, market: known, charge }, day, amount))
}

fn wrong(line: u64, column: &'static str, mistake: RateMistake, found: &str) -> RateCsvError {
    // A file may hold anything: what is shown of it fits a line.
    RateCsvError { line, column, mistake, found: found.chars().take(FOUND_LEN_MAX).collect() }
}

/// Millionths of a price such as `0.0068`, `12` or `0,0068`; digits only, without thousands.
fn micros(price: &str) -> Option<i64> {
    let (whole, decimals) = price.split_once(['.', ',']).unwrap_or((price, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 6 {
        return None;
    }
    let fraction: i64 = format!("{decimals:0<6}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(fraction)
}
