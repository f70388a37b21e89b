//! The panels of quick replies.

use super::html::{called, quote, say};
use crate::dialogue::replies::{Press, Said, Whose};
use crate::domain::quick_reply::ReplyWord;
use crate::i18n::{Key, Voice};

/// Characters of a reply on a panel: all of it, with its gaps filled by long names.
const TEXT_LEN_MAX: usize = 1_500;

/// What a panel of them says.
pub(super) fn said(said: &Said, voice: &Voice<'_>) -> String {
    let of_word = |key: Key, word: &ReplyWord| say(voice, key, &[("word", word.as_str().into())]);
    match said {
        Said::List { total } => {
            let title = say(voice, Key::RepliesTitle, &[("total", (*total).into())]);
            list(&title, *total, voice)
        }
        Said::One { word, text, owner } => {
            let owner = match owner {
                Whose::Mine => voice.word(Key::ReplyMine),
                Whose::Team(name) => say(voice, Key::ReplyTeam, &[("name", name.into())]),
                Whose::Company => voice.word(Key::ReplyCompany),
            };
            // Words have letters and digits only: nothing in them is markup.
            format!("<b>/{word}</b> · {owner}\n{}", quote(text, TEXT_LEN_MAX))
        }
        Said::AskWord => voice.word(Key::AskReplyWord),
        Said::AskText { word } => of_word(Key::AskReplyText, word),
        Said::Whose { word } => of_word(Key::AskReplyOwner, word),
        Said::Choose { person, total } => {
            let name = called(person, voice);
            let title = say(voice, Key::RepliesChoose, &[("name", name.into()), ("total", (*total).into())]);
            list(&title, *total, voice)
        }
        Said::Check { person, text } => {
            let title = say(voice, Key::RepliesCheck, &[("name", called(person, voice).into())]);
            format!("{title}\n{}", quote(text, TEXT_LEN_MAX))
        }
        Said::Gone => voice.word(Key::ReplyGone),
    }
}

fn list(title: &str, total: u32, voice: &Voice<'_>) -> String {
    let hint = voice.word(Key::RepliesHint);
    if total == 0 {
        format!("{title}\n{}\n{hint}", voice.word(Key::RepliesNone))
    } else {
        format!("{title}\n{hint}")
    }
}

/// The words of a button among them.
pub(super) const fn button(press: &Press) -> Key {
    match press {
        Press::List | Press::Choose => Key::ButtonReplies,
        // It carries the reply itself wherever it stands.
        Press::One(_) => Key::ButtonOpen,
        Press::New => Key::ButtonNewReply,
        Press::Edit => Key::ButtonEditText,
        Press::Remove => Key::ButtonRemoveReply,
        Press::Mine | Press::Team(_) => Key::ButtonReplyMine,
        Press::Company => Key::ButtonReplyCompany,
        Press::Send => Key::ButtonSendReply,
    }
}
