//! Shows what a step led to: the panel, or nothing because a card follows by itself.

use super::super::panel::Place;
use super::super::sender::SendError;
use super::{Front, lock};
use crate::app::AppError;
use crate::app::advance::{Advanced, Shown, Turn, advance, redraw};
use crate::dialogue::{Input, Show};
use crate::domain::limit::UNSHOWN_AGE_MIN;
use crate::store::session::{SessionKey, SessionRow};
use std::sync::Arc;

impl Front {
    /// Shows it. What cannot be shown now stays noted as not shown, and is tried again by [`Front::show_forgotten`].
    pub(super) async fn show(&self, place: Place, advanced: Advanced) {
        let shown = match advanced {
            Advanced::Show(shown) => *shown,
            Advanced::Duplicate | Advanced::Stranger => return,
        };
        self.leave_link(shown.session.key, shown.effect.as_ref());
        if let Some(old) = shown.left_behind.and_then(|id| i32::try_from(id).ok()) {
            let sender = self.0.sender.clone();
            self.0.supervisor.spawn("strip a panel left behind", async move {
                sender.strip_keyboard(place.chat_id, old).await;
            });
        }
        match shown.show {
            Show::Panel => {
                // Held while it is shown: a panel drawn again and the next step must not overtake each other.
                let seat = self.seat_of(shown.session.key);
                let _held = seat.lock().await;
                let Some(panel) = self.panel_now(&shown.session).await else { return };
                self.show_panel(place, &shown, panel).await;
            }
            Show::Card(_) | Show::Nothing => {}
        }
        if let Some(effect) = shown.effect.clone() {
            self.begin(place, shown.session.key, effect);
        }
    }

    /// Who holds it shows the panel of the seat. Those of seats to which nothing is being shown are forgotten.
    fn seat_of(&self, key: SessionKey) -> Arc<tokio::sync::Mutex<()>> {
        let mut seats = lock(&self.0.seats);
        seats.retain(|_key, seat| Arc::strong_count(seat) > 1);
        Arc::clone(seats.entry(key).or_default())
    }

    /// The message that is the panel now; `None` when the dialogue has gone on since this was drawn: whoever took it
    /// further shows that, and an old question must not come back over it.
    async fn panel_now(&self, drawn: &SessionRow) -> Option<Option<i64>> {
        match self.0.desk.find_session(drawn.key).await {
            Ok(Some(now)) if now.id == drawn.id && now.rev > drawn.rev => None,
            Ok(Some(now)) if now.id == drawn.id && now.rev == drawn.rev => Some(now.panel_message_id),
            Ok(_) => Some(drawn.panel_message_id),
            Err(error) => {
                tracing::warn!(session.id = drawn.id, %error, "it is not known whether a panel is still the newest");
                Some(drawn.panel_message_id)
            }
        }
    }

    async fn show_panel(&self, place: Place, shown: &Shown, panel: Option<i64>) {
        let Some(screen) = &shown.screen else { return };
        let session = &shown.session;
        let voice = self.voice(shown.locale);
        let rendered = match super::super::render::screen(screen, &voice.0, session.id, session.rev) {
            Ok(rendered) => rendered,
            Err(error) => {
                tracing::error!(session.id = session.id, %error, "a panel could not be drawn");
                return;
            }
        };
        let panel = panel.and_then(|id| i32::try_from(id).ok());
        // While something is done outside, the panel counts as not shown: a start shows it again, and does it again.
        let shown_rev = if shown.effect.is_some() { session.rev - 1 } else { session.rev };
        match self.0.panels.show(place, panel, &rendered.html, &rendered.keyboard).await {
            Ok(message_id) => {
                self.0.desk.panel_shown(session.key, session.id, Some(i64::from(message_id)), shown_rev);
            }
            Err(SendError::ThreadGone) => {
                tracing::info!(session.id = session.id, "the topic of a panel is gone");
                self.0.desk.panel_shown(session.key, session.id, session.panel_message_id, shown_rev);
            }
            Err(SendError::Blocked | SendError::ChatGone) => {
                tracing::info!(session.id = session.id, "nobody is there to see a panel");
                self.is_out_of_reach(place.chat_id);
                self.0.desk.panel_shown(session.key, session.id, session.panel_message_id, shown_rev);
            }
            Err(error) => tracing::warn!(session.id = session.id, %error, "a panel could not be shown"),
        }
    }

    /// Goes a step further, and shows what it leads to.
    pub(super) async fn step(&self, place: Place, turn: Turn) -> Result<(), AppError> {
        let advanced = advance(&self.0.desk, turn).await?;
        self.show(place, advanced).await;
        Ok(())
    }

    /// Shows the panels that ought to show something and do not: after a crash, or when Telegram could not be reached.
    pub async fn show_forgotten(&self, at_start: bool) -> Result<usize, AppError> {
        let now = self.0.desk.clock().now();
        let mut count = 0;
        for row in crate::store::session::unshown_sessions(self.0.desk.store()).await? {
            // A young one is being shown right now by the step that changed it.
            if !at_start && now - row.updated_at < UNSHOWN_AGE_MIN {
                continue;
            }
            self.0.desk.learn_session(row.clone());
            let turn = Turn {
                seat: row.key,
                input: Input::Unreadable,
                update_id: None,
                written_in: None,
                language: None,
                first_name: String::new(),
            };
            let place =
                Place { chat_id: row.key.chat_id, thread_id: i32::try_from(row.key.thread_id).unwrap_or(0) };
            let advanced = match redraw(&self.0.desk, turn).await {
                Ok(advanced) => advanced,
                Err(error) => {
                    // The others must not wait for one that cannot be drawn.
                    tracing::error!(session.id = row.id, %error, "a panel could not be drawn");
                    continue;
                }
            };
            if let Advanced::Show(shown) = &advanced
                && shown.effect.as_ref().is_some_and(|effect| self.is_under_way(row.key, effect))
            {
                continue;
            }
            self.show(place, advanced).await;
            count += 1;
        }
        Ok(count)
    }
}
