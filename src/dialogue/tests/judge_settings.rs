//! What must hold for a step that sets something, and for what a quick reply says.

use super::super::settings::Setting;
use super::super::{Action, Input};
use super::judge::Taken;
use crate::domain::delivery::Content;
use crate::domain::id::AttendanceId;
use crate::domain::quick_reply::{QuickReply, ReplyOwner, Values};
use crate::domain::signature::signed;
use crate::domain::staff::Role;

impl Taken<'_> {
    pub(super) fn judge_setting(&self, setting: &Setting) {
        match setting {
            Setting::Preferences(_) => {
                let typed = self.is_typed();
                assert!(typed || matches!(self.input, Input::Press(Action::Settings(_))));
            }
            Setting::Reopening { .. } | Setting::SyncTemplates | Setting::Company(_) => {
                assert_eq!(self.before.member().role, Role::Owner, "the company's settings are an owner's");
            }
            Setting::PutReply(QuickReply { owner, .. }) => self.may_write(owner),
            Setting::RemoveReply(id) => {
                let gone = self.before.replies.iter().find(|one| one.id == *id).unwrap();
                self.may_write(&gone.owner);
            }
        }
    }

    /// Whose quick replies this person may make and take away.
    fn may_write(&self, owner: &ReplyOwner) {
        let me = self.before.member();
        assert!(match owner {
            ReplyOwner::Person { staff } => *staff == me.id,
            ReplyOwner::Team { team } => me.may_take_over(team),
            ReplyOwner::Company => me.role == Role::Owner,
        });
    }

    /// A quick reply of this word, as the contact of the attendance reads it.
    pub(super) fn replied(
        &self,
        attendance: AttendanceId,
        is_it: impl Fn(&QuickReply) -> bool,
        content: &Content,
    ) -> Content {
        let one = self.attendance(attendance);
        let contact = self.before.contact(one.contact).unwrap();
        let team = self.before.company.find_team(&one.team).map_or("", |team| team.name.as_str());
        let me = self.before.member();
        let values =
            Values { contact: contact.first_name().unwrap_or_default(), me: me.shown_first_name(), team };
        let texts = self.before.replies.iter().filter(|reply| is_it(reply)).map(|reply| reply.filled(values));
        let said = |text: &Content| {
            let text = text.clone();
            *content == if me.preferences.signs { signed(text, me.shown_name()) } else { text }
        };
        texts.into_iter().find(said).expect("a quick reply says what was not written")
    }
}
