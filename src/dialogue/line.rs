//! What is said in one line: below a panel, or over the chat in answer to a tap. By meaning; the words are chosen where
//! it is rendered.

use super::contact::Remark;
use super::house;
use super::screen::Person;
use crate::domain::channel::DownReason;
use crate::domain::fault::Fault;
use crate::domain::media::Unfit;
use crate::domain::phone::PhoneFault;
use crate::domain::template::{TemplateStatus, ValueFault};

/// One line below a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// The text is not a number.
    Phone(PhoneFault),
    /// The value does not fit.
    Value(ValueFault),
    /// A name must have 1 to 80 characters.
    Name,
    /// Something about a contact.
    OfContact(Remark),
    /// Typing does nothing here: there are buttons.
    UseButtons,
    /// The text has no number in it and no attendance is current.
    NotUnderstood,
    /// We cannot read this kind of message.
    Unreadable,
    /// A file or place is not wanted here.
    FileNotWanted,
    /// No such command.
    UnknownCommand(String),
    /// The link was not understood.
    BadLink,
    /// The channel is down and cannot be chosen.
    ChannelDown {
        /// Its name.
        name: String,
        /// Why.
        reason: DownReason,
    },
    /// Something that owners set for the company.
    Company(super::company::Line),
    /// Something of the house.
    House(house::Line),
    /// Only managers and owners look after channels.
    ForManagers,
    /// It is no longer allowed: role, team or channel changed.
    NotAllowed,
    /// The template cannot be sent any more.
    TemplateGone {
        /// Its name.
        name: String,
        /// Its status now; `None` when it was removed.
        status: Option<TemplateStatus>,
    },
    /// The template was changed; what fits was kept.
    TemplateChanged {
        /// How many values no longer fit.
        dropped: u32,
    },
    /// The number could not be checked.
    CheckFailed(Fault),
    /// The file could not be moved to the provider.
    MoveFailed(Fault),
    /// A file is still on its way.
    StillMoving,
    /// It was saved.
    Saved,
    /// The text waits until the contact writes; so many wait now.
    Held(u32),
    /// It is not in the queue any more: it has left, or was removed.
    LeftQueue,
    /// It was taken out of the queue.
    Removed,
    /// The note is kept in the attendance with this contact, for the staff only.
    Noted(Person),
    /// How a note is written: there is no attendance here that it could belong to.
    NoteHow,
    /// The attendance was concluded.
    Concluded,
    /// The holder was asked to hand the attendance over.
    TransferAsked {
        /// Whom.
        name: Option<String>,
    },
    /// The attendance was offered to them.
    Offered {
        /// To whom.
        name: String,
    },
    /// The attendance is closed: nothing can be sent there.
    Closed,
    /// The text is too long for one message.
    TextTooLong {
        /// The limit in characters.
        limit: u32,
    },
    /// The file cannot go to the contact.
    Unfit(Unfit),
    /// The sound cannot go to the contact with words under it.
    WordsUnderSound,
    /// The number belongs to somebody else on file.
    NumberOfAnother {
        /// Their name, if known.
        name: Option<String>,
    },
    /// The bot speaks this language from now on.
    LanguageSet,
    /// It is no name that contacts can see.
    ShownName,
    /// It is no two times of the day.
    QuietHours,
    /// It is no number of hours from 0 to this one.
    Hours {
        /// The most.
        most: u32,
    },
    /// The templates are being read from the providers.
    TemplatesAsked,
    /// It is no word for a quick reply.
    ReplyWord,
    /// A command is called so.
    ReplyWordTaken,
    /// There are as many quick replies as there can be.
    RepliesFull {
        /// How many.
        most: u32,
    },
    /// The quick reply is kept.
    ReplyKept {
        /// The word that calls it.
        word: String,
    },
    /// The quick reply is gone.
    ReplyGone {
        /// The word that called it.
        word: String,
    },
    /// The quick reply was said to the contact.
    Replied {
        /// The word that calls it.
        word: String,
    },
}

/// A short answer to a tap, shown over the chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toast {
    /// The button is of an older panel.
    Stale,
    /// The button is not this person's.
    Foreign,
    /// It has been done already.
    AlreadyDone,
    /// It is too early: a confirmation may still come.
    TooEarly,
    /// Nothing new is known.
    NothingNew,
    /// It is being sent again.
    SendingAgain,
    /// Not allowed.
    NotAllowed,
    /// Somebody else of the team may accept.
    LeftToTeam,
}
