//! Buttons of the panel, and how they travel in callback data: a short ASCII word and at most one argument.
//!
//! Arguments are ids, never positions in a list: a list may change between drawing and tapping, and a position would
//! then mean somebody else. Words are a promise: panels live in chats for ever, so a word is never reused.

use super::contact::Press;
use super::house;
use super::state::Tab;
use super::{company, replies, settings};
use crate::domain::attendance::Conclusion;
use crate::domain::id::{AttendanceId, ChannelId, ContactId, MessageId, StaffId, TeamId};
use crate::domain::phone::Phone;
use crate::domain::staff::Locale;
use crate::domain::template::Category;

/// A value offered for a gap, so that it need not be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quick {
    /// The contact's first name.
    ContactName,
    /// The first name of the person at the desk.
    MyName,
    /// The team's name.
    TeamName,
    /// The value used last time.
    LastUsed,
    /// The value given before the person went back.
    Keep,
}

/// A button of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// One step back.
    Back,
    /// Leave; the draft is kept.
    Cancel,
    /// The menu.
    Menu,
    /// Start an attendance from the contacts on file.
    New,
    /// Go on where the draft was left.
    Resume,
    /// Contacts on file.
    Contacts,
    /// Attendances.
    Attendances(Tab),
    /// Attendances with messages that wait.
    Queue,
    /// The company's channels.
    Channels,
    /// Show the code by which a phone is linked to this channel.
    LinkChannel(ChannelId),
    /// Something of the house.
    House(house::Press),
    /// What waits in this attendance.
    OpenQueue(AttendanceId),
    /// This message that waits.
    HeldMessage(MessageId),
    /// It leaves before the one before it.
    Earlier,
    /// It leaves after the one behind it.
    Later,
    /// It does not leave at all.
    Remove,
    /// The choice of a language.
    Language,
    /// This language.
    SetLanguage(Locale),
    /// The few lines of help.
    Help,
    /// This page of the list shown.
    Page(u32),
    /// Forget what was typed to filter.
    ClearFilter,
    /// Type a number for a new contact.
    NewNumber,
    /// This contact on file.
    Contact(ContactId),
    /// This number.
    Phone(Phone),
    /// Go on with the number shown.
    Converse,
    /// Give the contact a name.
    NameContact,
    /// A button of the chapter about one contact.
    OfContact(Press),
    /// Start an attendance: the only kind of sending for now.
    StartAttendance,
    /// This channel.
    Channel(ChannelId),
    /// This team.
    Team(TeamId),
    /// This person of the staff.
    Person(StaffId),
    /// Open the attendance that exists.
    OpenCard(AttendanceId),
    /// Ask the person who has it to hand it over.
    AskTransfer(AttendanceId),
    /// Open without a template.
    WithoutTemplate,
    /// Choose a template all the same.
    WithTemplate,
    /// Only this category, or all.
    Category(Option<Category>),
    /// The template of this fingerprint (see [`super::templates::fingerprint`]).
    Template(String),
    /// Fill in the values.
    SetParameters,
    /// Take an offered value.
    Quick(Quick),
    /// Show or hide the rules of the cost.
    CostRules,
    /// What happened with the contact.
    History,
    /// Write down an internal note.
    Note,
    /// A button of the settings.
    Settings(settings::Press),
    /// A button of what owners set for the company.
    Company(company::Press),
    /// A button of the quick replies.
    Replies(replies::Press),
    /// Send it.
    Send,
    /// Correct the number.
    FixNumber,
    /// Send the text there.
    ConfirmText,
    /// Conclude for this reason.
    Conclude(Conclusion),
    /// Conclude without a note.
    NoNote,
}

impl Action {
    /// The word that travels: at most 40 ASCII characters.
    pub fn encode(&self) -> String {
        match self {
            Self::Back => "bk".into(),
            Self::Cancel => "cx".into(),
            Self::Menu => "mn".into(),
            Self::New => "nw".into(),
            Self::Resume => "rs".into(),
            Self::Contacts => "cs".into(),
            Self::Attendances(tab) => format!("at:{}", tab_word(*tab)),
            Self::Queue => "qu".into(),
            Self::Channels => "cn".into(),
            Self::LinkChannel(channel) => format!("lk:{channel}"),
            Self::House(press) => press.encode(),
            Self::OpenQueue(attendance) => format!("oq:{}", attendance.short()),
            Self::HeldMessage(message) => format!("hm:{}", message.short()),
            Self::Earlier => "up".into(),
            Self::Later => "dn".into(),
            Self::Remove => "rm".into(),
            Self::Language => "la".into(),
            Self::SetLanguage(locale) => format!("sl:{}", locale.tag()),
            Self::Help => "hp".into(),
            Self::Page(page) => format!("pg:{page}"),
            Self::ClearFilter => "cf".into(),
            Self::NewNumber => "nn".into(),
            Self::Contact(contact) => format!("ct:{}", contact.short()),
            Self::Phone(phone) => format!("ph:{}", phone.digits()),
            Self::Converse => "cv".into(),
            Self::NameContact => "nc".into(),
            Self::OfContact(press) => format!("co:{}", press.encode()),
            Self::StartAttendance => "sa".into(),
            Self::Channel(channel) => format!("ch:{channel}"),
            Self::Team(team) => format!("te:{team}"),
            Self::Person(staff) => format!("pe:{}", staff.0),
            Self::OpenCard(attendance) => format!("oc:{}", attendance.short()),
            Self::AskTransfer(attendance) => format!("tr:{}", attendance.short()),
            Self::WithoutTemplate => "wo".into(),
            Self::WithTemplate => "wt".into(),
            Self::Category(category) => format!("ca:{}", category.map_or("all", category_word)),
            Self::Template(fingerprint) => format!("tp:{fingerprint}"),
            Self::SetParameters => "sp".into(),
            Self::Quick(quick) => format!("qk:{}", quick_word(*quick)),
            Self::CostRules => "cr".into(),
            Self::History => "hi".into(),
            Self::Note => "nt".into(),
            Self::Settings(press) => format!("se:{}", press.encode()),
            Self::Company(press) => press.encode(),
            Self::Replies(press) => format!("x{}", press.encode()),
            Self::Send => "go".into(),
            Self::FixNumber => "fx".into(),
            Self::ConfirmText => "ok".into(),
            Self::Conclude(reason) => format!("cc:{}", conclusion_word(*reason)),
            Self::NoNote => "no".into(),
        }
    }

    /// The inverse of [`Self::encode`]; `None` for what no version ever made.
    pub fn decode(text: &str) -> Option<Self> {
        if let Some(press) = text.strip_prefix('x') {
            return replies::Press::decode(press).map(Self::Replies);
        }
        if text.starts_with('y') {
            return company::Press::decode(text).map(Self::Company);
        }
        let (word, argument) = text.split_once(':').unwrap_or((text, ""));
        Some(match (word, argument) {
            ("bk", "") => Self::Back,
            ("cx", "") => Self::Cancel,
            ("mn", "") => Self::Menu,
            ("nw", "") => Self::New,
            ("rs", "") => Self::Resume,
            ("cs", "") => Self::Contacts,
            ("at", tab) => Self::Attendances(Tab::ALL.into_iter().find(|one| tab_word(*one) == tab)?),
            ("qu", "") => Self::Queue,
            ("cn", "") => Self::Channels,
            ("lk", id) => Self::LinkChannel(ChannelId::new(id).ok()?),
            ("oq", id) => Self::OpenQueue(AttendanceId::from_short(id).ok()?),
            ("hm", id) => Self::HeldMessage(MessageId::from_short(id).ok()?),
            ("up", "") => Self::Earlier,
            ("dn", "") => Self::Later,
            ("rm", "") => Self::Remove,
            ("la", "") => Self::Language,
            ("sl", tag) => Self::SetLanguage(Locale::new(tag)?),
            ("hp", "") => Self::Help,
            ("pg", page) => Self::Page(page.parse().ok()?),
            ("cf", "") => Self::ClearFilter,
            ("nn", "") => Self::NewNumber,
            ("ct", id) => Self::Contact(ContactId::from_short(id).ok()?),
            ("ph", digits) => Self::Phone(Phone::from_digits(digits)?),
            ("cv", "") => Self::Converse,
            ("nc", "") => Self::NameContact,
            ("co", press) => Self::OfContact(Press::decode(press)?),
            ("sa", "") => Self::StartAttendance,
            ("ch", id) => Self::Channel(ChannelId::new(id).ok()?),
            ("te", id) => Self::Team(TeamId::new(id).ok()?),
            ("pe", id) => Self::Person(StaffId(id.parse().ok()?)),
            ("oc", id) => Self::OpenCard(AttendanceId::from_short(id).ok()?),
            ("tr", id) => Self::AskTransfer(AttendanceId::from_short(id).ok()?),
            ("wo", "") => Self::WithoutTemplate,
            ("wt", "") => Self::WithTemplate,
            ("ca", "all") => Self::Category(None),
            ("ca", word) => {
                Self::Category(Some(Category::ALL.into_iter().find(|one| category_word(*one) == word)?))
            }
            ("tp", print) if !print.is_empty() => Self::Template(print.to_owned()),
            ("sp", "") => Self::SetParameters,
            ("qk", word) => Self::Quick(QUICK_ALL.into_iter().find(|one| quick_word(*one) == word)?),
            ("cr", "") => Self::CostRules,
            ("hi", "") => Self::History,
            ("nt", "") => Self::Note,
            ("se", press) => Self::Settings(settings::Press::decode(press)?),
            ("go", "") => Self::Send,
            ("fx", "") => Self::FixNumber,
            ("ok", "") => Self::ConfirmText,
            ("cc", word) => {
                Self::Conclude(Conclusion::ALL.into_iter().find(|one| conclusion_word(*one) == word)?)
            }
            ("no", "") => Self::NoNote,
            (word, argument) => return house::Press::decode(word, argument).map(Self::House),
        })
    }
}

const QUICK_ALL: [Quick; 5] =
    [Quick::ContactName, Quick::MyName, Quick::TeamName, Quick::LastUsed, Quick::Keep];

const fn quick_word(quick: Quick) -> &'static str {
    match quick {
        Quick::ContactName => "contact",
        Quick::MyName => "me",
        Quick::TeamName => "team",
        Quick::LastUsed => "last",
        Quick::Keep => "keep",
    }
}

const fn tab_word(tab: Tab) -> &'static str {
    match tab {
        Tab::New => "new",
        Tab::Mine => "mine",
        Tab::Others => "others",
    }
}

const fn category_word(category: Category) -> &'static str {
    match category {
        Category::Marketing => "marketing",
        Category::Utility => "utility",
        Category::Authentication => "authentication",
    }
}

const fn conclusion_word(reason: Conclusion) -> &'static str {
    match reason {
        Conclusion::GoalReached => "reached",
        Conclusion::GoalLost => "lost",
        Conclusion::Questions => "questions",
        Conclusion::Other => "other",
    }
}
