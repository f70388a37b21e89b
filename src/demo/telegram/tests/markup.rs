//! HTML to text and entities, and back.

use super::super::html::{parse, write};
use super::super::markup::typed;
use proptest::prelude::*;

fn kinds(html: &str) -> (String, Vec<(String, usize, usize)>) {
    let formatted = parse(html).unwrap();
    let entities = formatted.entities.into_iter().map(|e| (e.kind, e.offset, e.length)).collect();
    (formatted.plain, entities)
}

#[test]
fn tags_become_entities_that_count_utf16() {
    let (plain, entities) = kinds("😀 <b>Olá <i>João</i></b> &lt;3 &amp; &#233;&nbsp;<code>x</code>");
    assert_eq!(plain, "😀 Olá João <3 & é&nbsp;x");
    assert_eq!(entities, [("bold".into(), 3, 8), ("italic".into(), 7, 4), ("code".into(), 24, 1)]);
}

#[test]
fn links_quotes_spoilers_and_code_with_a_language_are_understood() {
    let formatted = parse(
        "<a href=\"https://a.b/?x=1&amp;y=2\">a</a><blockquote expandable>b</blockquote>\
         <span class='tg-spoiler'>c</span><pre><code class=\"language-rust\">d</code></pre><a>https://e.f</a>",
    )
    .unwrap();
    let kinds: Vec<&str> = formatted.entities.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["text_link", "expandable_blockquote", "spoiler", "pre", "text_link"]);
    assert_eq!(formatted.entities[0].url.as_deref(), Some("https://a.b/?x=1&y=2"));
    assert_eq!(formatted.entities[3].language.as_deref(), Some("rust"));
    assert_eq!(formatted.entities[4].url.as_deref(), Some("https://e.f"));
}

#[test]
fn what_is_not_html_is_refused_with_its_place() {
    for (html, why) in [
        ("a <x>b</x>", "Unsupported start tag \"x\" at byte offset 2"),
        ("<b>a", "Can't find end tag corresponding to start tag \"b\""),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\""),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
    ] {
        assert_eq!(parse(html).unwrap_err(), why, "{html}");
    }
}

#[test]
fn html_written_for_the_page_lets_nothing_through_that_could_run() {
    let formatted = parse("<a href=\"javascript:alert(1)\">x</a> &lt;script&gt; <b>\"</b>").unwrap();
    assert_eq!(write(&formatted.plain, &formatted.entities), "x &lt;script&gt; <b>&quot;</b>");
}

#[test]
fn commands_that_a_person_types_are_marked() {
    let entities = typed("/start n55 e /menu@bot, /ç / a/b /a/b").entities;
    let found: Vec<(usize, usize)> = entities.iter().map(|e| (e.offset, e.length)).collect();
    assert_eq!(found, [(0, 6), (13, 9)]);
    assert_eq!(typed("olá 😀 /menu").entities[0].offset, 7);
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in "[<>/&;=\"' a-cé😀#0-9]{0,40}") {
        drop(parse(&text));
    }

    #[test]
    fn escaped_text_comes_back_as_it_was(text in ".{0,60}") {
        let html = write(&text, &[]);
        prop_assert_eq!(parse(&html).unwrap().plain, text);
    }

    #[test]
    fn what_is_written_from_entities_parses_to_the_same(text in "[a-cé😀<&]{4,20}", a in 0..4_usize, b in 1..4_usize) {
        let inner = text.chars().skip(a).take(b).collect::<String>();
        let before = text.chars().take(a).collect::<String>();
        let after = text.chars().skip(a + b).collect::<String>();
        let html = format!("{}<b>{}</b>{}", write(&before, &[]), write(&inner, &[]), write(&after, &[]));
        let formatted = parse(&html).unwrap();
        prop_assert_eq!(&formatted.plain, &text);
        prop_assert_eq!(write(&formatted.plain, &formatted.entities), html);
    }
}
