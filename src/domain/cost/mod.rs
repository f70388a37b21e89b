//! What a message costs before it is sent: rate tables by market and category, in force from a day on.
//!
//! The provider charges each delivered message by the recipient's [`Market`] and by what the message is ([`Charge`]),
//! in the currency of the account. Its webhooks carry no amounts, so an amount is always an estimate from a table of
//! ours; what no table says is unknown, never zero. Money is whole millionths, because prices have four decimals and
//! sums must be exact. A gateway between the account and the provider adds a fee of its own that nobody here knows.

mod bill;
mod market;
mod table;

#[cfg(test)]
mod tests;

pub use bill::{Bill, Charged, bill};
pub use market::{Market, market_slug};
pub use table::{RateCsvError, RateMistake, RateSummary, RateTable};

use super::template::Category;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An amount of money in millionths of the currency's unit: US$ 0.0068 is 6,800.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MicroMoney {
    /// Millionths.
    pub micros: i64,
    /// ISO 4217, such as `USD`.
    pub currency: String,
}

/// What a message is charged as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// A marketing template.
    Marketing,
    /// A utility template.
    Utility,
    /// A template with a one-time code, within the country of the business.
    Authentication,
    /// A template with a one-time code, to one of the countries that price those of foreign businesses apart.
    AuthenticationInternational,
    /// Free text and other messages without a template: free until 30 September 2026.
    Service,
}

impl Charge {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Marketing,
        Self::Utility,
        Self::Authentication,
        Self::AuthenticationInternational,
        Self::Service,
    ];

    /// Its name in rate tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Utility => "utility",
            Self::Authentication => "authentication",
            Self::AuthenticationInternational => "authentication_international",
            Self::Service => "service",
        }
    }
}

impl From<Category> for Charge {
    fn from(category: Category) -> Self {
        match category {
            Category::Marketing => Self::Marketing,
            Category::Utility => Self::Utility,
            Category::Authentication => Self::Authentication,
        }
    }
}

/// What a message will probably cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Estimate {
    /// A table says.
    Known {
        /// The list price of one message.
        amount: MicroMoney,
        /// By which market.
        market: Market,
        /// By the rate in force since that day.
        effective: NaiveDate,
    },
    /// No table says.
    Unknown {
        /// The market, as far as the number is known.
        market: Option<Market>,
        /// Why.
        why: Unpriced,
    },
}

/// Why no price is known. Each has a sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unpriced {
    /// The recipient's number is hidden, and with it the market.
    NoPhone,
    /// There is no table in this currency.
    NoCurrency,
    /// The day is before the first table in this currency.
    BeforeFirstCard,
    /// The table has no price for this market and category.
    NotOnCard,
}
