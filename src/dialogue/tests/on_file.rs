//! What the company of the tests knows of its contacts, how it bears what changes there, and what must hold of that.

use super::super::contact::{Ask, Change, Import, Known, Place, Press, Stage, Visits};
use super::super::facts::Fresh;
use super::super::state::State;
use super::super::{Action, Input};
use super::judge::Taken;
use super::world::{World, page};
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::Contact;
use crate::domain::fold::fold;
use crate::domain::id::ContactId;
use crate::domain::limit::MERGE_UNDO_FOR;
use crate::domain::profile::{Decided, Field, Merged, Profile, Tag, TagId};
use crate::domain::staff::Role;

impl World {
    /// Who is there now in the place of a contact.
    pub(super) fn now_called(&self, id: ContactId) -> ContactId {
        let into = self.merged.iter().find(|(_, _, gone, _)| gone.id == id).map(|(_, kept, ..)| *kept);
        into.map_or(id, |kept| self.now_called(kept))
    }

    pub(super) fn profile(&self, id: ContactId) -> Profile {
        let known = self.profiles.iter().find(|(one, _)| *one == id);
        let merged = self.merged.iter().rev().find(|(_, kept, ..)| *kept == id).map(|(one, ..)| one.clone());
        Profile { merged, ..known.map(|(_, profile)| profile.clone()).unwrap_or_default() }
    }

    pub(super) fn profile_mut(&mut self, id: ContactId) -> &mut Profile {
        if !self.profiles.iter().any(|(one, _)| *one == id) {
            self.profiles.push((id, Profile::default()));
        }
        self.profiles.iter_mut().find(|(one, _)| *one == id).map(|(_, profile)| profile).unwrap()
    }

    pub(super) fn satisfy_of_contact(&self, known: &mut Known, ask: Ask) {
        match ask {
            Ask::Profile(id) => known.profiles.push((id, self.profile(id))),
            Ask::Import(id) => {
                let found = self.imports.iter().find(|(one, _)| *one == id).map(|(_, one)| one.clone());
                known.imports.push((id, found));
            }
            Ask::Tags => known.tags = Some(self.tags.clone()),
            Ask::Visits(id, at) => {
                let me = self.member();
                let all: Vec<&Attendance> = self.attendances.iter().filter(|one| one.contact == id).collect();
                let may_see = |one: &&&Attendance| self.company.may_see(me, one);
                let seen: Vec<_> = all.iter().filter(may_see).map(|one| self.row(one)).collect();
                let hidden = u32::try_from(all.len() - seen.len()).unwrap();
                known.visits.push(((id, at), Visits { page: page(&seen, at), hidden }));
            }
        }
    }

    pub(super) fn bear_of_contact(&mut self, change: &Change, fresh: Fresh) {
        let now = self.now;
        let decided = |is_on: bool| is_on.then_some(Decided { at: now, by: None });
        match change {
            Change::Create { name, phone, details } => {
                let (name, phone) = (Some(name.clone()), Some(phone.clone()));
                let id = fresh.contact;
                self.contacts.insert(0, Contact { id, name, phone, addresses: Vec::new(), active_at: now });
                self.profile_mut(id).details = details.clone();
            }
            Change::Set { contact, field: Field::Name, value } => {
                let one = self.contacts.iter_mut().find(|one| one.id == *contact).unwrap();
                one.name.clone_from(value);
            }
            Change::Set { contact, field, value } => {
                self.profile_mut(*contact).details.set(*field, value.clone());
            }
            Change::Renumber { contact, phone } => {
                let one = self.contacts.iter_mut().find(|one| one.id == *contact).unwrap();
                one.phone = Some(phone.clone());
            }
            Change::Tag { contact, tag, is_on } => {
                let tag = self.tags.iter().find(|one| one.id == *tag).unwrap().clone();
                let tags = &mut self.profile_mut(*contact).tags;
                tags.retain(|one| one.id != tag.id);
                tags.extend(is_on.then_some(tag));
            }
            Change::NewTag { contact, name } => {
                let known = self.tags.iter().find(|one| fold(&one.name) == fold(name)).cloned();
                let tag = known.unwrap_or_else(|| {
                    let id = TagId(i64::try_from(self.tags.len()).unwrap() + 1);
                    self.tags.push(Tag { id, name: name.clone() });
                    Tag { id, name: name.clone() }
                });
                let tags = &mut self.profile_mut(*contact).tags;
                tags.retain(|one| one.id != tag.id);
                tags.push(tag);
            }
            Change::Block { contact, is_on } => self.profile_mut(*contact).blocked = decided(*is_on),
            Change::OptOut { contact, is_on } => self.profile_mut(*contact).opted_out = decided(*is_on),
            Change::Merge { .. } | Change::Part { .. } | Change::Forget { .. } => self.bear_the_end(change),
            Change::Export { .. } | Change::Copy { .. } => {}
            Change::Look { import, .. } => {
                let (staff, stage) = (self.me, Stage::Looked);
                self.imports
                    .push((*import, Import { staff, stage, position: 9, fresh: 6, known: 2, wrong: 1 }));
            }
            Change::Import { import } => {
                let known = self.imports.iter_mut().find(|(one, _)| one == import);
                known.unwrap().1.stage = Stage::Done;
            }
        }
    }

    /// Somebody is not there any more, or again.
    pub(super) fn bear_the_end(&mut self, change: &Change) {
        let now = self.now;
        #[expect(clippy::wildcard_enum_match_arm, reason = "the others leave everybody there")]
        match change {
            Change::Merge { kept, gone } => {
                let at = self.contacts.iter().position(|one| one.id == *gone).unwrap();
                let gone = self.contacts.remove(at);
                let theirs = self.attendances.iter_mut().filter(|one| one.contact == gone.id);
                let moved = theirs
                    .map(|one| {
                        one.contact = *kept;
                        one.id
                    })
                    .collect();
                let id = i64::try_from(self.merged.len()).unwrap() + 1;
                self.merged.push((Merged { id, at: now, is_lived_on: false }, *kept, gone, moved));
            }
            Change::Forget { contact } => {
                let one = self.contacts.iter_mut().find(|one| one.id == *contact).unwrap();
                (one.name, one.phone) = (None, None);
                *self.profile_mut(*contact) = Profile::default();
                self.merged.retain(|(_, kept, ..)| kept != contact);
            }
            Change::Part { merge, .. } => {
                let at = self.merged.iter().position(|(one, ..)| one.id == *merge).unwrap();
                let (_, _, gone, moved) = self.merged.remove(at);
                for one in self.attendances.iter_mut().filter(|one| moved.contains(&one.id)) {
                    one.contact = gone.id;
                }
                self.contacts.push(gone);
            }
            _ => {}
        }
    }
}

impl Taken<'_> {
    /// What changes about a contact was typed or pressed on a panel about that contact, and is this person's to do.
    pub(super) fn judge_of_contact(&self, change: &Change) {
        let typed = self.is_typed();
        let pressed = |press: Press| self.pressed(&Action::OfContact(press));
        let manages = self.before.member().role != Role::Attendant;
        let shown = if let State::Contact { place } = &self.before.state { Some(place) } else { None };
        match (change, shown) {
            (Change::Create { name, phone, details }, Some(Place::New { form, .. })) => {
                pressed(Press::Save);
                assert_eq!((name, Some(phone), details), (&form.name, form.phone.as_ref(), &form.details));
                let taken = self.before.contacts.iter().any(|one| one.phone.as_ref() == Some(phone));
                assert!(!taken, "a number of somebody else");
            }
            (Change::Set { .. }, Some(Place::New { .. })) => pressed(Press::Save),
            (Change::Set { .. }, None) => {
                assert!(matches!(&self.before.state, State::NameContact { .. }) && typed);
            }
            (Change::Set { contact, field, value }, Some(Place::Edit { about, field: asked })) => {
                assert_eq!((contact, field), (&about.contact, asked));
                if value.is_some() { assert!(typed) } else { pressed(Press::Erase) }
            }
            (Change::Renumber { contact, phone }, Some(Place::Edit { about, field: Field::Phone })) => {
                assert!(*contact == about.contact && typed);
                let others = self.before.contacts.iter().filter(|one| one.id != *contact);
                let taken = others.filter_map(|one| one.phone.as_ref()).any(|one| one.same_person(phone));
                assert!(!taken, "a number of somebody else");
            }
            (Change::Tag { contact, tag, .. }, Some(Place::Tags { about, .. })) => {
                assert_eq!(*contact, about.contact);
                pressed(Press::Tag(*tag));
            }
            (Change::NewTag { contact, .. }, Some(Place::Tags { about, .. })) => {
                assert!(*contact == about.contact && typed);
            }
            (Change::Block { contact, is_on: true }, Some(Place::Block { about })) => {
                assert_eq!(*contact, about.contact);
                pressed(Press::BlockSure);
            }
            (Change::Block { contact, is_on: false }, Some(Place::Page { about })) => {
                assert!(manages && *contact == about.contact, "only a manager lets somebody in again");
                pressed(Press::Unblock);
            }
            (Change::OptOut { contact, is_on }, Some(Place::Page { about })) => {
                assert!((manages || *is_on) && *contact == about.contact);
                pressed(if *is_on { Press::OptOut } else { Press::OptIn });
            }
            (Change::Merge { kept, gone }, Some(Place::MergeSure { about, other })) => {
                assert!(kept != gone && *kept == about.contact && gone == other);
                pressed(Press::MergeSure);
                let open = |id: ContactId| {
                    let all = self.before.attendances.iter().filter(move |one| one.contact == id);
                    all.filter(|one| one.state != AttendanceState::Closed)
                };
                let clash = open(*kept).any(|one| open(*gone).any(|their| their.channel == one.channel));
                assert!(!clash, "two open attendances of one contact");
            }
            (Change::Part { kept, merge }, Some(Place::Page { about })) => {
                assert_eq!(*kept, about.contact);
                pressed(Press::Part);
                let (merged, ..) = self.before.merged.iter().find(|(one, ..)| one.id == *merge).unwrap();
                assert!(self.before.now - merged.at <= MERGE_UNDO_FOR, "too late");
            }
            (change, shown) => self.judge_beside(change, shown),
        }
    }

    fn judge_beside(&self, change: &Change, shown: Option<&Place>) {
        let pressed = |press: Press| self.pressed(&Action::OfContact(press));
        let manages = self.before.member().role != Role::Attendant;
        match (change, shown) {
            (Change::Forget { contact }, Some(Place::Forget { about, is_sure: true })) => {
                assert!(manages && *contact == about.contact, "only a manager lets somebody be forgotten");
                pressed(Press::ForgetSure);
                let mut theirs = self.before.attendances.iter().filter(|one| one.contact == *contact);
                assert!(theirs.all(|one| one.state == AttendanceState::Closed), "while being attended");
            }
            (Change::Copy { contact }, Some(Place::Page { about })) => {
                let contact = self.before.contact(*contact).unwrap();
                assert!(manages, "only a manager takes all of somebody along");
                assert_eq!(contact.id, self.before.now_called(about.contact));
                pressed(Press::Copy);
            }
            (Change::Look { file, .. }, _anywhere) => {
                assert!(manages && *self.input == Input::File((**file).clone()));
            }
            (Change::Import { import }, Some(Place::Import { import: asked, .. })) => {
                assert!(manages && import == asked);
                pressed(Press::Import);
                let (_, known) = self.before.imports.iter().find(|(one, _)| one == import).unwrap();
                assert_eq!((known.staff, known.stage), (self.before.me, Stage::Looked));
            }
            (Change::Export { format }, Some(Place::Export)) => {
                assert!(manages, "only a manager takes everybody along");
                pressed(Press::ExportAs(*format));
            }
            (change, shown) => panic!("{change:?} by {:?} at {shown:?}", self.input),
        }
    }
}

pub(super) const CHANGES_OF_CONTACT: [&str; 14] = [
    "contact created",
    "contact field",
    "contact renumbered",
    "contact tagged",
    "contact new tag",
    "contact blocked",
    "contact opted out",
    "contact merged",
    "contact parted",
    "contacts looked through",
    "contacts imported",
    "contacts exported",
    "contact forgotten",
    "contact copied",
];

pub(super) fn name_of_contact_change(change: &Change) -> &'static str {
    match change {
        Change::Create { .. } => CHANGES_OF_CONTACT[0],
        Change::Set { .. } => CHANGES_OF_CONTACT[1],
        Change::Renumber { .. } => CHANGES_OF_CONTACT[2],
        Change::Tag { .. } => CHANGES_OF_CONTACT[3],
        Change::NewTag { .. } => CHANGES_OF_CONTACT[4],
        Change::Block { .. } => CHANGES_OF_CONTACT[5],
        Change::OptOut { .. } => CHANGES_OF_CONTACT[6],
        Change::Merge { .. } => CHANGES_OF_CONTACT[7],
        Change::Part { .. } => CHANGES_OF_CONTACT[8],
        Change::Look { .. } => CHANGES_OF_CONTACT[9],
        Change::Import { .. } => CHANGES_OF_CONTACT[10],
        Change::Export { .. } => CHANGES_OF_CONTACT[11],
        Change::Forget { .. } => CHANGES_OF_CONTACT[12],
        Change::Copy { .. } => CHANGES_OF_CONTACT[13],
    }
}
