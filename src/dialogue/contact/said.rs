//! What this chapter shows, says and changes, by meaning.

use super::{Form, Import};
use crate::dialogue::screen::Person;
use crate::dialogue::state::IncomingFile;
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::contact::Contact;
use crate::domain::exchange::Format;
use crate::domain::id::{ContactId, ImportId};
use crate::domain::phone::Phone;
use crate::domain::profile::{Details, Field, FieldFault, Profile, TagId};

/// What a panel says.
#[derive(Debug, Clone, PartialEq)]
pub enum Panel {
    /// A new contact, and what is asked for.
    New {
        /// What was typed so far.
        form: Form,
        /// What is asked for; `None` when everything was.
        asks: Option<Field>,
    },
    /// Everything about a contact.
    Page {
        /// Who.
        contact: Box<Contact>,
        /// What is written down and decided.
        profile: Box<Profile>,
        /// Attendances that this person may see.
        seen: u32,
        /// Attendances of others.
        hidden: u32,
        /// The last one of all.
        last: Option<Attendance>,
        /// The name of who decided that it is blocked.
        blocked_by: Option<String>,
    },
    /// The tags of a contact.
    Tags {
        /// Whose.
        person: Person,
        /// Those that it has.
        tags: Vec<String>,
    },
    /// Is the contact to be blocked?
    Block {
        /// Who.
        person: Person,
    },
    /// With which other contact is it one?
    Merge {
        /// Who is left.
        person: Person,
        /// What was typed to filter.
        query: String,
        /// How many match.
        total: u32,
    },
    /// Are these two one?
    MergeSure {
        /// Who is left.
        kept: Person,
        /// Who goes.
        gone: Person,
    },
    /// Is the contact to be forgotten?
    Forget {
        /// Who.
        person: Person,
        /// It is asked for the second time.
        is_sure: bool,
    },
    /// All that is kept about a contact is being gathered.
    Copying {
        /// Who.
        person: Person,
    },
    /// How a file of contacts is sent.
    ImportHow,
    /// How far an import has come.
    Import {
        /// The file's name.
        name: String,
        /// How far.
        import: Import,
    },
    /// As what are the contacts on file written?
    Export {
        /// They are being written.
        running: bool,
    },
    /// Type another value.
    Edit {
        /// Of whom.
        person: Person,
        /// For which field.
        field: Field,
        /// What stands there now.
        now: Option<String>,
    },
    /// The attendances with a contact.
    Visits {
        /// With whom.
        person: Person,
        /// How many this person may see.
        total: u32,
        /// How many they may not.
        hidden: u32,
    },
}

/// One line below a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Remark {
    /// The text is not what the field takes.
    Field(Field, FieldFault),
    /// It was erased.
    Erased(Field),
    /// The text is no tag.
    Tag(FieldFault),
    /// There are as many tags as there may be.
    TooManyTags,
    /// It is blocked from now on.
    Blocked,
    /// It is not blocked any more.
    Unblocked,
    /// It is blocked, and nobody starts with it.
    IsBlocked {
        /// By whom.
        by: Option<String>,
        /// Since when.
        since: Timestamp,
        /// Whether the reader may unblock it.
        may_unblock: bool,
    },
    /// It gets no templates from now on.
    OptedOut,
    /// It gets templates again.
    OptedIn,
    /// It wants no templates.
    WantsNoTemplates {
        /// Since when.
        since: Timestamp,
        /// Whether the reader may send one all the same.
        may_override: bool,
    },
    /// Both are being attended on one channel.
    BothOpen,
    /// They are one from now on.
    Merged,
    /// They are two again.
    Parted,
    /// An attendance was opened since, so they stay one.
    LivedOn,
    /// A message to the contact is leaving in this moment.
    Leaving,
    /// It is being attended, and cannot be forgotten now.
    StillOpen,
    /// It is forgotten.
    Forgotten,
    /// Only managers handle contacts by the file.
    ForManagers,
    /// So many contacts were written.
    Exported(u32),
    /// All that is kept about the contact was written, without so many attendances that the person may not see.
    Copied(u32),
    /// They could not be written.
    ExportFailed,
}

/// What changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A contact is put on file.
    Create {
        /// The name.
        name: String,
        /// The number.
        phone: Phone,
        /// What else is known.
        details: Details,
    },
    /// A field gets another value; none where it is erased. Never the number.
    Set {
        /// Of whom.
        contact: ContactId,
        /// Which field.
        field: Field,
        /// The value.
        value: Option<String>,
    },
    /// The contact has another number to dial.
    Renumber {
        /// Who.
        contact: ContactId,
        /// The number.
        phone: Phone,
    },
    /// The contact gets a tag, or loses it.
    Tag {
        /// Who.
        contact: ContactId,
        /// Which.
        tag: TagId,
        /// Whether it has it from now on.
        is_on: bool,
    },
    /// The contact gets the tag of this name, which is made when there is none.
    NewTag {
        /// Who.
        contact: ContactId,
        /// Its name.
        name: String,
    },
    /// The contact is blocked, or not any more.
    Block {
        /// Who.
        contact: ContactId,
        /// Whether it is from now on.
        is_on: bool,
    },
    /// The contact wants no templates, or takes them again.
    OptOut {
        /// Who.
        contact: ContactId,
        /// Whether it wants none from now on.
        is_on: bool,
    },
    /// Two contacts are one.
    Merge {
        /// Who is left.
        kept: ContactId,
        /// Who goes.
        gone: ContactId,
    },
    /// They are two, after all.
    Part {
        /// Who was left.
        kept: ContactId,
        /// Which merge is undone.
        merge: i64,
    },
    /// Everything that tells of the person is erased.
    Forget {
        /// Who.
        contact: ContactId,
    },
    /// Somebody takes all that is kept about a contact with them.
    Copy {
        /// About whom.
        contact: ContactId,
    },
    /// A file of contacts is to be looked through.
    Look {
        /// Its id from now on.
        import: ImportId,
        /// What kind of file.
        format: Format,
        /// The file.
        file: Box<IncomingFile>,
    },
    /// What is in it is put on file.
    Import {
        /// Which.
        import: ImportId,
    },
    /// Somebody takes the contacts on file with them.
    Export {
        /// As what.
        format: Format,
    },
}
