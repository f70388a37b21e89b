//! What is sent to Telegram without being asked for. Stored as versioned JSON: words are chosen when it is sent.

use crate::domain::Timestamp;
use crate::domain::alarm::Finding;
use crate::domain::content::Content;
use crate::domain::id::{AttendanceId, ChannelId, MessageId, StaffId};
use crate::domain::staff::Role;
use crate::store::notice::{AT_ONCE, NEXT, NewNotice, put_for_cards, put_notice};
use crate::store::{StoreError, Tx};
use serde::{Deserialize, Serialize};

/// One thing to tell or to bring up to date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Notice {
    /// The card of an attendance shows what is.
    Card {
        /// Which.
        attendance: AttendanceId,
        /// Whether it was asked for, so that one that has scrolled away is sent anew.
        fresh: bool,
    },
    /// A contact wrote.
    Incoming {
        /// In which attendance.
        attendance: AttendanceId,
        /// What.
        message: MessageId,
    },
    /// Somebody asks for an attendance.
    TransferAsked {
        /// Which.
        attendance: AttendanceId,
        /// Who asks.
        by: StaffId,
    },
    /// The answer to who asked.
    TransferAnswered {
        /// Which.
        attendance: AttendanceId,
        /// Whether it is theirs now.
        accepted: bool,
    },
    /// Somebody offers an attendance.
    Offered {
        /// Which.
        attendance: AttendanceId,
        /// Who offers it.
        by: StaffId,
    },
    /// The answer to who offered it.
    OfferAnswered {
        /// Which.
        attendance: AttendanceId,
        /// Who answers.
        by: StaffId,
        /// Whether it is theirs now.
        accepted: bool,
    },
    /// A manager took an attendance from who had it.
    TakenOver {
        /// Which.
        attendance: AttendanceId,
        /// The manager.
        by: StaffId,
    },
    /// Messages that waited are on their way.
    Released {
        /// Of which attendance.
        attendance: AttendanceId,
        /// How many.
        count: u32,
    },
    /// The window of an attendance closes soon: two hours before, the card counts down; half an hour before, it is said.
    WindowCloses {
        /// Which.
        attendance: AttendanceId,
        /// Whether it is said, and not only shown.
        said: bool,
    },
    /// A message of a person's own did not arrive, or nobody knows: what happened and what can be done, below it.
    Trouble {
        /// Of which attendance.
        attendance: AttendanceId,
        /// Which message.
        message: MessageId,
    },
    /// What a person said, or did to a message, does not reach the contact.
    NotAmended {
        /// Of which attendance.
        attendance: AttendanceId,
        /// The message in the notice's chat that says it, or to which it was done.
        below: i64,
        /// Why.
        why: Unamended,
    },
    /// What a person said answers a message of which nobody knows to whom it belongs: it went nowhere.
    NotPlaced {
        /// The message in the notice's chat that says it.
        below: i64,
    },
    /// What a person said or tapped could not be worked off, however often it was tried.
    GivenUp {
        /// The message in the notice's chat that says it; none for a tap.
        below: Option<i64>,
        /// Whether it may have had its effect all the same.
        is_doubted: bool,
    },
    /// A person said something and was to be asked whether it goes to the contact. They went on before the question could
    /// be shown, or drew another panel over it: it went nowhere.
    Unconfirmed {
        /// In which attendance it was said.
        attendance: AttendanceId,
        /// All that was said, in its order.
        said: Vec<Content>,
    },
    /// A channel went down or came back a while ago: time to look whether it has stayed so, and to tell people.
    ChannelTurned {
        /// Which.
        channel: ChannelId,
    },
    /// A channel cannot send.
    ChannelDown {
        /// Which.
        channel: ChannelId,
        /// Since when.
        since: Timestamp,
    },
    /// A channel that people were told is down can send again.
    ChannelUp {
        /// Which.
        channel: ChannelId,
        /// Since when.
        since: Timestamp,
    },
    /// Something of the service has to be looked after, or is well again.
    Alarm {
        /// What was found.
        finding: Finding,
        /// Since when.
        since: Timestamp,
        /// Whether it is over.
        is_over: bool,
    },
    /// Something of the house that a person is told.
    House(Told),
    /// A message of the bot's own is taken away: what it showed must not stay in the chat.
    Remove {
        /// Which, in the notice's chat.
        message: i64,
    },
    /// The state of a message that a person wrote, as a mark on their own message.
    Tick {
        /// Which.
        message: MessageId,
        /// The person's message in the notice's chat.
        written_in: i64,
    },
}

/// What a person is told of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "told")]
pub enum Told {
    /// A person is called otherwise.
    Renamed {
        /// Who said so.
        by: StaffId,
    },
    /// They have joined: as what, and in which teams, is read when it is said.
    Welcome {
        /// Who invited them.
        by: StaffId,
    },
    /// Somebody whom they invited has joined.
    Joined {
        /// Who.
        staff: StaffId,
    },
    /// They may do something else from now on.
    Role {
        /// What.
        role: Role,
        /// Who says so.
        by: StaffId,
    },
    /// Their teams were changed: which they are is read when it is said.
    Teams,
    /// Somebody said that they are away, or there again.
    Away {
        /// Whether they are away.
        is_away: bool,
        /// Who says so.
        by: StaffId,
    },
    /// They do not work here any more.
    Goodbye,
    /// Somebody whom they look after cannot be reached.
    Unreachable {
        /// Who.
        staff: StaffId,
        /// How many attendances wait in their teams again.
        returned: u32,
    },
}

/// Why words, a reaction or a change of words do not reach the contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unamended {
    /// WhatsApp does not have this reaction.
    Emoji,
    /// The window is closed, and it cannot wait for it.
    WindowClosed,
    /// The attendance is concluded or somebody else's.
    Over,
    /// The message is just leaving, or nobody knows whether it has left.
    NotSent,
    /// The channel does not change what was sent.
    Fixed,
    /// It was sent too long ago.
    TooLate,
    /// It is a command now, which is no word to the contact.
    Command,
    /// They would be words under a sound, which WhatsApp does not carry.
    UnderSound,
    /// It was said in an attendance that nobody has taken yet.
    NotTaken,
    /// It was said in an attendance that somebody else has.
    NotYours,
    /// It was said in an attendance that is concluded.
    Closed,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    notice: Notice,
}

const VERSION: u32 = 1;

impl Notice {
    /// As it is stored.
    pub fn to_stored(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Stored { version: VERSION, notice: self.clone() })
    }

    /// From the store; `None` when it is of a version that is not known.
    pub fn from_stored(text: &str) -> Option<Self> {
        serde_json::from_str::<Stored>(text)
            .ok()
            .filter(|stored| stored.version == VERSION)
            .map(|stored| stored.notice)
    }

    /// The attendance to whose topic it belongs. An offer is for somebody who does not have it yet, and a mark stands on
    /// the message that it is about.
    pub const fn belongs_to(&self) -> Option<AttendanceId> {
        match self {
            // What was said to nobody stands where it was said.
            Self::NotAmended {
                why: Unamended::NotTaken | Unamended::NotYours | Unamended::Closed, ..
            }
            | Self::NotPlaced { .. }
            | Self::GivenUp { .. }
            | Self::Unconfirmed { .. }
            | Self::Offered { .. }
            | Self::Tick { .. }
            | Self::ChannelTurned { .. }
            | Self::ChannelDown { .. }
            | Self::ChannelUp { .. }
            | Self::Alarm { .. }
            | Self::House(_)
            | Self::Remove { .. } => None,
            Self::Card { attendance, .. }
            | Self::Incoming { attendance, .. }
            | Self::TransferAsked { attendance, .. }
            | Self::TransferAnswered { attendance, .. }
            | Self::OfferAnswered { attendance, .. }
            | Self::TakenOver { attendance, .. }
            | Self::Released { attendance, .. }
            | Self::WindowCloses { attendance, .. }
            | Self::NotAmended { attendance, .. }
            | Self::Trouble { attendance, .. } => Some(*attendance),
        }
    }

    /// What it is about, when a newer one makes it needless.
    fn dedupe(&self, chat_id: i64) -> Option<String> {
        match self {
            Self::Card { attendance, .. } => Some(format!("{}{chat_id}", about_card(*attendance))),
            Self::WindowCloses { attendance, said } => Some(format!("window:{attendance}:{said}")),
            Self::Trouble { message, .. } => Some(format!("trouble:{message}")),
            Self::Tick { message, .. } => Some(format!("tick:{message}")),
            Self::Incoming { message, .. } => Some(format!("in:{message}:{chat_id}")),
            Self::TransferAsked { attendance, by } => Some(format!("ask:{attendance}:{}", by.0)),
            Self::Offered { attendance, .. } => Some(format!("offer:{attendance}:{chat_id}")),
            Self::Remove { message } => Some(format!("remove:{message}:{chat_id}")),
            Self::House(Told::Teams) => Some(format!("teams:{chat_id}")),
            Self::ChannelTurned { channel } => Some(format!("turned:{channel}")),
            // What is true now takes the place of what was.
            Self::ChannelDown { channel, .. } | Self::ChannelUp { channel, .. } => {
                Some(format!("channel:{channel}:{chat_id}"))
            }
            Self::Alarm { finding, .. } => Some(format!("alarm:{}:{chat_id}", finding.about())),
            Self::TransferAnswered { .. }
            | Self::OfferAnswered { .. }
            | Self::TakenOver { .. }
            | Self::NotAmended { .. }
            | Self::NotPlaced { .. }
            | Self::GivenUp { .. }
            | Self::Unconfirmed { .. }
            | Self::House(_)
            | Self::Released { .. } => None,
        }
    }
}

/// What cards of an attendance are about; the chat's id follows.
fn about_card(attendance: AttendanceId) -> String {
    format!("card:{attendance}:")
}

/// Puts a notice for a chat, in the transaction of what it tells.
pub async fn put(
    tx: &mut Tx,
    chat_id: i64,
    thread_id: i64,
    notice: Notice,
    now: Timestamp,
) -> Result<(), StoreError> {
    put_at(tx, chat_id, thread_id, notice, now, now).await
}

/// Puts the card of an attendance for somebody who has just asked for it: it passes everything that waits for the chat.
pub async fn put_card_at_once(
    tx: &mut Tx,
    chat_id: i64,
    thread_id: i64,
    card: Notice,
    now: Timestamp,
) -> Result<(), StoreError> {
    put_at(tx, chat_id, thread_id, card, AT_ONCE, now).await
}

/// Puts a notice before all others that wait for the chat.
pub async fn put_next(tx: &mut Tx, chat_id: i64, notice: Notice, now: Timestamp) -> Result<(), StoreError> {
    put_at(tx, chat_id, 0, notice, NEXT, now).await
}

/// Puts a notice that is sent at `due_at`; a newer one about the same takes its place.
pub async fn put_at(
    tx: &mut Tx,
    chat_id: i64,
    thread_id: i64,
    notice: Notice,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let payload = notice.to_stored().map_err(StoreError::Unwritable)?;
    let dedupe = notice.dedupe(chat_id);
    put_notice(tx, &NewNotice { chat_id, thread_id, payload, dedupe, due_at, created_at: now }).await
}

/// Brings every card of an attendance up to date.
pub async fn refresh_cards(tx: &mut Tx, attendance: AttendanceId, now: Timestamp) -> Result<(), StoreError> {
    let payload = Notice::Card { attendance, fresh: false }.to_stored().map_err(StoreError::Unwritable)?;
    put_for_cards(tx, attendance, payload, about_card(attendance), now).await
}

#[cfg(test)]
mod tests {
    use super::{Content, MessageId, Notice};
    use crate::domain::id::AttendanceId;
    use uuid::Uuid;

    #[test]
    fn what_was_said_is_stored_as_the_store_looks_for_it_when_a_contact_is_forgotten_or_blocked() {
        let attendance = AttendanceId::new(Uuid::nil());
        let message = MessageId::new(Uuid::nil());
        let wrote = Notice::Incoming { attendance, message }.to_stored().unwrap();
        assert!(wrote.contains(r#""kind":"incoming""#) && wrote.contains(&attendance.to_string()), "{wrote}");
        let said = vec![Content::Text { body: "Para quem é isto?".to_owned() }];
        let stored = Notice::Unconfirmed { attendance, said }.to_stored().unwrap();
        assert!(
            stored.contains(r#""kind":"unconfirmed""#) && stored.contains(&attendance.to_string()),
            "{stored}"
        );
    }
}
