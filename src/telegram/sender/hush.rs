//! Whether what nobody asked for comes without a sound.

use super::Priority;
use std::fmt;
use std::sync::OnceLock;

type Judge = Box<dyn Fn(i64) -> bool + Send + Sync>;

/// Says it by chat, once it was told how: who is quiet when is not known here. Until then everything has its sound.
#[derive(Default)]
pub(super) struct Hush(OnceLock<Judge>);

impl fmt::Debug for Hush {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hush").field(&self.0.get().is_some()).finish()
    }
}

impl Hush {
    /// An answer to what a person does comes as ever: they have the phone in their hands.
    pub(super) fn is_silent(&self, chat: i64, priority: Priority) -> bool {
        match priority {
            Priority::Answer => false,
            Priority::Notice => self.0.get().is_some_and(|judge| judge(chat)),
        }
    }
}

impl super::Sender {
    /// By this it is judged from now on whether what nobody asked for comes to a chat without a sound. The first judge
    /// stays.
    pub fn hush(&self, judge: impl Fn(i64) -> bool + Send + Sync + 'static) {
        if self.0.hush.0.set(Box::new(judge)).is_err() {
            tracing::debug!("somebody judges already what makes a sound");
        }
    }
}
