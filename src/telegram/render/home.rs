//! The menu, help, and lists.

use super::html::say;
use crate::dialogue::state::Tab;
use crate::domain::staff::Role;
use crate::i18n::{Key, Voice};

/// The menu.
pub(super) fn menu(name: &str, draft: bool, voice: &Voice<'_>) -> String {
    let mut html = say(voice, Key::MenuTitle, &[("name", name.into())]);
    html.push('\n');
    html.push_str(&voice.word(Key::MenuHint));
    if draft {
        html.push_str("\n\n");
        html.push_str(&voice.word(Key::MenuDraft));
    }
    html
}

/// Help, one screen.
pub(super) fn help(role: Role, voice: &Voice<'_>) -> String {
    let sees = match role {
        Role::Attendant => Key::HelpAttendant,
        Role::Manager => Key::HelpManager,
        Role::Owner => Key::HelpOwner,
    };
    format!("{}\n\n{}", voice.word(Key::Help), voice.word(sees))
}

/// The name of a tab.
pub(super) const fn tab_key(tab: Tab) -> Key {
    match tab {
        Tab::New => Key::TabNew,
        Tab::Mine => Key::TabMine,
        Tab::Others => Key::TabOthers,
    }
}

/// Attendances.
pub(super) fn attendances(tab: Tab, query: &str, total: u32, voice: &Voice<'_>) -> String {
    let title = say(
        voice,
        Key::AttendancesTitle,
        &[("tab", voice.word(tab_key(tab)).into()), ("total", total.into())],
    );
    let below = match (query, total) {
        ("", 0) => voice.word(match tab {
            Tab::New => Key::AttendancesNoneNew,
            Tab::Mine => Key::AttendancesNoneMine,
            Tab::Others => Key::AttendancesNoneOthers,
        }),
        ("", _) => voice.word(Key::AttendancesHint),
        (query, total) => {
            say(voice, Key::AttendancesFound, &[("query", query.into()), ("total", total.into())])
        }
    };
    format!("{title}\n{below}")
}

/// Contacts on file.
pub(super) fn contacts(query: &str, total: u32, voice: &Voice<'_>) -> String {
    let below = match (query, total) {
        ("", 0) => voice.word(Key::ContactsNone),
        ("", _) => voice.word(Key::ContactsHint),
        (query, total) => say(voice, Key::ContactsFound, &[("query", query.into()), ("total", total.into())]),
    };
    format!("{}\n{below}", voice.word(Key::ContactsTitle))
}
