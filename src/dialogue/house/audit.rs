//! What was done to people, teams and the calendar, and with what is kept about contacts, for owners to read.

use super::{DoneView, Place, Press, Prompt, panel};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::lists::page_there;
use crate::dialogue::screen::Screen;
use crate::dialogue::{Action, back_and_cancel, own, pager};
use crate::domain::deed::{Deed, Done, Part};
use crate::domain::id::{ChannelId, StaffId, TeamId};
use crate::domain::phone::Phone;
use crate::domain::staff::Role;
use crate::domain::team::Visibility;

/// A page of it.
pub(super) fn view(part: Option<Part>, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let (page, shown) = page_there(page, |page| facts.known.house.done(part, page))?;
    let entries = shown.rows.iter().map(|one| told(one, facts)).collect();
    let mut rows: Vec<_> = pager(page, shown.total).into_iter().collect();
    let all = [None, Some(Part::House), Some(Part::Contacts)].into_iter();
    rows.push(all.filter(|one| *one != part).map(|one| own(Action::House(Press::AuditOf(one)))).collect());
    rows.push(back_and_cancel());
    Ok(panel(Prompt::Audit { entries, total: shown.total }, rows))
}

/// A button of it.
pub(super) fn press(place: &Place, pressed: &Press) -> Place {
    if let Press::AuditOf(part) = pressed { Place::Audit { page: 0, part: *part } } else { place.clone() }
}

/// How a contact is called for who may not be meant to dial it; nothing when it was forgotten.
fn contact(done: &Done) -> String {
    let Some((name, phone)) = &done.contact else { return String::new() };
    name.clone().or_else(|| phone.as_ref().map(Phone::masked)).unwrap_or_default()
}

/// An entry with the names of whom and what.
fn told(done: &Done, facts: &Facts) -> DoneView {
    let company = &facts.company;
    let person = |id: &str| {
        let known = id.parse().ok().and_then(|id| company.name_of(StaffId(id)));
        known.map_or_else(|| id.to_owned(), str::to_owned)
    };
    let team = |id: &str| {
        let known = TeamId::new(id).ok().and_then(|id| company.find_team(&id).map(|one| one.name.clone()));
        known.unwrap_or_else(|| id.to_owned())
    };
    let channel = |id: &str| {
        let known =
            ChannelId::new(id).ok().and_then(|id| company.find_channel(&id).map(|one| one.name.clone()));
        known.unwrap_or_else(|| id.to_owned())
    };
    let mut words = done.detail.split(' ').filter(|word| !word.is_empty());
    let role = |word: Option<&str>| match word {
        Some("attendant") => Some(Role::Attendant),
        Some("manager") => Some(Role::Manager),
        Some("owner") => Some(Role::Owner),
        Some(_) | None => None,
    };
    let (subject, as_role, visibility, detail) = match done.deed {
        Deed::Invited | Deed::Joined => {
            let subject = if done.deed == Deed::Joined { person(&done.subject) } else { String::new() };
            let as_role = role(words.next());
            (subject, as_role, None, words.map(team).collect::<Vec<_>>().join(", "))
        }
        Deed::Role => (person(&done.subject), role(words.next()), None, String::new()),
        Deed::TeamGiven | Deed::TeamTaken => (person(&done.subject), None, None, team(&done.detail)),
        Deed::PersonRenamed => {
            // By what they were called then: what they are called now may be another name again.
            let (before, after) = done.detail.split_once('\n').unwrap_or(("", &done.detail));
            (before.to_owned(), None, None, after.to_owned())
        }
        Deed::Removed | Deed::Away | Deed::Available | Deed::Unreachable | Deed::OwnerNoMore => {
            (person(&done.subject), None, None, String::new())
        }
        Deed::ChannelGiven | Deed::ChannelTaken | Deed::Door => {
            (team(&done.subject), None, None, channel(&done.detail))
        }
        Deed::Visibility => {
            let seen = match done.detail.as_str() {
                "all" => Visibility::All,
                "own" => Visibility::Own,
                _team => Visibility::Team,
            };
            (team(&done.subject), None, Some(seen), String::new())
        }
        Deed::Currency | Deed::CurrencyConfigured => {
            (channel(&done.subject), None, None, done.detail.clone())
        }
        Deed::TeamCreated | Deed::TeamRenamed => (team(&done.subject), None, None, done.detail.clone()),
        Deed::TeamArchived | Deed::TeamRestored | Deed::Hours | Deed::Absence => {
            (team(&done.subject), None, None, String::new())
        }
        Deed::HolidayAdded
        | Deed::HolidayRemoved
        | Deed::OptOutAdded
        | Deed::OptOutRemoved
        | Deed::OptOutConfigured
        | Deed::RatesSent
        | Deed::RatesRemoved => (done.subject.clone(), None, None, done.detail.clone()),
        Deed::Revoked | Deed::Imported => (String::new(), None, None, String::new()),
        Deed::Started => (contact(done), None, None, channel(&done.detail)),
        Deed::Read | Deed::ContactExported | Deed::Forgotten => (contact(done), None, None, String::new()),
        Deed::Exported => (String::new(), None, None, done.subject.to_uppercase()),
        Deed::Expired | Deed::Reopening => (String::new(), None, None, done.detail.clone()),
    };
    let by = done.by.map(|id| company.name_of(id).map_or_else(|| id.0.to_string(), str::to_owned));
    DoneView { at: done.at, by, deed: done.deed, subject, role: as_role, visibility, detail }
}
