//! From meaning to messages: screens, cards and notices as HTML with buttons, in somebody's language.
//!
//! Pure functions of what is shown and a [`Voice`]. Everything that comes from outside is escaped in one place: the
//! words of `locales/` may hold markup, what is put into them may not ([`html::say`]). Lengths are bounded piece by
//! piece, longest where most is to be read, so that a message always has fewer than the 4096 characters Telegram
//! takes; a name on a button is cut with … only where its row would not be readable.

mod alarm;
mod button;
mod card;
mod company;
mod channels;
mod contact;
pub mod contact_files;
mod content;
pub mod copy;
mod desk;
mod fault;
mod fit;
mod held;
mod history;
mod home;
mod house;
mod html;
pub mod inline;
mod line;
mod notice;
mod preview;
mod replies;
mod review;
mod settings;
mod start;
mod summary;
mod template;
mod topic;

#[cfg(test)]
mod tests;

pub use alarm::alarm;
pub use card::{card, card_in_topic};
pub use channels::{code_caption, down as channel_down, up as channel_up};
pub use house::told as house_told;
pub(super) use html::escape;
pub use notice::{
    INCOMING_CAPTION_LEN_MAX, INCOMING_LEN_MAX, Incoming, Offer, command, incoming, not_amended, not_placed,
    offer_answered, offered, released, stranger, taken_over, transfer_answered, transfer_asked, trouble,
    unconfirmed, update_failed, window_closes,
};
pub use summary::summary;

pub use topic::topic_name;

use super::payload::{ActionError, Payload};
use super::sender::{Button, ButtonKind, Keyboard};
use crate::dialogue::{Prompt, Screen, Toast};
use crate::domain::id::AttendanceId;
use crate::domain::invitation::Link;
use crate::i18n::{Key, Voice};
use fit::{TEXT_LEN_MAX, fit};

/// Characters of the answer to a tap.
const TOAST_LEN_MAX: usize = 200;

/// A message as Telegram takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// 1 to 4096 characters once the markup is read.
    pub html: String,
    /// The buttons below it.
    pub keyboard: Keyboard,
}

/// Draws a panel whose buttons belong to this revision of this session.
pub fn screen(screen: &Screen, voice: &Voice<'_>, session: i64, rev: i64) -> Result<Rendered, ActionError> {
    // What answers the person is read in any case.
    let line =
        screen.line.as_ref().map(|one| fit(&format!("\n\n{}", line::line(one, voice)), TEXT_LEN_MAX / 2));
    let line = line.unwrap_or_default();
    let html = fit(&prompt(&screen.prompt, voice), TEXT_LEN_MAX - html::units(&line)) + &line;
    let draw = |one: &crate::dialogue::screen::Button| {
        let payload = Payload::Panel { session, rev, action: one.action.encode() };
        let text = button::text(one, &screen.prompt, voice);
        Ok(Button { text, kind: ButtonKind::Callback(payload.encode()?) })
    };
    let rows: Result<Vec<Vec<Button>>, ActionError> =
        screen.rows.iter().map(|row| row.iter().map(draw).collect()).collect();
    let mut rows = rows?;
    if let Some(crate::dialogue::Line::House(crate::dialogue::house::Line::Link(link))) = &screen.line {
        rows.insert(0, vec![share(link, voice)]);
    }
    Ok(Rendered { html, keyboard: Keyboard(rows) })
}

/// Sends an invitation to somebody from the person's own Telegram.
fn share(link: &Link, voice: &Voice<'_>) -> Button {
    let address: String = link
        .as_str()
        .chars()
        .map(|c| match c {
            ':' => "%3A".to_owned(),
            '/' => "%2F".to_owned(),
            '?' => "%3F".to_owned(),
            '=' => "%3D".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let kind = ButtonKind::Url(format!("https://t.me/share/url?url={address}"));
    Button { text: voice.word(Key::ButtonShareLink), kind }
}

/// The short answer to a tap: at most 200 characters, plain text.
pub fn toast(toast: Toast, voice: &Voice<'_>) -> String {
    let said = voice.word(match toast {
        Toast::Stale => Key::ToastStale,
        Toast::Foreign => Key::ToastForeign,
        Toast::AlreadyDone => Key::ToastAlreadyDone,
        Toast::TooEarly => Key::ToastTooEarly,
        Toast::NothingNew => Key::ToastNothingNew,
        Toast::SendingAgain => Key::ToastSendingAgain,
        Toast::NotAllowed => Key::ToastNotAllowed,
        Toast::LeftToTeam => Key::ToastLeftToTeam,
    });
    html::cut(&said, TOAST_LEN_MAX)
}

/// Buttons of a card or notice about this attendance.
fn card_keyboard(
    attendance: AttendanceId,
    rows: &[Vec<crate::dialogue::CardAction>],
    voice: &Voice<'_>,
) -> Result<Keyboard, ActionError> {
    let draw = |action: &crate::dialogue::CardAction| {
        let payload = Payload::Card { attendance, action: action.encode() };
        Ok(Button { text: button::card_text(*action, voice), kind: ButtonKind::Callback(payload.encode()?) })
    };
    let rows: Result<Vec<Vec<Button>>, ActionError> =
        rows.iter().map(|row| row.iter().map(draw).collect()).collect();
    rows.map(Keyboard)
}

/// What a panel says.
fn prompt(prompt: &Prompt, voice: &Voice<'_>) -> String {
    match prompt {
        Prompt::Menu { name, draft } => home::menu(name, *draft, voice),
        Prompt::Help { role } => home::help(*role, voice),
        Prompt::ChooseLanguage { now: _ } => voice.word(Key::LanguageTitle),
        Prompt::Attendances { tab, query, total } => home::attendances(*tab, query, *total, voice),
        Prompt::Queue { total } => html::say(voice, Key::QueueTitle, &[("total", (*total).into())]),
        Prompt::Channels { channels, notice } => channels::list(channels, *notice, voice),
        Prompt::Linking { name, ended } => channels::linking(name, ended.as_ref(), voice),
        Prompt::Settings(said) => settings::said(said, voice),
        Prompt::Company(said) => company::said(said, voice),
        Prompt::Replies(said) => replies::said(said, voice),
        Prompt::House(prompt) => house::prompt(prompt, voice),
        Prompt::NotYours => voice.word(Key::LineForManagers),
        Prompt::Held { person, total } => held::list(person, *total, voice),
        Prompt::HeldMessage { person, place, of, content, since } => {
            held::message(person, (*place, *of), content, *since, voice)
        }
        Prompt::Contacts { query, total } => home::contacts(query, *total, voice),
        Prompt::AskNumber => voice.word(Key::AskNumber),
        Prompt::PickNumber { name } => start::pick_number(name.as_deref(), voice),
        Prompt::PickContact { phone } => {
            html::say(voice, Key::PickContact, &[("phone", phone.display().into())])
        }
        Prompt::Number { person, phone, contact, last, open } => {
            start::number(person, phone, contact.is_some(), last.as_ref(), open, voice)
        }
        Prompt::OfContact(panel) => contact::panel(panel, voice),
        Prompt::AskName { person } => start::ask_name(person, voice),
        Prompt::SendType { chosen } => start::send_type(chosen, voice),
        Prompt::Channel { chosen, none } => start::channel(chosen, *none, voice),
        Prompt::Taken { chosen, holder } => start::taken(chosen, holder, voice),
        Prompt::Team { chosen } => start::after_chosen(chosen, Key::TeamTitle, voice),
        Prompt::WindowOpen { chosen, until } => start::window_open(chosen, *until, voice),
        Prompt::Checking { chosen } => start::after_chosen(chosen, Key::Checking, voice),
        Prompt::NotOnWhatsapp { chosen } => start::after_chosen(chosen, Key::NotOnWhatsapp, voice),
        Prompt::Templates { chosen, query, category, total, never_synced } => {
            let filter = template::Filter { query, category: *category, total: *total };
            template::list(chosen, &filter, *never_synced, voice)
        }
        Prompt::Preview { chosen, key, category, preview, slots, unfillable } => {
            let head = template::Head { chosen, key, category: *category };
            template::shown(&head, preview, *slots, unfillable.as_ref(), voice)
        }
        Prompt::Parameter { position, of, slot, preview, moving } => {
            template::parameter((*position, *of), slot, preview, *moving, voice)
        }
        Prompt::Review { chosen, key, category, preview, cost, rules } => {
            let head = template::Head { chosen, key, category: *category };
            review::review(&head, preview, cost.as_ref(), *rules, voice)
        }
        Prompt::Attending { person, channel, open } => desk::attending(person, channel, *open, voice),
        Prompt::ConfirmText { person, said } => desk::confirm_text(person, said, voice),
        Prompt::CorrectNumber { person } => desk::correct_number(person, voice),
        Prompt::Transfer { person, none } => desk::transfer(person, *none, voice),
        Prompt::More { person, notes } => history::more(person, *notes, voice),
        Prompt::History { person, entries, hidden } => history::history(person, entries, *hidden, voice),
        Prompt::AskNote { person } => history::ask_note(person, voice),
        Prompt::Conclude { person, reason, waiting } => desk::conclude(person, *reason, *waiting, voice),
        Prompt::Gone => voice.word(Key::Gone),
        Prompt::Unsent { said } => desk::unsent(said, voice),
    }
}
