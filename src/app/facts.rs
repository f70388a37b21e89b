//! Loads what a step of the dialogue asks for.

use super::desk::{AppError, Desk, fresh_ids};
use crate::dialogue::facts::{AttendanceRow, Company, Facts, History, Known, Need, Page, Standing};
use crate::dialogue::house;
use crate::dialogue::state::{ListView, State, Tab};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::Contact;
use crate::domain::id::{ChannelId, ContactId, StaffId};
use crate::domain::limit::{FOUND_COUNTED_MAX, LIST_ROWS_MAX};
use crate::domain::message::{Direction, Message, of_card};
use crate::domain::staff::StaffMember;
use crate::domain::team::Team;
use crate::domain::template::{SlotKey, TemplateKey, Value};
use crate::domain::window::Window;
use crate::store::attendance::AttendanceFilter;
use crate::store::circumstances::{Circumstances, circumstances};
use crate::store::timeline::{Sight, load_ending, timeline};
use crate::store::{
    Store, StoreError, attendance, audit, contact, invitation, message, outbox, quick_reply, quick_value,
};

/// How many messages back the last one of ours is looked for: more than anybody writes in a row.
pub(super) const LOOK_BACK: u32 = 30;

/// Facts with nothing loaded yet.
pub fn bare(desk: &Desk, me: StaffMember, draft: Option<(State, Timestamp)>, now: Timestamp) -> Facts {
    Facts {
        now,
        me,
        company: desk.company(),
        rates: desk.rates(),
        bot: desk.bot().clone(),
        said_in: None,
        fresh: fresh_ids(),
        draft,
        known: Known::default(),
    }
}

/// Loads one thing that a step asked for.
pub async fn load(desk: &Desk, facts: &mut Facts, need: Need) -> Result<(), AppError> {
    let store = desk.store();
    let now = facts.now;
    match need {
        Need::ContactsWith(phone) => {
            let found = contact::find_by_digits(store, &phone.variants()).await?;
            facts.known.contacts.extend(found.iter().map(|one| (one.id, Some(one.clone()))));
            facts.known.contacts_with.push((phone, found));
        }
        Need::Contact(id) => {
            let found = contact_now(store, id).await?;
            facts.known.contacts.push((id, found));
        }
        Need::OfContact(ask) => super::on_file::load(store, facts, ask, now).await?,
        Need::ContactPage(list) => {
            let found = contact_page(store, &list).await?;
            facts.known.contact_pages.push((list, found));
        }
        Need::Standing(contact, channel) => {
            let standing = standing(store, contact, &channel, now).await?;
            facts.known.standings.push(((contact, channel), standing));
        }
        Need::History(contact) => {
            let open = attendance::open_of_contact(store, contact).await?;
            let last = attendance::last_of_contact(store, contact).await?;
            facts.known.histories.push((contact, History { open, last }));
        }
        Need::Templates(channel) => {
            let list = desk.templates(&channel).await?;
            facts.known.templates.push((channel, list));
        }
        Need::LastValues(key) => {
            facts.known.last_values.push((key.clone(), last_texts(store, facts.me.id, &key).await?));
        }
        Need::Attendance(id) => {
            let row = match existing(attendance::load_attendance(store, id).await)? {
                Some(found) => Some(attendance_row(store, found, now).await?),
                None => None,
            };
            facts.known.attendances.push((id, row));
        }
        Need::AttendancePage(tab, list) => {
            let filter = filter_of(&facts.company, &facts.me, tab, &list.query);
            let found = page_with(store, &filter, list.page, now).await?;
            facts.known.attendance_pages.push(((tab, list), found));
        }
        Need::AttendanceCounts(query) => {
            let counts = counts_of(store, &facts.company, &facts.me, &query).await?;
            facts.known.attendance_counts.push((query, counts));
        }
        Need::Held(id) => facts.known.held.push((id, outbox::held_messages(store, id).await?)),
        Need::Stalled(id) => facts.known.stalled.push((id, outbox::count_stalled(store, id).await?)),
        Need::Timeline(view) => {
            let found = timeline(store, &view, &sight_of(&facts.company, &facts.me), page_of(0).1).await?;
            facts.known.timelines.push((view, found));
        }
        Need::House(need) => house_need(desk, facts, need).await?,
        Need::Replies => {
            let teams = (!facts.me.owns()).then_some(facts.me.teams.as_slice());
            facts.known.replies = Some(quick_reply::replies_of(store, facts.me.id, teams).await?);
        }
        Need::QueuePage(page) => {
            let filter =
                AttendanceFilter { holding: true, ..filter_of(&facts.company, &facts.me, Tab::Mine, "") };
            facts.known.queue_pages.push((page, page_with(store, &filter, page, now).await?));
        }
    }
    Ok(())
}

/// The texts that this person gave last in a template.
async fn last_texts(
    store: &Store,
    me: StaffId,
    key: &TemplateKey,
) -> Result<Vec<(SlotKey, String)>, StoreError> {
    let values = quick_value::quick_values(store, me, key).await?;
    let texts = values.into_iter().filter_map(|(slot, value)| match value {
        Value::Text { text } => Some((slot, text)),
        Value::Media { .. } | Value::Location { .. } => None,
    });
    Ok(texts.collect())
}

async fn standing(
    store: &Store,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<Standing, AppError> {
    let open = attendance::find_open(store, contact, channel).await?;
    let last = attendance::last_incoming_at(store, contact, channel).await?;
    Ok(Standing { open, window: Window::at(last, now) })
}

/// The contact, or who it has become one with.
async fn contact_now(store: &Store, id: ContactId) -> Result<Option<Contact>, AppError> {
    let found = existing(contact::load_contact(store, id).await)?;
    if found.is_some() {
        return Ok(found);
    }
    match contact::merge::successor(store, id).await? {
        Some(successor) => Ok(existing(contact::load_contact(store, successor).await)?),
        None => Ok(None),
    }
}

/// What is asked of the house.
async fn house_need(desk: &Desk, facts: &mut Facts, need: house::Need) -> Result<(), AppError> {
    let (store, known) = (desk.store(), &mut facts.known.house);
    match need {
        house::Need::Invitations => {
            known.invitations = Some(invitation::open_invitations(store, facts.now).await?);
        }
        house::Need::OpenOf(staff) => {
            known.open_of.push((staff, attendance::open_of_staff(store, staff).await?));
        }
        house::Need::OpenIn(team) => {
            let open = attendance::unconcluded_of_team(store, &team).await?;
            known.open_in.push((team, open));
        }
        house::Need::Done(part, page) => {
            let (offset, rows) = page_of(page);
            let (rows, total) = audit::done(store, part, offset, rows).await?;
            known.done.push(((part, page), Page { rows, total }));
        }
    }
    Ok(())
}

/// What must exist may have been removed meanwhile: that is a fact too.
fn existing<T>(loaded: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match loaded {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::Missing { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

pub(super) fn page_of(page: u32) -> (u32, u32) {
    let rows = u32::try_from(LIST_ROWS_MAX).unwrap_or(u32::MAX);
    (page.saturating_mul(rows), rows)
}

async fn contact_page(store: &Store, list: &ListView) -> Result<Page<Contact>, AppError> {
    let (offset, rows) = page_of(list.page);
    if list.query.is_empty() {
        let rows = contact::recent_contacts(store, offset, rows).await?;
        return Ok(Page { rows, total: contact::count_contacts(store).await? });
    }
    let found = contact::search::search_contacts(store, &list.query, offset, rows, FOUND_COUNTED_MAX).await?;
    Ok(Page { rows: found.rows, total: found.total })
}

/// What a person may see of all attendances.
pub(super) fn sight_of(company: &Company, me: &StaffMember) -> Sight {
    let of = |shows: &dyn Fn(&Team) -> bool| {
        company.teams.iter().filter(|team| shows(team)).map(|team| team.id.clone()).collect()
    };
    Sight {
        staff: me.id,
        // An owner sees everything, teams that are unknown here included.
        others: (!me.owns()).then(|| of(&|team| team.shows_others(me))),
        waiting: (!me.owns()).then(|| of(&|team| team.shows_waiting(me))),
    }
}

/// Which attendances a person may see under a tab.
fn filter_of(company: &Company, me: &StaffMember, tab: Tab, query: &str) -> AttendanceFilter {
    let Sight { others, waiting, .. } = sight_of(company, me);
    let all = AttendanceFilter { query: query.to_owned(), ..AttendanceFilter::default() };
    match tab {
        Tab::New => AttendanceFilter { teams: waiting, state: Some(AttendanceState::Waiting), ..all },
        Tab::Mine => AttendanceFilter { staff: Some(me.id), state: Some(AttendanceState::Open), ..all },
        Tab::Others => {
            let state = Some(AttendanceState::Open);
            AttendanceFilter { others_than: Some(me.id), teams: others, state, ..all }
        }
    }
}

async fn counts_of(
    store: &Store,
    company: &Company,
    me: &StaffMember,
    query: &str,
) -> Result<[u32; 3], AppError> {
    let mut counts = [0; 3];
    for (count, tab) in counts.iter_mut().zip(Tab::ALL) {
        *count = attendance::count_attendances(store, &filter_of(company, me, tab, query)).await?;
    }
    Ok(counts)
}

async fn page_with(
    store: &Store,
    filter: &AttendanceFilter,
    page: u32,
    now: Timestamp,
) -> Result<Page<AttendanceRow>, AppError> {
    let (offset, rows) = page_of(page);
    let found = attendance::list_attendances(store, filter, offset, rows).await?;
    let total = attendance::count_attendances(store, filter).await?;
    Ok(Page { rows: rows_of(store, found, now).await?, total })
}

pub(super) async fn rows_of(
    store: &Store,
    found: Vec<Attendance>,
    now: Timestamp,
) -> Result<Vec<AttendanceRow>, AppError> {
    let mut rows = Vec::with_capacity(found.len());
    for one in found {
        rows.push(attendance_row(store, one, now).await?);
    }
    Ok(rows)
}

/// An attendance with what a card or a row about it says.
pub async fn attendance_row(
    store: &Store,
    attendance: Attendance,
    now: Timestamp,
) -> Result<AttendanceRow, AppError> {
    let Circumstances { contact, held, notes, waits, last_incoming_at, charged } =
        circumstances(store, attendance.id).await?;
    let messages = message::last_messages(store, attendance.id, LOOK_BACK).await?;
    let last_out = of_card(&messages).cloned();
    let window = Window::at(last_incoming_at, now);
    let ending = match attendance.state {
        AttendanceState::Closed => Some(load_ending(store, attendance.id).await?),
        AttendanceState::Waiting | AttendanceState::Open => None,
    };
    // Who looks at what waits wants to know what the contact wrote, not that they were told that nobody is there.
    let is_told =
        |one: &&Message| attendance.state != AttendanceState::Waiting || one.direction == Direction::In;
    let last = messages.iter().filter(is_told).rfind(|one| !one.content.is_mark()).cloned();
    Ok(AttendanceRow { attendance, contact, last, last_out, held, waits, window, charged, notes, ending })
}
