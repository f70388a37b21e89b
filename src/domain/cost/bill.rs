//! What an attendance has cost so far: the provider says how each message is charged, our tables say how much that is.

use super::{Charge, Estimate, RateTable};
use crate::domain::Timestamp;
use crate::domain::event::Pricing;
use chrono_tz::Tz;

/// Messages of one day that are charged alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// How, in the provider's words.
    pub pricing: Pricing,
    /// How many.
    pub count: u32,
    /// When the first of them was written.
    pub at: Timestamp,
    /// The number they went to, by its digits: at least as many of the first as tell its market ([`Market::digits`]). None
    /// when it is hidden.
    ///
    /// [`Market::digits`]: super::Market::digits
    pub to: Option<String>,
}

/// What they come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// Millionths of the account's currency: those that are charged and whose price is known.
    pub micros: u64,
    /// How many are charged.
    pub charged: u32,
    /// How many of those have no price in our tables: the sum is too low by them.
    pub unpriced: u32,
    /// How many the provider does not charge.
    pub free: u32,
    /// How many are free-form, charged or not.
    pub service: u32,
}

impl Charge {
    /// The charge that the provider's webhooks mean by this word; `None` for those without a price of their own here.
    pub fn of_webhook(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase().replace('-', "_");
        let word = if word == "marketing_lite" { "marketing" } else { word.as_str() };
        Self::ALL.into_iter().find(|charge| charge.name() == word)
    }
}

/// Adds them up, each at the rate in force on its day in the company's time zone.
pub fn bill(charged: &[Charged], rates: &RateTable, currency: &str, timezone: Tz) -> Bill {
    let mut bill = Bill::default();
    for one in charged {
        let charge = Charge::of_webhook(&one.pricing.category);
        if charge == Some(Charge::Service) {
            bill.service = bill.service.saturating_add(one.count);
        }
        if one.pricing.kind != "regular" {
            bill.free = bill.free.saturating_add(one.count);
            continue;
        }
        bill.charged = bill.charged.saturating_add(one.count);
        let day = one.at.with_timezone(&timezone).date_naive();
        match charge.map(|charge| rates.estimate(currency, one.to.as_deref(), charge, day)) {
            Some(Estimate::Known { amount, .. }) => {
                let sum = amount.micros.unsigned_abs().saturating_mul(one.count.into());
                bill.micros = bill.micros.saturating_add(sum);
            }
            Some(Estimate::Unknown { .. }) | None => bill.unpriced = bill.unpriced.saturating_add(one.count),
        }
    }
    bill
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charged(kind: &str, category: &str, count: u32) -> Charged {
        let pricing = Pricing { kind: kind.to_owned(), category: category.to_owned() };
        Charged {
            pricing,
            count,
            at: "2026-11-22T12:00:00Z".parse().expect("a moment"),
            to: Some("55".to_owned()),
        }
    }

    #[test]
    fn what_is_charged_is_added_up_and_what_is_free_is_counted() {
        let all = [
            charged("regular", "utility", 1),
            charged("regular", "service", 3),
            charged("free_customer_service", "service", 2),
            charged("free_entry_point", "referral_conversion", 1),
            charged("regular", "group_utility", 1),
        ];
        let sum = bill(&all, &RateTable::built_in(), "USD", chrono_tz::America::Sao_Paulo);
        let expected = Bill { micros: 4 * 6_800, charged: 5, unpriced: 1, free: 3, service: 5 };
        assert_eq!(sum, expected);
    }

    #[test]
    fn without_a_number_or_a_table_the_price_is_unknown_and_never_zero() {
        let all = [Charged { to: None, ..charged("regular", "marketing_lite", 2) }];
        let sum = bill(&all, &RateTable::built_in(), "USD", chrono_tz::UTC);
        assert_eq!((sum.charged, sum.unpriced, sum.micros), (2, 2, 0));
        assert_eq!(
            Charge::of_webhook("authentication-international"),
            Some(Charge::AuthenticationInternational)
        );
    }
}
