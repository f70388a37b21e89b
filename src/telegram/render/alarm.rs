//! What owners are told to look after, and that it is over.

use super::Rendered;
use super::html::{NAME_LEN_MAX, cut, say};
use crate::domain::Timestamp;
use crate::domain::alarm::Finding;
use crate::i18n::{Key, Voice};
use crate::telegram::sender::Keyboard;

/// Says it; `channel` is the name of the channel that it is about.
pub fn alarm(
    finding: &Finding,
    channel: &str,
    since: Timestamp,
    is_over: bool,
    voice: &Voice<'_>,
) -> Rendered {
    let channel = ("channel", cut(channel, NAME_LEN_MAX).into());
    let since = ("since", voice.date_time(since).into());
    let html = match (finding, is_over) {
        (Finding::Queue { waiting, .. }, false) => {
            say(voice, Key::AlarmQueue, &[channel, ("count", (*waiting).into())])
        }
        (Finding::Queue { .. }, true) => say(voice, Key::AlarmQueueOver, &[channel, since]),
        (Finding::Unreceived { waiting, .. }, false) => {
            say(voice, Key::AlarmUnreceived, &[channel, ("count", (*waiting).into())])
        }
        (Finding::Unreceived { .. }, true) => say(voice, Key::AlarmUnreceivedOver, &[channel]),
        (Finding::Disk { free }, false) => say(voice, Key::AlarmDisk, &[("free", voice.size(*free).into())]),
        (Finding::Disk { .. }, true) => say(voice, Key::AlarmDiskOver, &[since]),
        (Finding::Backup, false) => say(voice, Key::AlarmBackup, &[]),
        (Finding::Backup, true) => say(voice, Key::AlarmBackupOver, &[since]),
    };
    Rendered { html, keyboard: Keyboard::default() }
}
