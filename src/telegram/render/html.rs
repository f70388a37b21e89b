//! Telegram's HTML: escaping, cutting, and sentences into which nothing can smuggle markup.

use crate::dialogue::screen::Person;
use crate::i18n::{Arg, Key, Voice};

/// Characters of a name in a text: longer ones are not names.
pub(super) const NAME_LEN_MAX: usize = 80;

/// Text as HTML that shows exactly it.
pub(in crate::telegram) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// At most `max` characters as Telegram counts them (UTF-16, so an emoji is two), the last of them … when something
/// was cut off.
pub(super) fn cut(text: &str, max: usize) -> String {
    if units(text) <= max {
        return text.to_owned();
    }
    let mut left = max.saturating_sub(1);
    let mut end = 0;
    let mut rest = text;
    while let Some((sign, after)) = rest.split_at_checked(joined(rest)).filter(|(sign, _)| !sign.is_empty()) {
        let Some(still) = left.checked_sub(units(sign)) else { break };
        (left, rest, end) = (still, after, end + sign.len());
    }
    format!("{}…", text.get(..end).unwrap_or_default().trim_end())
}

/// Bytes of the first character with what is joined to it: marks, colours of skin, and whatever a joiner ties on.
pub(super) fn joined(text: &str) -> usize {
    let mut is_tied = true;
    let mut end = 0;
    for c in text.chars() {
        let is_joint = c == '\u{200d}';
        let is_mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}');
        if !(is_tied || is_joint || is_mark) {
            break;
        }
        is_tied = is_joint;
        end += c.len_utf8();
    }
    end
}

/// Characters as Telegram counts them.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A sentence as HTML: its own markup counts, that of its arguments does not. Texts are cut to the length of a name.
pub(super) fn say(voice: &Voice<'_>, key: Key, args: &[(&str, Arg<'_>)]) -> String {
    let safe: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, arg)| {
            let arg = match arg {
                Arg::Text(text) => Arg::from(escape(&cut(&one_line(text), NAME_LEN_MAX * 5))),
                Arg::Count(count) => Arg::Count(*count),
            };
            (*name, arg)
        })
        .collect();
    voice.say(key, &safe)
}

/// Line breaks and runs of blanks as one blank, and no marks that turn the direction of writing around: a name must
/// not be able to look like a line of ours.
pub(super) fn one_line(text: &str) -> String {
    let is_shown = |c: &char| !is_trick(*c) && (c.is_whitespace() || !c.is_control());
    let kept: String = text.chars().filter(is_shown).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_trick(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How a contact is called: by name, else by number; plain text.
pub(super) fn called(person: &Person, voice: &Voice<'_>) -> String {
    match (&person.name, &person.phone) {
        (Some(name), _) => cut(&one_line(name), NAME_LEN_MAX),
        (None, Some(phone)) => phone.display(),
        (None, None) => voice.word(Key::ContactNameless),
    }
}

/// A contact in one line of HTML: the name in bold and the number.
pub(super) fn person(person: &Person, voice: &Voice<'_>) -> String {
    let called = escape(&called(person, voice));
    match (&person.name, &person.phone) {
        (Some(_), Some(phone)) => format!("<b>{called}</b> · {}", escape(&phone.display())),
        (Some(_) | None, None) => format!("<b>{called}</b> · {}", voice.word(Key::ContactNumberless)),
        (None, Some(_)) => format!("<b>{called}</b>"),
    }
}

/// Text from outside in a quotation, cut to `max` characters.
pub(super) fn quote(text: &str, max: usize) -> String {
    format!("<blockquote>{}</blockquote>", escape(&cut(text.trim(), max)))
}
