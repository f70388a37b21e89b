//! What happens to a message that was posted: refused at once, taken and failed, or taken and on the contact's phone.
//!
//! Pure but for the state it is given: the letters it returns are posted by the caller, who also answers.

use super::content::{Content, File, MediaKind, Source};
use super::envelope::{Outgoing, Posted, Recipient};
use super::event::Status;
use super::fit::{self, Finished};
use super::refusal::Refusal;
use super::state::{Accepted, State, Tracked, window_is_open};
use super::switches::WindowRefusal;
use super::wamid::wamid;
use crate::demo::handset::{
    ButtonView, ContactSeed, LocationView, MediaView, MessageState, MessageView, numbers,
};
use crate::demo::wire::Letter;
use crate::domain::Timestamp;
use serde_json::{Value, json};

/// Takes what was posted. The answer's body and the letters that follow from it.
pub(super) fn take(state: &mut State, body: Value, now: Timestamp) -> Result<(Value, Vec<Letter>), Refusal> {
    match super::envelope::read(&body)? {
        Posted::Read { message_id } => read(state, &message_id).map(|answer| (answer, Vec::new())),
        Posted::Message(outgoing) => send(state, &outgoing, body, now),
    }
}

/// The business read a contact's message: it and those before it have blue ticks now.
fn read(state: &mut State, message_id: &str) -> Result<Value, Refusal> {
    let is_theirs = |message: &&MessageView| message.from_contact;
    let contact = state.handsets.owner_of_mut(message_id);
    let contact = contact.filter(|contact| contact.message(message_id).as_ref().is_some_and(is_theirs));
    let contact =
        contact.ok_or_else(|| Refusal::malformed(131_009, "'message_id' is not of a message received"))?;
    for message in contact.messages.iter_mut().filter(|message| message.from_contact) {
        message.state = MessageState::Read;
        if message.id == message_id {
            break;
        }
    }
    Ok(json!({"success": true}))
}

/// Whom it is for, as far as that is known.
struct Addressee {
    /// How the contact is found again.
    key: String,
    wa_id: String,
    on_whatsapp: bool,
    in_window: bool,
}

fn send(
    state: &mut State,
    outgoing: &Outgoing,
    body: Value,
    now: Timestamp,
) -> Result<(Value, Vec<Letter>), Refusal> {
    let (finished, category) = check_content(state, outgoing, now)?;
    let addressee = find_addressee(state, &outgoing.recipient, now)?;
    let is_template = matches!(outgoing.content, Content::Template(_));
    let window_closed = !is_template && !addressee.in_window;
    if window_closed && state.switches.window_refusal == WindowRefusal::AtOnce {
        return Err(Refusal::business(131_047, "the contact has not written in the last 24 hours"));
    }
    if !state.pair_allows(&addressee.wa_id, now) {
        return Err(Refusal::business(131_056, "too many messages to this contact in too little time"));
    }

    let id = wamid(&addressee.wa_id, true);
    let answer = answer(outgoing, &addressee, &id);
    let tracked = Tracked {
        recipient: addressee.key.clone(),
        reference: outgoing.reference.clone(),
        category,
        in_window: addressee.in_window,
        by_scoped_id: matches!(outgoing.recipient, Recipient::Scoped(_)),
        was_priced: false,
    };
    let accepted = Accepted {
        seq: 0,
        at: now,
        to: match &outgoing.recipient {
            Recipient::Number { digits, .. } => digits.clone(),
            Recipient::Scoped(scoped) => scoped.clone(),
        },
        wa_id: addressee.wa_id.clone(),
        kind: kind_of(&outgoing.content).to_owned(),
        template: if let Content::Template(template) = &outgoing.content {
            Some(template.name.clone())
        } else {
            None
        },
        body,
        reference: outgoing.reference.clone(),
        id: id.clone(),
        failed: None,
    };
    state.accept(accepted, tracked);

    let planned =
        state.switches.delivery_failures.iter().find(|(number, _code)| {
            numbers::wa_id(&numbers::digits(number)) == numbers::wa_id(&addressee.key)
        });
    let failure = if !addressee.on_whatsapp {
        Some(131_026)
    } else if window_closed {
        Some(131_047)
    } else {
        planned.map(|(_number, code)| *code)
    };
    let letters = match failure {
        Some(code) => state.receipt(&id, Status::Failed(code), now).into_iter().collect(),
        None => arrive(state, outgoing, &addressee, finished, &id, now),
    };
    Ok((answer, letters))
}

/// The message reaches the phone, and the receipts leave that follow by themselves.
fn arrive(
    state: &mut State,
    outgoing: &Outgoing,
    addressee: &Addressee,
    finished: Finished,
    id: &str,
    now: Timestamp,
) -> Vec<Letter> {
    let mut receipts = vec![Status::Sent, Status::Delivered];
    if let Content::Reaction { message_id, emoji } = &outgoing.content {
        if let Some(message) =
            state.handsets.find_mut(&addressee.key).and_then(|contact| contact.message_mut(message_id))
        {
            message.reaction = Some(emoji.clone()).filter(|emoji| !emoji.is_empty());
        }
        // A reaction is never reported further than this.
        receipts.truncate(1);
    } else {
        let message = view(state, outgoing, finished, id, now);
        state.handsets.deliver(&addressee.key, message);
    }
    if !state.switches.auto_receipts {
        return Vec::new();
    }
    receipts.into_iter().filter_map(|status| state.receipt(id, status, now)).collect()
}

fn find_addressee(state: &mut State, recipient: &Recipient, now: Timestamp) -> Result<Addressee, Refusal> {
    let key = match recipient {
        Recipient::Number { digits, .. } => digits,
        Recipient::Scoped(scoped) => scoped,
    };
    if let Recipient::Number { digits, .. } = recipient {
        if numbers::wa_id(digits) == numbers::wa_id(&numbers::digits(&state.number.display)) {
            return Err(Refusal::malformed(131_021, "the recipient is the sender"));
        }
        if state.handsets.find(digits).is_none() && state.handsets.has_room() {
            let stranger = ContactSeed::new(digits, &format!("+{digits}"));
            let is_there = state.switches.strangers_on_whatsapp;
            state.handsets.add(if is_there { stranger } else { stranger.without_whatsapp() });
        }
    }
    let contact = state.handsets.find(key);
    let contact = contact.ok_or_else(|| Refusal::business(131_009, "the recipient is not known here"))?;
    Ok(Addressee {
        key: key.clone(),
        wa_id: contact.wa_id.clone(),
        on_whatsapp: contact.seed.on_whatsapp,
        in_window: window_is_open(contact, now),
    })
}

/// Checks what the content needs from the account: its template, its files. The finished template and the price category.
fn check_content(state: &State, outgoing: &Outgoing, now: Timestamp) -> Result<(Finished, String), Refusal> {
    let kind_of = |id: &str| state.shelf.find(id, now).and_then(super::media::MediaFile::kind);
    match &outgoing.content {
        Content::Template(request) => {
            let template = fit::check_status(state.template(&request.name, &request.language))?;
            let category = template.field("category").to_ascii_lowercase();
            if category == "authentication" && matches!(outgoing.recipient, Recipient::Scoped(_)) {
                return Err(Refusal::business(131_062, "one-time codes need a phone number"));
            }
            let finished = fit::finish(template, &request.parts, &kind_of).map_err(|refusal| Refusal {
                // Whoever filled it in could not know that it was changed since.
                is_malformed: refusal.is_malformed && !template.was_changed,
                ..refusal
            })?;
            return Ok((finished, category));
        }
        Content::File(file) => check_file(file, &kind_of)?,
        Content::Interactive(interactive) => {
            if let Some(file) = &interactive.file {
                check_file(file, &kind_of)?;
            }
        }
        Content::Text { .. } | Content::Place(_) | Content::Cards(_) | Content::Reaction { .. } => {}
    }
    Ok((Finished::default(), "service".to_owned()))
}

fn check_file(file: &File, kind_of: &dyn Fn(&str) -> Option<MediaKind>) -> Result<(), Refusal> {
    let Source::Id(id) = &file.source else { return Ok(()) };
    match kind_of(id) {
        None => Err(Refusal::malformed(100, format!("no media with id '{id}' was uploaded, or it expired"))),
        // Whatever was uploaded can be sent as a document.
        Some(kind) if kind == file.kind || file.kind == MediaKind::Document => Ok(()),
        Some(kind) => {
            let details = format!("the media is of kind {}, not {}", kind.name(), file.kind.name());
            Err(Refusal::malformed(131_053, details))
        }
    }
}

fn answer(outgoing: &Outgoing, addressee: &Addressee, id: &str) -> Value {
    let contact = match &outgoing.recipient {
        Recipient::Number { input, .. } => json!({"input": input, "wa_id": addressee.wa_id}),
        Recipient::Scoped(scoped) => json!({"input": scoped, "user_id": scoped}),
    };
    let message = if matches!(outgoing.content, Content::Template(_)) {
        json!({"id": id, "message_status": "accepted"})
    } else {
        json!({"id": id})
    };
    json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})
}

const fn kind_of(content: &Content) -> &'static str {
    match content {
        Content::Text { .. } => "text",
        Content::File(file) => file.kind.name(),
        Content::Place(_) => "location",
        Content::Cards(_) => "contacts",
        Content::Reaction { .. } => "reaction",
        Content::Interactive(_) => "interactive",
        Content::Template(_) => "template",
    }
}

/// The message as the contact sees it.
fn view(state: &State, outgoing: &Outgoing, finished: Finished, id: &str, now: Timestamp) -> MessageView {
    let kind = kind_of(&outgoing.content);
    let mut message = MessageView::new(id.to_owned(), false, kind, String::new(), now);
    message.quoted.clone_from(&outgoing.quoted);
    match &outgoing.content {
        Content::Text { body } => message.body.clone_from(body),
        Content::File(file) => {
            message.body = file.caption.clone().unwrap_or_default();
            message.media = Some(media_view(state, file, now));
        }
        Content::Place(place) => message.location = Some(place_view(place)),
        Content::Cards(names) => message.body = names.join(", "),
        Content::Reaction { emoji, .. } => message.body.clone_from(emoji),
        Content::Interactive(interactive) => {
            message.header.clone_from(&interactive.header);
            message.body.clone_from(&interactive.body);
            message.footer.clone_from(&interactive.footer);
            message.media = interactive.file.as_ref().map(|file| media_view(state, file, now));
            let choices = interactive.choices.iter().enumerate();
            message.buttons = choices
                .map(|(index, choice)| ButtonView {
                    index,
                    kind: choice.kind.to_owned(),
                    text: choice.text.clone(),
                    value: choice.value.clone(),
                })
                .collect();
        }
        Content::Template(request) => {
            message.template = Some(request.name.clone());
            // A template never shows a quote.
            message.quoted = None;
            message.media = finished.file.as_ref().map(|file| media_view(state, file, now));
            message.location = finished.place.as_ref().map(place_view);
            message.header = finished.header;
            message.body = finished.body;
            message.footer = finished.footer;
            message.buttons = finished.buttons;
        }
    }
    message
}

fn place_view(place: &super::content::Place) -> LocationView {
    LocationView {
        latitude: place.latitude,
        longitude: place.longitude,
        name: place.name.clone(),
        address: place.address.clone(),
    }
}

fn media_view(state: &State, file: &File, now: Timestamp) -> MediaView {
    let (id, link) = match &file.source {
        Source::Id(id) => (Some(id.clone()), None),
        Source::Link(link) => (None, Some(link.clone())),
    };
    let kept = id.as_deref().and_then(|id| state.shelf.find(id, now));
    MediaView {
        kind: file.kind.name().to_owned(),
        link,
        mime: kept.map(|kept| kept.mime.clone()),
        filename: file.filename.clone().or_else(|| kept?.filename.clone()),
        size: kept.map_or(0, |kept| kept.bytes.len()),
        is_voice: file.is_voice,
        id,
    }
}
