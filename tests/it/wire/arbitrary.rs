//! Nothing that anybody can post or answer makes an adapter panic: bytes, JSON, and real webhooks with a part replaced.

use super::evolution_webhooks::{captures, trusted};
use super::server::{Reply, Server};
use super::{
    PATIENCE, ana, at, cloud, cloud_at, delivery, evolution, evolution_at, phone, signed, text, told,
};
use balcao::channel::NumberCheck;
use balcao::domain::channel::Health;
use balcao::domain::fault::FaultKind;
use proptest::prelude::*;
use serde_json::{Value, json};

const NOW: i64 = 1_795_338_063;

/// Any JSON, with the keys that matter among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,24}".prop_map(Value::from),
        "[0-9]{1,20}@(s.whatsapp.net|lid|g.us)".prop_map(Value::from),
        "(text|image|failed|sent|open|READ|messages|messages.upsert|messages.update|account_update)"
            .prop_map(Value::from),
    ];
    let key = prop_oneof![
        "(id|type|text|from|timestamp|status|errors|code|key|keyId|remoteJid|message|messageType|data|state)",
        "(entry|changes|value|field|messages|statuses|contacts|metadata|event|instance|profile|name)",
        "\\PC{0,8}",
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// All places in a value, counted from the root.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Puts another value at the place of that number.
fn replace(value: &mut Value, place: &mut usize, other: &Value) {
    if *place == 0 {
        *value = other.clone();
    }
    *place = place.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, place, other)),
        Value::Object(map) => map.values_mut().for_each(|item| replace(item, place, other)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn mutated(mut value: Value, changes: &[(prop::sample::Index, Value)]) -> Value {
    for (place, other) in changes {
        let mut place = place.index(count(&value));
        replace(&mut value, &mut place, other);
    }
    value
}

/// A webhook of Meta's with something of every sort.
fn of_meta() -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "time": 1_763_800_000, "changes": [
        {"field": "messages", "value": {
            "metadata": {"display_phone_number": "5551333344444", "phone_number_id": "106540352242922"},
            "contacts": [{"profile": {"name": "Ana"}, "wa_id": "555199998888", "user_id": "BR.1"}],
            "messages": [
                {"from": "555199998888", "id": "wamid.A", "timestamp": "1763800000", "type": "text", "text": {"body": "Oi"}},
                {"from": "555199998888", "id": "wamid.B", "type": "location", "location": {"latitude": 1, "name": "Casa"}},
                {"id": "wamid.C", "type": "system", "system": {"type": "user_changed_number"}}],
            "statuses": [{"id": "wamid.D", "status": "failed", "timestamp": "1763800005", "recipient_id": "555199998888",
                "errors": [{"code": 131_049, "title": "t", "error_data": {"details": "d"}}],
                "pricing": {"type": "regular", "category": "utility"}}],
            "errors": [{"code": 130_429}]}},
        {"field": "account_update", "value": {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE"}}}]}]})
}

fn post_to_both(body: &[u8]) {
    let of_cloud = cloud().receive(&signed(body), body, at(NOW));
    let of_evolution = evolution().receive(&trusted(), body, at(NOW));
    for received in of_cloud.into_iter().chain(of_evolution).flatten() {
        assert!(!received.key.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(body in prop::collection::vec(any::<u8>(), 0..512)) {
        post_to_both(&body);
    }

    #[test]
    fn any_headers_are_read_or_refused(name in "(authorization|x-hub-signature-256)", value in "(Bearer |sha256=|)\\PC{0,80}") {
        let headers = [(name, value)];
        let refused = [cloud().receive(&headers, b"[]", at(NOW)), evolution().receive(&headers, b"[]", at(NOW))];
        prop_assert!(refused.iter().all(Result::is_err));
    }

    #[test]
    fn any_json_is_read_or_refused(body in any_json()) {
        post_to_both(body.to_string().as_bytes());
    }

    #[test]
    fn a_webhook_of_meta_with_parts_replaced_is_read(changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4)) {
        post_to_both(mutated(of_meta(), &changes).to_string().as_bytes());
    }

    #[test]
    fn a_captured_webhook_with_parts_replaced_is_read(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let webhooks = captures()["webhooks"].as_array().unwrap().clone();
        post_to_both(mutated(which.get(&webhooks)["body"].clone(), &changes).to_string().as_bytes());
    }

    #[test]
    fn any_answer_has_a_meaning_and_only_a_success_is_an_acceptance(
        status in prop::sample::select(vec![200_u16, 201, 204, 302, 400, 401, 404, 408, 429, 500, 503]),
        body in any_json(),
        error in prop::option::of(-5_i64..200_000),
    ) {
        let body = error.map_or(body.clone(), |code| json!({"error": {"code": code, "rest": body}}));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(answer_all(status, &body));
    }
}

/// Gives the same answer to every call.
async fn answer_all(status: u16, body: &Value) {
    let server = Server::start((0..6).map(|_| Reply::Json(status, body.clone())).collect());
    let (cloud, evolution) = (cloud_at(&server.url(), PATIENCE), evolution_at(&server.url(), PATIENCE));
    let message = delivery(ana(), text("Oi"));
    let by_meta = cloud.send(&message, None).await;
    for outcome in [&by_meta, &evolution.send(&message, None).await] {
        let accepted = told(outcome).0 == "accepted";
        assert!(!accepted || (200..300).contains(&status), "{status} {body}: {outcome:?}");
    }
    let known =
        matches!(evolution.check_number(&phone("5551999998888")).await, NumberCheck::OnWhatsapp { .. });
    let connected = evolution.health().await == Health::Up;
    assert!(!(known || connected) || (200..300).contains(&status), "{status} {body}");
    // Meta's codes count more than the status: who is only told to slow down has a channel that works.
    let is_there = (200..300).contains(&status) || told(&by_meta).1 == Some(FaultKind::RateLimit);
    assert!(cloud.health().await != Health::Up || is_there, "{status} {body}");
    // A page that names a next one is answered by nobody any more, which is a fault too.
    drop(cloud.templates().await);
}
