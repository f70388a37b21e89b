//! What an Evolution server posts: proof, and each of the 39 webhooks captured from a 2.3.7 server.

use super::{address, at, evolution, phone, received_file};
use balcao::channel::{Received, WebhookRefusal};
use balcao::domain::channel::{DownReason, Health};
use balcao::domain::contact::AddressKind;
use balcao::domain::delivery::{ContactCard, Content};
use balcao::domain::event::{Event, Incoming};
use balcao::domain::fault::FaultKind;
use balcao::domain::id::RemoteId;
use balcao::domain::media::MediaKind;
use balcao::domain::message::MessageState;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

/// When the captured tokens were made, about.
const THEN: i64 = 1_795_338_063;

/// Calls and webhooks as they came.
pub(super) fn captures() -> Value {
    serde_json::from_str(include_str!("evolution-2.3.7.json")).unwrap()
}

fn webhooks() -> Vec<Value> {
    captures()["webhooks"].as_array().unwrap().clone()
}

/// The headers of a captured webhook as a server hands them on.
fn headers(webhook: &Value) -> Vec<(String, String)> {
    let headers = webhook["headers"].as_object().unwrap();
    headers.iter().map(|(name, value)| (name.to_lowercase(), value.as_str().unwrap().to_owned())).collect()
}

/// A token of this algorithm, key and expiry.
fn token(algorithm: Algorithm, key: &[u8], exp: i64) -> Vec<(String, String)> {
    let claims = json!({"iat": exp - 600, "exp": exp, "app": "evolution", "action": "webhook"});
    let token = encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(key)).unwrap();
    vec![("authorization".to_owned(), format!("Bearer {token}"))]
}

pub(super) fn trusted() -> Vec<(String, String)> {
    token(Algorithm::HS256, b"k1", THEN + 600)
}

fn received(body: &Value) -> Vec<Received> {
    evolution().receive(&trusted(), body.to_string().as_bytes(), at(THEN)).unwrap()
}

fn event(name: &str, data: &Value) -> Value {
    json!({"event": name, "instance": "loja1", "data": data, "date_time": "2026-11-22T09:00:50.203Z",
        "sender": "5511900001111@s.whatsapp.net", "apikey": "7E886523-60A2-426A-AB60-17E5C3E477BE"})
}

/// An event in a word or two.
fn short(event: &Event) -> String {
    let content = |incoming: &Incoming| match &incoming.content {
        Content::Text { body } => body.clone(),
        Content::Other { what, .. } => what.clone(),
        Content::Media { media, .. } => format!("{:?}", media.kind).to_lowercase(),
        Content::Place { .. } => "location".to_owned(),
        Content::Cards { .. } => "contacts".to_owned(),
        Content::Reaction { .. } => "reaction".to_owned(),
        Content::Edited { body, .. } => format!("edited {body}"),
        Content::Deleted { .. } => "deleted".to_owned(),
        Content::Template { .. } => "template".to_owned(),
    };
    match event {
        Event::Incoming(incoming) => format!("in {}", content(incoming)),
        Event::Outgoing(outgoing) => format!("out {}", content(outgoing)),
        Event::Receipt(receipt) => format!("receipt {:?}", receipt.state),
        Event::Connection(Health::Down { reason }) => format!("down {reason:?}"),
        Event::Connection(health) => format!("{health:?}"),
        Event::Renumbered(_) => "renumbered".to_owned(),
        Event::TemplatesChanged => "templates".to_owned(),
        Event::Ignored { kind } => format!("- {kind}"),
    }
}

#[test]
fn each_captured_webhook_is_understood() {
    let told: Vec<String> = webhooks()
        .iter()
        .map(|webhook| {
            let received = received(&webhook["body"]);
            assert_eq!(received.len(), 1);
            short(&received[0].event)
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    down Connecting
    down AsksForCode
    Up
    out Olá, *Maria*!
    out resposta
    out image
    out document
    out voice
    out location
    out contacts
    out reaction
    in Oi, quero um orçamento
    - contacts.upsert
    in veja https://x.com
    - contacts.upsert
    in só LID
    - contacts.upsert
    out mandada pelo celular
    - contacts.update
    in reaction
    - contacts.update
    in edited Oi, quero dois
    in location
    - contacts.update
    - contacts.update
    in contacts
    in Oi, quero um orçamento
    - contacts.update
    receipt Delivered
    receipt Read
    in deleted
    - contacts.upsert
    - presence.update
    - contacts.update
    - send.message.update
    - revoke:of-ours
    down Disconnected
    down Disconnected
    down Disconnected
    ");
}

#[test]
fn the_captured_tokens_hold_at_their_time_and_not_an_hour_later() {
    for webhook in &webhooks()[..36] {
        let body = webhook["body"].to_string();
        let receive = |now| evolution().receive(&headers(webhook), body.as_bytes(), at(now));
        assert!(receive(THEN).is_ok());
        assert_eq!(receive(THEN + 3_600), Err(WebhookRefusal::Unauthorised));
    }
}

#[test]
fn a_header_that_anybody_can_set_is_no_proof() {
    for webhook in &webhooks()[36..] {
        assert_eq!(headers(webhook).iter().find(|(name, _)| name == "x-token").unwrap().1, "t");
        let body = webhook["body"].to_string();
        assert_eq!(
            evolution().receive(&headers(webhook), body.as_bytes(), at(THEN)),
            Err(WebhookRefusal::Unauthorised)
        );
    }
}

#[test]
fn only_a_token_of_our_key_and_algorithm_is_taken() {
    let body = event("logout.instance", &json!(null)).to_string();
    let receive = |headers: &[(String, String)]| evolution().receive(headers, body.as_bytes(), at(THEN));
    assert!(receive(&token(Algorithm::HS256, b"k1", THEN - 30)).is_ok(), "clocks differ a little");
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJleHAiOjE4OTUzMzg2NDV9.";
    for wrong in [
        vec![],
        token(Algorithm::HS256, b"k2", THEN + 600),
        token(Algorithm::HS256, b"", THEN + 600),
        token(Algorithm::HS512, b"k1", THEN + 600),
        token(Algorithm::HS256, b"k1", THEN - 61),
        vec![("authorization".to_owned(), format!("Bearer {none}"))],
        vec![("authorization".to_owned(), "Bearer".to_owned())],
        vec![("authorization".to_owned(), "Basic azE6".to_owned())],
    ] {
        assert_eq!(receive(&wrong), Err(WebhookRefusal::Unauthorised), "{wrong:?}");
    }
}

#[test]
fn a_body_that_is_no_event_is_unreadable() {
    for body in ["", "[]", "{}", "{\"event\": null}"] {
        let result = evolution().receive(&trusted(), body.as_bytes(), at(THEN));
        assert!(matches!(result, Err(WebhookRefusal::Unreadable { .. })), "{body}");
    }
}

#[test]
fn a_message_tells_who_wrote_it_when_and_what() {
    let expected = Incoming {
        remote: RemoteId("IN1".to_owned()),
        from: vec![
            address(AddressKind::WaId, "5511988887777"),
            address(AddressKind::Lid, "111222333444555@lid"),
        ],
        phone: Some(phone("5511988887777")),
        name: Some("Maria".to_owned()),
        at: at(1_795_337_000),
        content: Content::Text { body: "Oi, quero um orçamento".to_owned() },
        answers: None,
    };
    let first = received(&webhooks()[11]["body"]);
    assert_eq!(first, [Received { key: "m:loja1:IN1".to_owned(), event: Event::Incoming(expected) }]);
    assert_eq!(received(&webhooks()[26]["body"])[0].key, first[0].key, "the repetition is known");
}

#[test]
fn a_person_without_a_number_is_known_by_lid() {
    let Event::Incoming(incoming) = received(&webhooks()[15]["body"]).remove(0).event else { panic!() };
    assert_eq!(incoming.from, [address(AddressKind::Lid, "888000111222333@lid")]);
    assert_eq!((incoming.phone, incoming.name.as_deref()), (None, Some("SemNumero")));
    // 2.3.6 keeps the LID and tells the number beside it.
    let key = json!({"remoteJid": "777000111222333@lid", "remoteJidAlt": "5521977776666:12@s.whatsapp.net",
        "addressingMode": "lid", "fromMe": false, "id": "IN2"});
    let body =
        event("messages.upsert", &json!({"key": key, "pushName": "", "message": {"conversation": "Oi"}}));
    let Event::Incoming(incoming) = received(&body).remove(0).event else { panic!() };
    assert_eq!(
        incoming.from,
        [address(AddressKind::Lid, "777000111222333@lid"), address(AddressKind::WaId, "5521977776666")]
    );
    assert_eq!((incoming.phone, incoming.name), (Some(phone("5521977776666")), None));
    assert_eq!(incoming.at, at(THEN), "ours where theirs is missing");
}

#[test]
fn a_message_from_the_companys_own_phone_goes_out_and_has_not_our_name_for_the_contacts() {
    let Event::Outgoing(outgoing) = received(&webhooks()[17]["body"]).remove(0).event else { panic!() };
    assert_eq!((outgoing.name, outgoing.phone), (None, Some(phone("5511988887777"))));
    // The echo of one sent by us has the key that the same message from the phone would have.
    let echo = received(&webhooks()[3]["body"]).remove(0);
    assert_eq!(echo.key, "m:loja1:3EB0EDA544F7251628520B7E0B51913E3DF11A65");
}

#[test]
fn every_kind_of_message_has_its_form_or_keeps_its_name() {
    let said = |message: Value| {
        let key = json!({"remoteJid": "5511988887777@s.whatsapp.net", "fromMe": false, "id": "IN1"});
        let kind = message.as_object().unwrap().keys().next().cloned().unwrap_or_default();
        received(&event("messages.upsert", &json!({"key": key, "message": message, "messageType": kind})))
            .remove(0)
            .event
    };
    let text = |body: &str| Content::Text { body: body.to_owned() };
    let other = |what: &str, caption: Option<&str>| Content::Other {
        what: what.to_owned(),
        caption: caption.map(str::to_owned),
    };
    for (message, expected) in [
        (json!({"extendedTextMessage": {"text": "veja"}}), text("veja")),
        (json!({"ephemeralMessage": {"message": {"conversation": "some logo"}}}), text("some logo")),
        (
            json!({"viewOnceMessageV2": {"message": {"imageMessage": {"caption": "uma vez"}}}}),
            received_file(MediaKind::Image, "IN1", None, Some("uma vez")),
        ),
        (
            json!({"documentWithCaptionMessage": {"message": {"documentMessage": {"fileName": "rg.pdf"}}}}),
            received_file(MediaKind::Document, "IN1", Some("rg.pdf"), None),
        ),
        (
            json!({"audioMessage": {"ptt": true}, "base64": "T2dnUw", "messageContextInfo": {}}),
            received_file(MediaKind::Voice, "IN1", None, None),
        ),
        (json!({"stickerMessage": {}}), received_file(MediaKind::Sticker, "IN1", None, None)),
        (
            json!({"reactionMessage": {"key": {"fromMe": true, "id": "3EB0"}, "text": "❤️"}}),
            Content::Reaction {
                to: RemoteId("3EB0".to_owned()), emoji: Some("❤️".to_owned()), ours: true
            },
        ),
        (json!({"reactionMessage": {"text": "❤️"}}), other("reaction", None)),
        (
            json!({"locationMessage": {"degreesLatitude": -23.5, "degreesLongitude": -46.6, "name": "Loja"}}),
            Content::Place {
                latitude: -23.5,
                longitude: -46.6,
                name: Some("Loja".to_owned()),
                address: None,
            },
        ),
        (
            json!({"contactMessage": {"displayName": "João",
                "vcard": "BEGIN:VCARD\nFN:João\nitem1.TEL;waid=5511977776666:+55 11 97777-6666\nEND:VCARD"}}),
            Content::Cards {
                cards: vec![ContactCard {
                    name: "João".to_owned(),
                    numbers: vec!["+55 11 97777-6666".to_owned()],
                }],
            },
        ),
        (json!({"listResponseMessage": {"title": "Vendas"}}), text("Vendas")),
        (json!({"buttonsResponseMessage": {"selectedDisplayText": "Sim"}}), text("Sim")),
        (json!({"hologramMessage": 7}), other("hologram", None)),
    ] {
        let told = format!("{message}");
        let Event::Incoming(incoming) = said(message) else { panic!("{told}") };
        assert_eq!(incoming.content, expected, "{told}");
    }
    let edit = said(json!({"protocolMessage": {"type": "REVOKE"}}));
    assert_eq!(edit, Event::Ignored { kind: "message:protocolMessage".to_owned() });
}

#[test]
fn groups_lists_and_other_instances_are_ignored() {
    for jid in ["123-456@g.us", "status@broadcast", "123@newsletter", "", "@lid", "abc@s.whatsapp.net"] {
        let data =
            json!({"key": {"remoteJid": jid, "fromMe": false, "id": "G"}, "message": {"conversation": "x"}});
        assert_eq!(
            received(&event("messages.upsert", &data))[0].event,
            Event::Ignored { kind: "message:not-from-a-person".to_owned() },
            "{jid}"
        );
    }
    let mut theirs = webhooks()[11]["body"].clone();
    theirs["instance"] = json!("outra");
    assert_eq!(
        received(&theirs)[0].event,
        Event::Ignored { kind: "other-instance:messages.upsert".to_owned() }
    );
}

#[test]
fn each_acknowledgement_is_a_rung_of_the_ladder() {
    for (status, from_me, expected) in [
        ("ERROR", true, Some(MessageState::Failed)),
        ("PENDING", true, None),
        ("SERVER_ACK", true, Some(MessageState::Sent)),
        ("DELIVERY_ACK", true, Some(MessageState::Delivered)),
        ("READ", true, Some(MessageState::Read)),
        ("PLAYED", true, Some(MessageState::Read)),
        ("DELETED", true, None),
        ("READ", false, None),
    ] {
        let data = json!({"keyId": "3EB0", "remoteJid": "777@lid", "fromMe": from_me, "status": status});
        let received = received(&event("messages.update", &data)).remove(0);
        assert_eq!(received.key, format!("s:loja1:3EB0:{status}"));
        let Event::Receipt(receipt) = received.event else {
            assert_eq!(expected, None, "{status}");
            continue;
        };
        assert_eq!((Some(receipt.state), receipt.remote.0.as_str()), (expected, "3EB0"));
        let kind = receipt.fault.map(|fault| fault.kind);
        assert_eq!(kind, (status == "ERROR").then_some(FaultKind::Undeliverable));
    }
}

#[test]
fn a_list_in_the_place_of_one_is_read_in_its_order() {
    let update = |id: &str| json!({"keyId": id, "fromMe": true, "status": "READ"});
    let received = received(&event("MESSAGES_UPDATE", &json!([update("B"), update("A"), 7, update("B")])));
    let keys: Vec<&str> = received.iter().map(|received| received.key.as_str()).collect();
    assert_eq!(keys[..2], ["s:loja1:B:READ", "s:loja1:A:READ"]);
    assert_eq!(keys[3], "s:loja1:B:READ");
}

#[test]
fn the_connection_goes_up_and_down() {
    for (state, expected) in [
        ("open", Health::Up),
        ("connecting", Health::Down { reason: DownReason::Connecting }),
        ("close", Health::Down { reason: DownReason::Disconnected }),
        ("refused", Health::Down { reason: DownReason::Disconnected }),
    ] {
        let body =
            event("connection.update", &json!({"instance": "loja1", "state": state, "statusReason": 200}));
        assert_eq!(received(&body)[0].event, Event::Connection(expected), "{state}");
    }
}

#[test]
fn a_code_a_passkey_and_the_end_of_all_codes_are_told_apart_and_the_code_is_not_kept() {
    let code = json!({"qrcode": {"instance": "loja1", "code": "2@secret", "base64": "data:image/png;base64,c2VjcmV0"}});
    let ended = json!({"message": "QR code limit reached, please login again", "statusCode": 500});
    let passkey = json!({"instance": "loja1", "state": "connecting", "message": "Passkey required"});
    for (name, data, reason) in [
        ("qrcode.updated", code, DownReason::AsksForCode),
        ("qrcode.updated", ended, DownReason::Disconnected),
        ("connection.update", passkey, DownReason::AsksForPasskey),
    ] {
        let received = received(&event(name, &data));
        assert_eq!(received[0].event, Event::Connection(Health::Down { reason }), "{data}");
        let stored = serde_json::to_string(&received[0].event).unwrap();
        assert!(!stored.contains("secret") && !stored.contains("c2VjcmV0"), "{stored}");
    }
}
