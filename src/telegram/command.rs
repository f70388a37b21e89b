//! The commands, their names in each language, and how a text is read as one.
//!
//! Not teloxide's derive: it gives one name and one description a command, ours have a name for each language and
//! are understood in all of them, whatever the person's language is.

use crate::domain::staff::Locale;
use crate::i18n::{Key, Words};

/// A command as typed or chosen from the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start`, with what a deep link carried.
    Start(Option<String>),
    /// The menu.
    Menu,
    /// A new attendance.
    New,
    /// The list of attendances.
    Attendances,
    /// The list of contacts.
    Contacts,
    /// The queue of what waits to be sent.
    Queue,
    /// An internal note, with its words.
    Note(String),
    /// The company's channels.
    Channels,
    /// What one has set.
    Settings,
    /// The company's people.
    People,
    /// One is there again.
    Available,
    /// One is away.
    Away,
    /// The choice of language.
    Language,
    /// Leaves what is being done.
    Cancel,
    /// One screen of help.
    Help,
    /// Begins with a slash but is none of ours: the whole text, which may be an answer all the same.
    Unknown(String),
}

/// A command that is shown in Telegram's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listed {
    /// [`Command::Menu`].
    Menu,
    /// [`Command::New`].
    New,
    /// [`Command::Attendances`].
    Attendances,
    /// [`Command::Contacts`].
    Contacts,
    /// [`Command::Queue`].
    Queue,
    /// [`Command::Note`].
    Note,
    /// [`Command::Channels`].
    Channels,
    /// [`Command::Settings`].
    Settings,
    /// [`Command::People`].
    People,
    /// [`Command::Available`].
    Available,
    /// [`Command::Away`].
    Away,
    /// [`Command::Language`].
    Language,
    /// [`Command::Cancel`].
    Cancel,
    /// [`Command::Help`].
    Help,
}

impl Listed {
    /// All, in the order of the list: what is used most comes first.
    pub const ALL: [Self; 14] = [
        Self::New,
        Self::Attendances,
        Self::Contacts,
        Self::Queue,
        Self::Note,
        Self::Away,
        Self::Available,
        Self::People,
        Self::Channels,
        Self::Menu,
        Self::Settings,
        Self::Language,
        Self::Cancel,
        Self::Help,
    ];

    /// Its name in a language, without the slash.
    pub fn name(self, words: &Words, locale: Locale) -> String {
        let key = match self {
            Self::Menu => Key::CommandMenuName,
            Self::New => Key::CommandNewName,
            Self::Attendances => Key::CommandAttendancesName,
            Self::Contacts => Key::CommandContactsName,
            Self::Queue => Key::CommandQueueName,
            Self::Note => Key::CommandNoteName,
            Self::Channels => Key::CommandChannelsName,
            Self::Settings => Key::CommandSettingsName,
            Self::People => Key::CommandPeopleName,
            Self::Available => Key::CommandAvailableName,
            Self::Away => Key::CommandAwayName,
            Self::Language => Key::CommandLanguageName,
            Self::Cancel => Key::CommandCancelName,
            Self::Help => Key::CommandHelpName,
        };
        words.say(locale, key, &[])
    }

    fn command(self, tail: &str) -> Command {
        match self {
            Self::Menu => Command::Menu,
            Self::New => Command::New,
            Self::Attendances => Command::Attendances,
            Self::Contacts => Command::Contacts,
            Self::Queue => Command::Queue,
            Self::Note => Command::Note(tail.trim().to_owned()),
            Self::Channels => Command::Channels,
            Self::Settings => Command::Settings,
            Self::People => Command::People,
            Self::Available => Command::Available,
            Self::Away => Command::Away,
            Self::Language => Command::Language,
            Self::Cancel => Command::Cancel,
            Self::Help => Command::Help,
        }
    }
}

/// How a text reads as a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// It is none.
    Text,
    /// One for us.
    Ours(Command),
    /// One for another bot, by the name after the `@`.
    Foreign,
}

/// The names of the commands in all languages. Where two languages mean different commands by one name, the language
/// that is offered first has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names(Vec<(String, Listed)>);

impl Names {
    /// Those of these words.
    pub fn of(words: &Words) -> Self {
        let all = words.languages().flat_map(|locale| Listed::ALL.map(|one| (one.name(words, locale), one)));
        Self(all.collect())
    }

    fn find(&self, name: &str) -> Option<Listed> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, listed)| *listed)
    }

    /// Reads a text as a command of the bot with this username (without `@`).
    pub fn read(&self, text: &str, username: &str) -> Read {
        let Some(rest) = text.strip_prefix('/') else {
            return Read::Text;
        };
        let (word, tail) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let (name, whose) = match word.split_once('@') {
            Some((name, whose)) => (name, Some(whose)),
            None => (word, None),
        };
        if whose.is_some_and(|whose| !whose.eq_ignore_ascii_case(username)) {
            return Read::Foreign;
        }
        if name.eq_ignore_ascii_case("start") {
            let payload = tail.trim();
            return Read::Ours(Command::Start((!payload.is_empty()).then(|| payload.to_owned())));
        }
        let listed = self.find(name);
        Read::Ours(listed.map_or_else(|| Command::Unknown(text.to_owned()), |listed| listed.command(tail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, username: &str) -> Read {
        Names::of(&Words::load()).read(text, username)
    }

    #[test]
    fn a_command_is_understood_in_every_language_and_case() {
        for text in ["/novo", "/new", "/nuevo", "/NEW", "/novo@balcao_bot", "/new@Balcao_Bot agora"] {
            assert_eq!(read(text, "balcao_bot"), Read::Ours(Command::New), "{text}");
        }
        assert_eq!(read("/ayuda", "balcao_bot"), Read::Ours(Command::Help));
    }

    #[test]
    fn start_carries_what_the_link_carried() {
        let carried = Some("n5551999998888".to_owned());
        assert_eq!(read("/start n5551999998888", "b"), Read::Ours(Command::Start(carried)));
        assert_eq!(read("/start", "b"), Read::Ours(Command::Start(None)));
    }

    #[test]
    fn a_note_keeps_its_words_and_its_lines() {
        for text in ["/nota ligar amanhã\nàs 9", "/note\nligar amanhã\nàs 9 ", "/NOTA@b  ligar amanhã\nàs 9"]
        {
            let note = Command::Note("ligar amanhã\nàs 9".to_owned());
            assert_eq!(read(text, "b"), Read::Ours(note), "{text}");
        }
        assert_eq!(read("/nota", "b"), Read::Ours(Command::Note(String::new())));
        assert_eq!(read("/notas de hoje", "b"), Read::Ours(Command::Unknown("/notas de hoje".to_owned())));
    }

    #[test]
    fn a_command_for_another_bot_is_not_ours_and_an_unknown_one_keeps_its_text() {
        assert_eq!(read("/novo@outro_bot", "balcao_bot"), Read::Foreign);
        let text = "/promo/2026 já";
        assert_eq!(read(text, "b"), Read::Ours(Command::Unknown(text.to_owned())));
        assert_eq!(read("51 99999-8888", "b"), Read::Text);
    }

    #[test]
    fn every_listed_name_is_one_that_telegram_takes_and_reads_back() {
        let words = Words::load();
        for listed in Listed::ALL {
            for locale in words.languages() {
                let name = listed.name(&words, locale);
                assert!(
                    (1..=32).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_lowercase()),
                    "{name}"
                );
                assert_eq!(read(&format!("/{name}"), "b"), Read::Ours(listed.command("")), "{name}");
            }
        }
    }
}
