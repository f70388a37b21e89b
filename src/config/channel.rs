//! The `[[channel]]` sections: each provider's own keys.

use super::error::ConfigError;
use super::read::server_url;
use super::section::{Section, is_line, is_word};
use super::{ChannelConfig, CloudConfig, EvolutionConfig, Provider};
use crate::domain::id::ChannelId;
use chrono::TimeDelta;

/// What an id looks like.
pub(super) const SLUG: &str = "an id of 1 to 28 letters a-z, digits, _ or -, such as \"loja\"";
/// Characters of a name on a button: what fits beside the kind of channel on a phone.
const NAME_LEN_MAX: usize = 64;

/// What Meta allows a number at first. It raises it to 1,000 by itself, and allows 20 to one that is shared with the app.
const CLOUD_MESSAGES_PER_SECOND: u16 = 80;

/// Reads them all.
pub(super) fn channels(sections: Vec<Section<'_>>) -> Result<Vec<ChannelConfig>, ConfigError> {
    let mut channels: Vec<ChannelConfig> = Vec::new();
    for section in sections {
        let channel = channel(section, &channels)?;
        channels.push(channel);
    }
    Ok(channels)
}

fn channel(mut section: Section<'_>, before: &[ChannelConfig]) -> Result<ChannelConfig, ConfigError> {
    let text = section.required("id", SLUG)?;
    let id = ChannelId::new(&text).map_err(|_not_a_slug| section.refuse_value("id", SLUG, &text))?;
    if before.iter().any(|other| other.id == id) {
        return Err(
            section.refuse("id", format!("another channel has the id {text:?} too; expected one of its own"))
        );
    }
    let name = name(&mut section)?;
    let expected = "\"cloud\" or \"evolution\"";
    let pace = messages_per_second(&mut section)?;
    let provider = match section.required("provider", expected)?.as_str() {
        "cloud" => Provider::Cloud(cloud(&mut section)?),
        "evolution" => Provider::Evolution(evolution(&mut section)?),
        other => return Err(section.refuse_value("provider", expected, other)),
    };
    section.finish()?;
    let messages_per_second = pace.or(match provider {
        Provider::Cloud(_) => Some(CLOUD_MESSAGES_PER_SECOND),
        Provider::Evolution(_) => None,
    });
    Ok(ChannelConfig { id, name, messages_per_second, provider })
}

fn messages_per_second(section: &mut Section<'_>) -> Result<Option<u16>, ConfigError> {
    let expected = "messages a second from 1 to 1000";
    let Some(number) = section.integer("messages_per_second", expected)? else { return Ok(None) };
    match u16::try_from(number) {
        Ok(number @ 1..=1_000) => Ok(Some(number)),
        Ok(_) | Err(_) => Err(section.refuse_value("messages_per_second", expected, &number.to_string())),
    }
}

/// A name for buttons and cards: one line that is not too long.
pub(super) fn name(section: &mut Section<'_>) -> Result<String, ConfigError> {
    let expected = "a name for buttons, one line of up to 64 characters";
    let name = section.required("name", expected)?;
    if name.chars().count() > NAME_LEN_MAX || name.chars().any(char::is_control) {
        return Err(section.refuse_value("name", expected, &name));
    }
    Ok(name)
}

fn cloud(section: &mut Section<'_>) -> Result<CloudConfig, ConfigError> {
    let phone_number_id = digits(section, "phone_number_id", "the number's id at Meta, digits in quotes")?;
    let expected = "the WhatsApp Business Account's id, digits in quotes";
    let business_account_id = digits(section, "business_account_id", expected)?;
    let access_token =
        section.secret(("access_token", "access_token_file"), "the token for calls to Meta", is_word)?;
    let expected = "the app's secret, which signs Meta's webhooks";
    let app_secret = section.secret(("app_secret", "app_secret_file"), expected, is_word)?;
    let expected = "the word you chose for Meta's webhook check";
    let verify_token = section.secret(("verify_token", "verify_token_file"), expected, is_line)?;
    let api_url = server_url(section, "an address such as \"https://graph.facebook.com\"")?
        .unwrap_or_else(|| "https://graph.facebook.com".to_owned());
    let expected = "a version such as \"v25.0\"";
    let api_version = section.text("api_version", expected)?.unwrap_or_else(|| "v25.0".to_owned());
    if !is_version(&api_version) {
        return Err(section.refuse_value("api_version", expected, &api_version));
    }
    let expected = "a currency's three letters such as \"USD\"";
    let currency =
        section.text("currency", expected)?.unwrap_or_else(|| "USD".to_owned()).to_ascii_uppercase();
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(section.refuse_value("currency", expected, &currency));
    }
    Ok(CloudConfig {
        phone_number_id,
        business_account_id,
        access_token,
        app_secret,
        verify_token,
        api_url,
        api_version,
        currency,
    })
}

fn evolution(section: &mut Section<'_>) -> Result<EvolutionConfig, ConfigError> {
    let expected = "the address of the Evolution server such as \"http://127.0.0.1:8081\"";
    let api_url = server_url(section, expected)?.ok_or_else(|| section.missing("api_url", expected, ""))?;
    let instance = section.required("instance", "the instance's name on the Evolution server")?;
    let api_key = section.secret(
        ("api_key", "api_key_file"),
        "the key of the Evolution server or instance",
        is_word,
    )?;
    let expected = "the key that signs Evolution's webhooks (its jwt_key)";
    let webhook_secret = section.secret(("webhook_secret", "webhook_secret_file"), expected, is_line)?;
    let new_chat_gap = new_chat_gap(section)?;
    Ok(EvolutionConfig { api_url, instance, api_key, webhook_secret, new_chat_gap })
}

/// WhatsApp locks linked phones that start many conversations and names no limit. Ten seconds is what a person needs who
/// picks a contact and types a greeting: no burst that only a program makes, and nobody waits long for two in a row.
fn new_chat_gap(section: &mut Section<'_>) -> Result<TimeDelta, ConfigError> {
    let expected = "seconds from 0 (at once) to 3600";
    let seconds = section.integer("new_chat_seconds", expected)?.unwrap_or(10);
    if (0..=3_600).contains(&seconds) {
        Ok(TimeDelta::seconds(seconds))
    } else {
        Err(section.refuse_value("new_chat_seconds", expected, &seconds.to_string()))
    }
}

fn digits(section: &mut Section<'_>, key: &'static str, expected: &str) -> Result<String, ConfigError> {
    let text = section.required(key, expected)?;
    if text.bytes().all(|b| b.is_ascii_digit()) {
        Ok(text)
    } else {
        // Not quoted: a token that was pasted into the wrong line must not reach the log.
        Err(section.refuse(key, format!("expected {expected}, found other characters")))
    }
}

fn is_version(text: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('v')
        .and_then(|version| version.split_once('.'))
        .is_some_and(|(major, minor)| is_number(major) && is_number(minor))
}
