//! Where a person is: what their session remembers.

use super::desk::{AppError, Desk};
use super::notice::Notice;
use crate::dialogue::confirm::said;
use crate::dialogue::state::State;
use crate::dialogue::{Input, Line, Step};
use crate::domain::Timestamp;
use crate::store::message::WrittenIn;
use crate::store::session::{SessionKey, SessionRow};

/// Where the person is.
pub(super) struct Place {
    /// The session as stored; none before the first step.
    pub(super) row: Option<SessionRow>,
    /// What the panel asks.
    pub(super) state: State,
    /// What was left half done, and when.
    pub(super) draft: Option<(State, Timestamp)>,
}

impl Place {
    /// What is remembered of the seat, unless it is too old.
    pub(super) async fn of(desk: &Desk, seat: SessionKey, now: Timestamp) -> Result<Self, AppError> {
        let row = desk.find_session(seat).await?;
        let Some(found) = &row else { return Ok(Self { row, state: State::Home, draft: None }) };
        // A state of an older version that cannot be read any more must not lock anybody out: back to the menu.
        let mut state = State::from_stored(&found.state).unwrap_or_else(|unreadable| {
            tracing::warn!(session.id = found.id, error = %unreadable, "a stored state was left behind");
            State::Home
        });
        let mut draft = found
            .draft
            .as_ref()
            .and_then(|(text, at)| State::from_stored(text).ok().map(|state| (state, *at)));
        if state.is_draft() && now - found.updated_at > crate::domain::limit::DRAFT_AGE_MAX {
            state = State::Home;
        }
        if draft.as_ref().is_some_and(|(_, at)| now - *at > crate::domain::limit::DRAFT_AGE_MAX) {
            draft = None;
        }
        Ok(Self { row, state, draft })
    }

    /// The question whether something that was said goes to a contact, when a step leads elsewhere and it could not be
    /// shown yet, is drawn over, or was confirmed in vain: nothing else would ever say that those words went nowhere.
    pub(super) fn question_left_by(
        &self,
        input: &Input,
        written_in: Option<WrittenIn>,
        step: &Step,
    ) -> Option<Notice> {
        // Who taps on it has seen it, and says what becomes of it.
        let is_tap = matches!(input, Input::Press(_));
        let is_unshown = !is_tap && self.row.as_ref().is_some_and(|row| row.shown_rev < row.rev);
        // A card that is tapped draws over it. What is typed comes below and leaves it in sight, but for what was typed
        // before it stood there.
        let panel = self.row.as_ref().and_then(|row| row.panel_message_id);
        let is_above = written_in.zip(panel).is_some_and(|(written, panel)| written.message_id < panel);
        let is_overdrawn = is_above || matches!(input, Input::Enter(_));
        let is_in_vain = step.line == Some(Line::NotAllowed);
        let State::ConfirmText { attendance, text, content, album, .. } = &self.state else { return None };
        // What was said afterwards joins the same question, which may also have other words by now.
        let is_reworded = matches!(input, Input::Reworded(_));
        let is_same = matches!(&step.next, State::ConfirmText { attendance: same, text: asked, content: file, .. }
            if same == attendance && (is_reworded || (asked, file) == (text, content)));
        ((is_unshown || is_overdrawn || is_in_vain) && !is_same).then(|| Notice::Unconfirmed {
            attendance: *attendance,
            said: said(text, content.as_deref(), album.as_ref()),
        })
    }
}
