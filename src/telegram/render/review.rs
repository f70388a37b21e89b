//! The finished message, and what it will cost.

use super::html::say;
use super::template::{Head, category_key, title};
use super::{preview, start};
use crate::domain::cost::{Estimate, Unpriced};
use crate::domain::template::Category;
use crate::domain::template::preview::Preview;
use crate::i18n::{Key, Voice};

/// The provider's own page on prices.
pub(super) const PRICES: &str = "https://business.whatsapp.com/products/platform-pricing";

/// The finished message.
pub(super) fn review(
    head: &Head<'_>,
    finished: &Preview,
    cost: Option<&Estimate>,
    rules: bool,
    voice: &Voice<'_>,
) -> String {
    let mut parts = vec![
        format!(
            "{}\n{}\n📄 {}",
            voice.word(Key::ReviewTitle),
            start::chosen(head.chosen, voice),
            title(head, voice)
        ),
        preview::message(finished, &preview::Marks::Nothing, voice),
    ];
    if let Some(cost) = cost {
        parts.push(cost_line(cost, head.category, voice));
    }
    if cost.is_some() && rules {
        parts.push(say(voice, Key::CostRules, &[("link", PRICES.into())]));
    }
    parts.join("\n\n")
}

/// What it will probably cost, and why.
fn cost_line(cost: &Estimate, category: Category, voice: &Voice<'_>) -> String {
    let category = voice.word(category_key(category));
    match cost {
        Estimate::Known { amount, market, .. } => {
            let amount = voice.money(amount.micros.unsigned_abs(), &amount.currency);
            let market =
                voice.words.market(voice.locale, &market.slug()).unwrap_or_else(|| market.name().to_owned());
            let args = [("amount", amount.into()), ("category", category.into()), ("market", market.into())];
            format!("{}\n<i>{}</i>", say(voice, Key::CostLine, &args), voice.word(Key::CostWhy))
        }
        Estimate::Unknown { market, why } => {
            let market = market.map_or_else(
                || voice.word(Key::CostUnknownMarket),
                |one| voice.words.market(voice.locale, &one.slug()).unwrap_or_else(|| one.name().to_owned()),
            );
            let why = voice.word(match why {
                Unpriced::NoPhone => Key::CostWhyNoPhone,
                Unpriced::NoCurrency => Key::CostWhyNoCurrency,
                Unpriced::BeforeFirstCard => Key::CostWhyBeforeFirstCard,
                Unpriced::NotOnCard => Key::CostWhyNotOnCard,
            });
            let args = [("category", category.into()), ("market", market.into())];
            format!("{}\n<i>{why}</i>", say(voice, Key::CostUnknown, &args))
        }
    }
}
