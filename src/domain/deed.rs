//! What was done to people, teams and the house, and with what is kept about contacts: the words under which the audit
//! keeps it, and what owners read of it.

use super::Timestamp;
use super::id::StaffId;
use super::phone::Phone;
use serde::{Deserialize, Serialize};

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Something done to the company's people, teams or calendar, or with what is kept about contacts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Deed {
            $($(#[$doc])* $name,)*
        }

        impl Deed {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word in the audit: kept for ever.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

deeds! {
    /// Somebody was invited; the detail says as what.
    Invited = "house.invited",
    /// Somebody joined by an invitation.
    Joined = "house.joined",
    /// An invitation was taken back.
    Revoked = "house.revoked",
    /// A person's role was changed; the detail is the new one.
    Role = "house.role",
    /// A person joined a team; the detail is the team.
    TeamGiven = "house.team_given",
    /// A person left a team; the detail is the team.
    TeamTaken = "house.team_taken",
    /// A person is called otherwise; the detail is what they were called and, in a second line, are called now.
    PersonRenamed = "house.person_renamed",
    /// A person was removed.
    Removed = "house.removed",
    /// A person was said to be away by somebody who looks after them.
    Away = "house.away",
    /// A person was said to be there again by somebody who looks after them.
    Available = "house.available",
    /// The bot cannot reach a person any more.
    Unreachable = "house.unreachable",
    /// The configuration does not name an owner any more.
    OwnerNoMore = "house.owner_no_more",
    /// A team was created.
    TeamCreated = "house.team_created",
    /// A team was renamed; the detail is the new name.
    TeamRenamed = "house.team_renamed",
    /// A team was archived.
    TeamArchived = "house.team_archived",
    /// An archived team is used again.
    TeamRestored = "house.team_restored",
    /// A team may use a channel; the detail is the channel.
    ChannelGiven = "house.channel_given",
    /// A team may not use a channel any more; the detail is the channel.
    ChannelTaken = "house.channel_taken",
    /// Who sees a team's attendances was changed; the detail is who.
    Visibility = "house.visibility",
    /// A team receives who writes first on a channel; the detail is the channel.
    Door = "house.door",
    /// A team's business hours were changed.
    Hours = "house.hours",
    /// A team's message outside business hours was changed.
    Absence = "house.absence",
    /// For how many hours a concluded attendance goes back to the same person; the detail is the number.
    Reopening = "company.reopening",
    /// A word by which contacts opt out was added; the subject is its language.
    OptOutAdded = "house.opt_out_added",
    /// Such a word was removed.
    OptOutRemoved = "house.opt_out_removed",
    /// The words of a language are those of the configuration again.
    OptOutConfigured = "house.opt_out_configured",
    /// A channel's currency was chosen; the detail is the currency.
    Currency = "house.currency",
    /// A channel's currency is that of the configuration again.
    CurrencyConfigured = "house.currency_configured",
    /// A table of prices was sent; the detail is the file's name.
    RatesSent = "house.rates_sent",
    /// The table of prices was removed.
    RatesRemoved = "house.rates_removed",
    /// A holiday was put on the list; the subject is its day.
    HolidayAdded = "house.holiday_added",
    /// A holiday was taken off the list.
    HolidayRemoved = "house.holiday_removed",
    /// An attendance was started; the detail is the channel.
    Started = "attendance.opened",
    /// What was said in an attendance was looked at.
    Read = "attendance.read",
    /// Contacts were written into a file; the subject is its kind.
    Exported = "contacts.exported",
    /// Contacts were read in from a file.
    Imported = "contacts.imported",
    /// All that is kept about one contact was written into a file.
    ContactExported = "contact.exported",
    /// A contact was forgotten.
    Forgotten = "contact.forgotten",
    /// What was said longer ago than it is kept was erased; the detail says how many messages.
    Expired = "messages.erased",
}

/// A part of what owners read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What was done to people, teams and the calendar, and what was set for the company.
    House,
    /// What was done with what is kept about contacts.
    Contacts,
}

impl Deed {
    /// To which part it belongs.
    pub fn part(self) -> Part {
        let word = self.word();
        if word.starts_with("house.") || word.starts_with("company.") { Part::House } else { Part::Contacts }
    }

    /// Whether its subject is a contact or an attendance with one.
    pub const fn is_of_contact(self) -> bool {
        matches!(self, Self::Started | Self::Read | Self::ContactExported | Self::Forgotten)
    }

    /// By the word in the audit.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }
}

/// One line of what owners read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom; nobody when the service did it by itself.
    pub by: Option<StaffId>,
    /// What.
    pub deed: Deed,
    /// To what: the id of a person, a team, an attendance or a contact, a day, or a kind of file.
    pub subject: String,
    /// The contact that it is about, as it is called now; nobody when there is none, or it was forgotten.
    pub contact: Option<(Option<String>, Option<Phone>)>,
    /// Anything else.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_is_found_by_its_word() {
        for deed in Deed::ALL {
            assert_eq!(Deed::from_word(deed.word()), Some(*deed));
        }
        assert_eq!(Deed::from_word("attendance.concluded"), None);
    }
}
