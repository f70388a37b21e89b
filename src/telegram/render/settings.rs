//! The panels of what people and owners have set.

use super::html::say;
use crate::dialogue::settings::{Press, Said};
use crate::domain::preferences::{Notices, Preferences};
use crate::i18n::{Key, Voice};

/// What a panel of the settings says.
pub(super) fn said(said: &Said, voice: &Voice<'_>) -> String {
    match said {
        Said::Mine { name, preferences, zone } => mine(name, preferences, zone, voice),
        Said::AskName => voice.word(Key::AskShownName),
        Said::AskNotices => voice.word(Key::AskNotices),
        Said::AskQuiet { zone } => say(voice, Key::AskQuiet, &[("zone", zone.into())]),
        Said::Company { reopen_hours } => {
            let reopening = say(voice, Key::SettingsReopening, &[("hours", (*reopen_hours).into())]);
            format!("{}\n{reopening}", voice.word(Key::SettingsCompany))
        }
        Said::AskReopening => voice.word(Key::AskReopening),
    }
}

fn mine(name: &str, preferences: &Preferences, zone: &str, voice: &Voice<'_>) -> String {
    let which = voice.word(notices(preferences.notices));
    let lines = [
        voice.word(Key::SettingsTitle),
        say(voice, Key::SettingsName, &[("name", name.into())]),
        voice.word(if preferences.signs { Key::SettingsSigns } else { Key::SettingsUnsigned }),
        say(voice, Key::SettingsNotices, &[("which", which.into())]),
        preferences.quiet.map_or_else(
            || voice.word(Key::SettingsLoud),
            |quiet| {
                say(voice, Key::SettingsQuiet, &[("hours", quiet.to_string().into()), ("zone", zone.into())])
            },
        ),
    ];
    lines.join("\n")
}

const fn notices(which: Notices) -> Key {
    match which {
        Notices::All => Key::NoticesAll,
        Notices::Mine => Key::NoticesMine,
        Notices::None => Key::NoticesNone,
    }
}

/// The words of a button among them.
pub(super) const fn button(press: Press) -> Key {
    match press {
        Press::Open => Key::ButtonSettings,
        Press::ShownName => Key::ButtonShownName,
        Press::OwnName => Key::ButtonOwnName,
        Press::Sign => Key::ButtonSign,
        Press::Unsign => Key::ButtonUnsign,
        Press::Notices => Key::ButtonNotices,
        Press::Choose(which) => notices(which),
        Press::Quiet => Key::ButtonQuiet,
        Press::Loud => Key::ButtonLoud,
        Press::Company => Key::ButtonCompany,
        Press::Reopening => Key::ButtonReopening,
        Press::Sync => Key::ButtonSyncTemplates,
    }
}
