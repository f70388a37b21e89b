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
        let lists = std::iter::once((None, company))
            .chain(Locale::ALL.into_iter().map(|locale| (locale.tag().get(..2), locale)));
        for (code, locale) in lists {
            let voice = self.voice(locale);
            let commands = Listed::ALL
                .into_iter()
                .map(|listed| BotCommand {
                    // The same names everywhere, so that colleagues can tell each other; aliases are understood.
                    command: listed.name(Locale::PtBr).to_owned(),
                    description: super::super::render::command(listed, &voice.0),
                })
                .collect();
            if let Err(error) = self.0.sender.set_commands(code, commands).await {
                tracing::warn!(locale = locale.tag(), %error, "commands could not be registered");
            }
        }
    }
}
