//! Callback data: what a button carries, as at most 64 bytes that can be read for ever.
//!
//! Buttons live in chat history for as long as the chat does, so the form has a version and old bytes decode. A panel's
//! button names the session and the revision of the panel it hangs on: one from an older panel is recognised without
//! asking the database what it once meant. A card's button names the attendance, because cards outlive every session.
//!
//! Version 1: `1p<session>:<revision>:<action>` and `1c<attendance>:<action>`; numbers in base 36, the attendance's id
//! as 22 characters of base64url. The action is opaque here: a word of the dialogue, printable ASCII, at most
//! [`ACTION_LEN_MAX`] bytes. The longest number takes 14 characters, so 2 + 14 + 1 + 14 + 1 + 32 = 64 always fits.

use crate::domain::id::AttendanceId;

/// Bytes of callback data that Telegram takes.
pub const PAYLOAD_LEN_MAX: usize = 64;
/// Bytes of an action: what is left when both numbers are as long as they can be.
pub const ACTION_LEN_MAX: usize = 32;

/// What a button carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// A button of a dialogue's panel.
    Panel {
        /// The session's row id.
        session: i64,
        /// The panel's revision when the button was drawn.
        rev: i64,
        /// What to do, a word of the dialogue.
        action: String,
    },
    /// A button of an attendance's card or notice.
    Card {
        /// The attendance.
        attendance: AttendanceId,
        /// What to do, a word of the dialogue.
        action: String,
    },
}

/// An action is empty, too long, or not printable ASCII: a defect of who made it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an action must be 1 to {ACTION_LEN_MAX} printable ASCII characters, this one has {len} bytes")]
pub struct ActionError {
    /// Its length in bytes.
    pub len: usize,
}

impl Payload {
    /// The bytes for the button, at most [`PAYLOAD_LEN_MAX`].
    pub fn encode(&self) -> Result<String, ActionError> {
        let (Self::Panel { action, .. } | Self::Card { action, .. }) = self;
        if !is_action(action) {
            return Err(ActionError { len: action.len() });
        }
        Ok(match self {
            Self::Panel { session, rev, action } => {
                format!("1p{}:{}:{action}", base36(*session), base36(*rev))
            }
            Self::Card { attendance, action } => format!("1c{}:{action}", attendance.short()),
        })
    }

    /// Reads what a button carried; `None` for anything that no version of ours has written.
    pub fn decode(data: &str) -> Option<Self> {
        if data.len() > PAYLOAD_LEN_MAX {
            return None;
        }
        let payload = if let Some(rest) = data.strip_prefix("1p") {
            let mut parts = rest.splitn(3, ':');
            let session = from_base36(parts.next()?)?;
            let rev = from_base36(parts.next()?)?;
            Self::Panel { session, rev, action: parts.next()?.to_owned() }
        } else {
            let (attendance, action) = data.strip_prefix("1c")?.split_once(':')?;
            Self::Card { attendance: AttendanceId::from_short(attendance).ok()?, action: action.to_owned() }
        };
        let (Self::Panel { action, .. } | Self::Card { action, .. }) = &payload;
        is_action(action).then_some(payload)
    }
}

fn is_action(action: &str) -> bool {
    (1..=ACTION_LEN_MAX).contains(&action.len()) && action.bytes().all(|byte| byte.is_ascii_graphic())
}

fn base36(number: i64) -> String {
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(rest % 36).ok().and_then(|digit| char::from_digit(digit, 36));
        digits.extend(digit);
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
}

/// Only what [`base36`] writes: no plus sign, no capitals, no leading zeros.
fn from_base36(text: &str) -> Option<i64> {
    let number = i64::from_str_radix(text, 36).ok()?;
    (base36(number) == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn any_payload() -> impl Strategy<Value = Payload> {
        let action = "[!-~]{1,32}";
        prop_oneof![
            (any::<i64>(), any::<i64>(), action).prop_map(|(session, rev, action)| Payload::Panel {
                session,
                rev,
                action
            }),
            (any::<u128>(), action).prop_map(|(id, action)| Payload::Card {
                attendance: AttendanceId::new(Uuid::from_u128(id)),
                action
            }),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_written_fits_and_reads_back(payload in any_payload()) {
            let data = payload.encode().unwrap();
            prop_assert!(data.len() <= PAYLOAD_LEN_MAX, "{} bytes", data.len());
            prop_assert_eq!(Payload::decode(&data), Some(payload));
        }

        #[test]
        fn what_was_not_written_by_us_is_refused_or_reads_as_itself(data in "(1[pc])?[ -~à-ü]{0,70}") {
            if let Some(payload) = Payload::decode(&data) {
                prop_assert_eq!(payload.encode().unwrap(), data);
            }
        }
    }

    #[test]
    fn bytes_of_version_1_still_decode() {
        let panel = Payload::Panel { session: 71, rev: 12, action: "p:vendas".to_owned() };
        assert_eq!(Payload::decode("1p1z:c:p:vendas"), Some(panel));
        let attendance = AttendanceId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0001));
        let card = Payload::Card { attendance, action: "reply".to_owned() };
        assert_eq!(Payload::decode("1cAZNafgAAcACAAAAAAAAAAQ:reply"), Some(card));
    }

    #[test]
    fn the_longest_numbers_and_the_longest_action_fill_exactly_64_bytes() {
        let payload = Payload::Panel { session: i64::MIN, rev: i64::MIN, action: "x".repeat(ACTION_LEN_MAX) };
        assert_eq!(payload.encode().unwrap().len(), PAYLOAD_LEN_MAX);
    }

    #[test]
    fn an_action_that_cannot_travel_is_refused_when_it_is_made() {
        for action in [String::new(), "ação".to_owned(), "a b".to_owned(), "x".repeat(ACTION_LEN_MAX + 1)] {
            assert!(Payload::Panel { session: 1, rev: 1, action }.encode().is_err());
        }
    }

    #[test]
    fn foreign_bytes_are_nobodys() {
        for data in ["", "1", "1p", "1p1:1", "1p1:1:", "1pA:1:x", "1p01:1:x", "2p1:1:x", "v1:go", "1cabc:x"] {
            assert_eq!(Payload::decode(data), None, "{data}");
        }
    }
}
