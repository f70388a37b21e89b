//! Previews and searches, and what holds for every template and every value.

use super::preview::preview;
use super::search::matches;
use super::*;
use crate::domain::limit;
use proptest::prelude::*;

fn template(header: &str, body: &str, url: &str) -> Template {
    Template {
        remote: RemoteId("1".to_owned()),
        key: TemplateKey { name: "retorno_orcamento".to_owned(), language: "pt_BR".to_owned() },
        category: Category::Utility,
        status: TemplateStatus::Approved,
        named: false,
        header: Some(Header::Text { text: header.to_owned(), examples: Vec::new() }),
        body: body.to_owned(),
        body_examples: vec![Example { key: "1".to_owned(), text: "Ana".to_owned() }],
        footer: Some("Loja".to_owned()),
        buttons: vec![TemplateButton::Url { text: "Ver".to_owned(), url: url.to_owned(), example: None }],
        others: Vec::new(),
    }
}

fn plain(text: &str) -> Span {
    Span::Text(text.to_owned())
}

fn given(text: &str) -> Span {
    Span::Given { text: text.to_owned() }
}

fn gap(place: Place, label: &str, example: Option<&str>) -> Span {
    let number = label.parse().expect("a number");
    let key = SlotKey::Number { place, number };
    Span::Gap { key, label: label.to_owned(), example: example.map(str::to_owned) }
}

#[test]
fn a_preview_grows_as_values_arrive() {
    let mut filled = Filled::new(template("Oi", "Oi {{1}}, até {{ 2 }}.", "https://a.b/{{1}}"));
    let link = Place::Button { index: 0 };
    let open = preview(&filled);
    let body = [
        plain("Oi "),
        gap(Place::Body, "1", Some("Ana")),
        plain(", até "),
        gap(Place::Body, "2", None),
        plain("."),
    ];
    assert_eq!(open.body, body);
    assert_eq!(open.header, Some(PreviewHeader::Text(vec![plain("Oi")])));
    assert_eq!(open.footer.as_deref(), Some("Loja"));
    assert_eq!(open.buttons[0].detail, [plain("https://a.b/"), gap(link, "1", None)]);

    filled.set(SlotKey::Number { place: Place::Body, number: 1 }, Value::Text { text: "Bia".to_owned() });
    filled.set(SlotKey::Number { place: link, number: 1 }, Value::Text { text: "a b".to_owned() });
    let grown = preview(&filled);
    assert_eq!(grown.body[1], given("Bia"));
    assert_eq!(grown.buttons[0].detail, [plain("https://a.b/"), given("a%20b")]);
}

#[test]
fn a_preview_shows_every_kind_of_header_and_button() {
    let media = MediaRef {
        remote: RemoteId("9".to_owned()),
        filename: Some("a.pdf".to_owned()),
        mime: "application/pdf".to_owned(),
    };
    let mut filled = Filled::new(Template {
        header: Some(Header::Document),
        buttons: vec![
            TemplateButton::QuickReply { text: "Sim".to_owned() },
            TemplateButton::Phone { text: "Ligar".to_owned(), phone: "+555133334444".to_owned() },
            TemplateButton::CopyCode { example: Some("VERAO".to_owned()) },
            TemplateButton::Plain { text: "Contato".to_owned() },
        ],
        ..template("", "a", "")
    });
    let document = |filename: Option<&str>, given| {
        let filename = filename.map(str::to_owned);
        Some(PreviewHeader::Media { kind: SlotKind::Document, filename, given })
    };
    assert_eq!(preview(&filled).header, document(None, false));
    filled.set(SlotKey::HeaderMedia, Value::Media { media });
    filled.set(SlotKey::Code { index: 2 }, Value::Text { text: "X1".to_owned() });
    let shown = preview(&filled);
    assert_eq!(shown.header, document(Some("a.pdf"), true));
    let buttons: Vec<_> =
        shown.buttons.into_iter().map(|button| (button.label, button.kind, button.detail)).collect();
    assert_eq!(
        buttons,
        [
            (Some("Sim".to_owned()), ButtonKind::QuickReply, vec![]),
            (Some("Ligar".to_owned()), ButtonKind::Phone, vec![plain("+555133334444")]),
            (None, ButtonKind::CopyCode, vec![given("X1")]),
            (Some("Contato".to_owned()), ButtonKind::Plain, vec![]),
        ]
    );
}

#[test]
fn a_template_is_found_by_words_of_its_name_and_body_without_accents() {
    let template = template("", "Seu orçamento está pronto, João", "");
    for query in
        ["", "  ", "ORCAMENTO", "orçamento", "joao pronto", "retorno orc", "retorno_orcamento", "retornoorc"]
    {
        assert!(matches(&template, query), "{query}");
    }
    for query in ["boleto", "joao boleto", "pt_br"] {
        assert!(!matches(&template, query), "{query}");
    }
}

/// Texts that consist of gaps, of what looks like gaps, and of what stands around them.
fn gappy() -> impl Strategy<Value = String> {
    "(\\{\\{ ?[1-4] ?\\}\\}|\\{\\{[a-c]{1,2}\\}\\}|\\{|\\}|\\{\\{|\\}\\}|[a-zã ]{0,9}|😀){0,12}"
}

/// What people type: lines, spaces, invisible characters, gaps.
fn typed() -> impl Strategy<Value = String> {
    "([a-zã0-9%:/ ]{0,40}|\n|\t| {2,6}|\u{200b}|\u{a0}|\u{0}|😀|\\{\\{1\\}\\}|a{50,700}){0,5}"
}

/// The text of spans, gaps as they are written.
fn joined(spans: &[Span], source_gaps: &[&str]) -> String {
    let mut gaps = source_gaps.iter();
    spans
        .iter()
        .map(|span| match span {
            Span::Text(text) | Span::Given { text } => text.as_str(),
            Span::Gap { .. } => gaps.next().copied().unwrap_or("(too many gaps)"),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_preview_never_loses_text(header in gappy(), body in gappy(), url in gappy()) {
        let filled = Filled::new(template(&header, &body, &url));
        let shown = preview(&filled);
        for (text, spans) in [
            (&body, shown.body),
            (&url, shown.buttons[0].detail.clone()),
            (&header, match shown.header { Some(PreviewHeader::Text(spans)) => spans, _ => Vec::new() }),
        ] {
            let sources: Vec<&str> = gap::gaps(text).map(|gap| gap.source).collect();
            prop_assert_eq!(&joined(&spans, &sources), text);
        }
    }

    #[test]
    fn what_is_accepted_can_be_sent(header in gappy(), body in gappy(), url in gappy(), values in proptest::collection::vec(typed(), 16)) {
        let mut filled = Filled::new(template(&header, &body, &url));
        for typed in values {
            let Some(slot) = filled.missing() else { break };
            let Ok(Value::Text { text }) = check_text(&filled, &slot, &typed) else { continue };
            prop_assert!(text.chars().any(|c| !c.is_whitespace() && !c.is_control()));
            prop_assert!(!text.contains(['\n', '\r', '\t']) && !text.contains("     "));
            prop_assert_eq!(text.trim(), &text);
            filled.set(slot.key, Value::Text { text });
        }
        prop_assert_eq!(filled.is_complete(), filled.missing().is_none());
        if filled.is_complete() {
            let shown = preview(&filled);
            prop_assert_eq!(joined(&shown.body, &[]), filled.body_text());
            // A text without gaps is the provider's own affair, however long it is.
            if gap::gaps(&body).next().is_some() {
                prop_assert!(filled.body_text().chars().count() <= limit::TEMPLATE_BODY_LEN_MAX);
            }
            if gap::gaps(&header).next().is_some() {
                let length = filled.header_text().unwrap_or_default().chars().count();
                prop_assert!(length <= limit::TEMPLATE_HEADER_LEN_MAX);
            }
            let address = joined(&shown.buttons[0].detail, &[]);
            prop_assert!(gap::gaps(&url).next().is_none() || address.chars().count() <= limit::TEMPLATE_URL_LEN_MAX);
            for value in filled.button_values() {
                prop_assert!(value.text.is_ascii() && !value.text.contains([' ', ':', '|']));
            }
            let (refitted, dropped) = filled.refit(filled.template.clone());
            prop_assert_eq!((refitted, dropped), (filled, Vec::new()));
        }
    }
}
