//! The panel: the one message in which a dialogue lives.
//!
//! It is edited in place as long as it is the newest message; when something stands below it, the next step is a fresh
//! message and the old one loses its buttons. What it shows already is not sent again. A panel that cannot be edited
//! (deleted, or too old for Telegram) is sent anew.
//!
//! After a start nothing is known about what stands below a panel. Then it is edited: the person has just tapped it.

mod latest;

pub use latest::Place;
pub(super) use latest::{Latest, Recent};

use super::sender::{Keyboard, Priority, SendError, Sender};
use crate::domain::limit;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

/// How a step is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// By editing this message.
    Edit(i32),
    /// As a fresh message; the buttons of an older one are taken away.
    Fresh {
        /// The older one.
        strip: Option<i32>,
    },
}

/// Decides how a step is shown, from the message that is the panel and the newest message known in its place.
pub const fn decide(panel: Option<i32>, latest: Option<i32>) -> Show {
    match (panel, latest) {
        (Some(panel), Some(latest)) if latest > panel => Show::Fresh { strip: Some(panel) },
        (Some(panel), _) => Show::Edit(panel),
        (None, _) => Show::Fresh { strip: None },
    }
}

/// Shows panels.
#[derive(Debug, Clone)]
pub struct Panels {
    sender: Sender,
    /// What each panel shows, as a fingerprint, by chat and message.
    shown: Arc<Mutex<Recent<(i64, i32), u64>>>,
}

impl Panels {
    /// Panels shown through this sender.
    pub fn new(sender: Sender) -> Self {
        Self { sender, shown: Arc::new(Mutex::new(Recent::new(limit::LATEST_SEEN_MAX))) }
    }

    /// Shows a step (HTML and buttons) and says which message is the panel now.
    pub async fn show(
        &self,
        place: Place,
        panel: Option<i32>,
        html: &str,
        keyboard: &Keyboard,
    ) -> Result<i32, SendError> {
        match decide(panel, self.sender.latest(place)) {
            Show::Edit(message_id) => self.edit(place, message_id, html, keyboard).await,
            Show::Fresh { strip } => self.fresh(place, strip, html, keyboard).await,
        }
    }

    async fn edit(
        &self,
        place: Place,
        message_id: i32,
        html: &str,
        keyboard: &Keyboard,
    ) -> Result<i32, SendError> {
        let key = (place.chat_id, message_id);
        let print = fingerprint(html, keyboard);
        if self.shown().get(&key) == Some(print) {
            return Ok(message_id);
        }
        let edited =
            self.sender.edit(place.chat_id, message_id, html, Some(keyboard), Priority::Answer).await;
        match edited {
            Ok(_done_or_the_same) => {
                self.shown().put(key, print);
                Ok(message_id)
            }
            Err(SendError::MessageGone) => self.fresh(place, None, html, keyboard).await,
            Err(error) => {
                // It may show either now.
                self.shown().put(key, 0);
                Err(error)
            }
        }
    }

    /// The new message first, then the old one's buttons: the person waits for the first only.
    async fn fresh(
        &self,
        place: Place,
        strip: Option<i32>,
        html: &str,
        keyboard: &Keyboard,
    ) -> Result<i32, SendError> {
        let Place { chat_id, thread_id } = place;
        let message_id = self.sender.send(chat_id, thread_id, html, Some(keyboard), Priority::Answer).await?;
        self.shown().put((chat_id, message_id), fingerprint(html, keyboard));
        if let Some(old) = strip {
            self.shown().put((chat_id, old), 0);
            let sender = self.sender.clone();
            self.sender.spawn("strip old buttons", async move { sender.strip_keyboard(chat_id, old).await });
        }
        Ok(message_id)
    }

    fn shown(&self) -> std::sync::MutexGuard<'_, Recent<(i64, i32), u64>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What tells two panels apart; 0 is kept for "not known".
fn fingerprint(html: &str, keyboard: &Keyboard) -> u64 {
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    keyboard.hash(&mut hasher);
    hasher.finish().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_in_sight_is_edited_and_one_out_of_sight_is_sent_anew_without_its_old_buttons() {
        assert_eq!(decide(Some(7), Some(7)), Show::Edit(7));
        assert_eq!(decide(Some(7), Some(8)), Show::Fresh { strip: Some(7) });
        assert_eq!(decide(None, Some(8)), Show::Fresh { strip: None });
        assert_eq!(decide(None, None), Show::Fresh { strip: None });
    }

    #[test]
    fn a_panel_of_which_nothing_is_known_since_the_start_is_edited() {
        assert_eq!(decide(Some(7), None), Show::Edit(7));
        assert_eq!(decide(Some(7), Some(3)), Show::Edit(7));
    }

    #[test]
    fn two_panels_with_other_words_or_other_buttons_differ() {
        let keyboard = |data: &str| {
            let kind = super::super::sender::ButtonKind::Callback(data.to_owned());
            Keyboard(vec![vec![super::super::sender::Button { text: "Voltar".to_owned(), kind }]])
        };
        let print = fingerprint("oi", &keyboard("a"));
        assert_eq!(print, fingerprint("oi", &keyboard("a")));
        assert_ne!(print, fingerprint("oi", &keyboard("b")));
        assert_ne!(print, fingerprint("olá", &keyboard("a")));
    }
}
