//! How the company bears the changes of a step, and what it tells of its past.

use super::super::facts::{Fresh, Page};
use super::super::settings::Setting;
use super::super::state::Who;
use super::super::timeline::{Entry, Happened, Timeline, TimelineView};
use super::super::{Change, Opening};
use super::world::{World, page};
use crate::domain::attendance::{Attendance, AttendanceState, Ending};
use crate::domain::contact::Contact;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, ContactId, MessageId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::note::Note;

impl World {
    pub(super) fn bear(&mut self, change: &Change, fresh: Fresh) {
        match change {
            Change::OfContact(change) => self.bear_of_contact(change, fresh),
            Change::SetLocale(locale) => self.member_mut().locale = Some(*locale),
            Change::Set(Setting::Preferences(wanted)) => self.member_mut().preferences = wanted.clone(),
            Change::Set(Setting::Reopening { hours }) => self.company.reopen_hours = *hours,
            Change::Set(Setting::Company(change)) => self.bear_of_company(change),
            Change::Set(Setting::PutReply(reply)) => {
                self.replies.retain(|one| one.word != reply.word || one.owner != reply.owner);
                self.replies.push(reply.clone());
            }
            Change::Set(Setting::RemoveReply(id)) => self.replies.retain(|one| one.id != *id),
            Change::Open(opening) => self.open(opening, fresh),
            Change::Say { attendance, content, held, .. } => {
                self.say(*attendance, content.clone());
                let said = self.said.last().filter(|_| *held).cloned();
                self.held.extend(said);
            }
            Change::SendTemplate { attendance, filled } => {
                self.say(*attendance, Content::Template { filled: filled.clone() });
            }
            Change::Conclude { attendance, .. } => {
                let one = self.attendances.iter_mut().find(|one| one.id == *attendance).unwrap();
                one.state = AttendanceState::Closed;
                one.closed_at = Some(self.now);
                self.held.retain(|(id, _)| id != attendance);
            }
            Change::CorrectNumber { attendance, phone } => {
                let contact = self.attendance(*attendance).unwrap().contact;
                let one = self.contacts.iter_mut().find(|one| one.id == contact).unwrap();
                one.phone = Some(phone.clone());
            }
            Change::RemoveHeld { message, .. } => self.held.retain(|(_, one)| one.id != *message),
            Change::MoveHeld { attendance, message, earlier } => {
                let mine: Vec<_> =
                    (0..self.held.len()).filter(|at| self.held[*at].0 == *attendance).collect();
                let at = mine.iter().position(|at| self.held[*at].1.id == *message).unwrap();
                let with = if *earlier { at - 1 } else { at + 1 };
                self.held.swap(mine[at], mine[with]);
            }
            Change::Note { attendance, text } => {
                let note = Note { staff: self.me, text: text.clone(), written_at: self.now };
                self.notes.push((*attendance, note));
            }
            Change::House(change) => self.keep_house(change, fresh),
            Change::AskTransfer { .. }
            | Change::NotSent { .. }
            | Change::NotPlaced
            | Change::Offer { .. }
            | Change::ShowCard(_)
            | Change::Read(_)
            | Change::Set(Setting::SyncTemplates) => {}
        }
    }

    fn file(&mut self, id: ContactId, name: Option<String>, phone: crate::domain::phone::Phone) {
        let active_at = self.now;
        self.contacts.insert(0, Contact { id, name, phone: Some(phone), addresses: Vec::new(), active_at });
    }

    fn open(&mut self, opening: &Opening, fresh: Fresh) {
        let contact = match &opening.to {
            Who::New { phone, name } => {
                self.file(fresh.contact, name.clone(), phone.clone());
                fresh.contact
            }
            Who::Known { contact, .. } => *contact,
        };
        self.attendances.push(Attendance {
            id: fresh.attendance,
            contact,
            channel: opening.channel.clone(),
            team: opening.team.clone(),
            staff: Some(self.me),
            state: AttendanceState::Open,
            opened_at: self.now,
            closed_at: None,
        });
        if let Some(filled) = &opening.first {
            self.say(fresh.attendance, Content::Template { filled: filled.clone() });
        }
    }

    pub(super) fn say(&mut self, attendance: AttendanceId, content: Content) {
        let message = Message {
            id: MessageId::new(self.id()),
            attendance,
            direction: Direction::Out,
            content,
            state: MessageState::Queued,
            state_at: self.now,
            remote: None,
            fault: None,
            answers: None,
            created_at: self.now,
        };
        self.said.push((attendance, message));
    }

    pub(super) fn notes_of(&self, id: AttendanceId) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |(one, _)| *one == id).map(|(_, note)| note)
    }

    /// A page of what happened with a contact, as far as the person may see.
    pub(super) fn timeline(&self, view: &TimelineView) -> Timeline {
        let me = self.member();
        let may_see = |one: &&Attendance| self.company.may_see(me, one);
        let wanted = |one: &&Attendance| view.alone.is_none_or(|alone| alone == one.id);
        let all: Vec<_> =
            self.attendances.iter().filter(|one| one.contact == view.contact).filter(wanted).collect();
        let seen = all.iter().copied().filter(may_see);
        let entries: Vec<Entry> = seen.clone().flat_map(|one| self.entries(one)).collect();
        let Page { rows, total } = page(&entries, view.page);
        let hidden = u32::try_from(all.len() - seen.count()).unwrap();
        Timeline { page: Page { rows, total }, hidden }
    }

    fn entries(&self, attendance: &Attendance) -> Vec<Entry> {
        let entry = |at, what| Entry { attendance: attendance.clone(), at, what };
        let mut entries = vec![entry(attendance.opened_at, Happened::Opened)];
        let said = self.said.iter().filter(|(id, _)| *id == attendance.id);
        entries.extend(said.map(|(_, message)| {
            let what = Happened::Said { message: Box::new(message.clone()), by: attendance.staff };
            entry(message.created_at, what)
        }));
        let notes = self.notes_of(attendance.id);
        entries.extend(notes.map(|note| entry(note.written_at, Happened::Noted(note.clone()))));
        if let Some(closed_at) = attendance.closed_at {
            let ending = Ending { reason: None, note: None, incoming: 0, outgoing: 0 };
            entries.push(entry(closed_at, Happened::Concluded(ending)));
        }
        entries
    }
}
