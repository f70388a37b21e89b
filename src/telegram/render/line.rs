//! The one line below a panel.

use super::fault::fault;
use super::html::{called, cut, one_line, say};
use crate::dialogue::Line;
use crate::domain::channel::DownReason;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::media::Unfit;
use crate::domain::phone::PhoneFault;
use crate::domain::preferences::SHOWN_NAME_LEN_MAX;
use crate::domain::quick_reply::WORD_LEN_MAX;
use crate::domain::template::{TemplateStatus, ValueFault};
use crate::i18n::{Key, Voice};

/// What was wrong, or what was done by itself.
pub(super) fn line(line: &Line, voice: &Voice<'_>) -> String {
    let name_of = |name: &Option<String>| name.clone().unwrap_or_else(|| voice.word(Key::ContactNameless));
    match line {
        Line::Phone(fault) => voice.word(phone(*fault)),
        Line::Value(fault) => value(fault, voice),
        Line::Name => say(voice, Key::LineName, &[("limit", count(CONTACT_NAME_LEN_MAX).into())]),
        Line::OfContact(remark) => super::contact::remark(remark, voice),
        Line::UseButtons => voice.word(Key::LineUseButtons),
        Line::NotUnderstood => voice.word(Key::LineNotUnderstood),
        Line::Unreadable => voice.word(Key::LineUnreadable),
        Line::FileNotWanted => voice.word(Key::LineFileNotWanted),
        Line::UnknownCommand(word) => {
            let command = cut(&one_line(word), 40);
            say(voice, Key::LineUnknownCommand, &[("command", command.into())])
        }
        Line::BadLink => voice.word(Key::LineBadLink),
        Line::ChannelDown { name, reason } => {
            let reason = voice.word(channel_down(*reason));
            say(voice, Key::LineChannelDown, &[("name", name.into()), ("reason", reason.into())])
        }
        Line::Company(line) => super::company::line(line, voice),
        Line::House(line) => super::house::line(line, voice),
        Line::ForManagers => voice.word(Key::LineForManagers),
        Line::NotAllowed => voice.word(Key::LineNotAllowed),
        Line::TemplateGone { name, status } => template_gone(name, *status, voice),
        Line::TemplateChanged { dropped } => {
            say(voice, Key::LineTemplateChanged, &[("dropped", (*dropped).into())])
        }
        // A fault's sentence is ours and already escaped.
        Line::CheckFailed(failed) => {
            voice.say(Key::LineCheckFailed, &[("fault", fault(failed, voice).into())])
        }
        Line::MoveFailed(failed) => voice.say(Key::LineMoveFailed, &[("fault", fault(failed, voice).into())]),
        Line::StillMoving => voice.word(Key::LineStillMoving),
        Line::Saved => voice.word(Key::LineSaved),
        Line::Held(held) => say(voice, Key::LineHeld, &[("count", (*held).into())]),
        Line::LeftQueue => voice.word(Key::LineLeftQueue),
        Line::Removed => voice.word(Key::LineRemoved),
        Line::Noted(person) => say(voice, Key::LineNoted, &[("name", called(person, voice).into())]),
        Line::NoteHow => voice.word(Key::LineNoteHow),
        Line::Concluded => voice.word(Key::LineConcluded),
        Line::TransferAsked { name: Some(name) } => {
            say(voice, Key::LineTransferAsked, &[("name", name.into())])
        }
        Line::TransferAsked { name: None } => voice.word(Key::LineTransferAskedTeam),
        Line::Offered { name } => say(voice, Key::LineOffered, &[("name", name.into())]),
        Line::Closed => voice.word(Key::LineClosed),
        Line::TextTooLong { limit } => say(voice, Key::LineTextTooLong, &[("limit", (*limit).into())]),
        Line::Unfit(Unfit::TooLarge { limit }) => {
            say(voice, Key::LineFileTooLarge, &[("limit", voice.size(*limit).into())])
        }
        Line::Unfit(Unfit::Type { what }) => say(voice, Key::LineFileType, &[("what", what.as_str().into())]),
        Line::Unfit(Unfit::AnimatedSticker) => voice.word(Key::LineAnimatedSticker),
        Line::WordsUnderSound => voice.word(Key::LineWordsUnderSound),
        Line::NumberOfAnother { name } => {
            say(voice, Key::LineNumberOfAnother, &[("name", name_of(name).into())])
        }
        Line::ShownName => say(voice, Key::LineShownName, &[("limit", count(SHOWN_NAME_LEN_MAX).into())]),
        Line::QuietHours => voice.word(Key::LineQuietHours),
        Line::Hours { most } => say(voice, Key::LineReopening, &[("most", (*most).into())]),
        Line::TemplatesAsked => voice.word(Key::LineTemplatesAsked),
        Line::ReplyWord => say(voice, Key::LineReplyWord, &[("limit", count(WORD_LEN_MAX).into())]),
        Line::ReplyWordTaken => voice.word(Key::LineReplyWordTaken),
        Line::RepliesFull { most } => say(voice, Key::LineRepliesFull, &[("most", (*most).into())]),
        Line::ReplyKept { word } => say(voice, Key::LineReplyKept, &[("word", word.into())]),
        Line::ReplyGone { word } => say(voice, Key::LineReplyGone, &[("word", word.into())]),
        Line::Replied { word } => say(voice, Key::LineReplied, &[("word", word.into())]),
        Line::LanguageSet => voice.word(Key::LanguageSet),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) const fn phone(fault: PhoneFault) -> Key {
    match fault {
        PhoneFault::NotANumber => Key::PhoneNotANumber,
        PhoneFault::TooShort => Key::PhoneTooShort,
        PhoneFault::TooLong => Key::PhoneTooLong,
        PhoneFault::NoAreaCode => Key::PhoneNoAreaCode,
        PhoneFault::NotMobile => Key::PhoneNotMobile,
        PhoneFault::Invalid => Key::PhoneInvalid,
    }
}

fn value(fault: &ValueFault, voice: &Voice<'_>) -> String {
    match fault {
        ValueFault::Empty => voice.word(Key::ValueEmpty),
        ValueFault::LineBreak => voice.word(Key::ValueLineBreak),
        ValueFault::Spaces => voice.word(Key::ValueSpaces),
        ValueFault::TooLong { over, limit } => {
            say(voice, Key::ValueTooLong, &[("over", count(*over).into()), ("limit", count(*limit).into())])
        }
        ValueFault::WrongKind => voice.word(Key::ValueWrongKind),
        ValueFault::MediaType { mime } => {
            say(voice, Key::ValueMediaType, &[("mime", cut(&one_line(mime), 60).into())])
        }
        ValueFault::MediaSize { limit } => {
            say(voice, Key::ValueMediaSize, &[("limit", voice.size(*limit).into())])
        }
    }
}

pub(super) const fn channel_down(reason: DownReason) -> Key {
    match reason {
        DownReason::Disconnected => Key::ChannelDownDisconnected,
        DownReason::Connecting => Key::ChannelDownConnecting,
        DownReason::Credentials => Key::ChannelDownCredentials,
        DownReason::Unreachable => Key::ChannelDownUnreachable,
        DownReason::Account => Key::ChannelDownAccount,
        DownReason::AsksForCode => Key::ChannelDownAsksForCode,
        DownReason::AsksForPasskey => Key::ChannelDownAsksForPasskey,
    }
}

fn template_gone(name: &str, status: Option<TemplateStatus>, voice: &Voice<'_>) -> String {
    let why = voice.word(match status {
        None => Key::TemplateGoneRemoved,
        Some(TemplateStatus::Pending) => Key::TemplateGonePending,
        Some(TemplateStatus::Rejected) => Key::TemplateGoneRejected,
        Some(TemplateStatus::Paused) => Key::TemplateGonePaused,
        Some(TemplateStatus::Disabled) => Key::TemplateGoneDisabled,
        Some(TemplateStatus::Approved | TemplateStatus::Other) => Key::TemplateGoneOther,
    });
    let line = |name: String| {
        let why = why.clone();
        say(voice, Key::LineTemplateGone, &[("name", name.into()), ("why", why.into())])
    };
    if name.is_empty() {
        // Of one that is gone from the list nobody knows the name any more: its place is closed.
        return line(String::new()).replacen("  ", " ", 1);
    }
    line(cut(name, super::html::NAME_LEN_MAX))
}
