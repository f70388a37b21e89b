//! What a message says: in a few words for a row or a card, whole for who has the attendance.

use super::html::{cut, escape, one_line};
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::media::MediaKind;
use crate::i18n::{Key, Voice};
use crate::telegram::marks;

/// Characters of the name of a kind that we do not know.
const KIND_LEN_MAX: usize = 40;

/// What a message says, in a few words of plain text: for a row of a list.
pub(super) fn snippet(content: &Content, max: usize, voice: &Voice<'_>) -> String {
    let with = |kind: String, words: Option<&str>| match words.map(one_line).filter(|words| !words.is_empty())
    {
        Some(words) => format!("{kind} {words}"),
        None => kind,
    };
    let text = match content {
        Content::Text { body } => one_line(body),
        Content::Template { filled } => {
            voice.say(Key::RowTemplate, &[("name", (&filled.template.key.name).into())])
        }
        Content::Media { media, caption } => {
            with(media_kind(media.kind, voice), caption.as_deref().or(media.name.as_deref()))
        }
        Content::Place { name, address, .. } => {
            with(voice.word(Key::ContentLocation), name.as_deref().or(address.as_deref()))
        }
        Content::Cards { cards } => {
            with(voice.word(Key::ContentContact), cards.first().map(|card| card.name.as_str()))
        }
        Content::Reaction { emoji, .. } => with(voice.word(Key::ContentReaction), emoji.as_deref()),
        Content::Edited { body, .. } => with(voice.word(Key::ContentEdited), Some(body)),
        Content::Deleted { .. } => voice.word(Key::ContentDeleted),
        Content::Other { what, caption } => with(kind(what, voice), caption.as_deref()),
    };
    cut(&text, max)
}

/// What a contact's message says, as HTML of at most `max` characters as they are seen. Empty for a file without words.
pub(super) fn whole(content: &Content, max: usize, voice: &Voice<'_>) -> String {
    let text = |body: &str| marks::to_html(&cut(body, max));
    match content {
        Content::Text { body } => text(body),
        Content::Template { filled } => escape(&cut(&filled.template.body, max)),
        Content::Media { caption, .. } => caption.as_deref().map(text).unwrap_or_default(),
        Content::Place { latitude, longitude, name, address } => {
            let words = [name.as_deref(), address.as_deref()].into_iter().flatten().map(one_line);
            let words = words.collect::<Vec<_>>().join(", ");
            let link = format!("https://maps.google.com/?q={latitude:.6},{longitude:.6}");
            let words = if words.is_empty() {
                format!("{latitude:.5}, {longitude:.5}")
            } else {
                cut(&words, max / 2)
            };
            format!(
                "{}\n<a href=\"{link}\">{}</a>",
                escape(&voice.word(Key::ContentLocation)),
                escape(&words)
            )
        }
        Content::Cards { cards } => {
            let cards = cards.iter().map(card).collect::<Vec<_>>().join("\n");
            format!("{}\n{}", escape(&voice.word(Key::ContentContact)), escape(&cut(&cards, max)))
        }
        Content::Reaction { emoji: Some(emoji), .. } => {
            escape(&voice.say(Key::ContentReacted, &[("emoji", cut(&one_line(emoji), KIND_LEN_MAX).into())]))
        }
        Content::Reaction { emoji: None, .. } => escape(&voice.word(Key::ContentReactionGone)),
        Content::Edited { body, .. } => {
            format!("{}\n{}", escape(&voice.word(Key::ContentEdited)), text(body))
        }
        Content::Deleted { .. } => escape(&voice.word(Key::ContentDeleted)),
        Content::Other { what, caption } => {
            let caption =
                caption.as_deref().map(|caption| format!("\n{}", text(caption))).unwrap_or_default();
            format!("{}{caption}", escape(&kind(what, voice)))
        }
    }
}

fn card(card: &ContactCard) -> String {
    let numbers = card.numbers.iter().map(|number| one_line(number)).collect::<Vec<_>>().join(", ");
    format!("{} · {numbers}", one_line(&card.name))
}

/// The name of a kind of file; plain text.
pub(super) fn media_kind(kind: MediaKind, voice: &Voice<'_>) -> String {
    voice.word(match kind {
        MediaKind::Image => Key::ContentImage,
        MediaKind::Video => Key::ContentVideo,
        MediaKind::Audio | MediaKind::Voice => Key::ContentAudio,
        MediaKind::Document => Key::ContentDocument,
        MediaKind::Sticker | MediaKind::AnimatedSticker => Key::ContentSticker,
    })
}

/// The name of a kind of message that has no form of its own here; plain text. Messages stored before files had one are
/// among them.
fn kind(what: &str, voice: &Voice<'_>) -> String {
    voice.word(match what {
        "image" => Key::ContentImage,
        "video" => Key::ContentVideo,
        "audio" | "voice" | "ptt" => Key::ContentAudio,
        "document" => Key::ContentDocument,
        "sticker" => Key::ContentSticker,
        "location" => Key::ContentLocation,
        "contacts" | "contact" => Key::ContentContact,
        "reaction" => Key::ContentReaction,
        "erased" | "forgotten" => Key::ContentErased,
        "new_number" => Key::ContentNewNumber,
        other => {
            return voice.say(Key::ContentOther, &[("what", cut(&one_line(other), KIND_LEN_MAX).into())]);
        }
    })
}
