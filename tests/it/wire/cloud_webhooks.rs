//! What Meta posts: proof, batches, repetitions, every kind of message and report.

use super::{REFERENCE, address, at, cloud, evolution, phone, signed};
use balcao::channel::{Received, WebhookRefusal};
use balcao::domain::channel::{DownReason, Health};
use balcao::domain::contact::AddressKind;
use balcao::domain::delivery::Content;
use balcao::domain::event::{Event, Incoming, Pricing, Receipt, Renumbered};
use balcao::domain::id::RemoteId;
use balcao::domain::message::MessageState;
use serde_json::{Value, json};

const NOW: i64 = 1_763_800_010;

pub(super) fn received(body: &Value) -> Vec<Received> {
    let body = body.to_string();
    cloud().receive(&signed(body.as_bytes()), body.as_bytes(), at(NOW)).unwrap()
}

fn change(field: &str, value: &Value) -> Value {
    json!({"object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "time": 1_763_800_000, "changes": [{"field": field, "value": value}]}]})
}

/// A batch of these messages and statuses, about Ana.
pub(super) fn batch(messages: &Value, statuses: &Value) -> Value {
    change(
        "messages",
        &json!({"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "5551333344444", "phone_number_id": "106540352242922"},
            "contacts": [{"profile": {"name": "Ana", "username": "anasouza"}, "wa_id": "555199998888",
                "user_id": "BR.13491208655302741918"}],
            "messages": messages, "statuses": statuses}),
    )
}

fn keys(received: &[Received]) -> Vec<&str> {
    received.iter().map(|received| received.key.as_str()).collect()
}

#[test]
fn only_the_bytes_that_meta_signed_are_read() {
    // As Meta sends it: non-ASCII escaped. Parsed and written again it would have other bytes.
    let body = br#"{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.A","type":"text","text":{"body":"or\u00e7amento \/"}}]}}]}]}"#;
    let headers = signed(body);
    assert_eq!(cloud().receive(&headers, body, at(NOW)).unwrap().len(), 1);

    let refused = |headers: &[(String, String)], body: &[u8]| {
        assert_eq!(cloud().receive(headers, body, at(NOW)), Err(WebhookRefusal::Unauthorised), "{headers:?}");
    };
    refused(&headers, &[body.as_slice(), b" "].concat());
    refused(&[], body);
    let value = &headers[0].1;
    for wrong in [
        String::new(),
        "sha256=".to_owned(),
        value.replace("sha256=", "sha1="),
        value.chars().take(69).collect(),
        format!("{value}00"),
        value.replace("sha256=", ""),
        format!("sha256={}", "zz".repeat(32)),
        format!("sha256={}", "é".repeat(32)),
        format!("sha256={}", "0".repeat(64)),
    ] {
        refused(&[("x-hub-signature-256".to_owned(), wrong)], body);
    }
}

#[test]
fn a_signed_body_that_is_no_webhook_is_unreadable() {
    for body in ["", "nonsense", "[]", "7", "null"] {
        let result = cloud().receive(&signed(body.as_bytes()), body.as_bytes(), at(NOW));
        assert!(matches!(result, Err(WebhookRefusal::Unreadable { .. })), "{body}");
    }
    assert_eq!(received(&json!({})), []);
}

#[test]
fn the_handshake_answers_only_to_our_word() {
    let query = |mode: &str, token: &str| {
        [("hub.mode", mode), ("hub.challenge", "1158201444"), ("hub.verify_token", token)]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
    };
    assert_eq!(cloud().handshake(&query("subscribe", "open sesame")).as_deref(), Some("1158201444"));
    assert_eq!(cloud().handshake(&query("subscribe", "open sesam")), None);
    assert_eq!(cloud().handshake(&query("subscribe", "")), None);
    assert_eq!(cloud().handshake(&query("unsubscribe", "open sesame")), None);
    assert_eq!(cloud().handshake(&query("subscribe", "open sesame")[..2]), None);
    assert_eq!(evolution().handshake(&query("subscribe", "open sesame")), None);
}

#[test]
fn a_text_tells_who_wrote_it_when_and_what() {
    let message = json!({"from": "555199998888", "from_user_id": "BR.13491208655302741918", "id": "wamid.A",
        "timestamp": "1763800000", "type": "text", "text": {"body": "Quero falar com o vendedor"},
        "context": {"from": "5551333344444", "id": "wamid.PREVIOUS"}});
    let expected = Incoming {
        remote: RemoteId("wamid.A".to_owned()),
        from: vec![
            address(AddressKind::Bsuid, "BR.13491208655302741918"),
            address(AddressKind::WaId, "555199998888"),
        ],
        phone: Some(phone("555199998888")),
        name: Some("Ana".to_owned()),
        at: at(1_763_800_000),
        content: Content::Text { body: "Quero falar com o vendedor".to_owned() },
        answers: Some(RemoteId("wamid.PREVIOUS".to_owned())),
    };
    assert_eq!(
        received(&batch(&json!([message]), &json!([]))),
        [Received { key: "m:wamid.A".to_owned(), event: Event::Incoming(expected) }]
    );
}

#[test]
fn a_person_who_hides_the_number_is_known_by_user_id() {
    let body = change(
        "messages",
        &json!({"metadata": {"phone_number_id": "106540352242922"},
            "contacts": [{"profile": {"name": "Bia"}, "user_id": "BR.2"}, {"profile": {"name": "Ana"}, "user_id": "BR.1"}],
            "messages": [{"from_user_id": "BR.1", "id": "wamid.A", "timestamp": 1_763_800_000, "type": "text", "text": {"body": "Oi"}}]}),
    );
    let Event::Incoming(incoming) = received(&body).remove(0).event else { panic!() };
    assert_eq!(incoming.from, [address(AddressKind::Bsuid, "BR.1")]);
    assert_eq!((incoming.phone, incoming.name.as_deref()), (None, Some("Ana")));
    assert_eq!(incoming.at, at(1_763_800_000), "a number does for a text");
}

#[test]
fn a_change_of_number_or_user_id_tells_the_old_and_the_new() {
    let system = |system: Value| {
        let message = json!({"id": "wamid.S", "from": "555199998888", "timestamp": "1763800000", "type": "system",
            "system": system});
        received(&batch(&json!([message]), &json!([]))).remove(0).event
    };
    let expected = |from, to, number: Option<&str>| {
        Event::Renumbered(Renumbered {
            remote: RemoteId("wamid.S".to_owned()),
            from: vec![from],
            to: vec![to],
            phone: number.map(phone),
            at: at(1_763_800_000),
        })
    };
    assert_eq!(
        system(
            json!({"body": "User Ana changed from 555199998888 to 5511988887777", "wa_id": "5511988887777",
            "type": "user_changed_number"})
        ),
        expected(
            address(AddressKind::WaId, "555199998888"),
            address(AddressKind::WaId, "5511988887777"),
            Some("5511988887777")
        )
    );
    assert_eq!(
        system(json!({"previous_user_id": "BR.1", "user_id": "BR.2", "type": "user_changed_user_id"})),
        expected(address(AddressKind::Bsuid, "BR.1"), address(AddressKind::Bsuid, "BR.2"), None)
    );
    let half = system(json!({"type": "user_changed_number"}));
    assert_eq!(half, Event::Ignored { kind: "system:user_changed_number".to_owned() });
}

#[test]
fn a_report_carries_our_id_its_price_and_the_identities_it_reveals() {
    let status = json!({"id": "wamid.A", "status": "sent", "timestamp": "1763800005", "recipient_id": "555199998888",
        "recipient_user_id": "BR.1", "biz_opaque_callback_data": REFERENCE,
        "pricing": {"billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility"}});
    let expected = Receipt {
        remote: RemoteId("wamid.A".to_owned()),
        reference: Some(REFERENCE.parse().unwrap()),
        state: MessageState::Sent,
        at: Some(at(1_763_800_005)),
        fault: None,
        addresses: vec![address(AddressKind::Bsuid, "BR.1"), address(AddressKind::WaId, "555199998888")],
        pricing: Some(Pricing { kind: "regular".to_owned(), category: "utility".to_owned() }),
    };
    assert_eq!(
        received(&batch(&json!([]), &json!([status]))),
        [Received { key: "s:wamid.A:sent:555199998888".to_owned(), event: Event::Receipt(expected) }]
    );
}

#[test]
fn each_status_is_a_rung_of_the_ladder_and_a_new_one_is_ignored() {
    for (status, expected) in [
        ("sent", Some(MessageState::Sent)),
        ("delivered", Some(MessageState::Delivered)),
        ("read", Some(MessageState::Read)),
        ("played", Some(MessageState::Read)),
        ("failed", Some(MessageState::Failed)),
        ("teleported", None),
    ] {
        let body = batch(&json!([]), &json!([{"id": "wamid.A", "status": status}]));
        let event = received(&body).remove(0).event;
        let state = if let Event::Receipt(receipt) = event { Some(receipt.state) } else { None };
        assert_eq!(state, expected, "{status}");
    }
}

#[test]
fn a_failure_reveals_nobody_and_an_id_that_is_not_ours_is_no_reference() {
    let status = json!({"id": "wamid.A", "status": "failed", "recipient_id": "555199998888",
        "biz_opaque_callback_data": "somebody-else"});
    let Event::Receipt(receipt) = received(&batch(&json!([]), &json!([status]))).remove(0).event else {
        panic!()
    };
    assert_eq!((receipt.addresses, receipt.reference), (Vec::new(), None));
    assert!(receipt.fault.is_some());
}

#[test]
fn a_batch_is_read_whole_in_its_order_and_repetitions_have_the_same_key() {
    let message = |id: &str| json!({"from": "555199998888", "id": id, "type": "text", "text": {"body": id}});
    let mut body = batch(
        &json!([message("wamid.1"), message("wamid.2"), message("wamid.1")]),
        &json!([{"id": "wamid.9", "status": "read"}, {"id": "wamid.9", "status": "delivered"}]),
    );
    let again = body["entry"][0].clone();
    body["entry"].as_array_mut().unwrap().push(again);
    let once = ["m:wamid.1", "m:wamid.2", "m:wamid.1", "s:wamid.9:read:", "s:wamid.9:delivered:"];
    let received = received(&body);
    assert_eq!(keys(&received), [once, once].concat());
}

#[test]
fn one_thing_that_cannot_be_read_does_not_lose_the_others() {
    let messages = json!([7, null, {"type": "text"}, {"id": "wamid.A", "from": 555_199_998_888_u64, "type": "text", "text": {"body": "Oi"}}]);
    let received = received(&batch(&messages, &json!("no list")));
    let Event::Incoming(incoming) = &received[3].event else { panic!("{received:?}") };
    assert_eq!(incoming.phone, Some(phone("555199998888")));
}

#[test]
fn events_of_other_numbers_and_accounts_are_ignored() {
    let mut other_number =
        batch(&json!([{"id": "wamid.A", "type": "text", "text": {"body": "x"}}]), &json!([]));
    other_number["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = json!("999");
    let mut other_account = change("message_template_status_update", &json!({"event": "APPROVED"}));
    other_account["entry"][0]["id"] = json!("888");
    for body in [other_number, other_account] {
        assert!(matches!(received(&body)[0].event, Event::Ignored { .. }));
    }
}

#[test]
fn changes_of_templates_make_our_copy_stale() {
    for field in [
        "message_template_status_update",
        "message_template_quality_update",
        "message_template_components_update",
        "template_category_update",
    ] {
        let body =
            change(field, &json!({"event": "PAUSED", "message_template_id": 1_387_372_356_726_668_u64}));
        let first = received(&body);
        assert_eq!(first[0].event, Event::TemplatesChanged);
        assert_eq!(received(&body)[0].key, first[0].key, "a repetition is known");
        let mut later = body.clone();
        later["entry"][0]["time"] = json!(1_763_800_001);
        assert_ne!(received(&later)[0].key, first[0].key, "the same change at another time is another");
    }
}

#[test]
fn an_account_that_is_restricted_takes_its_channel_down() {
    let down = Event::Connection(Health::Down { reason: DownReason::Account });
    for (value, expected) in [
        (json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": []}), down.clone()),
        (json!({"event": "ACCOUNT_DELETED"}), down.clone()),
        (json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}), down),
        (
            json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": ["REINSTATE"]}}),
            Event::Connection(Health::Up),
        ),
        (
            json!({"event": "VOLUME_BASED_PRICING_TIER_UPDATE"}),
            Event::Ignored { kind: "account_update:VOLUME_BASED_PRICING_TIER_UPDATE".to_owned() },
        ),
    ] {
        assert_eq!(received(&change("account_update", &value))[0].event, expected);
    }
    let event = &received(&change("security", &json!({})))[0].event;
    assert_eq!(*event, Event::Ignored { kind: "security".to_owned() });
    let errors = change("messages", &json!({"errors": [{"code": 130_429}]}));
    assert_eq!(received(&errors)[0].event, Event::Ignored { kind: "error:130429".to_owned() });
}

#[test]
fn a_time_that_cannot_be_true_is_replaced_by_ours() {
    for wrong in
        [json!("0"), json!("-5"), json!("soon"), json!("99999999999"), json!("1763999999"), json!(null)]
    {
        let message = json!({"id": "wamid.A", "timestamp": wrong, "type": "text", "text": {"body": "x"}});
        let Event::Incoming(incoming) = received(&batch(&json!([message]), &json!([]))).remove(0).event
        else {
            panic!()
        };
        assert_eq!(incoming.at, at(NOW), "{wrong}");
    }
}

/// The signature has no time in it: whoever has written down a webhook could bring it again when it is forgotten here.
#[test]
fn what_meta_signed_long_ago_is_not_taken_again() {
    let message = json!({"from": "555199998888", "id": "wamid.A", "timestamp": "1763800000", "type": "text",
        "text": {"body": "Oi"}});
    let body = batch(&json!([message]), &json!([])).to_string();
    let read = |days: i64| {
        let now = at(1_763_800_000) + chrono::TimeDelta::days(days);
        cloud().receive(&signed(body.as_bytes()), body.as_bytes(), now).unwrap().remove(0).event
    };
    assert!(matches!(read(7), Event::Incoming(_)), "Meta repeats for a week");
    assert!(matches!(read(9), Event::Ignored { .. }), "{:?}", read(9));
}
