//! What must hold for one step, whatever came before it: nothing leaves unless the input was the one that says so, it
//! goes to whom the screen names, and nothing is done by somebody who may not.

use super::super::state::{State, Who};
use super::super::step::Unsent;
use super::super::{Action, Change, Command, Input, Opening, Prompt, Screen, Step, replies};
use super::world::World;
use crate::domain::attendance::{Attendance, AttendanceState, Successor};
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::limit::TYPED_TEXT_LEN_MAX;
use crate::domain::quick_reply::ReplyWord;
use crate::domain::signature::signed;
use crate::domain::staff::Role;
use crate::domain::template::{Filled, TemplateStatus};

/// The world before a step, what the person saw, what they did, and what came of it.
pub(super) struct Taken<'t> {
    pub(super) before: &'t World,
    pub(super) screen: &'t Screen,
    pub(super) input: &'t Input,
    pub(super) step: &'t Step,
}

/// What is said in a topic goes to its contact or answers the question: it is judged as what it became. Below a buried
/// panel it answers nothing.
pub(super) fn meant(input: &Input, step: &Step) -> Input {
    let Input::InTopic { attendance, content, said, is_buried } = input else { return input.clone() };
    if step.changes.iter().any(|change| matches!(change, Change::Say { .. } | Change::NotSent { .. })) {
        return Input::Reply { attendance: *attendance, content: content.clone(), answers: None };
    }
    assert!(!is_buried || step.changes.is_empty(), "a question out of sight was answered");
    Input::clone(said)
}

impl Taken<'_> {
    pub(super) fn judge(&self) {
        for change in &self.step.changes {
            self.judge_change(change);
        }
        if let State::Linking { ended: None, .. } = &self.step.next
            && self.before.state != self.step.next
        {
            assert_eq!(self.before.member().role, Role::Owner, "only an owner links a phone");
        }
        if let State::Attending { attendance, .. } = &self.step.next
            && self.step.changes.is_empty()
            && self.before.state != self.step.next
        {
            assert!(self.is_mine(*attendance), "texts would go to an attendance of somebody else");
        }
    }

    /// Only what really goes to nobody is said to, and nothing is told of an attendance that one may not see.
    fn judge_not_sent(&self, attendance: AttendanceId, why: Unsent) {
        if why == Unsent::Command {
            assert!(matches!(self.input, Input::Reworded(_)) && self.step.next == self.before.state);
            return;
        }
        let one = self.attendance(attendance);
        let is_mine = one.staff == Some(self.before.me);
        assert!(!is_mine || one.state == AttendanceState::Closed, "what is sent is not refused");
        assert_eq!(is_mine, why == Unsent::Closed);
        let may_see = self.before.company.may_see(self.before.member(), one);
        assert!(why != Unsent::NotTaken || (one.staff.is_none() && may_see), "nothing is told of it");
    }

    fn judge_change(&self, change: &Change) {
        match change {
            Change::Open(opening) => self.judge_opening(opening),
            Change::Say { attendance, content, held, .. } => {
                self.may_send(*attendance);
                self.says_so(*attendance, content);
                let one = self.before.attendance(*attendance).unwrap();
                let channel = self.before.company.find_channel(&one.channel).unwrap();
                let is_open = self.before.window(one.contact, &one.channel).is_active();
                assert_eq!(*held, channel.capabilities.has_window && !is_open, "the window decides");
            }
            Change::NotSent { attendance, why } => self.judge_not_sent(*attendance, *why),
            Change::NotPlaced => assert_eq!(self.step.next, self.before.state, "it answers no question"),
            Change::SendTemplate { attendance, filled } => {
                self.may_send(*attendance);
                self.pressed(&Action::Send);
                let State::Review { choice, .. } = &self.before.state else { panic!("sent unseen") };
                assert_eq!(choice.within, Some(*attendance));
                self.judge_template(&self.attendance(*attendance).channel.clone(), filled);
                self.names_contact_of(*attendance);
            }
            Change::Conclude { attendance, .. } => {
                self.may_send(*attendance);
                let State::Conclude { attendance: shown, reason: Some(_) } = &self.before.state else {
                    panic!()
                };
                assert_eq!(shown, attendance);
                let noted = self.is_typed();
                assert!(noted || *self.input == Input::Press(Action::NoNote));
                self.names_contact_of(*attendance);
            }
            Change::CorrectNumber { attendance, phone } => {
                self.may_send(*attendance);
                assert!(
                    matches!(&self.before.state, State::CorrectNumber { attendance: one } if one == attendance)
                );
                assert!(matches!(self.input, Input::Typed(_)));
                let own = self.attendance(*attendance).contact;
                let others = self.before.contacts.iter().filter(|one| one.id != own);
                let taken = others.filter_map(|one| one.phone.as_ref()).any(|one| one.same_person(phone));
                assert!(!taken, "a number of somebody else");
                self.names_contact_of(*attendance);
            }
            Change::RemoveHeld { attendance, message } | Change::MoveHeld { attendance, message, .. } => {
                self.judge_held(*attendance, *message);
            }
            Change::Offer { attendance, to, people } => self.judge_offer(*attendance, to, people),
            Change::AskTransfer { attendance, holder } => {
                self.pressed(&Action::AskTransfer(*attendance));
                let one = self.attendance(*attendance);
                assert!(
                    self.before.company.may_see(self.before.member(), one),
                    "another team's is not shown"
                );
                assert!(one.staff != Some(self.before.me) && one.state != AttendanceState::Closed);
                assert_eq!(*holder, one.staff);
            }
            Change::ShowCard(attendance) => {
                assert!(matches!(self.input, Input::Press(Action::OpenCard(one)) if one == attendance));
                self.may_look(*attendance);
            }
            Change::House(change) => self.judge_house(change),
            Change::Read(attendance) => self.may_look(*attendance),
            Change::Note { attendance, text } => self.judge_note(*attendance, text.as_str()),
            Change::Set(setting) => self.judge_setting(setting),
            Change::OfContact(change) => self.judge_of_contact(change),
            Change::SetLocale(locale) => {
                assert!(matches!(self.input, Input::Press(Action::SetLanguage(one)) if one == locale));
            }
        }
    }

    /// Words, where any words are asked for: they may begin with a slash.
    pub(super) fn is_typed(&self) -> bool {
        matches!(self.input, Input::Typed(_) | Input::Command(Command::Unknown(_)) | Input::Slash { .. })
    }

    fn may_look(&self, id: AttendanceId) {
        let seen = self.before.company.may_see(self.before.member(), self.attendance(id));
        assert!(seen, "an attendance of another team");
    }

    /// A note is what was written as one, it goes where the screen or the answered message says, and nothing else happens.
    fn judge_note(&self, attendance: AttendanceId, words: &str) {
        self.may_look(attendance);
        assert_eq!(self.step.changes.len(), 1, "a note is all that comes of a note");
        let written = match (self.input, &self.before.state) {
            (Input::Noted { attendance: answered, text }, _) => {
                assert_eq!(*answered, attendance);
                text
            }
            (Input::Command(Command::Note(text)), state) => {
                // The panel of one value names nobody; what answers the note does.
                if !matches!(state, State::Parameter { .. }) {
                    self.names_contact_of(attendance);
                }
                text
            }
            (
                Input::Typed(text) | Input::Command(Command::Unknown(text)) | Input::Slash { text, .. },
                State::Note { attendance: shown },
            ) => {
                assert_eq!(*shown, attendance);
                self.names_contact_of(attendance);
                text
            }
            (input, state) => panic!("noted by {input:?} at {state:?}"),
        };
        assert_eq!(written.trim(), words);
    }

    pub(super) fn attendance(&self, id: AttendanceId) -> &Attendance {
        self.before.attendance(id).unwrap()
    }

    fn is_mine(&self, id: AttendanceId) -> bool {
        self.attendance(id).staff == Some(self.before.me)
    }

    fn may_send(&self, id: AttendanceId) {
        assert!(self.is_mine(id), "not the one who handles it");
        assert_ne!(self.attendance(id).state, AttendanceState::Closed, "it is closed");
    }

    /// The button was pressed, and it was on the panel.
    pub(super) fn pressed(&self, action: &Action) {
        assert_eq!(*self.input, Input::Press(action.clone()));
        let is_shown = self.screen.rows.iter().flatten().any(|button| button.action == *action);
        assert!(is_shown, "{action:?} is not on the panel");
    }

    /// Something leaves when it was said to this contact, answers one of their messages, or was confirmed.
    fn says_so(&self, attendance: AttendanceId, content: &Content) {
        let asked = match (self.input, &self.before.state) {
            (Input::Typed(typed), State::Attending { attendance: shown, .. }) => {
                assert_eq!(*shown, attendance);
                Content::Text { body: typed.chars().take(TYPED_TEXT_LEN_MAX).collect() }
            }
            (Input::File(file), State::Attending { attendance: shown, .. }) => {
                assert_eq!(*shown, attendance);
                file.content()
            }
            (
                Input::Location { latitude, longitude, name, address },
                State::Attending { attendance: shown, .. },
            ) => {
                assert_eq!(*shown, attendance);
                let (name, address) = (name.clone(), address.clone());
                Content::Place { latitude: *latitude, longitude: *longitude, name, address }
            }
            (Input::Reply { attendance: answered, content: said, .. }, _) => {
                assert_eq!(*answered, attendance);
                said.clone()
            }
            (
                Input::Press(Action::ConfirmText),
                State::ConfirmText { attendance: shown, text, content: asked, album, .. },
            ) => {
                assert_eq!(*shown, attendance);
                let text = Content::Text { body: text.clone() };
                let more = album.iter().flat_map(|album| album.more.iter().cloned());
                let mut all = std::iter::once(asked.as_deref().cloned().unwrap_or(text)).chain(more);
                assert_eq!(self.step.changes.len(), all.clone().count(), "the whole album or nothing");
                let at = self.step.changes.iter().position(
                    |one| matches!(one, Change::Say { content: said, .. } if std::ptr::eq(said, content)),
                );
                all.nth(at.unwrap()).unwrap()
            }
            (
                Input::Press(Action::Replies(replies::Press::Send)),
                State::Replies { place: replies::Place::Check { attendance: shown, reply } },
            ) => {
                assert_eq!(*shown, attendance);
                self.replied(attendance, |one| one.id == *reply, content)
            }
            (Input::Command(Command::Unknown(word)), State::Attending { attendance: shown, .. }) => {
                assert_eq!(*shown, attendance);
                self.replied(attendance, |one| ReplyWord::new(word).as_ref() == Ok(&one.word), content)
            }
            (Input::Slash { attendance: answered, text }, _) => {
                assert_eq!(*answered, attendance);
                self.replied(attendance, |one| ReplyWord::new(text).as_ref() == Ok(&one.word), content)
            }
            (input, state) => panic!("something left by {input:?} at {state:?}"),
        };
        let me = self.before.member();
        let asked = if me.preferences.signs { signed(asked, me.shown_name()) } else { asked };
        if !matches!(self.input, Input::Reply { .. } | Input::Slash { .. }) {
            self.names_contact_of(attendance);
        }
        match (content, asked) {
            (Content::Media { media, caption }, Content::Media { media: asked, caption: words }) => {
                assert_eq!((&media.at, caption), (&asked.at, &words), "another file");
                let channel = &self.before.attendance(attendance).unwrap().channel;
                let limits = self.before.company.find_channel(channel).unwrap().capabilities.media;
                assert!(media.size.unwrap_or_default() <= limits.of(media.kind), "too large for the channel");
            }
            (content, asked) => assert_eq!(*content, asked),
        }
        if let Content::Text { body } = content {
            assert!(!body.trim().is_empty(), "an empty text");
        }
    }

    fn judge_held(&self, attendance: AttendanceId, message: MessageId) {
        self.may_send(attendance);
        assert_eq!(self.before.state, State::HeldMessage { attendance, message }, "one that was not shown");
        let waits = self.before.waiting(attendance).iter().any(|one| one.id == message);
        assert!(waits, "it does not wait any more");
        self.names_contact_of(attendance);
    }

    fn judge_offer(&self, attendance: AttendanceId, to: &Successor, people: &[StaffId]) {
        self.may_send(attendance);
        assert!(
            matches!(&self.before.state, State::Transfer { attendance: one, .. } if *one == attendance),
            "offered unasked"
        );
        self.pressed(&match to {
            Successor::Team(team) => Action::Team(team.clone()),
            Successor::Person(person) => Action::Person(*person),
        });
        assert!(!people.is_empty() && !people.contains(&self.before.me), "{people:?}");
    }

    /// The panel names the contact that this attendance is with.
    fn names_contact_of(&self, attendance: AttendanceId) {
        let contact = self.before.contact(self.attendance(attendance).contact).unwrap();
        #[expect(clippy::wildcard_enum_match_arm, reason = "on no other panel does anything leave")]
        let person = match &self.screen.prompt {
            Prompt::Attending { person, .. }
            | Prompt::ConfirmText { person, .. }
            | Prompt::CorrectNumber { person }
            | Prompt::Conclude { person, .. }
            | Prompt::HeldMessage { person, .. }
            | Prompt::Held { person, .. }
            | Prompt::Transfer { person, .. }
            | Prompt::More { person, .. }
            | Prompt::History { person, .. }
            | Prompt::AskNote { person }
            | Prompt::Replies(replies::Said::Choose { person, .. } | replies::Said::Check { person, .. }) => {
                person
            }
            Prompt::Templates { chosen, .. }
            | Prompt::Preview { chosen, .. }
            | Prompt::Review { chosen, .. } => &chosen.person,
            other => panic!("{other:?} names nobody"),
        };
        assert_eq!(person.name, contact.name);
        assert!(person.phone.is_none() || person.phone == contact.phone, "{person:?} is not {contact:?}");
    }

    fn judge_opening(&self, opening: &Opening) {
        let before = self.before;
        let me = before.member();
        let channel = before.company.find_channel(&opening.channel).expect("a channel that exists");
        let team = before.company.find_team(&opening.team).expect("a team that exists");
        assert!(team.channels.contains(&channel.id), "the team may not use this channel");
        let for_all = me.role == Role::Owner && me.teams.is_empty();
        assert!(for_all || me.teams.contains(&team.id), "the person is not in this team");
        assert!(channel.is_usable(), "the channel is down");
        if let Who::Known { contact, .. } = &opening.to {
            assert!(before.open_with(*contact, &channel.id).is_none(), "two open attendances of one contact");
        }
        if let Some(filled) = &opening.first {
            self.pressed(&Action::Send);
            let Prompt::Review { chosen, .. } = &self.screen.prompt else { panic!("sent unseen") };
            let known = match &opening.to {
                Who::New { phone, .. } => Some(phone),
                Who::Known { contact, phone } => {
                    phone.as_ref().or_else(|| before.contact(*contact).and_then(|one| one.phone.as_ref()))
                }
            };
            assert_eq!(chosen.person.phone.as_ref(), known, "the review names somebody else");
            self.judge_template(&opening.channel, filled);
            return;
        }
        let asks = matches!(
            self.input,
            Input::Press(
                Action::StartAttendance | Action::Channel(_) | Action::Team(_) | Action::WithoutTemplate
            ) | Input::Checked { .. }
        );
        assert!(asks, "{:?} opens nothing", self.input);
        if channel.capabilities.needs_templates {
            let Who::Known { contact, .. } = &opening.to else { panic!("a new contact needs a template") };
            assert!(before.window(*contact, &channel.id).is_active(), "the window is closed");
        }
        if let Input::Checked { channel: checked, phone, .. } = self.input {
            assert_eq!((checked, Some(phone)), (&opening.channel, opening.to.phone()), "another's check");
        }
    }

    /// Approved, complete, and as it was shown.
    fn judge_template(&self, channel: &crate::domain::id::ChannelId, filled: &Filled) {
        let all = self.before.templates.iter().find(|(id, _)| id == channel).map(|(_, all)| all);
        let current = all.and_then(|all| all.iter().find(|one| one.key == filled.template.key));
        let current = current.expect("a template of this channel");
        assert_eq!(current.status, TemplateStatus::Approved);
        assert_eq!((&current.body, &current.buttons), (&filled.template.body, &filled.template.buttons));
        assert!(filled.is_complete(), "a gap has no value");
        let Prompt::Review { key, .. } = &self.screen.prompt else { panic!("sent unseen") };
        assert_eq!(*key, filled.template.key);
    }
}
