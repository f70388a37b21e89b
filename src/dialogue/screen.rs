//! What the person is shown, by meaning: words, marks and sizes are chosen where it is rendered.

pub use super::label::Label;
pub use super::line::{Line, Toast};
pub use super::shown::{ChannelView, Chosen, Holder, Person};

use super::action::Action;
use super::contact::Panel;
use super::house;
use super::state::{LinkEnd, Tab};
use super::timeline::Told;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Conclusion};
use crate::domain::contact::Contact;
use crate::domain::cost::Estimate;
use crate::domain::delivery::Content;
use crate::domain::phone::Phone;
use crate::domain::staff::{Locale, Role};
use crate::domain::template::preview::Preview;
use crate::domain::template::{Category, Slot, TemplateKey, Unfillable};

/// A panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// What it says.
    pub prompt: Prompt,
    /// One line below: what was wrong, or what was done by itself.
    pub line: Option<Line>,
    /// The buttons, row by row.
    pub rows: Vec<Vec<Button>>,
}

/// A button.
#[derive(Debug, Clone, PartialEq)]
pub struct Button {
    /// What it does.
    pub action: Action,
    /// What is written on it.
    pub label: Label,
}

/// What a panel says.
#[derive(Debug, Clone, PartialEq)]
pub enum Prompt {
    /// The menu.
    Menu {
        /// The first name of the person.
        name: String,
        /// Whether a draft can be resumed.
        draft: bool,
    },
    /// The few lines of help.
    Help {
        /// What this person may do.
        role: Role,
    },
    /// The choice of a language.
    ChooseLanguage {
        /// The one in force.
        now: Locale,
    },
    /// Attendances.
    Attendances {
        /// Which.
        tab: Tab,
        /// What was typed to filter.
        query: String,
        /// How many.
        total: u32,
    },
    /// Messages that wait.
    Queue {
        /// Attendances with waiting messages.
        total: u32,
    },
    /// How each channel is.
    Channels {
        /// Those of this page.
        channels: Vec<ChannelView>,
        /// Whether administrators are to be shown that a maker's program is in use.
        notice: bool,
    },
    /// The code by which a phone is linked stands below.
    Linking {
        /// The channel's name.
        name: String,
        /// How it ended; `None` while the code is shown.
        ended: Option<LinkEnd>,
    },
    /// What people and owners have set.
    Settings(super::settings::Said),
    /// What owners set for the company.
    Company(Box<super::company::Said>),
    /// Quick replies.
    Replies(super::replies::Said),
    /// Something of the house.
    House(Box<house::Prompt>),
    /// It is not for who asks.
    NotYours,
    /// What waits in one attendance for the contact to write.
    Held {
        /// Who must write.
        person: Person,
        /// How many.
        total: u32,
    },
    /// One message of it.
    HeldMessage {
        /// Who must write.
        person: Person,
        /// Its place, from 1.
        place: u32,
        /// How many wait.
        of: u32,
        /// What it says.
        content: Box<Content>,
        /// Since when it waits.
        since: Timestamp,
    },
    /// Contacts on file.
    Contacts {
        /// What was typed to filter.
        query: String,
        /// How many match.
        total: u32,
    },
    /// Type a number.
    AskNumber,
    /// Which of these numbers?
    PickNumber {
        /// The name that came with them.
        name: Option<String>,
    },
    /// Which of these contacts has this number?
    PickContact {
        /// The number.
        phone: Phone,
    },
    /// A number as read.
    Number {
        /// The contact as known.
        person: Person,
        /// The number of the country and its region, such as Brazil and RS.
        phone: Phone,
        /// The contact on file.
        contact: Option<Box<Contact>>,
        /// The last attendance.
        last: Option<Attendance>,
        /// Whose the open ones are.
        open: Vec<Holder>,
    },
    /// Type the contact's name.
    AskName {
        /// Whose.
        person: Person,
    },
    /// A panel of the chapter about one contact.
    OfContact(Box<Panel>),
    /// Contact and kind of sending.
    SendType {
        /// What was chosen.
        chosen: Chosen,
    },
    /// Which channel?
    Channel {
        /// What was chosen.
        chosen: Chosen,
        /// There is none this person may use.
        none: bool,
    },
    /// The contact is being attended already.
    Taken {
        /// What was chosen.
        chosen: Chosen,
        /// By whom.
        holder: Holder,
    },
    /// Which team?
    Team {
        /// What was chosen.
        chosen: Chosen,
    },
    /// The window is open.
    WindowOpen {
        /// What was chosen.
        chosen: Chosen,
        /// Until when.
        until: Timestamp,
    },
    /// The number is being checked.
    Checking {
        /// What was chosen.
        chosen: Chosen,
    },
    /// The number is not on WhatsApp.
    NotOnWhatsapp {
        /// What was chosen.
        chosen: Chosen,
    },
    /// Which template?
    Templates {
        /// What was chosen.
        chosen: Chosen,
        /// What was typed to filter.
        query: String,
        /// Only this category.
        category: Option<Category>,
        /// How many match.
        total: u32,
        /// They have never been read from the provider.
        never_synced: bool,
    },
    /// The template as the contact will see it.
    Preview {
        /// What was chosen.
        chosen: Chosen,
        /// Name and language.
        key: TemplateKey,
        /// Its category.
        category: Category,
        /// How it reads.
        preview: Box<Preview>,
        /// How many values it wants.
        slots: u32,
        /// Why it cannot be filled from a phone.
        unfillable: Option<Unfillable>,
    },
    /// One value.
    Parameter {
        /// From 1.
        position: u32,
        /// How many.
        of: u32,
        /// Which gap.
        slot: Slot,
        /// How it reads so far.
        preview: Box<Preview>,
        /// A file is on its way to the provider.
        moving: bool,
    },
    /// The finished message.
    Review {
        /// What was chosen.
        chosen: Chosen,
        /// Name and language.
        key: TemplateKey,
        /// Its category.
        category: Category,
        /// How it reads.
        preview: Box<Preview>,
        /// What it costs; `None` when the channel charges nothing.
        cost: Option<Estimate>,
        /// Whether the rules of the cost are shown.
        rules: bool,
    },
    /// What is typed goes to this contact.
    Attending {
        /// To whom.
        person: Person,
        /// On which channel.
        channel: String,
        /// Whether free text leaves at once; otherwise it waits for the contact to write.
        open: bool,
    },
    /// Type the right number.
    CorrectNumber {
        /// Whose number was wrong.
        person: Person,
    },
    /// To whom is it offered?
    Transfer {
        /// With whom it is.
        person: Person,
        /// There is nobody else.
        none: bool,
    },
    /// What else there is to an attendance.
    More {
        /// With whom it is.
        person: Person,
        /// How many internal notes it has.
        notes: u32,
    },
    /// A page of what happened with a contact.
    History {
        /// With whom.
        person: Person,
        /// The oldest first.
        entries: Vec<Told>,
        /// Attendances that this person may not see.
        hidden: u32,
    },
    /// Type the words of an internal note.
    AskNote {
        /// With whom the attendance is.
        person: Person,
    },
    /// Send this text there?
    ConfirmText {
        /// To whom.
        person: Person,
        /// All that would go there, in its order.
        said: Vec<Content>,
    },
    /// What was said goes nowhere: the attendance is not this person's any more.
    Unsent {
        /// All of it, in its order.
        said: Vec<Content>,
    },
    /// Why is it concluded?
    Conclude {
        /// With whom.
        person: Person,
        /// The reason, once chosen; then a note is asked for.
        reason: Option<Conclusion>,
        /// Messages that wait for the contact to write or for their channel, and will not leave.
        waiting: u32,
    },
    /// The attendance does not exist (any more), or is not this person's to see.
    Gone,
}
