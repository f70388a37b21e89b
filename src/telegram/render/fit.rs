//! What would be longer than Telegram takes, made to fit: nothing is refused because a language is long.
//!
//! Every piece from outside is bounded on its own, so that in our languages nothing comes near the limits. A language of
//! the company's may have sentences of any length; what is too much is cut off at the end of a word, with … in its
//! place, never within a mark or a sign, and every mark that was open is closed.

use super::html::{joined, units};

/// Characters of a message, once its markup is read.
pub(super) const TEXT_LEN_MAX: usize = 4_096;
/// Characters below a picture.
pub(super) const CAPTION_LEN_MAX: usize = 1_024;

/// Bytes within which a word ends.
const WORD_LEN_MAX: usize = 80;

/// HTML of at most `max` characters as Telegram counts them.
pub(super) fn fit(html: &str, max: usize) -> String {
    if length(html) <= max {
        return html.to_owned();
    }
    let mut left = max.saturating_sub(1);
    let (mut kept, mut open): (String, Vec<&str>) = (String::new(), Vec::new());
    // Up to where the last word is whole, and what is open there.
    let mut whole = (0, Vec::new());
    for piece in pieces(html) {
        if let Some(tag) = piece.strip_prefix('<') {
            if tag.starts_with('/') {
                open.pop();
            } else {
                open.push(tag.split([' ', '>']).next().unwrap_or_default());
            }
        } else {
            if piece.chars().all(char::is_whitespace) {
                whole = (kept.len(), open.clone());
            }
            let Some(rest) = left.checked_sub(length(piece)) else { break };
            left = rest;
        }
        kept.push_str(piece);
    }
    // What has no end of a word nearby is no word, and cut all the same.
    if whole.0 > 0 && kept.len() < whole.0 + WORD_LEN_MAX {
        kept.truncate(whole.0);
        open = whole.1;
    }
    kept.push('…');
    kept.extend(open.iter().rev().map(|name| format!("</{name}>")));
    kept
}

/// Characters of HTML once its markup is read.
fn length(html: &str) -> usize {
    pieces(html)
        .map(|piece| match piece.chars().next() {
            Some('<') => 0,
            Some('&') => 1,
            Some(_) | None => units(piece),
        })
        .sum()
}

/// Tags and signs with a name as wholes, all else by characters as people see them: what is joined to a character stays
/// with it.
fn pieces(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = match first {
            '<' => rest.find('>').map(|at| at + 1),
            '&' => rest.find(';').map(|at| at + 1),
            _ => None,
        };
        let (piece, after) = rest.split_at_checked(end.unwrap_or_else(|| joined(rest)))?;
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_what_does_not_ends_after_a_word_with_its_marks_closed() {
        assert_eq!(fit("<b>um</b> dois", 7), "<b>um</b> dois");
        assert_eq!(fit("<b>um</b> dois", 6), "<b>um</b>…");
        assert_eq!(fit("um <b>dois <i>três</i></b>", 9), "um <b>dois…</b>");
        assert_eq!(fit("um &amp; dois", 5), "um &amp;…");
        assert_eq!(fit("<a href=\"x\">palavra</a>", 4), "<a href=\"x\">pal…</a>", "a word without an end");
        assert_eq!(length("&lt;<b>é</b>🙂"), 4);
    }

    #[test]
    fn nothing_that_is_one_sign_is_parted() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(fit(&format!("{family}{family}"), 9), format!("{family}…"));
        assert_eq!(fit(&format!("{family}{family}"), 8), "…");
        assert_eq!(fit("👍🏽👍🏽", 5), "👍🏽…");
    }
}
