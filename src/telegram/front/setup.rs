//! What Telegram is told once at the start: the commands, in each language.

use super::Front;
use crate::domain::staff::Locale;
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
            let commands: Vec<(&str, String)> = Listed::ALL
                .into_iter()
                .map(|listed| {
                    (listed.name(locale), super::super::render::command_description(listed, &voice.0))
                })
                .collect();
            if let Err(error) = self.0.sender.set_commands(code, &commands).await {
                tracing::warn!(locale = locale.tag(), %error, "commands could not be registered");
            }
        }
    }
}
