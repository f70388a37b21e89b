//! The people and things that appear in the stories.

use super::super::Rendered;
use crate::dialogue::card::LastMessage;
use crate::dialogue::facts::AttendanceRow;
use crate::dialogue::screen::{Chosen, Person};
use crate::dialogue::{Card, CardAction, Prompt, Screen};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::Contact;
use crate::domain::cost::Bill;
use crate::domain::delivery::Content;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, ChannelId, ContactId, MessageId, RemoteId, StaffId, TeamId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::phone::Phone;
use crate::domain::staff::Locale;
use crate::domain::template::{
    Category, Example, Filled, Header, Template, TemplateButton, TemplateKey, TemplateStatus,
};
use crate::domain::window::Window;
use crate::i18n::{Voice, Words};
use chrono::{TimeDelta, TimeZone as _};
use uuid::Uuid;

/// A name that tries everything.
pub(super) const HOSTILE: &str = "<b>Bobby</b> & \"Tables\" <a href='x'>";

/// 13 November 2026, 15:00 in São Paulo.
pub(super) fn voice(words: &Words, locale: Locale) -> Voice<'_> {
    let timezone = chrono_tz::America::Sao_Paulo;
    let now = timezone.with_ymd_and_hms(2026, 11, 13, 15, 0, 0).unwrap().to_utc();
    Voice { words, locale, timezone, now }
}

pub(super) fn phone() -> Phone {
    Phone::from_digits("5551999998888").unwrap()
}

pub(super) fn maria() -> Person {
    Person { name: Some("Maria Souza".to_owned()), phone: Some(phone()) }
}

pub(super) fn hostile() -> Person {
    Person { name: Some(HOSTILE.repeat(20)), phone: Some(phone()) }
}

pub(super) fn chosen() -> Chosen {
    Chosen {
        person: maria(),
        channel: Some(("WhatsApp Oficial".to_owned(), false)),
        team: Some(("Vendas".to_owned(), true)),
    }
}

pub(super) fn panel(prompt: Prompt) -> Screen {
    Screen { prompt, line: None, rows: Vec::new() }
}

pub(super) fn attendance_id() -> AttendanceId {
    AttendanceId::new(Uuid::from_u128(7))
}

pub(super) fn attendance(now: Timestamp) -> Attendance {
    Attendance {
        id: attendance_id(),
        contact: ContactId::new(Uuid::from_u128(8)),
        channel: ChannelId::new("oficial").unwrap(),
        team: TeamId::new("vendas").unwrap(),
        staff: Some(StaffId(1)),
        state: AttendanceState::Open,
        opened_at: now - TimeDelta::minutes(30),
        closed_at: None,
    }
}

pub(super) fn contact(name: Option<&str>, now: Timestamp) -> Contact {
    Contact {
        id: ContactId::new(Uuid::from_u128(8)),
        name: name.map(ToOwned::to_owned),
        phone: Some(phone()),
        addresses: Vec::new(),
        active_at: now,
    }
}

pub(super) fn row(name: Option<&str>, text: &str, held: u32, now: Timestamp) -> AttendanceRow {
    let last = Message {
        id: MessageId::new(Uuid::from_u128(9)),
        attendance: attendance_id(),
        direction: Direction::In,
        content: Content::Text { body: text.to_owned() },
        state: MessageState::Received,
        state_at: now,
        remote: None,
        fault: None,
        answers: None,
        created_at: now - TimeDelta::minutes(5),
    };
    AttendanceRow {
        charged: Vec::new(),
        notes: 0,
        ending: None,
        attendance: attendance(now),
        contact: contact(name, now),
        last: Some(last),
        last_out: None,
        waits: None,
        held,
        window: Window::NotStarted,
    }
}

/// The budget template: a text header with a gap, three gaps in the body, a link with one.
pub(super) fn budget() -> Template {
    let example = |key: &str, text: &str| Example { key: key.to_owned(), text: text.to_owned() };
    Template {
        remote: RemoteId("1".to_owned()),
        key: TemplateKey { name: "retorno_orcamento".to_owned(), language: "pt_BR".to_owned() },
        category: Category::Utility,
        status: TemplateStatus::Approved,
        named: true,
        header: Some(Header::Text { text: "Seu orçamento".to_owned(), examples: Vec::new() }),
        body: "Olá, {{cliente}}!\nAqui é {{atendente}}, da {{equipe}}.".to_owned(),
        body_examples: vec![example("cliente", "Ana"), example("atendente", "João")],
        footer: Some("Loja Exemplo".to_owned()),
        buttons: vec![
            TemplateButton::QuickReply { text: "Quero falar".to_owned() },
            TemplateButton::Url {
                text: "Ver orçamento".to_owned(),
                url: "https://loja.example/o/{{numero}}".to_owned(),
                example: Some("42".to_owned()),
            },
        ],
        others: Vec::new(),
    }
}

pub(super) fn filled(values: &[(&str, &str)]) -> Filled {
    use crate::domain::template::{SlotKey, Value};
    let mut filled = Filled::new(budget());
    for (name, text) in values {
        filled.set(SlotKey::Name { name: (*name).to_owned() }, Value::Text { text: (*text).to_owned() });
    }
    filled
}

pub(super) fn card_of(now: Timestamp) -> Card {
    Card {
        person: maria(),
        state: AttendanceState::Open,
        team: "Vendas".to_owned(),
        channel: "WhatsApp Oficial".to_owned(),
        staff: Some("Carla Dias".to_owned()),
        last: Some(LastMessage {
            state: MessageState::Read,
            at: now - TimeDelta::minutes(28),
            fault: None,
            waits: None,
        }),
        window: Some(Window::NotStarted),
        answered_at: None,
        said: None,
        held: 2,
        notes: 0,
        summary: None,
        bill: None,
        service_this_month: None,
        typing_goes_here: false,
        rows: vec![vec![CardAction::Respond, CardAction::Conclude]],
    }
}

/// A card for every state, fault and window, with a name that tries everything.
pub(super) fn every_card(now: Timestamp) -> Vec<Card> {
    let states = [
        MessageState::Queued,
        MessageState::Held,
        MessageState::Unknown,
        MessageState::Sent,
        MessageState::Failed,
        MessageState::Delivered,
        MessageState::Read,
        MessageState::Received,
    ];
    let by_state = states.map(|state| Card {
        last: Some(LastMessage { state, at: now, fault: None, waits: None }),
        person: hostile(),
        team: HOSTILE.to_owned(),
        channel: HOSTILE.to_owned(),
        staff: Some(HOSTILE.to_owned()),
        answered_at: Some(now),
        typing_goes_here: true,
        ..card_of(now)
    });
    let by_fault = FAULTS.map(|kind| {
        let rows = vec![
            vec![CardAction::Retry, CardAction::ChangeTemplate, CardAction::FixNumber],
            vec![CardAction::Verify, CardAction::Resend],
            vec![CardAction::Take],
        ];
        let fault = Some(Fault::new(kind, "<131026>", "detail"));
        Card {
            last: Some(LastMessage { state: MessageState::Failed, at: now, fault, waits: None }),
            rows,
            ..card_of(now)
        }
    });
    let windows = [
        Window::Active { until: now + TimeDelta::hours(20) },
        Window::Active { until: now + TimeDelta::minutes(80) },
        Window::Expired { at: now },
    ];
    let by_window = windows.map(|window| Card { window: Some(window), ..card_of(now) });
    let closed = Card { state: AttendanceState::Closed, last: None, rows: Vec::new(), ..card_of(now) };
    let said = Some(Content::Text { body: HOSTILE.repeat(20) });
    let bills = [(0, 0, 3), (2, 0, 1), (2, 1, 0), (2, 2, 0)].map(|(charged, unpriced, free)| {
        let micros = u64::from(charged - unpriced) * 6_800;
        let bill = Bill { micros, charged, unpriced, free, service: 1 };
        Card { bill: Some((bill, "USD".to_owned())), service_this_month: Some(1_001), ..card_of(now) }
    });
    let waiting = Card { state: AttendanceState::Waiting, staff: None, window: None, said, ..card_of(now) };
    by_state
        .into_iter()
        .chain(by_fault)
        .chain(by_window)
        .chain(bills)
        .chain([closed, waiting])
        .chain(super::past::closed(now))
        .collect()
}

/// The texts of a keyboard, row by row.
pub(super) fn texts(rendered: &Rendered) -> Vec<Vec<String>> {
    rendered.keyboard.0.iter().map(|row| row.iter().map(|button| button.text.clone()).collect()).collect()
}

/// Every kind of fault.
pub(super) const FAULTS: [FaultKind; 32] = [
    FaultKind::Credentials,
    FaultKind::Account,
    FaultKind::Payment,
    FaultKind::RateLimit,
    FaultKind::PairLimit,
    FaultKind::SpamLimit,
    FaultKind::MarketingCap,
    FaultKind::OptedOut,
    FaultKind::Experiment,
    FaultKind::WindowClosed,
    FaultKind::NotOnWhatsapp,
    FaultKind::Undeliverable,
    FaultKind::CountryBlocked,
    FaultKind::TemplateMissing,
    FaultKind::TemplatePaused,
    FaultKind::TemplateDisabled,
    FaultKind::TemplatePolicy,
    FaultKind::ParameterCount,
    FaultKind::ParameterFormat,
    FaultKind::TooLong,
    FaultKind::Media,
    FaultKind::SelfSend,
    FaultKind::NotAllowedRecipient,
    FaultKind::Disconnected,
    FaultKind::Restricted,
    FaultKind::LicenseRequired,
    FaultKind::BadRequest,
    FaultKind::Upstream,
    FaultKind::Network,
    FaultKind::NoAnswer,
    FaultKind::Expired,
    FaultKind::Unrecognised,
];
