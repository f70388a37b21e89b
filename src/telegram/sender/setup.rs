//! What is asked and told once: who the bot is, its commands, its webhook.

use super::super::botapi::method::{
    BotCommand, CommandScope, DeleteWebhook, GetMe, GetWebhookInfo, Me, SetMyCommands, SetWebhook,
    WebhookInfo,
};
use super::super::raw::ALLOWED_UPDATES;
use super::super::source::hook;
use super::{SendError, Sender};

/// Requests that Telegram may have under way to our webhook: its default. More would wait for one writer anyway.
const WEBHOOK_CONNECTIONS_MAX: u8 = 40;

impl Sender {
    /// Who the bot is; a wrong token is [`SendError::Rejected`].
    pub async fn get_me(&self) -> Result<Me, SendError> {
        self.call(&GetMe {}).await
    }

    /// Replaces the list of commands in private chats for one language (two letters), or for everybody whose language
    /// has no list of its own. Names come from [`super::super::command::Listed::name`].
    pub async fn set_commands(
        &self,
        language_code: Option<&str>,
        commands: Vec<BotCommand>,
    ) -> Result<(), SendError> {
        let scope = CommandScope { kind: "all_private_chats" };
        let language_code = language_code.map(str::to_owned);
        self.call(&SetMyCommands { commands, scope, language_code }).await.map(|_set| ())
    }

    /// Has updates posted to this address (https), with the secret that [`hook::receiver`] expects.
    pub async fn set_webhook(&self, url: &str) -> Result<(), SendError> {
        let request = SetWebhook {
            url: url.to_owned(),
            secret_token: hook::secret_token(&self.0.api),
            allowed_updates: ALLOWED_UPDATES.to_vec(),
            max_connections: WEBHOOK_CONNECTIONS_MAX,
        };
        self.call(&request).await.map(|_set| ())
    }

    /// Ends the posting of updates, so that they can be polled; those that wait are kept.
    pub async fn delete_webhook(&self) -> Result<(), SendError> {
        self.call(&DeleteWebhook {}).await.map(|_deleted| ())
    }

    /// How the webhook stands.
    pub async fn webhook_info(&self) -> Result<WebhookInfo, SendError> {
        self.call(&GetWebhookInfo {}).await
    }
}
