//! What Telegram is told once at the start: the commands, in each language.

use super::Front;
use crate::domain::staff::Locale;
use crate::telegram::botapi::method::BotCommand;
use crate::telegram::command::Listed;

impl Front {
    /// Registers the commands with descriptions in each language. Telegram knows two-letter codes; without one, the
    /// company's language is used.
    pub async fn register_commands(&self) {
        let company = self.0.desk.company().locale;
        // Of several that Telegram cannot tell apart, the first counts.
        let spoken: Vec<_> = self.0.words.languages().filter(|one| one.language().len() == 2).collect();
        let is_first = |(at, locale): &(usize, &Locale)| {
            !spoken.iter().take(*at).any(|before| before.language() == locale.language())
        };
        let lists = spoken.iter().enumerate().filter(is_first).map(|(_, one)| (Some(one.language()), *one));
        let lists = std::iter::once((None, company)).chain(lists);
        for (code, locale) in lists {
            let voice = self.voice(locale);
            let commands = Listed::ALL
                .into_iter()
                .map(|listed| BotCommand {
                    // The same names everywhere, so that colleagues can tell each other; aliases are understood.
                    command: listed.name(&self.0.words, Locale::PT_BR),
                    description: super::super::render::command(listed, &voice.0),
                })
                .collect();
            if let Err(error) = self.0.sender.set_commands(code, commands).await {
                tracing::warn!(locale = locale.tag(), %error, "commands could not be registered");
            }
        }
    }
}
