//! Ids of messages as they look on the real API: base64 of a few tags, the contact's `wa_id` and a random part. So the
//! number can be read out of them, and nobody may treat them as anonymous.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The id of a message to (`outgoing`) or from a contact.
pub(super) fn wamid(wa_id: &str, outgoing: bool) -> String {
    let random = uuid::Uuid::now_v7().simple().to_string().to_ascii_uppercase();
    let len = if outgoing { 18 } else { 20 };
    let tail: String = random.chars().skip(random.len().saturating_sub(len)).collect();
    let mut bytes = vec![0x1c, 0x18, u8::try_from(wa_id.len()).unwrap_or_default()];
    bytes.extend_from_slice(wa_id.as_bytes());
    bytes.extend_from_slice(&[0x15, 0x02, 0x00, if outgoing { 0x11 } else { 0x12 }, 0x18]);
    bytes.push(u8::try_from(tail.len()).unwrap_or_default());
    bytes.extend_from_slice(tail.as_bytes());
    bytes.push(0);
    format!("wamid.{}", STANDARD.encode(bytes))
}
