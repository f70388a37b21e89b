//! Templates: their gaps, the values those take, the preview, and what is handed to an encoder.

use super::check::media_type;
use super::*;
use crate::domain::limit;

pub(in crate::domain) fn template(body: &str) -> Template {
    Template {
        remote: RemoteId("1".to_owned()),
        key: TemplateKey { name: "retorno_orcamento".to_owned(), language: "pt_BR".to_owned() },
        category: Category::Utility,
        status: TemplateStatus::Approved,
        named: false,
        header: None,
        body: body.to_owned(),
        body_examples: Vec::new(),
        footer: None,
        buttons: Vec::new(),
        others: Vec::new(),
    }
}

/// A quotation: header and body share `cliente`, the address has a number of its own.
fn quotation() -> Template {
    let example = |key: &str, text: &str| Example { key: key.to_owned(), text: text.to_owned() };
    Template {
        named: true,
        header: Some(Header::Text {
            text: "Olá, {{cliente}}!".to_owned(),
            examples: vec![example("cliente", "Ana")],
        }),
        body_examples: vec![example("numero", "1042"), example("cliente", "Ana")],
        footer: Some("Loja Exemplo".to_owned()),
        buttons: vec![
            TemplateButton::QuickReply { text: "Sim".to_owned() },
            TemplateButton::Url {
                text: "Ver".to_owned(),
                url: "https://exemplo.com.br/o/{{1}}".to_owned(),
                example: Some("https://exemplo.com.br/o/1042".to_owned()),
            },
            TemplateButton::CopyCode { example: Some("VERAO".to_owned()) },
        ],
        ..template("Seu orçamento {{ numero }} está pronto, {{cliente}}.")
    }
}

fn one_time_code() -> Template {
    Template {
        category: Category::Authentication,
        buttons: vec![
            TemplateButton::Otp { text: "Copiar".to_owned() },
            TemplateButton::Url {
                text: "Copiar".to_owned(),
                url: "https://www.whatsapp.com/otp/code/?code=otp{{1}}".to_owned(),
                example: None,
            },
        ],
        ..template("*{{1}}* é o seu código.")
    }
}

fn name(name: &str) -> SlotKey {
    SlotKey::Name { name: name.to_owned() }
}

fn number(place: Place, number: u8) -> SlotKey {
    SlotKey::Number { place, number }
}

fn text(text: &str) -> Value {
    Value::Text { text: text.to_owned() }
}

fn keys(template: &Template) -> Vec<SlotKey> {
    template.slots().expect("fillable").into_iter().map(|slot| slot.key).collect()
}

fn slot(template: &Template, at: usize) -> Slot {
    template.slots().expect("fillable").remove(at)
}

/// Types a value for the first gap of a template with nothing given.
fn typed(template: Template, typed: &str) -> Result<Value, ValueFault> {
    let slot = slot(&template, 0);
    check_text(&Filled::new(template), &slot, typed)
}

fn filled_quotation() -> Filled {
    let mut filled = Filled::new(quotation());
    filled.set(SlotKey::Code { index: 2 }, text("VERAO25"));
    filled.set(number(Place::Button { index: 1 }, 1), text("maçã 1"));
    filled.set(name("numero"), text("1042"));
    filled.set(name("cliente"), text("Ana"));
    filled
}

#[test]
fn gaps_are_asked_for_in_the_order_header_body_buttons_and_named_ones_once() {
    let slots = quotation().slots().expect("fillable");
    let asked: Vec<_> = slots.iter().map(|slot| (slot.key.clone(), slot.kind, slot.place)).collect();
    let (link, code) = (Place::Button { index: 1 }, Place::Button { index: 2 });
    assert_eq!(
        asked,
        [
            (name("cliente"), SlotKind::Text, Place::Header),
            (name("numero"), SlotKind::Text, Place::Body),
            (number(link, 1), SlotKind::UrlSuffix, link),
            (SlotKey::Code { index: 2 }, SlotKind::Code, code),
        ]
    );
    assert_eq!(slots[1].example.as_deref(), Some("1042"));
    assert_eq!(slots[2].button_label.as_deref(), Some("Ver"));
}

#[test]
fn numbered_gaps_are_apart_by_place_and_repeated_ones_are_asked_for_once() {
    let header = Header::Text { text: "Oi {{1}}".to_owned(), examples: Vec::new() };
    let template = Template { header: Some(header), ..template("{{2}} e {{1}}, {{ 2 }}") };
    assert_eq!(keys(&template), [number(Place::Header, 1), number(Place::Body, 2), number(Place::Body, 1)]);
}

#[test]
fn what_only_looks_like_a_gap_is_text() {
    for body in ["{{}}", "{{ }}", "{{a b}}", "{{0}}", "{{300}}", "{1}", "{{1", "1}}", "{{-}}", "{ {1} }"] {
        assert_eq!(keys(&template(body)), [], "{body}");
    }
    assert_eq!(keys(&template("{{{1}}}")), [number(Place::Body, 1)]);
    assert_eq!(keys(&template("{{ {{ação_1}}")), [name("ação_1")]);
}

#[test]
fn the_headers_file_or_place_comes_first() {
    for (header, kind) in [
        (Header::Image, SlotKind::Image),
        (Header::Video, SlotKind::Video),
        (Header::Document, SlotKind::Document),
        (Header::Location, SlotKind::Location),
    ] {
        let first = slot(&Template { header: Some(header), ..template("{{1}}") }, 0);
        assert_eq!((first.key, first.kind, first.place), (SlotKey::HeaderMedia, kind, Place::Header));
    }
}

#[test]
fn an_authentication_template_asks_for_one_code_and_puts_it_everywhere() {
    let mut filled = Filled::new(one_time_code());
    assert_eq!(keys(&filled.template), [number(Place::Body, 1)]);
    assert_eq!(filled.missing().map(|slot| slot.kind), Some(SlotKind::Code));
    filled.set(number(Place::Body, 1), text("482913"));
    assert!(filled.is_complete());
    assert_eq!(filled.body_values(), [(None, "482913")]);
    let buttons: Vec<_> =
        filled.button_values().into_iter().map(|value| (value.index, value.kind, value.text)).collect();
    let code = "482913".to_owned();
    assert_eq!(buttons, [(0, ButtonKind::Otp, code.clone()), (1, ButtonKind::Url, code)]);
    assert_eq!(filled.body_text(), "*482913* é o seu código.");
}

#[test]
fn an_authentication_template_whose_listing_hides_the_gap_still_asks_for_its_code() {
    let template =
        Template { buttons: vec![TemplateButton::Otp { text: "Copiar".to_owned() }], ..template("Código") };
    let mut filled = Filled::new(template);
    assert!(!filled.is_complete());
    filled.set(number(Place::Body, 1), text("1"));
    assert_eq!(filled.body_values(), [(None, "1")]);
}

#[test]
fn kinds_that_cannot_be_filled_from_a_phone_say_which() {
    let unfillable = |what: &str| Err(Unfillable { what: what.to_owned() });
    let carousel = Template { others: vec!["CAROUSEL".to_owned()], ..template("{{1}}") };
    assert_eq!(carousel.slots(), unfillable("CAROUSEL"));
    let gif = Template { header: Some(Header::Other { what: "GIF".to_owned() }), ..template("a") };
    assert_eq!(gif.slots(), unfillable("GIF"));
    let button = TemplateButton::Other { what: "FLOW".to_owned(), text: "Abrir".to_owned() };
    let flow = Template { buttons: vec![button], ..template("a") };
    assert_eq!(flow.slots(), unfillable("FLOW"));
    let filled = Filled::new(flow);
    assert_eq!(filled.missing(), None);
    assert!(!filled.is_complete());
}

#[test]
fn a_value_is_one_trimmed_visible_line() {
    let gap = || template("Oi {{1}}");
    assert_eq!(typed(gap(), "  Ana Maria\u{a0}\n"), Ok(text("Ana Maria")));
    assert_eq!(typed(gap(), "a    b"), Ok(text("a    b")));
    assert_eq!(typed(gap(), "a\u{0}b"), Ok(text("ab")));
    assert_eq!(typed(gap(), "👩‍🚀❤️"), Ok(text("👩‍🚀❤️")));
    for (value, fault) in [
        ("", ValueFault::Empty),
        (" \n\t ", ValueFault::Empty),
        ("\u{200b}\u{200d}\u{3164}", ValueFault::Empty),
        ("a\nb", ValueFault::LineBreak),
        ("a\r\nb", ValueFault::LineBreak),
        ("a\tb", ValueFault::LineBreak),
        ("a\u{2028}b", ValueFault::LineBreak),
        ("a     b", ValueFault::Spaces),
        ("a  \u{a0}  b", ValueFault::Spaces),
    ] {
        assert_eq!(typed(gap(), value), Err(fault), "{value:?}");
    }
}

#[test]
fn finished_parts_stay_within_the_providers_limits() {
    let over = |over, limit| Err(ValueFault::TooLong { over, limit });
    let body = || template("Oi {{1}}!");
    assert!(typed(body(), &"ã".repeat(1_020)).is_ok());
    assert_eq!(typed(body(), &"ã".repeat(1_022)), over(2, 1_024));
    // A gap repeated counts each time, and one that is still open leaves room for a character.
    assert_eq!(typed(template("{{1}}{{1}}{{2}}"), &"a".repeat(512)), over(1, 1_024));
    let header = Header::Text { text: "Oi {{1}}".to_owned(), examples: Vec::new() };
    let header = || Template { header: Some(header.clone()), ..template("a") };
    assert!(typed(header(), &"a".repeat(57)).is_ok());
    assert_eq!(typed(header(), &"a".repeat(58)), over(1, 60));
    assert!(typed(one_time_code(), "123456789012345").is_ok());
    assert_eq!(typed(one_time_code(), "1234567890123456"), over(1, 15));
}

#[test]
fn a_named_value_must_fit_wherever_it_appears() {
    let long = "a".repeat(55);
    assert_eq!(typed(quotation(), &long), Err(ValueFault::TooLong { over: 1, limit: 60 }));
    let button =
        TemplateButton::Url { text: String::new(), url: "https://a.b/{{x}}".to_owned(), example: None };
    let template = Template { buttons: vec![button], ..template("{{x}}") };
    let encoded = "é".repeat(340);
    assert_eq!(typed(template, &encoded), Err(ValueFault::TooLong { over: 52, limit: 2_000 }));
}

#[test]
fn the_end_of_an_address_is_encoded_once_and_a_pasted_address_is_cut() {
    let slot = slot(&quotation(), 2);
    let filled = Filled::new(quotation());
    let check = |typed| check_text(&filled, &slot, typed);
    assert_eq!(check("https://exemplo.com.br/o/1042"), Ok(text("1042")));
    assert_eq!(check("https://exemplo.com.br/o/"), Err(ValueFault::Empty));
    assert_eq!(check("1042?x=1"), Ok(text("1042?x=1")));
    for (typed, sent) in [
        ("Gonçalves", "Gon%C3%A7alves"),
        ("Gon%C3%A7alves", "Gon%C3%A7alves"),
        ("a b:c|d", "a%20b%3Ac%7Cd"),
        ("1+1", "1%2B1"),
        ("100%", "100%25"),
        ("50%é", "50%25%C3%A9"),
        ("a/b?c=d&e=f#g", "a/b?c=d&e=f#g"),
    ] {
        assert_eq!(url_suffix(typed), sent);
    }
}

#[test]
fn a_gap_for_a_file_takes_no_text_and_one_for_text_no_file() {
    let image = Template { header: Some(Header::Image), ..template("{{1}}") };
    let (media, line) = (slot(&image, 0), slot(&image, 1));
    assert_eq!(check_text(&Filled::new(image), &media, "foto"), Err(ValueFault::WrongKind));
    assert_eq!(check_media(&line, "image/jpeg", 1, None), Err(ValueFault::WrongKind));
    assert_eq!(check_location(&media, 0.0, 0.0, None, None), Err(ValueFault::WrongKind));
}

#[test]
fn files_are_taken_by_type_and_size() {
    let of = |header| slot(&Template { header: Some(header), ..template("a") }, 0);
    let mime = |text: &str| Ok(text.to_owned());
    let refused = |mime: &str| Err(ValueFault::MediaType { mime: mime.to_owned() });
    let (image, video, document) = (of(Header::Image), of(Header::Video), of(Header::Document));
    assert_eq!(check_media(&image, "image/JPG", 10, None), mime("image/jpeg"));
    assert_eq!(check_media(&image, "image/webp", 10, None), refused("image/webp"));
    assert_eq!(check_media(&image, "", 10, Some("Foto.PNG")), mime("image/png"));
    assert_eq!(check_media(&video, "video/mp4; codecs=avc1", 10, None), mime("video/mp4"));
    assert_eq!(
        check_media(&document, "application/octet-stream", 10, Some("a.b.pdf")),
        mime("application/pdf")
    );
    assert_eq!(check_media(&document, "application/zip", 10, Some("a.pdf")), refused("application/zip"));
    assert_eq!(
        check_media(&document, "application/octet-stream", 10, Some("pdf")),
        refused("application/octet-stream")
    );
    assert_eq!(check_media(&image, "image/png", 0, None), Err(ValueFault::Empty));
    for (slot, mime, limit) in [
        (&image, "image/png", limit::TEMPLATE_IMAGE_SIZE_MAX),
        (&video, "video/mp4", limit::TEMPLATE_VIDEO_SIZE_MAX),
        (&document, "text/plain", limit::TELEGRAM_DOWNLOAD_LEN_MAX),
    ] {
        assert!(check_media(slot, mime, limit, None).is_ok());
        assert_eq!(check_media(slot, mime, limit + 1, None), Err(ValueFault::MediaSize { limit }));
    }
    assert_eq!(media_type(SlotKind::Text, "text/plain", None), None);
}

#[test]
fn a_place_must_be_on_earth() {
    let slot = slot(&Template { header: Some(Header::Location), ..template("a") }, 0);
    let value = check_location(&slot, -30.03, -51.23, Some(" Loja "), Some("\n")).expect("a place");
    let name = Some("Loja".to_owned());
    assert_eq!(value, Value::Location { latitude: -30.03, longitude: -51.23, name, address: None });
    for (latitude, longitude) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
        assert_eq!(check_location(&slot, latitude, longitude, None, None), Err(ValueFault::WrongKind));
    }
}

#[test]
fn encoders_get_what_each_component_takes() {
    let filled = filled_quotation();
    assert!(filled.is_complete());
    assert_eq!(filled.header_text_values(), [(Some("cliente"), "Ana")]);
    assert_eq!(filled.body_values(), [(Some("numero"), "1042"), (Some("cliente"), "Ana")]);
    let buttons: Vec<_> = filled.button_values().into_iter().map(|value| (value.index, value.text)).collect();
    assert_eq!(buttons, [(1, "ma%C3%A7%C3%A3%201".to_owned()), (2, "VERAO25".to_owned())]);
    assert_eq!(filled.header_text().as_deref(), Some("Olá, Ana!"));
    assert_eq!(filled.body_text(), "Seu orçamento 1042 está pronto, Ana.");
    let order: Vec<SlotKey> = filled.values.iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(order, keys(&filled.template));
}

#[test]
fn numbered_values_go_by_number_even_when_they_stand_in_another_order() {
    let mut filled = Filled::new(template("{{2}} {{1}} {{2}}"));
    filled.set(number(Place::Body, 2), text("dois"));
    filled.set(number(Place::Body, 1), text("um"));
    assert_eq!(filled.body_values(), [(None, "um"), (None, "dois")]);
}

#[test]
fn a_value_that_looks_like_a_gap_stays_a_value() {
    let mut filled = Filled::new(template("{{1}} {{2}}"));
    filled.set(number(Place::Body, 1), text("{{2}}"));
    filled.set(number(Place::Body, 2), text("b"));
    assert_eq!(filled.body_text(), "{{2}} b");
}

#[test]
fn values_can_be_replaced_taken_back_and_are_not_given_to_gaps_that_do_not_exist() {
    let mut filled = filled_quotation();
    filled.set(name("cliente"), text("Bia"));
    filled.set(name("outro"), text("x"));
    assert_eq!(filled.values.len(), 4);
    assert_eq!(filled.text(&name("cliente")), Some("Bia"));
    filled.unset(&name("cliente"));
    assert_eq!(filled.missing().map(|slot| slot.key), Some(name("cliente")));
}

#[test]
fn a_changed_template_keeps_the_values_that_still_fit() {
    let changed = Template {
        header: Some(Header::Text { text: "{{cliente}}".to_owned(), examples: Vec::new() }),
        buttons: Vec::new(),
        ..template("{{cliente}}, {{data}}: {{numero}}")
    };
    let (refitted, dropped) = filled_quotation().refit(changed.clone());
    assert_eq!(refitted.template, changed);
    assert_eq!(refitted.missing().map(|slot| slot.key), Some(name("data")));
    assert_eq!(refitted.text(&name("numero")), Some("1042"));
    assert_eq!(dropped, [number(Place::Button { index: 1 }, 1), SlotKey::Code { index: 2 }]);
}

#[test]
fn a_changed_template_drops_what_became_too_long_or_another_kind() {
    let mut filled = Filled::new(Template { header: Some(Header::Image), ..template("{{1}}") });
    let media = MediaRef { remote: RemoteId("9".to_owned()), filename: None, mime: "image/png".to_owned() };
    filled.set(SlotKey::HeaderMedia, Value::Media { media });
    filled.set(number(Place::Body, 1), text(&"a".repeat(600)));
    let longer =
        Template { header: Some(Header::Image), ..template(&format!("{}{{{{1}}}}", "b".repeat(500))) };
    assert_eq!(filled.refit(longer).1, [number(Place::Body, 1)]);
    let video = Template { header: Some(Header::Video), ..template("{{1}}") };
    assert_eq!(filled.refit(video).1, [SlotKey::HeaderMedia]);
    let unfillable = Template { others: vec!["CAROUSEL".to_owned()], ..template("{{1}}") };
    assert_eq!(filled.refit(unfillable).1.len(), 2);
    assert_eq!(filled.refit(filled.template.clone()), (filled.clone(), Vec::new()));
}
