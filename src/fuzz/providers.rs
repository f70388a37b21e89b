//! What providers bring: webhooks whose proof was good, and answers to calls.

use super::desk;
use crate::channel::Received;
use crate::channel::{cloud, evolution};
use crate::dialogue::shown::Person;
use crate::domain::delivery::Content;
use crate::domain::event::Event;
use crate::domain::fault::Fault;
use crate::domain::limit::FAULT_DETAIL_LEN_MAX;
use crate::domain::message::Direction;
use crate::domain::template::preview::preview;
use crate::domain::template::{Filled, Template};
use crate::telegram::render;
use crate::telegram::render::Incoming;

/// A webhook of Meta's.
pub(super) fn cloud_webhook(data: &[u8]) {
    events(&cloud::fuzz::webhook(data));
}

/// An answer of Meta's: the status in the first line, the body behind it.
pub(super) fn cloud_answer(data: &[u8]) {
    let (status, body) = answer(data);
    let read = cloud::fuzz::answer(status, body);
    read.faults.iter().for_each(fault);
    read.templates.iter().for_each(template);
}

/// A webhook of Evolution's.
pub(super) fn evolution_webhook(data: &[u8]) {
    events(&evolution::fuzz::webhook(data));
}

/// An answer of Evolution's: the status in the first line, the body behind it.
pub(super) fn evolution_answer(data: &[u8]) {
    let (status, body) = answer(data);
    evolution::fuzz::answer(status, body).iter().for_each(fault);
}

fn answer(data: &[u8]) -> (u16, &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    let (head, body) = end.and_then(|at| data.split_at_checked(at)).unwrap_or((b"200", data));
    let status = std::str::from_utf8(head).ok().and_then(|head| head.trim().parse().ok());
    (status.unwrap_or(200), body)
}

/// What was read can be kept, and shown in Telegram.
fn events(received: &[Received]) {
    for one in received {
        assert!(!one.key.is_empty(), "{one:?}");
        let kept = serde_json::to_string(&one.event).unwrap_or_default();
        let again: Option<Event> = serde_json::from_str(&kept).ok();
        assert_eq!(again.as_ref(), Some(&one.event), "{kept}");
        match &one.event {
            Event::Incoming(said) | Event::Outgoing(said) => shown(said.name.clone(), &said.content),
            Event::Receipt(receipt) => receipt.fault.iter().for_each(fault),
            Event::Renumbered(_) | Event::TemplatesChanged | Event::Connection(_) | Event::Ignored { .. } => {
            }
        }
    }
}

fn shown(name: Option<String>, content: &Content) {
    let person = Person { name, phone: None };
    for is_file_lost in [false, true] {
        let incoming = Incoming {
            person: &person,
            team: "Vendas",
            direction: Direction::In,
            content,
            len_max: render::INCOMING_LEN_MAX,
            is_file_lost,
        };
        super::assert_telegram_takes(&render::incoming(&incoming, &desk::voice()));
    }
}

/// A provider's words are short and tell no whole number.
fn fault(fault: &Fault) {
    assert!(fault.detail.chars().count() <= FAULT_DETAIL_LEN_MAX, "{fault:?}");
    let longest = fault.detail.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
    assert!(longest.unwrap_or_default() < 8, "{fault:?}");
}

/// A template can be kept, filled in and shown.
fn template(listed: &Template) {
    let kept = serde_json::to_string(listed).unwrap_or_default();
    assert_eq!(serde_json::from_str::<Template>(&kept).ok().as_ref(), Some(listed), "{kept}");
    if listed.slots().is_ok() {
        let filled = Filled::new(listed.clone());
        drop(preview(&filled));
        shown(None, &Content::Template { filled: Box::new(filled) });
    }
}
