//! The card of an attendance: one message per attendance and chat, edited as things happen.

use super::facts::AttendanceRow;
use super::screen::Person;
use super::summary::{Summary, cost, summary};
use crate::domain::Timestamp;
use crate::domain::attendance::AttendanceState;
use crate::domain::cost::{Bill, RateTable};
use crate::domain::delivery::{Content, WaitsFor};
use crate::domain::fault::{Fault, Remedy};
use crate::domain::id::{MessageId, StaffId};
use crate::domain::message::MessageState;
use crate::domain::staff::StaffMember;
use crate::domain::window::Window;

/// A button of a card. Words are a promise, as those of [`super::action::Action`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardAction {
    /// Type to this contact.
    Respond,
    /// What waits for the contact to write.
    Queue,
    /// Conclude it.
    Conclude,
    /// Take it: it waits for somebody.
    Take,
    /// Try the failed message again.
    Retry,
    /// Send another template.
    ChangeTemplate,
    /// Correct the number.
    FixNumber,
    /// Look for news of a message whose outcome is unknown.
    Verify,
    /// Send it again although it may have arrived.
    Resend,
    /// Hand the attendance over to this person, who asked for it.
    Accept(StaffId),
    /// Keep it.
    Decline(StaffId),
    /// Offer it to a team or a person.
    Transfer,
    /// Take what is offered.
    AcceptOffer,
    /// Leave it where it is.
    DeclineOffer,
    /// Take it from who has it: managers may.
    TakeOver,
    /// What else there is to it.
    More,
    /// What was said so far, without taking it.
    See,
    /// The same as [`Self::Retry`], [`Self::Verify`] and [`Self::Resend`] for one message, below which it stands.
    Help(MessageId, Help),
}

/// What can be done for a message that did not arrive, or of which nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Help {
    /// Try it again: it has failed.
    Retry,
    /// Look for news of it.
    Verify,
    /// Send it again although it may have arrived.
    Resend,
}

impl CardAction {
    /// Whether it stands below a question rather than on the card: once it has had its effect, the question is over.
    pub const fn answers_a_question(self) -> bool {
        match self {
            Self::Accept(_) | Self::Decline(_) | Self::AcceptOffer | Self::DeclineOffer => true,
            Self::Help(_, help) => matches!(help, Help::Retry | Help::Resend),
            Self::Respond
            | Self::Queue
            | Self::Conclude
            | Self::Take
            | Self::Retry
            | Self::ChangeTemplate
            | Self::FixNumber
            | Self::Verify
            | Self::Resend
            | Self::Transfer
            | Self::TakeOver
            | Self::More
            | Self::See => false,
        }
    }

    /// The word that travels: at most 25 ASCII characters.
    pub fn encode(self) -> String {
        match self {
            Self::Respond => "re".into(),
            Self::Queue => "qu".into(),
            Self::Conclude => "cc".into(),
            Self::Take => "tk".into(),
            Self::Retry => "rt".into(),
            Self::ChangeTemplate => "ct".into(),
            Self::FixNumber => "fx".into(),
            Self::Verify => "vf".into(),
            Self::Resend => "rs".into(),
            Self::Accept(staff) => format!("ac:{}", staff.0),
            Self::Decline(staff) => format!("dc:{}", staff.0),
            Self::Transfer => "tr".into(),
            Self::AcceptOffer => "ao".into(),
            Self::DeclineOffer => "do".into(),
            Self::TakeOver => "to".into(),
            Self::More => "mo".into(),
            Self::See => "se".into(),
            Self::Help(message, Help::Retry) => format!("mr:{}", message.short()),
            Self::Help(message, Help::Verify) => format!("mv:{}", message.short()),
            Self::Help(message, Help::Resend) => format!("ms:{}", message.short()),
        }
    }

    /// The inverse of [`Self::encode`]; `None` for what no version ever made.
    pub fn decode(text: &str) -> Option<Self> {
        let (word, argument) = text.split_once(':').unwrap_or((text, ""));
        Some(match (word, argument) {
            ("re", "") => Self::Respond,
            ("qu", "") => Self::Queue,
            ("cc", "") => Self::Conclude,
            ("tk", "") => Self::Take,
            ("rt", "") => Self::Retry,
            ("ct", "") => Self::ChangeTemplate,
            ("fx", "") => Self::FixNumber,
            ("vf", "") => Self::Verify,
            ("rs", "") => Self::Resend,
            ("tr", "") => Self::Transfer,
            ("ao", "") => Self::AcceptOffer,
            ("do", "") => Self::DeclineOffer,
            ("to", "") => Self::TakeOver,
            ("mo", "") => Self::More,
            ("se", "") => Self::See,
            ("mr", id) => Self::Help(MessageId::from_short(id).ok()?, Help::Retry),
            ("mv", id) => Self::Help(MessageId::from_short(id).ok()?, Help::Verify),
            ("ms", id) => Self::Help(MessageId::from_short(id).ok()?, Help::Resend),
            ("ac", id) => Self::Accept(StaffId(id.parse().ok()?)),
            ("dc", id) => Self::Decline(StaffId(id.parse().ok()?)),
            _ => return None,
        })
    }
}

/// A card, by meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// With whom.
    pub person: Person,
    /// Where the attendance is in its life.
    pub state: AttendanceState,
    /// The team's name.
    pub team: String,
    /// The channel's name.
    pub channel: String,
    /// Who handles it.
    pub staff: Option<String>,
    /// The last message of ours: its state, since when, and what went wrong.
    pub last: Option<LastMessage>,
    /// The window, where the channel has one.
    pub window: Option<Window>,
    /// When the contact wrote last, if since our last message.
    pub answered_at: Option<Timestamp>,
    /// What the contact wrote last, while nobody has taken the attendance.
    pub said: Option<Content>,
    /// How many messages wait for the contact to write.
    pub held: u32,
    /// How many internal notes there are.
    pub notes: u32,
    /// How it ended, once it is closed.
    pub summary: Option<Summary>,
    /// What it has cost so far, and in which currency; none while nothing of ours is charged or free.
    pub bill: Option<(Bill, String)>,
    /// How many free-form messages the channel has sent this month, when this attendance has some.
    pub service_this_month: Option<u32>,
    /// Whether the next text typed by the reader goes to the contact.
    pub typing_goes_here: bool,
    /// The buttons, row by row.
    pub rows: Vec<Vec<CardAction>>,
}

/// The last message of ours on a card.
#[derive(Debug, Clone, PartialEq)]
pub struct LastMessage {
    /// Where it is.
    pub state: MessageState,
    /// Since when.
    pub at: Timestamp,
    /// What went wrong.
    pub fault: Option<Fault>,
    /// For what it waits while it is queued, and until when at the earliest.
    pub waits: Option<(WaitsFor, Timestamp)>,
}

/// The facts a card is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct CardFacts<'a> {
    /// The attendance with its contact and messages.
    pub row: &'a AttendanceRow,
    /// The company.
    pub company: &'a super::facts::Company,
    /// Who reads this card.
    pub reader: StaffId,
    /// What messages cost.
    pub rates: &'a RateTable,
    /// How many free-form messages the channel has sent this month, when that was counted.
    pub service_this_month: Option<u32>,
    /// Whether the reader's next text goes to the contact.
    pub typing_goes_here: bool,
}

/// Draws a card.
pub fn card(facts: CardFacts<'_>) -> Card {
    let CardFacts { row, company, reader, rates, service_this_month, typing_goes_here } = facts;
    let attendance = &row.attendance;
    let channel = company.find_channel(&attendance.channel);
    // A channel whose phone is away keeps everything waiting, whatever else it may wait for.
    let is_away = channel.filter(|one| one.health.holds()).and_then(|one| one.health_at);
    let waits = is_away.map(|since| (WaitsFor::Connection, since)).or(row.waits);
    let last = row.last_out.as_ref().map(|message| LastMessage {
        state: message.state,
        at: message.state_at,
        fault: message.fault.clone(),
        waits: waits.filter(|_| message.state == MessageState::Queued),
    });
    let answered_at = match (&row.last, &row.last_out) {
        (Some(last), out) if last.state == MessageState::Received => {
            out.as_ref().is_none_or(|out| out.created_at <= last.created_at).then_some(last.state_at)
        }
        _ => None,
    };
    let has_window = channel.is_some_and(|channel| channel.capabilities.has_window);
    Card {
        person: Person { name: row.contact.name.clone(), phone: row.contact.phone.clone() },
        state: attendance.state,
        team: company.find_team(&attendance.team).map_or_else(String::new, |team| team.name.clone()),
        channel: channel.map_or_else(String::new, |channel| channel.name.clone()),
        staff: attendance.staff.and_then(|id| company.name_of(id)).map(str::to_owned),
        window: has_window.then_some(row.window),
        answered_at,
        said: said(row),
        held: row.held,
        notes: row.notes,
        summary: summary(row, company, rates),
        bill: cost(row, company, rates),
        service_this_month,
        typing_goes_here: typing_goes_here
            && attendance.state == AttendanceState::Open
            && attendance.staff == Some(reader),
        rows: buttons(row, company.find_staff(reader), last.as_ref(), has_window),
        last,
    }
}

/// What there is to take: the last thing the contact wrote.
fn said(row: &AttendanceRow) -> Option<Content> {
    let last = row.last.as_ref().filter(|_| row.attendance.state == AttendanceState::Waiting)?;
    (last.state == MessageState::Received).then(|| last.content.clone())
}

fn buttons(
    row: &AttendanceRow,
    reader: Option<&StaffMember>,
    last: Option<&LastMessage>,
    has_window: bool,
) -> Vec<Vec<CardAction>> {
    let may_look = reader
        .is_some_and(|one| row.attendance.staff == Some(one.id) || one.may_take_over(&row.attendance.team));
    match row.attendance.state {
        AttendanceState::Closed if may_look => vec![vec![CardAction::More]],
        AttendanceState::Closed => Vec::new(),
        AttendanceState::Waiting if reader.is_some_and(|one| !one.may_serve(&row.attendance.team)) => {
            vec![vec![CardAction::See]]
        }
        AttendanceState::Waiting => vec![vec![CardAction::Take, CardAction::See]],
        AttendanceState::Open if row.attendance.staff != reader.map(|one| one.id) => {
            if may_look {
                vec![vec![CardAction::TakeOver, CardAction::More]]
            } else {
                Vec::new()
            }
        }
        AttendanceState::Open => {
            let mut rows = Vec::new();
            let helping = last.map(helping_buttons).unwrap_or_default();
            if !helping.is_empty() {
                rows.push(helping);
            }
            // Only where there is a window something can wait for it.
            let queue = has_window.then_some(CardAction::Queue);
            let all = [CardAction::Transfer, CardAction::Conclude, CardAction::More].map(Some);
            let all: Vec<_> = [Some(CardAction::Respond), queue].into_iter().chain(all).flatten().collect();
            // Two in a row: on a phone a third does not fit beside them.
            rows.extend(all.chunks(2).map(<[CardAction]>::to_vec));
            rows
        }
    }
}

fn helping_buttons(last: &LastMessage) -> Vec<CardAction> {
    match last.state {
        MessageState::Unknown => vec![CardAction::Verify, CardAction::Resend],
        MessageState::Failed => {
            let remedies = last.fault.as_ref().map_or(&[Remedy::Retry][..], |fault| fault.kind.remedies());
            remedies
                .iter()
                .map(|remedy| match remedy {
                    Remedy::Retry => CardAction::Retry,
                    Remedy::ChangeTemplate => CardAction::ChangeTemplate,
                    Remedy::FixNumber => CardAction::FixNumber,
                })
                .collect()
        }
        MessageState::Queued
        | MessageState::Held
        | MessageState::Sent
        | MessageState::Delivered
        | MessageState::Read
        | MessageState::Received => Vec::new(),
    }
}
