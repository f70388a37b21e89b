//! Every kind of panel and line, with names that try everything and texts as long as they can be.

use super::cast::{HOSTILE, attendance, chosen, contact, filled, hostile, maria, panel, phone, row};
use super::{company, house, past, people, rest};
use crate::dialogue::screen::{Button, ChannelView, Chosen, Holder, Label, Line, Person};
use crate::dialogue::state::{LinkEnd, Tab};
use crate::dialogue::{Action, Prompt, Quick, Screen};
use crate::domain::attendance::Conclusion;
use crate::domain::channel::{DownReason, Health};
use crate::domain::cost::{Estimate, Market, MicroMoney, Unpriced};
use crate::domain::delivery::Content;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::phone::{Phone, PhoneFault};
use crate::domain::staff::{Locale, Role};
use crate::domain::template::preview::{ButtonKind, Preview, PreviewButton, PreviewHeader, Span, preview};
use crate::domain::template::{
    Category, Place, Slot, SlotKey, SlotKind, TemplateKey, TemplateStatus, Unfillable, ValueFault,
};
use chrono::{NaiveDate, TimeDelta};

fn said(times: usize) -> Content {
    Content::Text { body: HOSTILE.repeat(times) }
}

fn hostile_choice() -> Chosen {
    Chosen {
        person: hostile(),
        channel: Some((HOSTILE.to_owned(), true)),
        team: Some((HOSTILE.to_owned(), true)),
    }
}

/// The longest message: every part at and beyond its limit, everything that must be escaped.
fn longest() -> Preview {
    let button = |kind| PreviewButton {
        label: Some(HOSTILE.repeat(3)),
        kind,
        detail: vec![Span::Text("https://x.example/?a&b".repeat(90)), Span::Given { text: HOSTILE.into() }],
    };
    let gap = Span::Gap { key: SlotKey::HeaderMedia, label: HOSTILE.into(), example: None };
    Preview {
        header: Some(PreviewHeader::Text(vec![Span::Text(HOSTILE.into()), gap.clone()])),
        body: vec![Span::Text(HOSTILE.repeat(20)), gap, Span::Given { text: "😀".repeat(1_500) }],
        footer: Some(HOSTILE.repeat(5)),
        buttons: [ButtonKind::Url; 10].into_iter().map(button).collect(),
    }
}

fn template_prompts() -> Vec<Prompt> {
    let key = TemplateKey { name: "nome_".repeat(100), language: "pt_BR".to_owned() };
    let media = |kind, given| Preview {
        header: Some(PreviewHeader::Media { kind, filename: Some(HOSTILE.into()), given }),
        ..preview(&filled(&[]))
    };
    let place = |given| Preview {
        header: Some(PreviewHeader::Location { name: Some(HOSTILE.into()), address: None, given }),
        ..preview(&filled(&[]))
    };
    let other = Preview { header: Some(PreviewHeader::Other { what: HOSTILE.into() }), ..longest() };
    let previews = [
        longest(),
        other,
        media(SlotKind::Image, false),
        media(SlotKind::Video, true),
        media(SlotKind::Document, true),
        place(true),
        place(false),
    ];
    let kinds = [
        "CAROUSEL",
        "LIMITED_TIME_OFFER",
        "FLOW",
        "CATALOG",
        "order_details",
        "call_permission_request",
        HOSTILE,
    ];
    let unfillable = kinds.map(|what| Some(Unfillable { what: what.to_owned() }));
    let mut prompts: Vec<Prompt> = Vec::new();
    for shown in previews {
        for (slots, unfillable) in
            [(0, None), (3, None)].into_iter().chain(unfillable.clone().map(|one| (0, one)))
        {
            prompts.push(Prompt::Preview {
                chosen: hostile_choice(),
                key: key.clone(),
                category: Category::Marketing,
                preview: Box::new(shown.clone()),
                slots,
                unfillable,
            });
        }
        for cost in costs() {
            prompts.push(Prompt::Review {
                chosen: hostile_choice(),
                key: key.clone(),
                category: Category::Utility,
                preview: Box::new(shown.clone()),
                cost,
                rules: true,
            });
        }
        prompts.extend(slots().into_iter().map(|slot| Prompt::Parameter {
            position: 1,
            of: 3,
            slot,
            preview: Box::new(shown.clone()),
            moving: true,
        }));
    }
    prompts
}

fn costs() -> Vec<Option<Estimate>> {
    let effective = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    let amount = MicroMoney { micros: 6_800, currency: "USD".to_owned() };
    let mut costs = vec![None];
    for market in Market::all() {
        costs.push(Some(Estimate::Known { amount: amount.clone(), market, effective }));
    }
    for why in [Unpriced::NoPhone, Unpriced::NoCurrency, Unpriced::BeforeFirstCard, Unpriced::NotOnCard] {
        costs.push(Some(Estimate::Unknown { market: None, why }));
        costs.push(Some(Estimate::Unknown { market: Market::find("Brazil"), why }));
    }
    costs
}

fn slots() -> Vec<Slot> {
    let slot = |key, kind, place| Slot {
        key,
        kind,
        place,
        example: Some(HOSTILE.repeat(30)),
        button_label: Some(HOSTILE.repeat(3)),
    };
    let number = |place| SlotKey::Number { place, number: 1 };
    let button = Place::Button { index: 1 };
    vec![
        slot(SlotKey::Name { name: HOSTILE.repeat(9) }, SlotKind::Text, Place::Body),
        slot(number(Place::Header), SlotKind::Text, Place::Header),
        slot(number(button), SlotKind::UrlSuffix, button),
        slot(SlotKey::Code { index: 0 }, SlotKind::Code, button),
        slot(SlotKey::HeaderMedia, SlotKind::Image, Place::Header),
        slot(SlotKey::HeaderMedia, SlotKind::Video, Place::Header),
        slot(SlotKey::HeaderMedia, SlotKind::Document, Place::Header),
        slot(SlotKey::HeaderMedia, SlotKind::Location, Place::Header),
    ]
}

fn holders() -> Vec<Holder> {
    let since = chrono::DateTime::UNIX_EPOCH;
    vec![
        Holder::Me,
        Holder::Colleague { name: Some(HOSTILE.into()), team: HOSTILE.into(), since },
        Holder::Colleague { name: None, team: HOSTILE.into(), since },
        Holder::OtherTeam,
    ]
}

fn start_prompts() -> Vec<Prompt> {
    let now = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let nobody = Person { name: None, phone: None };
    let (chosen, other) = (hostile_choice(), Phone::from_digits("5551988887777").unwrap());
    let number =
        |contact, last, open| Prompt::Number { person: hostile(), phone: phone(), contact, last, open };
    let mut prompts = vec![
        Prompt::AskNumber,
        Prompt::PickNumber { name: None },
        Prompt::PickNumber { name: Some(HOSTILE.into()) },
        Prompt::PickContact { phone: phone() },
        number(None, None, Vec::new()),
        number(Some(Box::new(contact(None, now))), None, Vec::new()),
        Prompt::Number {
            person: hostile(),
            phone: other,
            contact: Some(Box::new(contact(None, now))),
            last: None,
            open: Vec::new(),
        },
        number(Some(Box::new(contact(None, now))), Some(attendance(now)), Vec::new()),
        number(Some(Box::new(contact(None, now))), Some(attendance(now)), holders()),
        Prompt::AskName { person: hostile() },
        Prompt::SendType { chosen: Chosen { person: nobody, channel: None, team: None } },
        Prompt::Channel { chosen: chosen.clone(), none: false },
        Prompt::Channel { chosen: chosen.clone(), none: true },
        Prompt::Team { chosen: chosen.clone() },
        Prompt::WindowOpen { chosen: chosen.clone(), until: now },
        Prompt::Checking { chosen: chosen.clone() },
        Prompt::NotOnWhatsapp { chosen: chosen.clone() },
        Prompt::Attending { person: hostile(), channel: HOSTILE.into(), open: true },
        Prompt::Attending { person: hostile(), channel: HOSTILE.into(), open: false },
        Prompt::ConfirmText { person: hostile(), said: vec![said(200)] },
        Prompt::CorrectNumber { person: hostile() },
        Prompt::Conclude { person: hostile(), reason: None, waiting: 3 },
        Prompt::Gone,
        Prompt::Unsent { said: vec![said(1); 10] },
    ];
    prompts.extend(holders().into_iter().map(|holder| Prompt::Taken { chosen: chosen.clone(), holder }));
    prompts.extend(Conclusion::ALL.map(|reason| Prompt::Conclude {
        person: maria(),
        reason: Some(reason),
        waiting: 0,
    }));
    prompts
}

fn home_prompts() -> Vec<Prompt> {
    let query = HOSTILE.repeat(4);
    let list = |query: &str, category, total, never_synced| Prompt::Templates {
        chosen: chosen(),
        query: query.to_owned(),
        category,
        total,
        never_synced,
    };
    let mut prompts = vec![
        Prompt::Menu { name: HOSTILE.into(), draft: true },
        Prompt::Help { role: Role::Attendant },
        Prompt::Help { role: Role::Manager },
        Prompt::Help { role: Role::Owner },
        Prompt::ChooseLanguage { now: Locale::EN },
        Prompt::Queue { total: 0 },
        Prompt::Queue { total: 1 },
        Prompt::Contacts { query: String::new(), total: 0 },
        Prompt::Contacts { query: String::new(), total: 9 },
        Prompt::Contacts { query: query.clone(), total: 0 },
        Prompt::Contacts { query: query.clone(), total: 1 },
        list("", None, 0, true),
        list("", None, 0, false),
        list("", Some(Category::Authentication), 0, false),
        list("", None, 12, false),
        list(&query, None, 1, false),
    ];
    for tab in Tab::ALL {
        for typed in ["", query.as_str()] {
            prompts.extend([0, 1, 1_500].map(|total| Prompt::Attendances {
                tab,
                query: typed.to_owned(),
                total,
            }));
        }
    }
    prompts
}

/// Buttons of every kind of label.
fn every_button() -> Vec<Vec<Button>> {
    let now = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let long = HOSTILE.repeat(9);
    let key = TemplateKey { name: "nome_".repeat(100), language: HOSTILE.into() };
    let downs = [
        DownReason::Disconnected,
        DownReason::Connecting,
        DownReason::Credentials,
        DownReason::Unreachable,
        DownReason::Account,
        DownReason::AsksForCode,
        DownReason::AsksForPasskey,
    ];
    let mut labels = vec![
        Label::Own,
        Label::Chosen,
        Label::Tab { chosen: true, count: 8_000 },
        Label::Name(long.clone()),
        Label::Channel { name: long.clone(), official: true, down: None, restricted_until: None },
        Label::Channel { name: long.clone(), official: false, down: None, restricted_until: Some(now) },
        Label::Link { name: long.clone() },
        Label::Contact { name: Some(long.clone()), phone: Some(phone()) },
        Label::Contact { name: None, phone: Some(phone()) },
        Label::Contact { name: None, phone: None },
        Label::Template {
            key,
            category: Category::Marketing,
            unfillable: Some(Unfillable { what: "FLOW".into() }),
        },
        Label::Attendance(Box::new(row(Some(&long), &long, 3, now))),
        Label::Attendance(Box::new(row(None, "oi\noi", 0, now))),
        Label::Visit { attendance: Box::new(attendance(now)), team: long.clone(), channel: long.clone() },
        Label::Ticked { name: long.clone(), is_on: true },
        Label::Previous,
        Label::Position { page: 2, of: 5 },
        Label::Next,
    ];
    let down = |down| Label::Channel {
        name: long.clone(),
        official: false,
        down: Some(down),
        restricted_until: None,
    };
    labels.extend(downs.map(down));
    let quicks = [Quick::ContactName, Quick::MyName, Quick::TeamName, Quick::LastUsed, Quick::Keep];
    labels.extend(quicks.map(|quick| Label::Quick { quick, value: long.clone() }));
    labels.into_iter().map(|label| vec![Button { action: Action::New, label }]).collect()
}

/// A page of channels in every state, and the panels of linking a phone.
fn channel_prompts() -> Vec<Prompt> {
    let now = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_770);
    let reasons = [DownReason::Connecting, DownReason::Account, DownReason::AsksForPasskey];
    let downs = reasons.map(|reason| Health::Down { reason });
    let healths = [Health::Unknown, Health::Up].into_iter().chain(downs);
    let channels = healths.flat_map(|health| {
        [None, Some(now)].map(|since| ChannelView {
            name: HOSTILE.repeat(9),
            official: false,
            health: health.clone(),
            since,
            restricted_until: since,
            team: since.map(|_| HOSTILE.repeat(9)),
        })
    });
    let channels: Vec<_> = channels.take(LIST_ROWS_MAX).collect();
    let fault = Fault::new(FaultKind::Unrecognised, HOSTILE, HOSTILE);
    let ends = [LinkEnd::Linked, LinkEnd::GivenUp, LinkEnd::AsksForPasskey, LinkEnd::Failed { fault }];
    let ends = ends.into_iter().map(Some).chain([None]);
    let linking = ends.map(|ended| Prompt::Linking { name: HOSTILE.repeat(9), ended });
    let lists = [
        Prompt::Channels { channels, notice: true },
        Prompt::Channels { channels: Vec::new(), notice: false },
    ];
    linking.chain(lists).chain([Prompt::NotYours]).collect()
}

/// Every kind of panel.
pub(super) fn every_screen() -> Vec<Screen> {
    let mut prompts = home_prompts();
    prompts.extend(channel_prompts());
    prompts.extend(start_prompts());
    prompts.extend(template_prompts());
    prompts.extend(past::prompts());
    prompts.extend(people::prompts());
    prompts.extend(house::prompts());
    prompts.extend(company::prompts());
    prompts.extend(rest::prompts());
    let mut screens: Vec<Screen> = prompts.into_iter().map(panel).collect();
    screens.push(Screen { rows: house::buttons(), ..panel(Prompt::AskNumber) });
    screens.push(Screen { rows: every_button(), ..panel(Prompt::AskNumber) });
    screens
}

/// Every kind of line.
pub(super) fn every_line() -> Vec<Line> {
    let noted = Line::Noted(hostile());
    let hostile = || HOSTILE.repeat(9);
    let fault = || Fault::new(FaultKind::Unrecognised, hostile(), hostile());
    let mut lines = vec![
        Line::Value(ValueFault::Empty),
        Line::Value(ValueFault::LineBreak),
        Line::Value(ValueFault::Spaces),
        Line::Value(ValueFault::TooLong { over: 1, limit: 1_024 }),
        Line::Value(ValueFault::WrongKind),
        Line::Value(ValueFault::MediaType { mime: hostile() }),
        Line::Value(ValueFault::MediaSize { limit: 5 * 1024 * 1024 }),
        Line::Name,
        Line::UseButtons,
        Line::NotUnderstood,
        Line::Unreadable,
        Line::FileNotWanted,
        Line::UnknownCommand(hostile()),
        Line::BadLink,
        Line::ChannelDown { name: hostile(), reason: DownReason::Account },
        Line::NotAllowed,
        Line::ForManagers,
        Line::TemplateGone { name: hostile(), status: None },
        Line::TemplateGone { name: hostile(), status: Some(TemplateStatus::Paused) },
        Line::TemplateChanged { dropped: 0 },
        Line::TemplateChanged { dropped: 2 },
        Line::CheckFailed(fault()),
        Line::MoveFailed(fault()),
        Line::StillMoving,
        Line::Saved,
        Line::Held(1),
        Line::Concluded,
        noted,
        Line::NoteHow,
        Line::TransferAsked { name: Some(hostile()) },
        Line::TransferAsked { name: None },
        Line::Closed,
        Line::TextTooLong { limit: 4_096 },
        Line::NumberOfAnother { name: Some(hostile()) },
        Line::NumberOfAnother { name: None },
        Line::LanguageSet,
    ];
    let phones = [
        PhoneFault::NotANumber,
        PhoneFault::TooShort,
        PhoneFault::TooLong,
        PhoneFault::NoAreaCode,
        PhoneFault::NotMobile,
        PhoneFault::Invalid,
    ];
    lines.extend(phones.map(Line::Phone));
    lines.extend(people::remarks().into_iter().map(Line::OfContact));
    lines.extend(house::lines());
    lines.extend(company::lines());
    lines.extend(rest::lines());
    lines
}
