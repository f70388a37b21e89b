//! The panels of what owners set for the company: words to opt out by, currencies and prices.

use super::button::own_name;
use super::html::{cut, escape, one_line, say};
use crate::dialogue::company::{ChannelCost, Line, OwnRates, Press, Said, Unread};
use crate::domain::cost::{RateCsvError, RateMistake};
use crate::domain::limit::RATES_FILE_LEN_MAX;
use crate::domain::opt_out::{OPT_OUT_LEN_MAX, OPT_OUT_WORDS_MAX, WordsOf};
use crate::i18n::{Key, Voice};

/// Characters of a name in a panel.
const NAME_LEN_MAX: usize = 80;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a panel says.
pub(super) fn said(said: &Said, voice: &Voice<'_>) -> String {
    match said {
        Said::OptOut { languages } => {
            let lines: Vec<_> = languages.iter().map(|one| language(one, voice)).collect();
            format!("{}\n\n{}", voice.word(Key::OptOutTitle), lines.join("\n"))
        }
        Said::Words { of } => {
            let name = own_name(of.locale, voice);
            let title = say(voice, Key::OptOutWordsTitle, &[("language", name.into())]);
            let hint = say(voice, Key::OptOutHint, &[("limit", count(OPT_OUT_LEN_MAX).into())]);
            format!("{title}\n{}\n{}\n\n{hint}", words(of, voice), voice.word(source(of.is_set)))
        }
        Said::Costs { channels, own } => costs(channels, own.as_ref(), voice),
        Said::Currency { of } => {
            let args = [("channel", name(&of.name).into()), ("currency", of.currency.clone().into())];
            let title = say(voice, Key::CurrencyTitle, &args);
            format!("{title}\n{}", voice.word(source(of.is_set)))
        }
        Said::Reading => voice.word(Key::RatesReading),
    }
}

fn name(name: &str) -> String {
    cut(&one_line(name), NAME_LEN_MAX)
}

/// Whether the chat or the configuration says so.
const fn source(is_set: bool) -> Key {
    if is_set { Key::SetHere } else { Key::SetInConfiguration }
}

fn words(of: &WordsOf, voice: &Voice<'_>) -> String {
    let all: Vec<_> = of.words.iter().map(|word| escape(word.as_str())).collect();
    if all.is_empty() { voice.word(Key::OptOutNone) } else { all.join(", ") }
}

fn language(one: &WordsOf, voice: &Voice<'_>) -> String {
    let mark = if one.is_set { "✏️ " } else { "" };
    format!("{mark}<b>{}</b>: {}", escape(&own_name(one.locale, voice)), words(one, voice))
}

fn costs(channels: &[ChannelCost], own: Option<&(OwnRates, String)>, voice: &Voice<'_>) -> String {
    let mut lines = vec![voice.word(Key::CostsTitle)];
    lines.extend(channels.iter().map(|one| {
        let args = [("channel", name(&one.name).into()), ("currency", one.currency.clone().into())];
        let line = say(voice, Key::CostsChannel, &args);
        let unknown = (!one.is_known).then(|| voice.word(Key::CostsUnknown));
        let set = one.is_set.then(|| voice.word(Key::SetHere));
        [Some(line), set, unknown].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }));
    if channels.is_empty() {
        lines.push(voice.word(Key::CostsNoChannel));
    }
    lines.push(String::new());
    lines.push(match own {
        Some((own, by)) => {
            let args = [
                ("file", name(&own.file).into()),
                ("prices", own.prices.into()),
                ("currencies", cut(&own.currencies.join(", "), NAME_LEN_MAX).into()),
                ("by", name(by).into()),
                ("at", voice.date_time(own.at).into()),
            ];
            say(voice, Key::CostsOwn, &args)
        }
        None => voice.word(Key::CostsNoOwn),
    });
    lines.push(String::new());
    lines.push(voice.word(Key::CostsHint));
    lines.join("\n")
}

/// The line below a panel.
pub(super) fn line(line: &Line, voice: &Voice<'_>) -> String {
    match line {
        Line::Word => say(voice, Key::LineOptOutWord, &[("limit", count(OPT_OUT_LEN_MAX).into())]),
        Line::WordKnown => voice.word(Key::LineOptOutKnown),
        Line::TooManyWords => say(voice, Key::LineOptOutFull, &[("most", count(OPT_OUT_WORDS_MAX).into())]),
        Line::RatesKept { prices } => say(voice, Key::LineRatesKept, &[("prices", (*prices).into())]),
        Line::RatesWrong { mistakes, more } => {
            let mut lines = vec![voice.word(Key::LineRatesWrong)];
            lines.extend(mistakes.iter().map(|one| mistake(one, voice)));
            if *more > 0 {
                lines.push(say(voice, Key::LineRatesMore, &[("more", (*more).into())]));
            }
            lines.join("\n")
        }
        Line::RatesEmpty => voice.word(Key::LineRatesEmpty),
        Line::RatesNotCsv => voice.word(Key::LineRatesNotCsv),
        Line::RatesUnread(Unread::TooLarge) => {
            let limit = u32::try_from(RATES_FILE_LEN_MAX / 1024).unwrap_or(u32::MAX);
            say(voice, Key::LineRatesTooLarge, &[("limit", limit.into())])
        }
        Line::RatesUnread(Unread::Unreachable) => voice.word(Key::LineRatesUnreachable),
    }
}

/// Where it is, what stands there, and what belongs there.
fn mistake(one: &RateCsvError, voice: &Voice<'_>) -> String {
    let line = u32::try_from(one.line).unwrap_or(u32::MAX);
    let found = name(&one.found);
    let args = [("line", line.into()), ("column", one.column.into()), ("found", found.into())];
    let what = match one.mistake {
        RateMistake::Unreadable => Key::RateUnreadable,
        RateMistake::NoColumn => Key::RateNoColumn,
        RateMistake::Currency => Key::RateCurrency,
        RateMistake::Effective => Key::RateEffective,
        RateMistake::Market => Key::RateMarket,
        RateMistake::Category => Key::RateCategory,
        RateMistake::Price => Key::RatePrice,
    };
    say(voice, what, &args)
}

/// The words of a button among them.
pub(super) const fn button(press: &Press) -> Key {
    match press {
        Press::OptOut => Key::ButtonOptOutWords,
        Press::Costs => Key::ButtonCosts,
        Press::Configured => Key::ButtonConfigured,
        Press::DropRates => Key::ButtonDropRates,
        // These carry a label of their own wherever they stand.
        Press::Words(_) | Press::Drop(_) | Press::Currency(_) | Press::Use(_) => Key::ButtonOpen,
    }
}
