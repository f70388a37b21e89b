//! The panels, lines and buttons of the chapter about one contact.

use super::html::{NAME_LEN_MAX, called, cut, escape, one_line, person, quote, say};
use crate::dialogue::contact::{Form, Panel, Press, Remark};
use crate::dialogue::screen::Person;
use crate::domain::attendance::Attendance;
use crate::domain::contact::{AddressKind, Contact};
use crate::domain::exchange::Format;
use crate::domain::limit::{CONTACT_NOTE_LEN_MAX, TAGS_MAX};
use crate::domain::phone::Phone;
use crate::domain::profile::{Details, Field, FieldFault, Profile};
use crate::i18n::{Key, Voice};

/// Other numbers and ids of a contact that are shown.
const ADDRESSES_SHOWN_MAX: usize = 6;
/// Tags of a contact that are shown.
const TAGS_SHOWN_MAX: usize = 20;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a panel says.
pub(super) fn panel(panel: &Panel, voice: &Voice<'_>) -> String {
    match panel {
        Panel::New { form, asks } => new(form, *asks, voice),
        Panel::Page { contact, profile, seen, hidden, last, blocked_by } => {
            let visits = visits_lines(*seen, *hidden, last.as_ref(), voice);
            page(contact, profile, blocked_by.as_deref(), visits, voice)
        }
        Panel::Edit { person: who, field, now } => {
            let mut lines = vec![format!("👤 {}", person(who, voice)), String::new(), ask(*field, voice)];
            if let Some(now) = now {
                let now = cut(&one_line(now), 300);
                lines.push(say(voice, Key::ContactNow, &[("value", now.into())]));
            }
            lines.join("\n")
        }
        Panel::Visits { person, total, hidden } => {
            let mut lines = vec![titled(Key::ContactVisitsTitle, person, voice)];
            lines.extend(visits_lines(*total, *hidden, None, voice));
            lines.join("\n")
        }
        Panel::Tags { person, tags } => {
            let mut lines = vec![titled(Key::ContactTagsTitle, person, voice)];
            lines.extend(tags_line(tags.iter().map(String::as_str)));
            lines.push(voice.word(Key::ContactTagsHint));
            lines.join("\n")
        }
        Panel::Block { person } => {
            format!(
                "{}\n{}",
                titled(Key::ContactBlockTitle, person, voice),
                voice.word(Key::ContactBlockHint)
            )
        }
        Panel::Merge { person, query, total } => {
            let below = match (query.as_str(), *total) {
                ("", _) => voice.word(Key::ContactMergeHint),
                (query, total) => {
                    say(voice, Key::ContactsFound, &[("query", query.into()), ("total", total.into())])
                }
            };
            format!("{}\n{below}", titled(Key::ContactMergeTitle, person, voice))
        }
        Panel::Forget { person, is_sure } => {
            let below = if *is_sure { Key::ContactForgetSure } else { Key::ContactForgetHint };
            format!("{}\n{}", titled(Key::ContactForgetTitle, person, voice), voice.word(below))
        }
        Panel::Copying { person } => titled(Key::CopyRunning, person, voice),
        Panel::ImportHow => voice.word(Key::ImportHow),
        Panel::Import { name, import } => super::contact_files::import(name, import, voice),
        Panel::Export { running } => voice.word(if *running { Key::ExportRunning } else { Key::ExportTitle }),
        Panel::MergeSure { kept, gone } => {
            let (title, what) = (voice.word(Key::ContactMergeSure), voice.word(Key::ContactMergeWhat));
            format!("{title}\n1. 👤 {}\n2. 👤 {}\n\n{what}", person(kept, voice), person(gone, voice))
        }
    }
}

fn titled(key: Key, person: &Person, voice: &Voice<'_>) -> String {
    say(voice, key, &[("name", called(person, voice).into())])
}

fn details(details: &Details) -> Vec<String> {
    let line = |sign: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{sign} {}", escape(&cut(&one_line(value), 254))))
    };
    let note = details.note.as_ref().map(|note| format!("📝 {}", quote(note, CONTACT_NOTE_LEN_MAX)));
    [line("✉️", &details.email), line("🏢", &details.company), note].into_iter().flatten().collect()
}

fn new(form: &Form, asks: Option<Field>, voice: &Voice<'_>) -> String {
    let mut lines = vec![voice.word(Key::ContactNew)];
    lines.push(format!("👤 <b>{}</b>", escape(&cut(&one_line(&form.name), NAME_LEN_MAX))));
    lines.extend(form.phone.as_ref().map(|phone| format!("📱 {}", escape(&phone.display()))));
    lines.extend(details(&form.details));
    lines.push(String::new());
    lines.push(asks.map_or_else(|| voice.word(Key::ContactAskNothing), |field| ask(field, voice)));
    lines.join("\n")
}

fn ask(field: Field, voice: &Voice<'_>) -> String {
    let limit = [("limit", count(field.len_max()).into())];
    match field {
        Field::Name => {
            format!("{}\n{}", voice.word(Key::ContactNameTitle), say(voice, Key::ContactAskName, &limit))
        }
        Field::Phone => voice.word(Key::ContactAskPhone),
        Field::Email => voice.word(Key::ContactAskEmail),
        Field::Company => voice.word(Key::ContactAskCompany),
        Field::Note => say(voice, Key::ContactAskNote, &limit),
    }
}

fn visits_lines(seen: u32, hidden: u32, last: Option<&Attendance>, voice: &Voice<'_>) -> Vec<String> {
    let mut lines = vec![say(voice, Key::ContactVisits, &[("count", seen.into())])];
    if hidden > 0 {
        lines.push(say(voice, Key::ContactHidden, &[("count", hidden.into())]));
    }
    if let Some(last) = last {
        let at = voice.date_time(last.closed_at.unwrap_or(last.opened_at));
        lines.push(say(voice, Key::NumberLast, &[("at", at.into())]));
    }
    lines
}

fn tags_line<'t>(tags: impl ExactSizeIterator<Item = &'t str>) -> Option<String> {
    let more = if tags.len() > TAGS_SHOWN_MAX { " …" } else { "" };
    let listed: Vec<String> = tags.take(TAGS_SHOWN_MAX).map(|tag| escape(&cut(&one_line(tag), 40))).collect();
    (!listed.is_empty()).then(|| format!("🏷 {}{more}", listed.join(" · ")))
}

fn page(
    contact: &Contact,
    profile: &Profile,
    blocked_by: Option<&str>,
    visits: Vec<String>,
    voice: &Voice<'_>,
) -> String {
    let who = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let mut lines = vec![format!("👤 {}", person(&who, voice))];
    let also = other_addresses(contact);
    if !also.is_empty() {
        lines.push(say(voice, Key::ContactAlso, &[("list", also.join(" · ").into())]));
    }
    lines.extend(details(&profile.details));
    lines.extend(tags_line(profile.tags.iter().map(|tag| tag.name.as_str())));
    lines.extend(visits);
    if let Some(blocked) = profile.blocked {
        let since = ("since", voice.date_time(blocked.at).into());
        lines.push(match blocked_by {
            Some(name) => {
                let name = cut(&one_line(name), NAME_LEN_MAX);
                say(voice, Key::ContactBlockedBy, &[("name", name.into()), since])
            }
            None => say(voice, Key::ContactBlocked, &[since]),
        });
    }
    if let Some(out) = profile.opted_out {
        lines.push(say(voice, Key::ContactOptedOut, &[("since", voice.date_time(out.at).into())]));
    }
    lines.join("\n")
}

/// Numbers and ids beside the number to dial, each once.
fn other_addresses(contact: &Contact) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    let own = contact.phone.as_ref().map(Phone::display);
    for address in &contact.addresses {
        let text = match address.kind {
            AddressKind::Dialled | AddressKind::WaId => Phone::from_digits(&address.value)
                .map_or_else(|| address.value.clone(), |phone| phone.display()),
            AddressKind::Bsuid | AddressKind::Lid => cut(&one_line(&address.value), 60),
        };
        if Some(&text) != own.as_ref() && !shown.contains(&text) && shown.len() < ADDRESSES_SHOWN_MAX {
            shown.push(text);
        }
    }
    shown
}

/// The line below a panel.
pub(super) fn remark(remark: &Remark, voice: &Voice<'_>) -> String {
    match remark {
        Remark::Field(_, fault) | Remark::Tag(fault) => fault_of(*fault, voice),
        Remark::Erased(_) => voice.word(Key::LineErased),
        Remark::TooManyTags => say(voice, Key::LineTooManyTags, &[("limit", count(TAGS_MAX).into())]),
        Remark::Blocked => voice.word(Key::LineBlocked),
        Remark::Unblocked => voice.word(Key::LineUnblocked),
        Remark::IsBlocked { by, since, may_unblock } => {
            let since = ("since", voice.date_time(*since).into());
            match by {
                _ if *may_unblock => say(voice, Key::LineYouMayUnblock, &[since]),
                Some(name) => {
                    let name = cut(&one_line(name), NAME_LEN_MAX);
                    say(voice, Key::LineIsBlockedBy, &[("name", name.into()), since])
                }
                None => say(voice, Key::LineIsBlocked, &[since]),
            }
        }
        Remark::OptedOut => voice.word(Key::LineOptedOut),
        Remark::OptedIn => voice.word(Key::LineOptedIn),
        Remark::WantsNoTemplates { since, may_override } => {
            let key = if *may_override { Key::LineWantsNoneMay } else { Key::LineWantsNone };
            say(voice, key, &[("since", voice.date_time(*since).into())])
        }
        Remark::BothOpen => voice.word(Key::LineBothOpen),
        Remark::Merged => voice.word(Key::LineMerged),
        Remark::Parted => voice.word(Key::LineParted),
        Remark::LivedOn => voice.word(Key::LineLivedOn),
        Remark::Leaving => voice.word(Key::LineLeaving),
        Remark::StillOpen => voice.word(Key::LineStillOpen),
        Remark::Forgotten => voice.word(Key::LineForgotten),
        Remark::ForManagers => voice.word(Key::LineFilesForManagers),
        Remark::Exported(count) => say(voice, Key::LineExported, &[("count", (*count).into())]),
        Remark::Copied(0) => voice.word(Key::LineCopied),
        Remark::Copied(hidden) => say(voice, Key::LineCopiedPartly, &[("hidden", (*hidden).into())]),
        Remark::ExportFailed => voice.word(Key::LineExportFailed),
    }
}

fn fault_of(fault: FieldFault, voice: &Voice<'_>) -> String {
    match fault {
        FieldFault::Empty => voice.word(Key::LineFieldEmpty),
        FieldFault::NotAnEmail => voice.word(Key::LineNotAnEmail),
        FieldFault::TooLong(limit) => say(voice, Key::LineFieldLong, &[("limit", count(limit).into())]),
    }
}

/// What is written on a button.
pub(super) const fn button(press: &Press) -> Key {
    match press {
        Press::Edit(Field::Name) => Key::ButtonFieldName,
        Press::Edit(Field::Phone) => Key::ButtonFieldPhone,
        Press::Edit(Field::Email) => Key::ButtonFieldEmail,
        Press::Edit(Field::Company) => Key::ButtonFieldCompany,
        Press::Edit(Field::Note) => Key::ButtonFieldNote,
        Press::Skip => Key::ButtonSkip,
        Press::Save => Key::ButtonSave,
        Press::Erase => Key::ButtonErase,
        Press::Visits => Key::ButtonVisits,
        // One tag carries its own name.
        Press::Tags | Press::Tag(_) => Key::ButtonTags,
        Press::Block | Press::BlockSure => Key::ButtonBlock,
        Press::Unblock => Key::ButtonUnblock,
        Press::OptOut => Key::ButtonOptOut,
        Press::OptIn => Key::ButtonOptIn,
        Press::Merge => Key::ButtonMerge,
        Press::MergeSure => Key::ButtonMergeSure,
        Press::Part => Key::ButtonPart,
        Press::Forget => Key::ButtonForget,
        Press::ForgetSure => Key::ButtonForgetSure,
        Press::Copy => Key::ButtonCopy,
        Press::ImportHow => Key::ButtonImportHow,
        Press::Import => Key::ButtonImport,
        Press::Export => Key::ButtonExport,
        Press::ExportAs(Format::Csv) => Key::ButtonExportCsv,
        Press::ExportAs(Format::Vcard) => Key::ButtonExportVcard,
    }
}

/// An attendance among those with one contact: how it is, when it began and where.
pub(super) fn visit(attendance: &Attendance, team: &str, channel: &str, voice: &Voice<'_>) -> String {
    let opened = voice.date_time(attendance.opened_at);
    let sign = super::card::sign(attendance.state);
    let [team, channel] = [team, channel].map(|name| cut(&one_line(name), 24));
    format!("{sign} {opened} · {team} · {channel}")
}
