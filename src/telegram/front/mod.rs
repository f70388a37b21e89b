//! The front: joins what arrives from Telegram to the application, and what the application wants shown to Telegram.
//!
//! [`Front::work`] is what the lanes call for each update; [`show`] shows panels; [`notices`] sends what nobody asked
//! for; [`effects`] does outside what a state asks for.

mod channels;
mod cards;
mod amended;
mod chats;
mod contact_copy;
mod contact_files;
mod effects;
mod files;
mod house;
mod incoming;
mod trouble;
mod trying;
mod window;
mod inline;
mod input;
mod link;
mod notice_text;
pub mod notices;
pub mod setup;
mod show;
mod topic;

use super::arrival::{Arrival, Reaction, What};
use super::command::Names;
use super::lane::{WorkError, Worked};
use super::panel::{Panels, Place, Recent};
use super::payload::Payload;
use super::sender::{Priority, Sender};
use crate::app::advance::{Drawn, TELEGRAM, Turn, advance, redraw, staleness};
use crate::app::amend::Amendment;
use crate::app::house::{back_in_touch, lost_touch};
use crate::app::press::{Pressed, press};
use crate::app::seen::{mark_seen, show_typing};
use crate::app::{AppError, Desk};
use crate::dialogue::{Action, CardAction, Enter, Input, Toast};
use crate::domain::Timestamp;
use crate::domain::id::{AttendanceId, ChannelId, StaffId};
use crate::domain::limit::{ALBUMS_KNOWN_MAX, STRANGER_SILENCE, STRANGERS_KNOWN_MAX};
use crate::domain::staff::{Locale, StaffMember};
use crate::i18n::{Voice, Words};
use crate::store::message::WrittenIn;
use crate::store::session::SessionKey;
use crate::supervise::Supervisor;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The front of the desk in Telegram. Clones are the same front.
#[derive(Debug, Clone)]
pub struct Front(Arc<Shared>);

/// Who holds it has the turn.
type Turns = Arc<tokio::sync::Mutex<()>>;

#[derive(Debug)]
struct Shared {
    desk: Desk,
    sender: Sender,
    panels: Panels,
    words: Arc<Words>,
    names: Names,
    supervisor: Supervisor,
    /// When a stranger was last told that this is a desk for staff.
    strangers: Mutex<HashMap<StaffId, Timestamp>>,
    /// What is being done outside, so that a panel drawn twice does not do it twice at once.
    running: Mutex<HashSet<String>>,
    /// Where the code of a channel is being shown, and how that is ended.
    links: Mutex<HashMap<SessionKey, (ChannelId, watch::Sender<bool>)>>,
    /// Whose turn it is to show a panel, by seat.
    seats: Mutex<HashMap<SessionKey, Arc<tokio::sync::Mutex<()>>>>,
    /// Where albums go whose parts are still arriving.
    albums: Mutex<Recent<(i64, String), input::AlbumGoes>>,
    /// Chats that take no topics, and until when that is believed.
    topicless: Mutex<HashMap<i64, Timestamp>>,
    /// Whose turn it is to send notices, by chat, and by attendance in a chat.
    turns: Mutex<HashMap<(i64, Option<AttendanceId>), Turns>>,
    chats: chats::Chats,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The failure of a use case, as a line for the log of the lane.
fn failed(error: &AppError) -> WorkError {
    WorkError(error.to_string())
}

/// A tapped button, and the message it hangs on, when it is known.
struct Tap {
    query_id: String,
    message_id: Option<i32>,
}

impl Front {
    /// A front that sends through this sender.
    pub fn new(desk: Desk, sender: Sender, words: Arc<Words>, supervisor: Supervisor) -> Self {
        let panels = Panels::new(sender.clone());
        let judge = desk.clone();
        sender.hush(move |chat| is_quiet(&judge, chat));
        Self(Arc::new(Shared {
            desk,
            sender,
            panels,
            names: Names::of(&words),
            words,
            supervisor,
            strangers: Mutex::default(),
            running: Mutex::default(),
            links: Mutex::default(),
            seats: Mutex::default(),
            albums: Mutex::new(Recent::new(ALBUMS_KNOWN_MAX)),
            topicless: Mutex::default(),
            turns: Mutex::default(),
            chats: chats::Chats::default(),
        }))
    }

    /// What it sends with, which also opens the files that people sent.
    pub fn sender(&self) -> Sender {
        self.0.sender.clone()
    }

    /// Works off one update.
    pub async fn work(&self, arrival: Arrival) -> Result<Worked, WorkError> {
        let place = Place { chat_id: arrival.chat_id, thread_id: arrival.thread_id };
        let Some(me) = self.0.desk.company().find_staff(arrival.person.id).cloned() else {
            return self.a_stranger_came(place, arrival).await;
        };
        let turn = Turn {
            seat: SessionKey {
                chat_id: arrival.chat_id,
                thread_id: i64::from(arrival.thread_id),
                staff: me.id,
            },
            input: Input::Unreadable,
            update_id: Some(arrival.update_id),
            written_in: None,
            language: arrival.person.language_code.as_deref().and_then(|tag| self.0.words.find(tag)),
            first_name: arrival.person.first_name.clone(),
        };
        if me.is_unreachable && !matches!(arrival.what, What::BlockedBot) {
            back_in_touch(&self.0.desk, me.id).await.map_err(|error| failed(&error))?;
        }
        match arrival.what {
            What::Tap { query_id, data, message_id, .. } => {
                let tap = Tap { query_id, message_id };
                self.tapped(place, turn, me, tap, data).await
            }
            What::Inline { query_id, query, offset } => {
                self.list_contacts(&me, query_id, &query, offset).await.map_err(|error| failed(&error))?;
                Ok(Worked::Nothing)
            }
            What::BlockedBot => {
                lost_touch(&self.0.desk, me.id).await.map_err(|error| failed(&error))?;
                Ok(Worked::Nothing)
            }
            What::Ignored(_) => Ok(Worked::Nothing),
            What::Edited(words) => self.edited(me, place, arrival.message_id, words, turn).await,
            What::Reacted(reaction) => {
                let what = match reaction {
                    Reaction::Emoji(emoji) => Amendment::Reaction(Some(emoji)),
                    Reaction::None => Amendment::Reaction(None),
                    Reaction::Foreign => Amendment::Foreign,
                };
                self.amended(me, place, arrival.message_id, what, turn).await
            }
            what @ (What::Command(_)
            | What::Text(_)
            | What::SharedContact { .. }
            | What::File(_)
            | What::Location { .. }
            | What::Unreadable) => {
                let written_in = arrival.message_id.map(|message_id| WrittenIn {
                    chat_id: arrival.chat_id,
                    message_id: i64::from(message_id),
                });
                let reply = input::Reply { to: arrival.reply_to.map(i64::from), card: arrival.answers };
                let input = input::of(self, turn.seat, what, reply).await.map_err(|error| failed(&error))?;
                let stepped = self.step(place, Turn { input, written_in, ..turn }).await;
                stepped.map_err(|error| failed(&error)).map(|()| Worked::Stored)
            }
        }
    }

    /// A tapped button. It is answered before anything slow begins.
    async fn tapped(
        &self,
        place: Place,
        turn: Turn,
        me: StaffMember,
        tap: Tap,
        data: Option<Payload>,
    ) -> Result<Worked, WorkError> {
        let Tap { query_id, message_id } = tap;
        let desk = &self.0.desk;
        let locale = desk.company().locale_of(&me);
        let say = |toast: Option<Toast>| toast.map(|toast| self.voice(locale).toast(toast));
        match data {
            Some(Payload::Panel { session, rev, action }) => {
                let drawn = Drawn { session, rev };
                let action = Action::decode(&action);
                let stale = staleness(desk, turn.seat, drawn).await.map_err(|error| failed(&error))?;
                self.0.sender.answer_tap(query_id, say(stale));
                let advanced = match (stale, action) {
                    (None, Some(action)) => advance(desk, Turn { input: Input::Press(action), ..turn }).await,
                    (Some(_), _) | (None, None) => redraw(desk, turn).await,
                };
                self.show(place, advanced.map_err(|error| failed(&error))?).await;
                Ok(Worked::Stored)
            }
            Some(Payload::Card { attendance, action }) => {
                let Some(action) = CardAction::decode(&action) else {
                    self.0.sender.answer_tap(query_id, say(Some(Toast::Stale)));
                    return Ok(Worked::Nothing);
                };
                let update_id = turn.update_id.unwrap_or_default();
                let pressed = press(desk, me, attendance, action, update_id).await;
                match pressed.map_err(|error| failed(&error))? {
                    Pressed::Done(toast) => {
                        if action == CardAction::Take && toast.is_none() {
                            self.saw_what_was_written(attendance);
                        }
                        self.0.sender.answer_tap(query_id, say(toast));
                        if action.answers_a_question() && matches!(toast, None | Some(Toast::SendingAgain)) {
                            self.take_the_buttons(place, message_id);
                        }
                    }
                    Pressed::Duplicate => self.0.sender.answer_tap(query_id, None),
                    Pressed::Enter(enter) => {
                        self.0.sender.answer_tap(query_id, None);
                        if let Enter::Respond(attendance) = enter {
                            self.is_about_to_answer(attendance, turn.seat.staff);
                        }
                        let stepped = self.step(place, Turn { input: Input::Enter(enter), ..turn }).await;
                        stepped.map_err(|error| failed(&error))?;
                    }
                }
                Ok(Worked::Stored)
            }
            None => {
                // No version of ours drew it.
                self.0.sender.answer_tap(query_id, say(Some(Toast::Stale)));
                let advanced = redraw(desk, turn).await.map_err(|error| failed(&error))?;
                self.show(place, advanced).await;
                Ok(Worked::Stored)
            }
        }
    }

    /// A question that was answered is not asked any more.
    fn take_the_buttons(&self, place: Place, message_id: Option<i32>) {
        let (Some(message_id), sender) = (message_id, self.0.sender.clone()) else { return };
        self.0.supervisor.spawn("take the buttons of a question", async move {
            sender.strip_keyboard(place.chat_id, message_id).await;
        });
    }

    /// Who takes an attendance has seen what the contact wrote.
    fn saw_what_was_written(&self, attendance: AttendanceId) {
        let desk = self.0.desk.clone();
        self.0.supervisor.spawn("mark as seen", async move {
            if let Err(error) = mark_seen(&desk, attendance).await {
                tracing::error!(%error, "what a contact wrote could not be marked as seen");
            }
        });
    }

    /// Who taps Responder is about to type.
    fn is_about_to_answer(&self, attendance: AttendanceId, me: StaffId) {
        let desk = self.0.desk.clone();
        self.0.supervisor.spawn("show typing", async move {
            if let Err(error) = show_typing(&desk, attendance, me).await {
                tracing::error!(%error, "it could not be shown that somebody types");
            }
        });
    }

    /// A person who is not on staff gets one polite line, once a day, and nothing else.
    async fn greet_stranger(&self, arrival: &Arrival) {
        if let What::Tap { query_id, .. } = &arrival.what {
            return self.0.sender.answer_tap(query_id.clone(), None);
        }
        if let What::Inline { query_id, .. } = &arrival.what {
            return self.0.sender.answer_inline(inline::nothing(query_id.clone()));
        }
        if matches!(arrival.what, What::Ignored(_) | What::BlockedBot | What::Edited(_) | What::Reacted(_)) {
            return;
        }
        let now = self.0.desk.clock().now();
        {
            let mut strangers = lock(&self.0.strangers);
            if strangers.len() >= STRANGERS_KNOWN_MAX {
                strangers.clear();
            }
            let told = strangers.get(&arrival.person.id);
            if told.is_some_and(|told| now - *told < STRANGER_SILENCE) {
                return;
            }
            strangers.insert(arrival.person.id, now);
        }
        let language = arrival.person.language_code.as_deref().and_then(|tag| self.0.words.find(tag));
        let locale = language.unwrap_or(self.0.desk.company().locale);
        let text = self.voice(locale).stranger();
        let sent =
            self.0.sender.send(arrival.chat_id, arrival.thread_id, &text, None, Priority::Notice).await;
        if let Err(error) = sent {
            tracing::debug!(%error, "a stranger could not be answered");
        }
    }

    fn voice(&self, locale: Locale) -> Speaker<'_> {
        let company = self.0.desk.company();
        Speaker(Voice {
            words: &self.0.words,
            locale,
            timezone: company.timezone,
            now: self.0.desk.clock().now(),
        })
    }

    /// The words of who reads a private chat.
    fn voice_of(&self, chat_id: i64) -> Speaker<'_> {
        let company = self.0.desk.company();
        let reader = company.find_staff(StaffId(chat_id));
        self.voice(reader.map_or(company.locale, |reader| company.locale_of(reader)))
    }

    /// The inbox's name for Telegram's updates.
    pub const fn source() -> &'static str {
        TELEGRAM
    }
}

/// The words of one person's language, now.
struct Speaker<'a>(Voice<'a>);

impl Speaker<'_> {
    fn toast(&self, toast: Toast) -> String {
        super::render::toast(toast, &self.0)
    }
    fn stranger(&self) -> String {
        super::render::stranger(&self.0)
    }
}

/// Whether the person of this chat wants no sound now.
fn is_quiet(desk: &Desk, chat: i64) -> bool {
    let company = desk.company();
    let time = desk.clock().now().with_timezone(&company.timezone).time();
    company.find_staff(StaffId(chat)).is_some_and(|member| member.preferences.is_quiet(time))
}
