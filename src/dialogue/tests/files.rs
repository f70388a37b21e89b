//! Files that go to the contact: as the channel carries them, or not, with the reason.

use super::super::{Change, Input, Line};
use super::conversation::attending;
use crate::dialogue::state::IncomingFile;
use crate::domain::delivery::Content;
use crate::domain::media::{MediaKind, Unfit};

#[test]
fn a_file_goes_as_the_channel_carries_it_or_is_refused_with_the_reason() {
    let (mut world, id) = attending("loja");
    let file = |kind, mime: &str, size| {
        let mime = mime.to_owned();
        Input::File(IncomingFile {
            file_id: "f".to_owned(),
            mime,
            size: Some(size),
            kind,
            ..IncomingFile::default()
        })
    };
    let step = world.takes(&file(MediaKind::Image, "image/jpeg", 5_001));
    let [Change::Say { attendance, content: Content::Media { media, .. }, held: false, .. }] =
        &step.changes[..]
    else {
        panic!("{step:?}")
    };
    assert_eq!((*attendance, media.kind), (id, MediaKind::Document));
    let step = world.takes(&file(MediaKind::Document, "application/zip", 20_001));
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::Unfit(Unfit::TooLarge { limit: 20_000 }))));
    let step = world.takes(&file(MediaKind::AnimatedSticker, "video/webm", 1));
    assert_eq!(step.line, Some(Line::Unfit(Unfit::AnimatedSticker)));
}

#[test]
fn words_under_a_sound_are_said_not_to_be_carried_and_the_sound_goes_alone() {
    for channel in ["loja", "oficial"] {
        let (mut world, _id) = attending(channel);
        let file = |kind, mime: &str, caption: Option<&str>| {
            let (mime, caption) = (mime.to_owned(), caption.map(str::to_owned));
            Input::File(IncomingFile { size: Some(1), kind, mime, caption, ..IncomingFile::default() })
        };
        for kind in [MediaKind::Voice, MediaKind::Audio] {
            let step = world.takes(&file(kind, "audio/ogg", Some("ouça")));
            assert_eq!((step.changes.len(), step.line), (0, Some(Line::WordsUnderSound)), "{kind:?}");
            let step = world.takes(&file(kind, "audio/ogg", None));
            assert_eq!(step.changes.len(), 1, "{kind:?}: {:?}", step.line);
        }
        // What goes as a document has room for words.
        let step = world.takes(&file(MediaKind::Voice, "audio/mpeg", Some("ouça")));
        assert_eq!(step.changes.len(), 1, "{:?}", step.line);
    }
}
