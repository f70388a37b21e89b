//! The panels of what waits in one attendance for the contact to write.

use super::content::snippet;
use super::html::{called, quote, say};
use crate::dialogue::screen::Person;
use crate::domain::Timestamp;
use crate::domain::delivery::Content;
use crate::i18n::{Key, Voice};

/// Characters of a message that waits: enough to recognise it.
const MESSAGE_LEN_MAX: usize = 1_500;

/// How many wait, and for whom.
pub(super) fn list(who: &Person, total: u32, voice: &Voice<'_>) -> String {
    say(voice, Key::HeldTitle, &[("name", called(who, voice).into()), ("total", total.into())])
}

/// One of them.
pub(super) fn message(
    who: &Person,
    (place, of): (u32, u32),
    content: &Content,
    since: Timestamp,
    voice: &Voice<'_>,
) -> String {
    let title = say(
        voice,
        Key::HeldMessage,
        &[
            ("name", called(who, voice).into()),
            ("place", place.into()),
            ("of", of.into()),
            ("at", voice.date_time(since).into()),
        ],
    );
    let said = if let Content::Text { body } = content {
        body.clone()
    } else {
        snippet(content, MESSAGE_LEN_MAX, voice)
    };
    format!("{title}\n{}", quote(&said, MESSAGE_LEN_MAX))
}
