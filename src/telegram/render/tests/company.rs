//! Panels and lines of what owners set for the company, with hostile names and words.

use super::cast::HOSTILE;
use crate::dialogue::company::{ChannelCost, Line, OwnRates, Said, Unread};
use crate::dialogue::{Line as AnyLine, Prompt};
use crate::domain::cost::{RateCsvError, RateMistake};
use crate::domain::id::StaffId;
use crate::domain::opt_out::{OPT_OUT_WORDS_MAX, OptOutWord, WordsOf};
use crate::domain::staff::Locale;

fn hostile() -> String {
    HOSTILE.repeat(9)
}

fn words(is_set: bool, count: usize) -> WordsOf {
    let words = (0..count).filter_map(|n| OptOutWord::new(&format!("a<b>&_*`[{n}] é o último")));
    WordsOf { locale: Locale::PT_BR, words: words.collect(), is_set }
}

fn cost(is_set: bool, is_known: bool) -> ChannelCost {
    ChannelCost { name: hostile(), currency: "EUR".to_owned(), is_set, is_known }
}

/// Every kind of panel.
pub(super) fn prompts() -> Vec<Prompt> {
    let own = OwnRates {
        file: hostile(),
        prices: 1_000,
        currencies: vec!["EUR".to_owned(); 60],
        by: StaffId(1),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let all = [
        Said::OptOut { languages: vec![words(true, OPT_OUT_WORDS_MAX), words(false, 0), words(false, 1)] },
        Said::Words { of: words(true, OPT_OUT_WORDS_MAX) },
        Said::Words { of: words(false, 0) },
        Said::Costs { channels: Vec::new(), own: None },
        Said::Costs {
            channels: vec![cost(true, false), cost(false, true), cost(true, true)],
            own: Some((own, hostile())),
        },
        Said::Currency { of: cost(true, true) },
        Said::Currency { of: cost(false, false) },
        Said::Reading,
    ];
    all.into_iter().map(|said| Prompt::Company(Box::new(said))).collect()
}

/// Every kind of line.
pub(super) fn lines() -> Vec<AnyLine> {
    let mistakes = RateMistake::ALL.map(|mistake| RateCsvError {
        line: 1_000,
        column: "currency",
        mistake,
        found: HOSTILE.chars().take(40).collect(),
    });
    let wrong = |more| Line::RatesWrong { mistakes: mistakes.to_vec(), more };
    let all = [
        Line::Word,
        Line::WordKnown,
        Line::TooManyWords,
        Line::RatesKept { prices: 1 },
        Line::RatesKept { prices: 1_000 },
        wrong(0),
        wrong(1),
        wrong(9_000),
        Line::RatesEmpty,
        Line::RatesNotCsv,
        Line::RatesUnread(Unread::TooLarge),
        Line::RatesUnread(Unread::Unreachable),
    ];
    all.into_iter().map(AnyLine::Company).collect()
}
