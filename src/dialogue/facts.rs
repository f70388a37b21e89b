//! What a step needs to know about the world, and how it says that something is not at hand.
//!
//! Needed: a pure step that still sees the database. Chosen: a step asks [`Facts`]; what is missing comes back as a
//! [`Need`], the caller loads it and takes the step again. So only what a step really asks for is ever read, and the
//! step cannot tell. Rejected: loading everything up front (a query for each table and tap), and handing a connection
//! in (nothing pure is left).

use super::company::OwnRates;
use super::contact;
use super::house;
use super::state::{ListView, State, Tab};
use super::timeline::{Timeline, TimelineView};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Ending};
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::cost::{Charged, RateTable};
use crate::domain::delivery::WaitsFor;
use crate::domain::hours::Holiday;
use crate::domain::id::{
    AttendanceId, ChannelId, ContactId, DeliveryId, InvitationId, MessageId, ReplyId, StaffId, TeamId,
};
use crate::domain::invitation::Secret;
use crate::domain::message::Message;
use crate::domain::opt_out::OptOut;
use crate::domain::phone::Phone;
use crate::domain::quick_reply::QuickReply;
use crate::domain::staff::{Locale, Role, StaffMember};
use crate::domain::team::Team;
use crate::domain::template::{SlotKey, Template, TemplateKey};
use crate::domain::window::Window;
use std::sync::Arc;

/// The company: everything small enough to be always at hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// Its people.
    pub staff: Vec<StaffMember>,
    /// Names of those who were removed: what they did still tells of them.
    pub former: Vec<(StaffId, String)>,
    /// Its teams, the archived ones included.
    pub teams: Vec<Team>,
    /// Days on which it is closed, in their order.
    pub holidays: Vec<Holiday>,
    /// Its channels, in the order of the configuration.
    pub channels: Vec<Channel>,
    /// Which team receives contacts that write first, by channel.
    pub doors: Vec<(ChannelId, TeamId)>,
    /// ISO 3166 code of the country of numbers typed without `+`.
    pub country: String,
    /// The language when a person's is not known.
    pub locale: Locale,
    /// The languages in which it can be read, in the order in which they are offered.
    pub languages: Vec<Locale>,
    /// What the commands are called in these languages: quick replies go by other words.
    pub commands: Vec<String>,
    /// Its time zone.
    pub timezone: chrono_tz::Tz,
    /// Hours within which an attendance that was concluded goes on with the same person; 0: it never does.
    pub reopen_hours: u32,
    /// What contacts write who want no templates any more.
    pub opt_out: OptOut,
    /// Currencies that were chosen in the chat, by channel.
    pub currencies: Vec<(ChannelId, String)>,
    /// A table of prices that was sent in the chat.
    pub own_rates: Option<OwnRates>,
}

impl Company {
    /// A person of ours.
    pub fn find_staff(&self, id: StaffId) -> Option<&StaffMember> {
        self.staff.iter().find(|one| one.id == id)
    }
    /// What a person is or was called here.
    pub fn name_of(&self, id: StaffId) -> Option<&str> {
        let former = || self.former.iter().find(|(one, _)| *one == id).map(|(_, name)| name.as_str());
        self.find_staff(id).map(|one| one.name.as_str()).or_else(former)
    }
    /// The teams that are not archived.
    pub fn teams_in_use(&self) -> impl Iterator<Item = &Team> {
        self.teams.iter().filter(|team| !team.is_archived)
    }
    /// Whether this person may see an attendance.
    pub fn may_see(&self, who: &StaffMember, attendance: &Attendance) -> bool {
        let team = self.find_team(&attendance.team);
        attendance.staff == Some(who.id) || team.is_some_and(|team| team.shows(who, attendance))
    }
    /// To whom of a team something is offered that waits there: those who are there. In a team without people it is
    /// for the owners.
    pub fn available(&self, team: &TeamId) -> impl Iterator<Item = &StaffMember> {
        let is_empty = !self.staff.iter().any(|one| one.may_use_team(team));
        let serves = move |one: &StaffMember| one.may_use_team(team) || is_empty && one.owns();
        self.staff.iter().filter(move |one| one.is_available() && serves(one))
    }
    /// A team.
    pub fn find_team(&self, id: &TeamId) -> Option<&Team> {
        self.teams.iter().find(|one| one.id == *id)
    }
    /// A channel.
    pub fn find_channel(&self, id: &ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|one| one.id == *id)
    }
    /// The language this person reads.
    pub fn locale_of(&self, member: &StaffMember) -> Locale {
        member.locale.filter(|locale| self.languages.contains(locale)).unwrap_or(self.locale)
    }
}

/// Something a step needs and the facts do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Everybody on file with this number, in any of its variants.
    ContactsWith(Phone),
    /// One contact.
    Contact(ContactId),
    /// A page of the contacts on file.
    ContactPage(ListView),
    /// Something about one contact.
    OfContact(contact::Ask),
    /// How a contact stands on a channel.
    Standing(ContactId, ChannelId),
    /// Attendances of a contact, whatever the channel: the open ones and the last.
    History(ContactId),
    /// The templates of a channel.
    Templates(ChannelId),
    /// The values used last time in a template.
    LastValues(TemplateKey),
    /// One attendance.
    Attendance(AttendanceId),
    /// A page of attendances, by what was typed.
    AttendancePage(Tab, ListView),
    /// How many attendances there are under each tab.
    AttendanceCounts(String),
    /// Something of the house.
    House(house::Need),
    /// A page of attendances with waiting messages.
    QueuePage(u32),
    /// What waits in an attendance, in the order in which it will leave.
    Held(AttendanceId),
    /// How many messages of an attendance wait for their channel.
    Stalled(AttendanceId),
    /// A page of what happened with a contact, as far as this person may see.
    Timeline(TimelineView),
    /// The quick replies that this person can call.
    Replies,
}

/// A page of a longer list.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: u32,
}

/// How a contact stands on a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The attendance that is not closed, if any.
    pub open: Option<Attendance>,
    /// The window.
    pub window: Window,
}

/// What happened with a contact before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    /// Attendances that are not closed, on any channel.
    pub open: Vec<Attendance>,
    /// The last one of all.
    pub last: Option<Attendance>,
}

/// An attendance with what a row or a card about it says.
#[derive(Debug, Clone, PartialEq)]
pub struct AttendanceRow {
    /// The attendance.
    pub attendance: Attendance,
    /// With whom.
    pub contact: Contact,
    /// The last message, if any.
    pub last: Option<Message>,
    /// The last message of ours, if any.
    pub last_out: Option<Message>,
    /// How many messages wait for the contact to write.
    pub held: u32,
    /// For what the first of the queued messages waits, and until when at the earliest.
    pub waits: Option<(WaitsFor, Timestamp)>,
    /// The window.
    pub window: Window,
    /// How the messages of ours are charged, as far as the provider has told.
    pub charged: Vec<Charged>,
    /// How many internal notes there are.
    pub notes: u32,
    /// How it ended, once it is closed.
    pub ending: Option<Ending>,
}

/// The templates of a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateList {
    /// All of them, in whatever status.
    pub templates: Arc<Vec<Template>>,
    /// When they were last read from the provider; `None` when never.
    pub synced_at: Option<Timestamp>,
}

/// Ids made at the edge, for what a step may create.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fresh {
    /// For a new contact.
    pub contact: ContactId,
    /// For a new attendance.
    pub attendance: AttendanceId,
    /// For its first message.
    pub message: MessageId,
    /// For that message's delivery.
    pub delivery: DeliveryId,
    /// For a new quick reply.
    pub reply: ReplyId,
    /// For a new invitation.
    pub invitation: InvitationId,
    /// What makes its link work.
    pub secret: Secret,
}

/// What Telegram says about the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bot {
    /// Its user name, for links.
    pub username: String,
    /// Whether each attendance has a topic of its own in the chat of who handles it.
    pub has_topics: bool,
}

/// What a step knows about the world.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The time.
    pub now: Timestamp,
    /// Who is at the desk.
    pub me: StaffMember,
    /// The company.
    pub company: Arc<Company>,
    /// What messages cost.
    pub rates: Arc<RateTable>,
    /// The bot.
    pub bot: Bot,
    /// The Telegram message in which the person says it, in the chat of the dialogue; none for a tap.
    pub said_in: Option<i64>,
    /// Ids for what may be created.
    pub fresh: Fresh,
    /// The draft that was left, and when.
    pub draft: Option<(State, Timestamp)>,
    /// What was loaded on demand.
    pub known: Known,
}

/// What was loaded on demand.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By [`Need::ContactsWith`].
    pub contacts_with: Vec<(Phone, Vec<Contact>)>,
    /// By [`Need::Contact`]; `None` when it does not exist (any more).
    pub contacts: Vec<(ContactId, Option<Contact>)>,
    /// By [`Need::ContactPage`].
    pub contact_pages: Vec<(ListView, Page<Contact>)>,
    /// By [`Need::OfContact`].
    pub of_contact: contact::Known,
    /// By [`Need::Standing`].
    pub standings: Vec<((ContactId, ChannelId), Standing)>,
    /// By [`Need::History`].
    pub histories: Vec<(ContactId, History)>,
    /// By [`Need::Templates`].
    pub templates: Vec<(ChannelId, TemplateList)>,
    /// By [`Need::LastValues`].
    pub last_values: Vec<(TemplateKey, Vec<(SlotKey, String)>)>,
    /// By [`Need::Attendance`]; `None` when it does not exist.
    pub attendances: Vec<(AttendanceId, Option<AttendanceRow>)>,
    /// By [`Need::AttendancePage`].
    pub attendance_pages: Vec<((Tab, ListView), Page<AttendanceRow>)>,
    /// By [`Need::AttendanceCounts`]: in the order of [`Tab::ALL`].
    pub attendance_counts: Vec<(String, [u32; 3])>,
    /// By [`Need::House`].
    pub house: house::Known,
    /// By [`Need::QueuePage`].
    pub queue_pages: Vec<(u32, Page<AttendanceRow>)>,
    /// By [`Need::Held`].
    pub held: Vec<(AttendanceId, Vec<Message>)>,
    /// By [`Need::Stalled`].
    pub stalled: Vec<(AttendanceId, u32)>,
    /// By [`Need::Timeline`].
    pub timelines: Vec<(TimelineView, Timeline)>,
    /// By [`Need::Replies`].
    pub replies: Option<Vec<QuickReply>>,
}

pub(super) fn find<'a, K: PartialEq, V>(pairs: &'a [(K, V)], key: &K) -> Option<&'a V> {
    pairs.iter().find(|(one, _)| one == key).map(|(_, value)| value)
}

impl Facts {
    /// Everybody on file with this number.
    pub fn contacts_with(&self, phone: &Phone) -> Result<&[Contact], Need> {
        find(&self.known.contacts_with, phone)
            .map(Vec::as_slice)
            .ok_or_else(|| Need::ContactsWith(phone.clone()))
    }
    /// One contact; `None` when it does not exist (any more).
    pub fn contact(&self, id: ContactId) -> Result<Option<&Contact>, Need> {
        find(&self.known.contacts, &id).map(Option::as_ref).ok_or(Need::Contact(id))
    }
    /// A page of the contacts on file.
    pub fn contact_page(&self, list: &ListView) -> Result<&Page<Contact>, Need> {
        find(&self.known.contact_pages, list).ok_or_else(|| Need::ContactPage(list.clone()))
    }
    /// How a contact stands on a channel.
    pub fn standing(&self, contact: ContactId, channel: &ChannelId) -> Result<&Standing, Need> {
        let key = (contact, channel.clone());
        find(&self.known.standings, &key).ok_or(Need::Standing(key.0, key.1))
    }
    /// What happened with a contact before.
    pub fn history(&self, contact: ContactId) -> Result<&History, Need> {
        find(&self.known.histories, &contact).ok_or(Need::History(contact))
    }
    /// The templates of a channel.
    pub fn templates(&self, channel: &ChannelId) -> Result<&TemplateList, Need> {
        find(&self.known.templates, channel).ok_or_else(|| Need::Templates(channel.clone()))
    }
    /// The values used last time in a template.
    pub fn last_values(&self, key: &TemplateKey) -> Result<&[(SlotKey, String)], Need> {
        find(&self.known.last_values, key).map(Vec::as_slice).ok_or_else(|| Need::LastValues(key.clone()))
    }
    /// One attendance.
    pub fn attendance(&self, id: AttendanceId) -> Result<Option<&AttendanceRow>, Need> {
        find(&self.known.attendances, &id).map(Option::as_ref).ok_or(Need::Attendance(id))
    }
    /// A page of attendances.
    pub fn attendance_page(&self, tab: Tab, list: &ListView) -> Result<&Page<AttendanceRow>, Need> {
        let key = (tab, list.clone());
        find(&self.known.attendance_pages, &key).ok_or(Need::AttendancePage(key.0, key.1))
    }
    /// How many attendances there are under each tab, in the order of [`Tab::ALL`].
    pub fn attendance_counts(&self, query: &str) -> Result<[u32; 3], Need> {
        let key = query.to_owned();
        find(&self.known.attendance_counts, &key).copied().ok_or(Need::AttendanceCounts(key))
    }
    /// A page of attendances with waiting messages.
    pub fn queue_page(&self, page: u32) -> Result<&Page<AttendanceRow>, Need> {
        find(&self.known.queue_pages, &page).ok_or(Need::QueuePage(page))
    }

    /// What waits in an attendance, in the order in which it will leave.
    pub fn held(&self, id: AttendanceId) -> Result<&[Message], Need> {
        find(&self.known.held, &id).map(Vec::as_slice).ok_or(Need::Held(id))
    }

    /// How many messages of an attendance wait for their channel, and not for the contact.
    pub fn stalled(&self, id: AttendanceId) -> Result<u32, Need> {
        find(&self.known.stalled, &id).copied().ok_or(Need::Stalled(id))
    }

    /// A page of what happened with a contact, as far as this person may see.
    pub fn timeline(&self, view: &TimelineView) -> Result<&Timeline, Need> {
        find(&self.known.timelines, view).ok_or(Need::Timeline(*view))
    }

    /// The quick replies that this person can call.
    pub fn replies(&self) -> Result<&[QuickReply], Need> {
        self.known.replies.as_deref().ok_or(Need::Replies)
    }

    /// Teams for which this person may start an attendance on the channel. An owner who is in no team stands for all.
    pub fn my_teams(&self, channel: &ChannelId) -> Vec<&Team> {
        let stands_for_all = self.me.role == Role::Owner && self.me.teams.is_empty();
        self.company
            .teams_in_use()
            .filter(|team| team.channels.contains(channel))
            .filter(|team| stands_for_all || self.me.may_use_team(&team.id))
            .collect()
    }

    /// Channels on which this person may start an attendance, the ones that are down included.
    pub fn my_channels(&self) -> Vec<&Channel> {
        self.company.channels.iter().filter(|channel| !self.my_teams(&channel.id).is_empty()).collect()
    }

    /// Whether this person may see an attendance.
    pub fn may_see(&self, attendance: &Attendance) -> bool {
        self.company.may_see(&self.me, attendance)
    }
}
