//! Notices: what people are told without having asked, and the words for those who are not on staff.

use super::content::{self, snippet};
use super::desk::about_said;
use super::fault::fault;
use super::fit::{CAPTION_LEN_MAX, TEXT_LEN_MAX, fit};
use super::html::{called, cut, escape, quote, say};
use super::{Rendered, card_keyboard};
use crate::app::notice::Unamended;
use crate::dialogue::CardAction;
use crate::dialogue::card::Help;
use crate::dialogue::screen::Person;
use crate::domain::delivery::Content;
use crate::domain::fault::Remedy;
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::i18n::{Key, Voice};
use crate::telegram::command::Listed;
use crate::telegram::payload::ActionError;
use crate::telegram::sender::Keyboard;
use chrono::TimeDelta;

/// Characters of a contact's message: with the heading it stays below Telegram's 4096.
pub const INCOMING_LEN_MAX: usize = 3_600;
/// Characters of the text under a contact's file: with the heading it stays below Telegram's 1024.
pub const INCOMING_CAPTION_LEN_MAX: usize = 800;
/// Characters of each message that an offer shows.
const OFFERED_LEN_MAX: usize = 200;

/// Characters of a message that is in trouble: enough to know which.
const TROUBLED_LEN_MAX: usize = 200;

/// Characters of what a command is described with.
const COMMAND_LEN_MAX: usize = 256;

/// A message from a contact, with what is known about where it came in.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// Who wrote.
    pub person: &'a Person,
    /// The team's name.
    pub team: &'a str,
    /// Who wrote: the contact, or the company on its own phone.
    pub direction: Direction,
    /// What was written.
    pub content: &'a Content,
    /// Characters of it that fit.
    pub len_max: usize,
    /// Whether its file cannot be shown, so that at least its kind is told.
    pub is_file_lost: bool,
}

/// A contact wrote.
pub fn incoming(incoming: &Incoming<'_>, voice: &Voice<'_>) -> String {
    let name = called(incoming.person, voice);
    let title = match incoming.direction {
        Direction::In => Key::NoticeIncoming,
        Direction::Out => Key::NoticeFromPhone,
    };
    let title = say(voice, title, &[("name", name.into()), ("team", incoming.team.into())]);
    let body = content::whole(incoming.content, incoming.len_max, voice);
    let mut kind = String::new();
    if let (Content::Media { media, .. }, true) = (incoming.content, incoming.is_file_lost) {
        let lost = content::media_kind(media.kind, voice);
        kind = format!("\n{}", say(voice, Key::NoticeFileLost, &[("kind", lost.into())]));
    }
    let body = if body.is_empty() { body } else { format!("\n{body}") };
    let is_caption = incoming.len_max <= INCOMING_CAPTION_LEN_MAX;
    fit(&format!("{title}{kind}{body}"), if is_caption { CAPTION_LEN_MAX } else { TEXT_LEN_MAX })
}

/// What happened to a message of the reader's own, how many wait because of it, and what can be done. With whom it is for
/// and what it says, when it is not told below its words.
pub fn trouble(
    said: &Message,
    alone: Option<&Person>,
    attendance: AttendanceId,
    held: u32,
    voice: &Voice<'_>,
) -> Result<Rendered, ActionError> {
    let button = |what| CardAction::Help(said.id, what);
    let (words, rows) = if said.state == MessageState::Unknown {
        (voice.word(Key::CardUnknown), vec![vec![button(Help::Verify), button(Help::Resend)]])
    } else if said.state == MessageState::Held {
        (voice.word(Key::NoticeHeldAgain), vec![vec![CardAction::Queue]])
    } else {
        let words =
            said.fault.as_ref().map_or_else(|| voice.word(Key::FaultUnrecognised), |one| fault(one, voice));
        let may_retry = said.fault.as_ref().is_none_or(|one| one.kind.remedies().contains(&Remedy::Retry));
        (words, if may_retry { vec![vec![button(Help::Retry)]] } else { Vec::new() })
    };
    let mut html = format!("⚠️ {words}");
    if said.state == MessageState::Failed && held > 0 {
        html.push('\n');
        html.push_str(&say(voice, Key::NoticeStopped, &[("count", held.into())]));
    }
    if let Some(to) = alone {
        let words = quote(&snippet(&said.content, TROUBLED_LEN_MAX, voice), TROUBLED_LEN_MAX);
        let name = escape(&called(to, voice));
        html = format!("{html}\n👤 <b>{name}</b>\n{words}");
    }
    Ok(Rendered { html, keyboard: card_keyboard(attendance, &rows, voice)? })
}

/// Why what the reader did to a message does not reach the contact.
pub fn not_amended(why: Unamended, voice: &Voice<'_>) -> String {
    voice.word(match why {
        Unamended::Emoji => Key::AmendEmoji,
        Unamended::WindowClosed => Key::AmendWindow,
        Unamended::Over => Key::AmendOver,
        Unamended::NotSent => Key::AmendNotSent,
        Unamended::Fixed => Key::AmendFixed,
        Unamended::TooLate => Key::AmendTooLate,
        Unamended::Command => Key::AmendCommand,
        Unamended::UnderSound => Key::AmendUnderSound,
        Unamended::NotTaken => Key::UnsentNotTaken,
        Unamended::NotYours => Key::UnsentNotYours,
        Unamended::Closed => Key::UnsentClosed,
    })
}

/// What the reader said answers nothing that is known, so it went nowhere.
pub fn not_placed(voice: &Voice<'_>) -> String {
    voice.word(Key::UnsentUnknown)
}

/// What the reader said went nowhere: they went on without confirming that it goes to the contact, or the
/// attendance is not theirs any more.
pub fn unconfirmed(who: &Person, is_theirs: bool, said: &[Content], voice: &Voice<'_>) -> Rendered {
    let why = if is_theirs { Key::UnsentUnasked } else { Key::UnsentNotYours };
    let html = about_said(why, who, said, voice);
    Rendered { html, keyboard: Keyboard::default() }
}

/// The window closes soon.
pub fn window_closes(person: &Person, left: TimeDelta, voice: &Voice<'_>) -> Rendered {
    let args = [("name", called(person, voice).into()), ("left", voice.duration(left).into())];
    Rendered { html: say(voice, Key::NoticeWindowCloses, &args), keyboard: Keyboard::default() }
}

/// Somebody asks for an attendance; the one who has it decides.
pub fn transfer_asked(
    person: &Person,
    by: &str,
    asker: StaffId,
    attendance: AttendanceId,
    voice: &Voice<'_>,
) -> Result<Rendered, ActionError> {
    let args = [("by", by.into()), ("contact", called(person, voice).into())];
    let rows = [vec![CardAction::Accept(asker), CardAction::Decline(asker)]];
    Ok(Rendered {
        html: say(voice, Key::NoticeTransferAsked, &args),
        keyboard: card_keyboard(attendance, &rows, voice)?,
    })
}

/// The answer to who asked.
pub fn transfer_answered(person: &Person, accepted: bool, voice: &Voice<'_>) -> Rendered {
    let key = if accepted { Key::NoticeTransferAccepted } else { Key::NoticeTransferDeclined };
    let html = say(voice, key, &[("contact", called(person, voice).into())]);
    Rendered { html, keyboard: Keyboard::default() }
}

/// An attendance that is offered to the reader.
#[derive(Debug)]
pub struct Offer<'a> {
    /// With whom it is.
    pub person: &'a Person,
    /// Who offers it.
    pub by: &'a str,
    /// Its team.
    pub team: &'a str,
    /// Its channel.
    pub channel: &'a str,
    /// The last messages, oldest first.
    pub last: &'a [Message],
}

/// Somebody offers an attendance.
pub fn offered(
    offer: &Offer<'_>,
    attendance: AttendanceId,
    voice: &Voice<'_>,
) -> Result<Rendered, ActionError> {
    let args = [
        ("by", offer.by.into()),
        ("contact", called(offer.person, voice).into()),
        ("team", offer.team.into()),
        ("channel", offer.channel.into()),
    ];
    let said = offer.last.iter().map(|message| {
        let sign = if message.direction == Direction::In { "💬" } else { "↩️" };
        format!("{sign} {}", snippet(&message.content, OFFERED_LEN_MAX, voice))
    });
    let said = said.collect::<Vec<_>>().join("\n");
    let quoted = if said.is_empty() { said } else { format!("\n{}", quote(&said, OFFERED_LEN_MAX * 4)) };
    let rows = [vec![CardAction::AcceptOffer, CardAction::DeclineOffer]];
    Ok(Rendered {
        html: format!("{}{quoted}", say(voice, Key::NoticeOffered, &args)),
        keyboard: card_keyboard(attendance, &rows, voice)?,
    })
}

/// The answer to who offered it.
pub fn offer_answered(person: &Person, by: &str, accepted: bool, voice: &Voice<'_>) -> Rendered {
    let key = if accepted { Key::NoticeOfferAccepted } else { Key::NoticeOfferDeclined };
    let html = say(voice, key, &[("contact", called(person, voice).into()), ("by", by.into())]);
    Rendered { html, keyboard: Keyboard::default() }
}

/// A manager took it from who had it.
pub fn taken_over(person: &Person, by: &str, voice: &Voice<'_>) -> Rendered {
    let args = [("contact", called(person, voice).into()), ("by", by.into())];
    Rendered { html: say(voice, Key::NoticeTakenOver, &args), keyboard: Keyboard::default() }
}

/// Messages that waited are on their way.
pub fn released(person: &Person, count: u32, voice: &Voice<'_>) -> Rendered {
    let args = [("contact", called(person, voice).into()), ("count", count.into())];
    Rendered { html: say(voice, Key::NoticeReleased, &args), keyboard: Keyboard::default() }
}

/// The one polite line for who is not on staff.
pub fn stranger(voice: &Voice<'_>) -> String {
    voice.word(Key::Stranger)
}

/// An update could not be worked off.
pub fn update_failed(is_doubted: bool, voice: &Voice<'_>) -> String {
    voice.word(if is_doubted { Key::UpdateDoubted } else { Key::UpdateFailed })
}

/// A command's description in Telegram's list: plain text, under 256 characters.
pub fn command(listed: Listed, voice: &Voice<'_>) -> String {
    let said = voice.word(match listed {
        Listed::Menu => Key::CommandMenu,
        Listed::New => Key::CommandNew,
        Listed::Attendances => Key::CommandAttendances,
        Listed::Contacts => Key::CommandContacts,
        Listed::Queue => Key::CommandQueue,
        Listed::Note => Key::CommandNote,
        Listed::Channels => Key::CommandChannels,
        Listed::Settings => Key::CommandSettings,
        Listed::People => Key::CommandPeople,
        Listed::Available => Key::CommandAvailable,
        Listed::Away => Key::CommandAway,
        Listed::Language => Key::CommandLanguage,
        Listed::Cancel => Key::CommandCancel,
        Listed::Help => Key::CommandHelp,
    });
    cut(&said, COMMAND_LEN_MAX)
}
