//! Loads what a step of the dialogue asks for.

use super::desk::{AppError, Desk, fresh_ids};
use crate::dialogue::facts::{AttendanceRow, Facts, History, Known, Need, Page, Standing};
use crate::dialogue::state::{ListView, State, Tab};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::Contact;
use crate::domain::limit::{LIST_ROWS_MAX, ROWS_COUNTED_MAX};
use crate::domain::message::{Direction, MessageState};
use crate::domain::staff::{Role, StaffMember};
use crate::domain::template::Value;
use crate::domain::window::Window;
use crate::store::attendance::AttendanceFilter;
use crate::store::circumstances::{Circumstances, circumstances};
use crate::store::timeline::{Sight, load_ending, timeline};
use crate::store::{Store, StoreError, attendance, contact, message, outbox, quick_value};

/// How many messages back the last one of ours is looked for: more than anybody writes in a row.
const LOOK_BACK: u32 = 30;

/// Facts with nothing loaded yet.
pub fn bare(desk: &Desk, me: StaffMember, draft: Option<(State, Timestamp)>, now: Timestamp) -> Facts {
    Facts {
        now,
        me,
        company: desk.company(),
        rates: desk.rates(),
        bot: desk.bot().clone(),
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
            let found = existing(contact::load_contact(store, id).await)?;
            facts.known.contacts.push((id, found));
        }
        Need::ContactPage(list) => {
            let found = contact_page(store, &list).await?;
            facts.known.contact_pages.push((list, found));
        }
        Need::Standing(contact, channel) => {
            let open = attendance::find_open(store, contact, &channel).await?;
            let last = attendance::last_incoming_at(store, contact, &channel).await?;
            let standing = Standing { open, window: Window::at(last, now) };
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
            let values = quick_value::quick_values(store, facts.me.id, &key).await?;
            let texts = values.into_iter().filter_map(|(slot, value)| match value {
                Value::Text { text } => Some((slot, text)),
                Value::Media { .. } | Value::Location { .. } => None,
            });
            facts.known.last_values.push((key, texts.collect()));
        }
        Need::Attendance(id) => {
            let row = match existing(attendance::load_attendance(store, id).await)? {
                Some(found) => Some(attendance_row(store, found, now).await?),
                None => None,
            };
            facts.known.attendances.push((id, row));
        }
        Need::AttendancePage(tab, list) => {
            let found = page_with(store, &filter_of(&facts.me, tab, &list.query), list.page, now).await?;
            facts.known.attendance_pages.push(((tab, list), found));
        }
        Need::AttendanceCounts(query) => {
            let counts = counts_of(store, &facts.me, &query).await?;
            facts.known.attendance_counts.push((query, counts));
        }
        Need::Held(id) => {
            facts.known.held.push((id, outbox::held_messages(store, id).await?));
        }
        Need::Timeline(view) => {
            let rows = u32::try_from(LIST_ROWS_MAX).unwrap_or(u32::MAX);
            let found = timeline(store, &view, &sight_of(&facts.me), rows).await?;
            facts.known.timelines.push((view, found));
        }
        Need::QueuePage(page) => {
            let filter = AttendanceFilter { holding: true, ..filter_of(&facts.me, Tab::Mine, "") };
            facts.known.queue_pages.push((page, page_with(store, &filter, page, now).await?));
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

fn page_of(page: u32) -> (u32, u32) {
    let rows = u32::try_from(LIST_ROWS_MAX).unwrap_or(u32::MAX);
    (page.saturating_mul(rows), rows)
}

async fn contact_page(store: &Store, list: &ListView) -> Result<Page<Contact>, AppError> {
    let (offset, rows) = page_of(list.page);
    let (rows, total) = if list.query.is_empty() {
        (contact::recent_contacts(store, offset, rows).await?, contact::count_contacts(store).await?)
    } else {
        (
            contact::search::search_contacts(store, &list.query, offset, rows).await?,
            contact::search::count_found(store, &list.query, ROWS_COUNTED_MAX).await?,
        )
    };
    Ok(Page { rows, total })
}

/// What a person may see of all attendances.
fn sight_of(me: &StaffMember) -> Sight {
    let teams = match me.role {
        Role::Owner => None,
        Role::Manager | Role::Attendant => Some(me.teams.clone()),
    };
    Sight { staff: me.id, teams }
}

/// Which attendances a person may see under a tab.
fn filter_of(me: &StaffMember, tab: Tab, query: &str) -> AttendanceFilter {
    let teams = sight_of(me).teams;
    let all = AttendanceFilter { query: query.to_owned(), ..AttendanceFilter::default() };
    match tab {
        Tab::New => AttendanceFilter { teams, state: Some(AttendanceState::Waiting), ..all },
        Tab::Mine => AttendanceFilter { staff: Some(me.id), state: Some(AttendanceState::Open), ..all },
        Tab::Others => {
            AttendanceFilter { others_than: Some(me.id), teams, state: Some(AttendanceState::Open), ..all }
        }
    }
}

async fn counts_of(store: &Store, me: &StaffMember, query: &str) -> Result<[u32; 3], AppError> {
    let mut counts = [0; 3];
    for (count, tab) in counts.iter_mut().zip(Tab::ALL) {
        *count = attendance::count_attendances(store, &filter_of(me, tab, query)).await?;
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

async fn rows_of(
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
    // Reactions and changes of words are told below what they are about.
    let mut ours =
        messages.iter().rev().filter(|one| one.direction == Direction::Out && !one.content.is_mark());
    // One whose fate is open keeps back all that come after it, so it is the one a person must hear of.
    let open_fate = ours.clone().rfind(|one| one.state == MessageState::Unknown);
    let last_out = open_fate.or_else(|| ours.next()).cloned();
    let window = Window::at(last_incoming_at, now);
    let ending = match attendance.state {
        AttendanceState::Closed => Some(load_ending(store, attendance.id).await?),
        AttendanceState::Waiting | AttendanceState::Open => None,
    };
    let last = messages.iter().rfind(|one| !one.content.is_mark()).cloned();
    Ok(AttendanceRow { attendance, contact, last, last_out, held, waits, window, charged, notes, ending })
}
