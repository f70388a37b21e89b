//! WhatsApp's marks and Telegram's: `*bold*`, `_italic_`, `~struck~`, `` `code` `` and ```` ```code``` ```` here, entities
//! and HTML there.
//!
//! A mark counts as WhatsApp counts it: it opens before something that is not a blank and closes behind such, stands at the
//! edge of a word, and does not reach over the end of a line. Everything else is the sign itself.

use super::render::escape;
use std::cmp::Reverse;
use teloxide::types::{MessageEntity, MessageEntityKind};

/// How deep marks stand in marks before the rest is taken as it is: there are three that nest.
const DEPTH_MAX: usize = 4;
const FENCE: &str = "```";

/// A text with WhatsApp's marks as Telegram's HTML.
pub fn to_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, fenced)) = rest.split_once(FENCE) {
        let Some((code, after)) = fenced.split_once(FENCE).filter(|(code, _)| !code.trim().is_empty()) else {
            break;
        };
        push_lines(&mut html, before);
        html.push_str("<pre>");
        html.push_str(&escape(code.trim_matches('\n')));
        html.push_str("</pre>");
        rest = after;
    }
    push_lines(&mut html, rest);
    html
}

fn push_lines(html: &mut String, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            html.push('\n');
        }
        push_inline(html, line, DEPTH_MAX);
    }
}

const fn tag(mark: char) -> Option<&'static str> {
    match mark {
        '*' => Some("b"),
        '_' => Some("i"),
        '~' => Some("s"),
        '`' => Some("code"),
        _ => None,
    }
}

fn push_inline(html: &mut String, line: &str, depth: usize) {
    let mut rest = line;
    let mut before: Option<char> = None;
    while let Some((plain, mark, tag, inner, after)) = first_mark(rest, before, depth) {
        html.push_str(&escape(plain));
        html.extend(["<", tag, ">"]);
        if mark == '`' {
            html.push_str(&escape(inner));
        } else {
            push_inline(html, inner, depth - 1);
        }
        html.extend(["</", tag, ">"]);
        (rest, before) = (after, Some(mark));
    }
    html.push_str(&escape(rest));
}

/// The first mark that is one: what stands before it, the mark and its tag, what it encloses, what follows. `before` is
/// the character in front of the text.
fn first_mark(
    text: &str,
    before: Option<char>,
    depth: usize,
) -> Option<(&str, char, &'static str, &str, &str)> {
    let mut before = before.filter(|_any| depth > 0);
    for (at, mark) in text.char_indices().filter(|_any| depth > 0) {
        let opens = before.is_none_or(|before| !before.is_alphanumeric());
        before = Some(mark);
        let Some(tag) = tag(mark).filter(|_tag| opens) else { continue };
        let (plain, marked) = text.split_at_checked(at)?;
        let marked = marked.strip_prefix(mark)?;
        if let Some((inner, after)) = closing(marked, mark).and_then(|len| marked.split_at_checked(len)) {
            return Some((plain, mark, tag, inner, after.strip_prefix(mark)?));
        }
    }
    None
}

/// How many bytes stand before the mark that closes; the text begins behind the one that opens.
fn closing(rest: &str, mark: char) -> Option<usize> {
    if rest.chars().next().is_none_or(|first| first.is_whitespace() || first == mark) {
        return None;
    }
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at_edge = chars.peek().is_none_or(|(_, next)| !next.is_alphanumeric());
        if c == mark && at > 0 && !before.is_whitespace() && at_edge {
            return Some(at);
        }
        before = c;
    }
    None
}

/// A mark to be put in front of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Put {
    /// What was opened last is closed first.
    Close(Reverse<usize>, &'static str),
    /// What reaches furthest is opened first.
    Open(Reverse<usize>, &'static str),
}

/// A text with Telegram's entities as one with WhatsApp's marks. Entities that WhatsApp does not know leave their text,
/// a link behind words its address, too.
pub fn from_entities(text: &str, entities: &[MessageEntity]) -> String {
    if entities.is_empty() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let place = |units: usize| {
        let mut left = units;
        chars.iter().position(|c| {
            let is_here = left == 0;
            left = left.saturating_sub(c.len_utf16());
            is_here
        })
    };
    let mut puts: Vec<(usize, Put)> = Vec::new();
    let mut links: Vec<(usize, String)> = Vec::new();
    for entity in entities {
        let from = place(entity.offset).unwrap_or(chars.len());
        let to = place(entity.offset + entity.length).unwrap_or(chars.len());
        if let MessageEntityKind::TextLink { url } = &entity.kind {
            links.push((to, format!(" ({url})")));
            continue;
        }
        if let MessageEntityKind::Pre { .. } = &entity.kind {
            puts.push((from, Put::Open(Reverse(to), FENCE)));
            puts.push((to, Put::Close(Reverse(from), FENCE)));
            continue;
        }
        let Some(mark) = mark_of(&entity.kind) else { continue };
        for (from, to) in words_of_lines(&chars, from, to) {
            puts.push((from, Put::Open(Reverse(to), mark)));
            puts.push((to, Put::Close(Reverse(from), mark)));
        }
    }
    puts.sort();
    write(&chars, &puts, &links)
}

fn write(chars: &[char], puts: &[(usize, Put)], links: &[(usize, String)]) -> String {
    let mut marked = String::with_capacity(chars.len() + 16);
    let mut puts = puts.iter().peekable();
    for at in 0..=chars.len() {
        while let Some((_, put)) = puts.next_if(|(place, _)| *place <= at) {
            let (Put::Close(_, mark) | Put::Open(_, mark)) = put;
            marked.push_str(mark);
        }
        marked.extend(links.iter().filter(|(place, _)| *place == at).map(|(_, link)| link.as_str()));
        marked.extend(chars.get(at));
    }
    marked
}

#[expect(clippy::wildcard_enum_match_arm, reason = "teloxide's enum: WhatsApp knows these and no others")]
fn mark_of(kind: &MessageEntityKind) -> Option<&'static str> {
    match kind {
        MessageEntityKind::Bold => Some("*"),
        MessageEntityKind::Italic => Some("_"),
        MessageEntityKind::Strikethrough => Some("~"),
        MessageEntityKind::Code => Some("`"),
        _ => None,
    }
}

/// The parts of a stretch, line by line and without blanks at their edges: marks count nowhere else.
fn words_of_lines(chars: &[char], from: usize, to: usize) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut start = from;
    for at in from..=to {
        if at != to && chars.get(at) != Some(&'\n') {
            continue;
        }
        let is_blank = |place: &usize| chars.get(*place).is_some_and(|c| c.is_whitespace());
        let first = (start..at).find(|place| !is_blank(place));
        let last = (start..at).rev().find(|place| !is_blank(place));
        parts.extend(first.zip(last.map(|last| last + 1)));
        start = at + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_become_tags() {
        for (text, html) in [
            ("*oi*", "<b>oi</b>"),
            ("Olá, *Maria*!", "Olá, <b>Maria</b>!"),
            ("_*os dois*_ e ~nada~", "<i><b>os dois</b></i> e <s>nada</s>"),
            ("`a < b`", "<code>a &lt; b</code>"),
            ("```\nlet a;\n*b*\n```", "<pre>let a;\n*b*</pre>"),
            ("*a* *b*", "<b>a</b> <b>b</b>"),
        ] {
            assert_eq!(to_html(text), html, "{text}");
        }
    }

    #[test]
    fn signs_that_are_no_marks_stay() {
        for text in
            ["2 * 3 * 4", "arquivo_de_teste_v2", "* item", "*a\nb*", "**", "a*b*c", "preço~", "```", "* a *"]
        {
            assert_eq!(to_html(text), text, "{text}");
        }
        assert_eq!(to_html("<b>&"), "&lt;b&gt;&amp;");
    }

    fn entity(kind: MessageEntityKind, offset: usize, length: usize) -> MessageEntity {
        MessageEntity { kind, offset, length }
    }

    #[test]
    fn entities_become_marks_counted_as_telegram_counts() {
        let bold = entity(MessageEntityKind::Bold, 3, 5);
        assert_eq!(from_entities("👩 Maria chegou", &[bold]), "👩 *Maria* chegou");
        let nested = [entity(MessageEntityKind::Bold, 0, 7), entity(MessageEntityKind::Italic, 3, 4)];
        assert_eq!(from_entities("um dois", &nested), "*um _dois_*");
        let over_lines = entity(MessageEntityKind::Bold, 0, 6);
        assert_eq!(from_entities("ab \ncd", &[over_lines]), "*ab* \n*cd*");
        let link = MessageEntityKind::TextLink { url: "https://exemplo.com.br/".parse().expect("a url") };
        assert_eq!(from_entities("veja aqui", &[entity(link, 5, 4)]), "veja aqui (https://exemplo.com.br/)");
        let mention = entity(MessageEntityKind::Mention, 0, 2);
        assert_eq!(from_entities("@a b", &[mention]), "@a b");
    }

    fn stripped(html: &str) -> String {
        let mut text = html.to_owned();
        for tag in ["b", "i", "s", "code", "pre"] {
            text = text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
        }
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    fn is_balanced(html: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for part in html.split('<').skip(1) {
            let Some((tag, _)) = part.split_once('>') else { return false };
            match tag.strip_prefix('/') {
                Some(closed) if open.pop() != Some(closed) => return false,
                Some(_) => {}
                None => open.push(tag),
            }
        }
        open.is_empty()
    }

    proptest! {
        #[test]
        fn whatever_is_written_makes_balanced_html_that_loses_nothing_but_marks(
            text in "[ab *_~`\n<&👩]{0,40}"
        ) {
            let html = to_html(&text);
            prop_assert!(is_balanced(&html), "{html}");
            let signs = |text: &str| text.chars().filter(|c| !"*_~`\n".contains(*c)).collect::<String>();
            prop_assert_eq!(signs(&stripped(&html)), signs(&text));
        }

        #[test]
        fn whatever_the_entities_no_letter_is_lost(
            text in "[ab \n👩]{0,12}",
            spans in proptest::collection::vec((0_usize..20, 0_usize..20, 0_u8..5), 0..4),
        ) {
            let entities: Vec<MessageEntity> = spans
                .into_iter()
                .map(|(offset, length, kind)| {
                    let kind = match kind {
                        0 => MessageEntityKind::Bold,
                        1 => MessageEntityKind::Italic,
                        2 => MessageEntityKind::Strikethrough,
                        3 => MessageEntityKind::Code,
                        _ => MessageEntityKind::Pre { language: None },
                    };
                    entity(kind, offset, length)
                })
                .collect();
            let marked = from_entities(&text, &entities);
            let kept: String = marked.chars().filter(|c| !"*_~`".contains(*c)).collect();
            prop_assert_eq!(kept, text);
        }
    }
}
