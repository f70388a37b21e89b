//! Every kind of message that Meta posts: its form here, or at least its name.

use super::cloud_webhooks::{batch, received};
use super::received_file;
use balcao::domain::delivery::{ContactCard, Content};
use balcao::domain::event::Event;
use balcao::domain::id::RemoteId;
use balcao::domain::media::MediaKind;
use serde_json::{Value, json};

/// What one message says, with the usual fields around its own.
fn said(message: &Value) -> Content {
    let mut whole = json!({"from": "555199998888", "id": "wamid.A", "timestamp": "1763800000"});
    whole.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    let event = received(&batch(&json!([whole]), &json!([]))).remove(0).event;
    let Event::Incoming(incoming) = event else { panic!("{event:?}") };
    incoming.content
}

fn other(what: &str, caption: Option<&str>) -> Content {
    Content::Other { what: what.to_owned(), caption: caption.map(str::to_owned) }
}

#[test]
fn a_tap_is_a_text_and_what_has_no_form_keeps_its_name() {
    let text = |body: &str| Content::Text { body: body.to_owned() };
    for (message, expected) in [
        (json!({"type": "button", "button": {"payload": "0:x", "text": "Sim"}}), text("Sim")),
        (
            json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": "sim", "title": "Sim"}}}),
            text("Sim"),
        ),
        (
            json!({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "v", "title": "Vendas"}}}),
            text("Vendas"),
        ),
        (
            json!({"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent"}}}),
            other("interactive", Some("Sent")),
        ),
        (json!({"type": "unsupported", "errors": [{"code": 131_051}]}), other("unsupported", None)),
        (json!({"type": "hologram", "hologram": 7}), other("hologram", None)),
        (json!({"type": "text", "text": {}}), other("text", None)),
        (json!({}), other("untyped", None)),
    ] {
        assert_eq!(said(&message), expected, "{message}");
    }
}

#[test]
fn files_places_cards_and_marks_have_their_form_unless_a_part_is_missing() {
    let x = || RemoteId("wamid.X".to_owned());
    for (message, expected) in [
        (
            json!({"type": "image", "image": {"id": "1", "caption": "foto"}}),
            received_file(MediaKind::Image, "1", None, Some("foto")),
        ),
        (json!({"type": "video", "video": {"id": "1"}}), received_file(MediaKind::Video, "1", None, None)),
        (
            json!({"type": "audio", "audio": {"id": "1", "voice": true}}),
            received_file(MediaKind::Voice, "1", None, None),
        ),
        (
            json!({"type": "document", "document": {"id": "1", "filename": "rg.pdf", "caption": "meu documento"}}),
            received_file(MediaKind::Document, "1", Some("rg.pdf"), Some("meu documento")),
        ),
        (
            json!({"type": "document", "document": {"id": "1", "filename": "rg.pdf"}}),
            received_file(MediaKind::Document, "1", Some("rg.pdf"), None),
        ),
        (
            json!({"type": "sticker", "sticker": {"id": "1", "animated": false}}),
            received_file(MediaKind::Sticker, "1", None, None),
        ),
        (
            json!({"type": "location", "location": {"latitude": -30.0, "longitude": -51.2, "name": "Casa", "address": "Rua B, 20"}}),
            Content::Place {
                latitude: -30.0,
                longitude: -51.2,
                name: Some("Casa".to_owned()),
                address: Some("Rua B, 20".to_owned()),
            },
        ),
        (
            json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Bia"}, "phones": [{"phone": "+55 51 99999-7777"}]}]}),
            Content::Cards {
                cards: vec![ContactCard {
                    name: "Bia".to_owned(),
                    numbers: vec!["+55 51 99999-7777".to_owned()],
                }],
            },
        ),
        (
            json!({"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "❤️"}}),
            Content::Reaction { to: x(), emoji: Some("❤️".to_owned()), ours: true },
        ),
        (
            json!({"type": "reaction", "reaction": {"message_id": "wamid.X"}}),
            Content::Reaction { to: x(), emoji: None, ours: true },
        ),
        (
            json!({"type": "order", "order": {"catalog_id": "1", "text": "pedido"}}),
            other("order", Some("pedido")),
        ),
        (
            json!({"type": "edit", "edit": {"original_message_id": "wamid.X", "message": {"type": "text", "text": {"body": "corrigido"}}}}),
            Content::Edited { of: x(), body: "corrigido".to_owned() },
        ),
        (
            json!({"type": "revoke", "revoke": {"original_message_id": "wamid.X"}}),
            Content::Deleted { of: x() },
        ),
        (json!({"type": "image", "image": {"caption": "sem arquivo"}}), other("image", Some("sem arquivo"))),
        (json!({"type": "location", "location": {"latitude": "x"}}), other("location", None)),
        (json!({"type": "reaction", "reaction": {"emoji": "❤️"}}), other("reaction", None)),
    ] {
        assert_eq!(said(&message), expected, "{message}");
    }
}
