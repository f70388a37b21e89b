//! Texts of providers made fit to be kept: short, and without numbers, tokens and ids that tell who somebody is.
//!
//! Wanted: the provider's own words for people who must look deeper, and no whole number or token in them (Meta puts
//! a malformed access token into its message, and a message id hides the recipient's number in base64). Chosen: what
//! has the length of either goes, whatever it is. Rejected: a list of patterns, which the next message would not fit.

use crate::domain::limit::{EVENT_KIND_LEN_MAX, FAULT_DETAIL_LEN_MAX};

/// Digits from which a number could be somebody's.
const DIGITS_MAX: usize = 6;
/// Characters from which a word without spaces could be a token or an id.
const WORD_LEN_MAX: usize = 28;
/// What stands for what was taken out.
const GONE: &str = "…";

/// A text of a provider, fit for a fault.
pub(super) fn detail(text: &str) -> String {
    let mut kept = String::new();
    for word in text.split_whitespace() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(if word.chars().count() > WORD_LEN_MAX { GONE } else { word });
    }
    shorten(&without_numbers(&kept), FAULT_DETAIL_LEN_MAX)
}

/// The name of a kind, fit for a log line.
pub(super) fn kind(text: &str) -> String {
    shorten(&without_numbers(text), EVENT_KIND_LEN_MAX)
}

/// The text's first characters.
pub(super) fn shorten(text: &str, len_max: usize) -> String {
    text.chars().take(len_max).collect()
}

/// The text with every run of digits that could be a phone number taken out, however it is spaced.
fn without_numbers(text: &str) -> String {
    let mut kept = String::new();
    let mut run = String::new();
    for c in text.chars() {
        let joins = matches!(c, ' ' | '-' | '.' | '(' | ')' | '/') && !run.is_empty();
        if c.is_numeric() || joins {
            run.push(c);
        } else {
            settle(&mut kept, &mut run);
            kept.push(c);
        }
    }
    settle(&mut kept, &mut run);
    kept
}

fn settle(kept: &mut String, run: &mut String) {
    if run.chars().filter(|c| c.is_numeric()).count() > DIGITS_MAX {
        kept.push_str(GONE);
        if run.ends_with(' ') {
            kept.push(' ');
        }
    } else {
        kept.push_str(run);
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_leave_and_small_ones_stay() {
        assert_eq!(detail("params (1) of (3), code 131047"), "params (1) of (3), code 131047");
        for number in ["5551999998888", "+55 51 99999-8888", "(51) 99999.8888", "55 51 9 9 9 9 9"] {
            let kept = detail(&format!("to {number} failed"));
            assert!(kept.chars().filter(char::is_ascii_digit).count() == 0, "{kept}");
            assert!(kept.ends_with("failed"), "{kept}");
        }
    }

    #[test]
    fn tokens_and_message_ids_leave() {
        let kept = detail(
            "Malformed access token EAAGm0PX4ZCpsBAKZCqwertyuiopasdfghjkl and wamid.HBgMNTU1MTk5OTk4ODg4FQIAERgS",
        );
        assert_eq!(kept, "Malformed access token … and …");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(detail(&"a b ".repeat(1_000)).chars().count(), FAULT_DETAIL_LEN_MAX);
    }
}
