//! What is written on buttons: plain text, one line.
//!
//! Names of channels, teams, templates and contacts stand there unchanged: apps shorten what is too wide for them, and
//! two names may differ at their ends only. Telegram refuses a keyboard of more than about 10 KB, so that with eight
//! rows of names, their data and the other buttons each name has some 800 bytes. What is no name is kept short.

use super::card::sign;
use super::content::snippet;
use super::desk::conclusion_key;
use super::home::tab_key;
use super::html::{cut, one_line};
use super::template::{category_key, language};
use super::{replies, settings};
use crate::dialogue::card::Help;
use crate::dialogue::company;
use crate::dialogue::facts::AttendanceRow;
use crate::dialogue::screen::{Button, Label};
use crate::dialogue::{Action, CardAction, Prompt, Quick};
use crate::domain::Timestamp;
use crate::domain::channel::DownReason;
use crate::domain::staff::Locale;
use crate::domain::template::{Category, TemplateKey};
use crate::i18n::{Key, Voice};

/// Characters on one button: what a phone shows on a row of its own, in two lines.
const TEXT_LEN_MAX: usize = 64;
/// Bytes of a name in the keyboard's JSON, see above.
const NAME_SIZE_MAX: usize = 800;
/// Characters of the last message there.
const ROW_TEXT_LEN_MAX: usize = 22;

/// The text of a panel's button.
pub(super) fn text(button: &Button, prompt: &Prompt, voice: &Voice<'_>) -> String {
    let text = match &button.label {
        Label::Own => own(&button.action, prompt, voice),
        Label::Chosen => format!("• {} •", own(&button.action, prompt, voice)),
        Label::Tab { chosen, count } => {
            let tab = format!("{} ({count})", own(&button.action, prompt, voice));
            if *chosen { format!("• {tab} •") } else { tab }
        }
        Label::Name(name) => return self::name(name),
        Label::Channel { name, official, down, restricted_until } => {
            return channel(name, *official, *down, *restricted_until, voice);
        }
        Label::Link { name } => return voice.say(Key::ButtonLinkNamed, &[("name", self::name(name).into())]),
        Label::House(label) => super::house::label(label, voice),
        Label::Contact { name, phone } => return contact(name.as_deref(), phone.as_ref(), voice),
        Label::Template { key, category, unfillable } => {
            return template(key, *category, unfillable.is_some(), voice);
        }
        Label::Attendance(row) => return attendance(row, voice),
        Label::Visit { attendance, team, channel } => super::contact::visit(attendance, team, channel, voice),
        Label::Ticked { name, is_on } => {
            let name = self::name(name);
            if *is_on { format!("✅ {name}") } else { name }
        }
        Label::Held { place, content } => format!("{place}. {}", snippet(content, TEXT_LEN_MAX, voice)),
        Label::Reply { word, text } => format!("/{word} · {}", one_line(text)),
        Label::Quick { quick, value } => {
            let key = match quick {
                Quick::ContactName => Key::QuickContact,
                Quick::MyName => Key::QuickMe,
                Quick::TeamName => Key::QuickTeam,
                Quick::LastUsed => Key::QuickLast,
                Quick::Keep => Key::QuickKeep,
            };
            voice.say(key, &[("value", one_line(value).into())])
        }
        Label::Previous => "‹".to_owned(),
        Label::Position { page, of } => format!("{page}/{of}"),
        Label::Next => "›".to_owned(),
    };
    cut(&text, TEXT_LEN_MAX)
}

/// The words that belong to an action.
fn own(action: &Action, prompt: &Prompt, voice: &Voice<'_>) -> String {
    let in_list = matches!(prompt, Prompt::Attendances { .. });
    let attending = matches!(prompt, Prompt::Attending { .. } | Prompt::Held { .. } | Prompt::More { .. });
    voice.word(match action {
        Action::Back => Key::ButtonBack,
        Action::Cancel => Key::ButtonCancel,
        Action::Menu => Key::ButtonMenu,
        Action::New => Key::ButtonNew,
        Action::Resume => Key::ButtonResume,
        Action::Contacts => Key::ButtonContacts,
        Action::Attendances(tab) if in_list => tab_key(*tab),
        Action::Attendances(_) => Key::ButtonAttendances,
        Action::OpenQueue(_) => Key::ButtonSeeQueue,
        Action::Earlier => Key::ButtonEarlier,
        Action::Later => Key::ButtonLater,
        Action::Remove => Key::ButtonRemove,
        Action::Queue => Key::ButtonQueue,
        Action::Channels => Key::ButtonChannels,
        Action::LinkChannel(_) => Key::ButtonLinkAgain,
        Action::House(press) => return super::house::button(press, prompt, voice),
        Action::Language => Key::ButtonLanguage,
        Action::SetLanguage(locale) | Action::Company(company::Press::Words(locale)) => {
            return own_name(*locale, voice);
        }
        Action::Help => Key::ButtonHelp,
        Action::ClearFilter => Key::ButtonClearFilter,
        Action::NewNumber => Key::ButtonNewContact,
        Action::Converse => Key::ButtonConverse,
        Action::NameContact if matches!(prompt, Prompt::Number { contact: None, .. }) => Key::ButtonNameNew,
        Action::NameContact => Key::ButtonNameEdit,
        Action::OfContact(press) => super::contact::button(press),
        Action::StartAttendance | Action::Send => Key::ButtonStart,
        Action::AskTransfer(_) => Key::ButtonAskTransfer,
        Action::WithoutTemplate => Key::ButtonWithoutTemplate,
        Action::WithTemplate if attending => Key::ButtonSendTemplate,
        Action::WithTemplate => Key::ButtonWithTemplate,
        Action::Category(None) => Key::CategoryAll,
        Action::Category(Some(category)) => category_key(*category),
        Action::SetParameters if matches!(prompt, Prompt::Preview { slots: 0, .. }) => Key::ButtonToReview,
        Action::SetParameters => Key::ButtonSetParameters,
        Action::CostRules if matches!(prompt, Prompt::Review { rules: true, .. }) => Key::ButtonCostRulesHide,
        Action::CostRules => Key::ButtonCostRules,
        Action::History => Key::ButtonHistory,
        Action::Note => Key::ButtonNote,
        Action::Settings(press) => settings::button(*press),
        Action::Company(press) => super::company::button(press),
        Action::Replies(press) => replies::button(press),
        Action::FixNumber => Key::ButtonFixNumber,
        Action::ConfirmText => Key::ButtonConfirmText,
        Action::Conclude(reason) => conclusion_key(*reason),
        Action::NoNote => Key::ButtonNoNote,
        Action::Page(page) => return page.saturating_add(1).to_string(),
        Action::Phone(phone) => return phone.display(),
        Action::Channel(id) => return id.to_string(),
        Action::Team(id) => return id.to_string(),
        Action::Person(id) => return id.0.to_string(),
        // All but the first carry a label of their own wherever they stand; anything is better than nothing.
        Action::OpenCard(_)
        | Action::HeldMessage(_)
        | Action::Contact(_)
        | Action::Template(_)
        | Action::Quick(_) => Key::ButtonOpen,
    })
}

/// A language's name in itself, whatever the reader's.
pub(super) fn own_name(locale: Locale, voice: &Voice<'_>) -> String {
    voice.words.say(locale, Key::LanguageOwnName, &[])
}

fn channel(
    name: &str,
    official: bool,
    down: Option<DownReason>,
    restricted_until: Option<Timestamp>,
    voice: &Voice<'_>,
) -> String {
    let kind = voice.word(kind(official));
    match (down, restricted_until) {
        (Some(reason), _) => format!("🚫 {} · {kind} · {}", self::name(name), voice.word(down_key(reason))),
        (None, Some(until)) => {
            let state = voice.say(Key::ChannelRestricted, &[("until", voice.date_time(until).into())]);
            format!("⏳ {} · {kind} · {state}", self::name(name))
        }
        (None, None) => format!("{} · {kind}", self::name(name)),
    }
}

/// The kind of a channel.
pub(super) const fn kind(official: bool) -> Key {
    if official { Key::ChannelOfficial } else { Key::ChannelUnofficial }
}

/// Why a channel is down, in a word or two.
pub(super) const fn down_key(reason: DownReason) -> Key {
    match reason {
        DownReason::Disconnected => Key::DownDisconnected,
        DownReason::Connecting => Key::DownConnecting,
        DownReason::Credentials => Key::DownCredentials,
        DownReason::Unreachable => Key::DownUnreachable,
        DownReason::Account => Key::DownAccount,
        DownReason::AsksForCode => Key::DownAsksForCode,
        DownReason::AsksForPasskey => Key::DownAsksForPasskey,
    }
}

fn template(key: &TemplateKey, category: Category, is_unfillable: bool, voice: &Voice<'_>) -> String {
    let category = voice.word(category_key(category));
    let mark = if is_unfillable { "🚫 " } else { "" };
    format!("{mark}{} · {category} · {}", name(&key.name), language(&key.language, voice))
}

/// A name, unchanged unless Telegram would refuse the keyboard.
fn name(name: &str) -> String {
    let name = one_line(name);
    let size: usize = name.bytes().map(|byte| if matches!(byte, b'"' | b'\\') { 2 } else { 1 }).sum();
    // A character as Telegram counts them has at most three bytes.
    if size > NAME_SIZE_MAX { cut(&name, NAME_SIZE_MAX / 3) } else { name }
}

fn contact(name: Option<&str>, phone: Option<&crate::domain::phone::Phone>, voice: &Voice<'_>) -> String {
    match (name, phone) {
        (Some(name), Some(phone)) => format!("{} · {}", self::name(name), phone.display()),
        (Some(name), None) => self::name(name),
        (None, Some(phone)) => phone.display(),
        (None, None) => voice.word(Key::ContactNameless),
    }
}

fn attendance(row: &AttendanceRow, voice: &Voice<'_>) -> String {
    let name = match (&row.contact.name, &row.contact.phone) {
        (Some(name), _) => self::name(name),
        (None, Some(phone)) => phone.display(),
        (None, None) => voice.word(Key::ContactNameless),
    };
    let mut parts = vec![format!("{} {name}", sign(row.attendance.state))];
    if row.held > 0 {
        parts.push(voice.say(Key::RowHeld, &[("count", row.held.into())]));
    }
    if let Some(last) = &row.last {
        parts.push(snippet(&last.content, ROW_TEXT_LEN_MAX, voice));
        parts.push(voice.age(last.created_at));
    } else {
        parts.push(voice.age(row.attendance.opened_at));
    }
    parts.join(" · ")
}

/// The text of a card's button.
pub(super) fn card_text(action: CardAction, voice: &Voice<'_>) -> String {
    voice.word(match action {
        CardAction::Respond => Key::ButtonRespond,
        CardAction::Queue => Key::ButtonQueue,
        CardAction::Conclude => Key::ButtonConclude,
        CardAction::Take | CardAction::TakeOver => Key::ButtonTake,
        CardAction::Retry | CardAction::Help(_, Help::Retry) => Key::ButtonRetry,
        CardAction::ChangeTemplate => Key::ButtonChangeTemplate,
        CardAction::FixNumber => Key::ButtonFixNumber,
        CardAction::Verify | CardAction::Help(_, Help::Verify) => Key::ButtonVerify,
        CardAction::Resend | CardAction::Help(_, Help::Resend) => Key::ButtonResend,
        CardAction::Accept(_) | CardAction::AcceptOffer => Key::ButtonAccept,
        CardAction::Transfer => Key::ButtonTransfer,
        CardAction::More => Key::ButtonMore,
        CardAction::See => Key::ButtonSee,
        CardAction::Decline(_) | CardAction::DeclineOffer => Key::ButtonDecline,
    })
}
