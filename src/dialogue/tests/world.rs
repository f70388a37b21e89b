//! A company for the dialogue to act in: it answers every need, bears every change, and can be disturbed in between.

use super::super::contact::Import;
use super::super::facts::{
    AttendanceRow, Bot, Company, Facts, Fresh, History, Known, Need, Page, Standing, TemplateList,
};
use super::super::screen::Button;
use super::super::state::{ListView, State, Tab};
use super::super::{Action, Command, Draft, Input, Prompt, Screen, Step, step, view};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::cost::RateTable;
use crate::domain::fold::fold;
use crate::domain::id::{
    AttendanceId, ChannelId, ContactId, DeliveryId, ImportId, InvitationId, MessageId, ReplyId, StaffId,
};
use crate::domain::invitation::{Invitation, Secret};
use crate::domain::limit::{LIST_ROWS_MAX, NEEDS_MAX};
use crate::domain::message::Message;
use crate::domain::note::Note;
use crate::domain::phone::Phone;
use crate::domain::profile::{Merged, Profile, Tag};
use crate::domain::quick_reply::{QuickReply, ReplyOwner};
use crate::domain::staff::{Role, StaffMember};
use crate::domain::template::{SlotKey, Template, TemplateKey};
use crate::domain::window::Window;
use std::sync::Arc;
use uuid::Uuid;

/// A company, its contacts, and one person's place in the dialogue.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(super) now: Timestamp,
    pub(super) me: StaffId,
    pub(crate) company: Company,
    pub(super) rates: Arc<RateTable>,
    pub(super) contacts: Vec<Contact>,
    pub(super) attendances: Vec<Attendance>,
    /// What is written down and decided, by contact.
    pub(super) profiles: Vec<(ContactId, Profile)>,
    pub(super) tags: Vec<Tag>,
    pub(super) imports: Vec<(ImportId, Import)>,
    /// Contacts that became one with another: which merge it was, with whom, the one that went, and its attendances.
    pub(super) merged: Vec<(Merged, ContactId, Contact, Vec<AttendanceId>)>,
    /// The last message of ours, by attendance; and how many wait.
    pub(super) said: Vec<(AttendanceId, Message)>,
    pub(super) held: Vec<(AttendanceId, Message)>,
    /// How many messages of any attendance wait for their channel.
    pub(super) stalled: u32,
    /// Internal notes, by attendance.
    pub(super) notes: Vec<(AttendanceId, Note)>,
    /// When a contact wrote last on a channel.
    pub(super) wrote_at: Vec<((ContactId, ChannelId), Timestamp)>,
    pub(super) templates: Vec<(ChannelId, Vec<Template>)>,
    pub(super) last_values: Vec<(TemplateKey, Vec<(SlotKey, String)>)>,
    pub(super) replies: Vec<QuickReply>,
    /// Invitations that can be used.
    pub(super) invitations: Vec<Invitation>,
    pub(super) state: State,
    pub(super) draft: Option<(State, Timestamp)>,
    pub(super) has_topics: bool,
    /// The message in which the next thing is said.
    pub(super) said_in: Option<i64>,
    pub(super) ids: u128,
}

pub(super) fn page<T: Clone>(all: &[T], page: u32) -> Page<T> {
    let from = usize::try_from(page).unwrap().saturating_mul(LIST_ROWS_MAX);
    let rows = all.iter().skip(from).take(LIST_ROWS_MAX).cloned().collect();
    Page { rows, total: u32::try_from(all.len()).unwrap() }
}

impl World {
    pub(super) fn member(&self) -> &StaffMember {
        self.company.find_staff(self.me).unwrap()
    }

    pub(super) fn member_mut(&mut self) -> &mut StaffMember {
        let me = self.me;
        self.company.staff.iter_mut().find(|one| one.id == me).unwrap()
    }

    pub(super) fn id(&mut self) -> Uuid {
        self.ids += 1;
        Uuid::from_u128(self.ids)
    }

    /// Facts with nothing loaded yet.
    pub(super) fn facts(&mut self) -> Facts {
        let fresh = Fresh {
            contact: ContactId::new(self.id()),
            attendance: AttendanceId::new(self.id()),
            message: MessageId::new(self.id()),
            delivery: DeliveryId::new(self.id()),
            reply: ReplyId::new(self.id()),
            invitation: InvitationId::new(self.id()),
            secret: Secret::new([7; 24]),
        };
        Facts {
            now: self.now,
            me: self.member().clone(),
            company: Arc::new(self.company.clone()),
            rates: Arc::clone(&self.rates),
            bot: Bot { username: "balcao_bot".to_owned(), has_topics: self.has_topics },
            said_in: self.said_in,
            fresh,
            draft: self.draft.clone(),
            known: Known::default(),
        }
    }

    pub(super) fn window(&self, contact: ContactId, channel: &ChannelId) -> Window {
        let key = (contact, channel.clone());
        let last = self.wrote_at.iter().find(|(one, _)| *one == key).map(|(_, at)| *at);
        Window::at(last, self.now)
    }

    pub(super) fn open_with(&self, contact: ContactId, channel: &ChannelId) -> Option<&Attendance> {
        self.attendances.iter().find(|one| {
            one.contact == contact && one.channel == *channel && one.state != AttendanceState::Closed
        })
    }

    pub(super) fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|one| one.id == id)
    }

    pub(super) fn attendance(&self, id: AttendanceId) -> Option<&Attendance> {
        self.attendances.iter().find(|one| one.id == id)
    }

    pub(super) fn row(&self, attendance: &Attendance) -> AttendanceRow {
        let said = self.said.iter().rev().find(|(id, _)| *id == attendance.id).map(|(_, one)| one.clone());
        AttendanceRow {
            charged: Vec::new(),
            notes: u32::try_from(self.notes_of(attendance.id).count()).unwrap(),
            ending: None,
            attendance: attendance.clone(),
            contact: self.contact(attendance.contact).unwrap().clone(),
            last: said.clone(),
            last_out: said,
            waits: None,
            held: u32::try_from(self.waiting(attendance.id).len()).unwrap(),
            window: self.window(attendance.contact, &attendance.channel),
        }
    }

    fn rows(&self, wanted: impl Fn(&Attendance) -> bool) -> Vec<AttendanceRow> {
        self.attendances.iter().filter(|one| wanted(one)).map(|one| self.row(one)).collect()
    }

    /// What stands under a tab.
    fn under(&self, tab: Tab, query: &str) -> Vec<AttendanceRow> {
        let me = self.member();
        let sees = |one: &Attendance| self.company.may_see(me, one);
        let query = fold(query);
        let found = |one: &Attendance| {
            let contact = self.contact(one.contact).unwrap();
            let number = contact.phone.as_ref().map(|phone| phone.digits().to_owned()).unwrap_or_default();
            fold(contact.name.as_deref().unwrap_or_default()).contains(&query) || number.contains(&query)
        };
        self.rows(|one| {
            found(one)
                && match (tab, one.state) {
                    (Tab::New, AttendanceState::Waiting) => sees(one),
                    (Tab::Mine, AttendanceState::Open) => one.staff == Some(me.id),
                    (Tab::Others, AttendanceState::Open) => one.staff != Some(me.id) && sees(one),
                    _ => false,
                }
        })
    }

    /// Answers one need.
    fn satisfy(&self, known: &mut Known, need: Need) {
        match need {
            Need::ContactsWith(phone) => {
                let found = self.contacts.iter().filter(|one| has(one, &phone)).cloned().collect();
                known.contacts_with.push((phone, found));
            }
            Need::Contact(id) => known.contacts.push((id, self.contact(self.now_called(id)).cloned())),
            Need::OfContact(ask) => self.satisfy_of_contact(&mut known.of_contact, ask),
            Need::ContactPage(list) => {
                let query = fold(&list.query);
                let matches = |one: &&Contact| fold(one.name.as_deref().unwrap_or_default()).contains(&query);
                let found: Vec<_> = self.contacts.iter().filter(matches).cloned().collect();
                let shown = page(&found, list.page);
                known.contact_pages.push((list, shown));
            }
            Need::Standing(contact, channel) => {
                let standing = Standing {
                    open: self.open_with(contact, &channel).cloned(),
                    window: self.window(contact, &channel),
                };
                known.standings.push(((contact, channel), standing));
            }
            Need::History(contact) => {
                let all = self.attendances.iter().filter(|one| one.contact == contact);
                let open = all.clone().filter(|one| one.state != AttendanceState::Closed).cloned().collect();
                known.histories.push((contact, History { open, last: all.clone().next_back().cloned() }));
            }
            Need::Templates(channel) => {
                let all = self.templates.iter().find(|(id, _)| *id == channel).map(|(_, all)| all.clone());
                let synced_at = all.is_some().then_some(self.now);
                let list = TemplateList { templates: Arc::new(all.unwrap_or_default()), synced_at };
                known.templates.push((channel, list));
            }
            Need::LastValues(key) => {
                let values = self.last_values.iter().find(|(one, _)| *one == key).map(|(_, all)| all.clone());
                known.last_values.push((key, values.unwrap_or_default()));
            }
            Need::Attendance(id) => {
                known.attendances.push((id, self.attendance(id).map(|one| self.row(one))));
            }
            Need::AttendancePage(tab, list) => {
                let shown = page(&self.under(tab, &list.query), list.page);
                known.attendance_pages.push(((tab, list), shown));
            }
            Need::AttendanceCounts(query) => {
                let count = |tab| u32::try_from(self.under(tab, &query).len()).unwrap();
                let counts = Tab::ALL.map(count);
                known.attendance_counts.push((query, counts));
            }
            Need::Replies => {
                let me = self.member();
                let mine = |one: &&QuickReply| match &one.owner {
                    ReplyOwner::Person { staff } => *staff == me.id,
                    ReplyOwner::Team { team } => me.owns() || me.may_use_team(team),
                    ReplyOwner::Company => true,
                };
                known.replies = Some(self.replies.iter().filter(mine).cloned().collect());
            }
            Need::Timeline(view) => known.timelines.push((view, self.timeline(&view))),
            Need::Held(id) => known.held.push((id, self.waiting(id))),
            Need::Stalled(id) => known.stalled.push((id, self.stalled)),
            Need::House(need) => self.house(&mut known.house, need),
            Need::QueuePage(at) => {
                let mine =
                    |one: &Attendance| one.staff == Some(self.me) && one.state == AttendanceState::Open;
                let rows: Vec<_> = self.rows(mine).into_iter().filter(|row| row.held > 0).collect();
                known.queue_pages.push((at, page(&rows, at)));
            }
        }
    }

    /// Takes a question to the world until it needs nothing more.
    fn ask<T>(&self, facts: &mut Facts, question: impl Fn(&Facts) -> Result<T, Need>) -> T {
        let mut asked = Vec::new();
        for _ in 0..NEEDS_MAX {
            match question(facts) {
                Ok(answer) => return answer,
                Err(need) => {
                    assert!(!asked.contains(&need), "asked twice: {need:?}");
                    asked.push(need.clone());
                    self.satisfy(&mut facts.known, need);
                }
            }
        }
        panic!("{NEEDS_MAX} needs are not enough: {asked:?}");
    }

    /// What the panel shows now.
    pub(super) fn screen(&mut self) -> Screen {
        let mut facts = self.facts();
        self.ask(&mut facts, |facts| view(&self.state, facts))
    }

    /// The buttons of the panel.
    pub(super) fn buttons(&mut self) -> Vec<Button> {
        self.screen().rows.into_iter().flatten().collect()
    }

    /// Whether the panel has this button.
    pub(super) fn offers(&mut self, action: &Action) -> bool {
        self.buttons().iter().any(|button| button.action == *action)
    }

    /// One step, with all that follows from it.
    pub(super) fn takes(&mut self, input: &Input) -> Step {
        let mut facts = self.facts();
        let taken = self.ask(&mut facts, |facts| step(&self.state, input, facts));
        match &taken.draft {
            Draft::Keep => {}
            Draft::Leave(state) => self.draft = Some(((**state).clone(), self.now)),
            Draft::Clear => self.draft = None,
        }
        for change in &taken.changes {
            self.bear(change, facts.fresh);
        }
        self.state = taken.next.clone();
        taken
    }

    /// Presses a button that must be on the panel, and gives what is seen then.
    pub(super) fn presses(&mut self, action: Action) -> Step {
        assert!(self.offers(&action), "{action:?} is not on {:?}", self.screen());
        self.takes(&Input::Press(action))
    }

    pub(super) fn types(&mut self, text: &str) -> Step {
        self.takes(&Input::Typed(text.to_owned()))
    }

    pub(super) fn commands(&mut self, command: Command) -> Step {
        self.takes(&Input::Command(command))
    }

    pub(super) fn prompt(&mut self) -> Prompt {
        self.screen().prompt
    }

    /// What waits in an attendance.
    pub(super) fn waiting(&self, id: AttendanceId) -> Vec<Message> {
        self.held.iter().filter(|(one, _)| *one == id).map(|(_, message)| message.clone()).collect()
    }

    /// The contact writes: the window is open for a day.
    pub(super) fn contact_writes(&mut self, contact: ContactId, channel: &ChannelId) {
        let key = (contact, channel.clone());
        self.wrote_at.retain(|(one, _)| *one != key);
        self.wrote_at.push((key, self.now));
    }

    /// Somebody has an attendance of this contact.
    pub(super) fn attend(
        &mut self,
        contact: ContactId,
        channel: &str,
        team: &str,
        staff: Option<i64>,
    ) -> AttendanceId {
        let id = AttendanceId::new(self.id());
        self.attendances.push(Attendance {
            id,
            contact,
            channel: super::cast::channel_id(channel),
            team: super::cast::team_id(team),
            staff: staff.map(StaffId),
            state: if staff.is_some() { AttendanceState::Open } else { AttendanceState::Waiting },
            opened_at: self.now,
            closed_at: None,
        });
        id
    }

    /// The first contact with this name.
    pub(super) fn named(&self, name: &str) -> ContactId {
        self.contacts.iter().find(|one| one.name.as_deref() == Some(name)).unwrap().id
    }

    /// A contact has this number, too.
    pub(super) fn also_has(&mut self, contact: ContactId, digits: &str) {
        let other = Address { kind: AddressKind::Dialled, value: digits.to_owned() };
        self.contacts.iter_mut().find(|one| one.id == contact).unwrap().addresses.push(other);
    }

    /// All the contacts are shown in a list; what is seen first.
    pub(super) fn lists(&mut self, list: ListView) -> Screen {
        self.state = State::Contacts { list };
        self.screen()
    }

    /// What this person may do from now on.
    pub(super) fn rights(&mut self, role: Role, teams: &[&str]) {
        let teams = teams.iter().map(|team| super::cast::team_id(team)).collect();
        let me = self.member_mut();
        (me.role, me.teams) = (role, teams);
    }
}

/// Whether this contact has that number.
fn has(one: &Contact, phone: &Phone) -> bool {
    let digits = phone.variants();
    one.addresses.iter().any(|known| digits.contains(&known.value))
        || one.phone.as_ref().is_some_and(|known| known.same_person(phone))
}
