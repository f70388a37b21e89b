//! The words by which contacts opt out: shown, added and removed by language.

use super::{Change, Line, OfWords, Place, Press, Said, button, named, panel, says, to, with};
use crate::dialogue::back_and_cancel;
use crate::dialogue::facts::Facts;
use crate::dialogue::screen::{Line as AnyLine, Screen};
use crate::dialogue::step::Step;
use crate::domain::opt_out::{OPT_OUT_WORDS_MAX, OptOutWord, WordsOf};
use crate::domain::staff::Locale;

fn words_of(locale: Locale, facts: &Facts) -> WordsOf {
    let known = facts.company.opt_out.find(locale).cloned();
    known.unwrap_or_else(|| WordsOf { locale, words: Vec::new(), is_set: false })
}

/// By language.
pub(super) fn view_all(facts: &Facts) -> Screen {
    let languages: Vec<WordsOf> =
        facts.company.languages.iter().map(|locale| words_of(*locale, facts)).collect();
    let mut rows: Vec<_> = languages.iter().map(|one| vec![button(Press::Words(one.locale))]).collect();
    rows.push(back_and_cancel());
    panel(Said::OptOut { languages }, rows)
}

/// Of one language: a tap takes a word away, typing adds one.
pub(super) fn view(locale: Locale, facts: &Facts) -> Screen {
    let of = words_of(locale, facts);
    let buttons: Vec<_> =
        of.words.iter().map(|word| named(Press::Drop(word.print()), format!("🗑 {word}"))).collect();
    let mut rows: Vec<_> = buttons.chunks(2).map(<[_]>::to_vec).collect();
    if of.is_set {
        rows.push(vec![button(Press::Configured)]);
    }
    rows.push(back_and_cancel());
    panel(Said::Words { of }, rows)
}

/// The change from what is set to these words.
fn change(of: &WordsOf, after: Option<Vec<OptOutWord>>, what: OfWords) -> Step {
    let before = of.is_set.then(|| of.words.clone());
    with(to(Place::Words { locale: of.locale }), Change::Words { locale: of.locale, before, after, what })
        .saying(AnyLine::Saved)
}

/// A word was typed. A language that is not spoken any more has none.
pub(super) fn typed(locale: Locale, text: &str, facts: &Facts) -> Step {
    if !facts.company.languages.contains(&locale) {
        return to(Place::OptOut);
    }
    let (here, of) = (to(Place::Words { locale }), words_of(locale, facts));
    let Some(word) = OptOutWord::new(text) else { return says(here, Line::Word) };
    if of.words.contains(&word) {
        return says(here, Line::WordKnown);
    }
    if of.words.len() >= OPT_OUT_WORDS_MAX {
        return says(here, Line::TooManyWords);
    }
    let mut after = of.words.clone();
    after.push(word.clone());
    change(&of, Some(after), OfWords::Added(word))
}

/// A word goes. One that went meanwhile is nobody's.
pub(super) fn dropped(locale: Locale, print: &str, facts: &Facts) -> Step {
    let of = words_of(locale, facts);
    match of.words.iter().find(|word| word.print() == print).cloned() {
        Some(word) => {
            let after = of.words.iter().filter(|one| **one != word).cloned().collect();
            change(&of, Some(after), OfWords::Removed(word))
        }
        None => to(Place::Words { locale }),
    }
}

/// Those of the configuration count again.
pub(super) fn configured(locale: Locale, facts: &Facts) -> Step {
    let of = words_of(locale, facts);
    if of.is_set { change(&of, None, OfWords::Configured) } else { to(Place::Words { locale }) }
}
