//! From the merged tree to [`Config`]: the general sections. Channels and people have files of their own.

use super::address::{Address, address};
use super::error::ConfigError;
use super::nearest::nearest;
use super::section::Section;
use super::source::Sources;
use super::{Config, Pace, Server, Telegram, Updates, channel, keeping, people, privacy};
use crate::domain::id::StaffId;
use crate::domain::opt_out::OptOutWord;
use crate::domain::staff::Locale;
use crate::i18n::Words;
use chrono::TimeDelta;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What contacts write who want to hear no more, where the configuration says nothing else.
const OPT_OUT_WORDS: [(&str, &[&str]); 3] =
    [("pt", &["SAIR", "PARAR"]), ("en", &["STOP", "UNSUBSCRIBE"]), ("es", &["BAJA", "PARAR"])];

/// Reads everything.
pub(super) fn config(sources: &Sources) -> Result<Config, ConfigError> {
    let mut root = Section::root(sources)?;
    let timezone = timezone(&mut root)?;
    let words = words(&mut root)?;
    let locale = locale(&mut root, &words)?;
    let country = country(&mut root)?;
    let reopen = reopen(&mut root)?;
    let rates = root.texts("rates", "paths of CSV files")?.unwrap_or_default();
    let opt_out = opt_out(root.section("opt_out")?)?;
    let keep = privacy::keep(root.section("privacy")?)?;
    let database = keeping::database(root.section("database")?)?;
    let backup = keeping::backup(root.section("backup")?)?;
    let (telegram, updates_key) = telegram(root.section("telegram")?)?;
    let server = server(root.section("server")?, telegram.updates, &updates_key)?;
    let channels = channel::channels(root.sections("channel")?)?;
    let teams = people::teams(root.sections("team")?, &channels)?;
    let staff = people::staff(root.sections("staff")?, &teams)?;
    if telegram.owners.is_empty() && staff.is_empty() {
        let expected = "the Telegram user id of at least one person, such as [123456789]";
        return Err(
            sources.refuse("telegram.owners", format!("nobody could use the bot; expected {expected}"))
        );
    }
    root.finish()?;
    let rates = rates.into_iter().map(|(_, path)| PathBuf::from(path)).collect();
    Ok(Config {
        timezone,
        words: Arc::new(words),
        locale,
        country,
        reopen,
        opt_out,
        keep,
        database,
        backup,
        server,
        telegram,
        channels,
        teams,
        staff,
        rates,
    })
}

fn timezone(root: &mut Section<'_>) -> Result<chrono_tz::Tz, ConfigError> {
    let expected = "a time zone such as \"America/Sao_Paulo\"";
    let Some(name) = root.text("timezone", expected)? else { return Ok(chrono_tz::America::Sao_Paulo) };
    name.parse().map_err(|_unknown: chrono_tz::ParseError| {
        let near = nearest(&name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let hint =
            near.map_or_else(|| expected.to_owned(), |near| format!("{expected} (did you mean {near:?}?)"));
        root.refuse_value("timezone", &hint, &name)
    })
}

fn words(root: &mut Section<'_>) -> Result<Words, ConfigError> {
    let expected = "a folder with a folder of sentences for each language";
    let Some(folder) = root.text("languages", expected)? else { return Ok(Words::load()) };
    Words::with(Path::new(&folder)).map_err(|fault| root.refuse("languages", fault.to_string()))
}

fn locale(root: &mut Section<'_>, words: &Words) -> Result<Locale, ConfigError> {
    let spoken: Vec<String> = words.languages().map(|one| format!("\"{}\"", one.tag())).collect();
    let expected = format!("one of the languages {}", spoken.join(", "));
    let Some(tag) = root.text("locale", &expected)? else { return Ok(Locale::PT_BR) };
    words.find(&tag).ok_or_else(|| root.refuse_value("locale", &expected, &tag))
}

fn country(root: &mut Section<'_>) -> Result<String, ConfigError> {
    let expected = "a country's two letters such as \"BR\"";
    let Some(code) = root.text("country", expected)? else { return Ok("BR".to_owned()) };
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(code.to_ascii_uppercase())
    } else {
        Err(root.refuse_value("country", expected, &code))
    }
}

fn reopen(root: &mut Section<'_>) -> Result<TimeDelta, ConfigError> {
    let expected = "hours from 0 (never) to 720";
    let hours = root.integer("reopen_hours", expected)?.unwrap_or(12);
    if (0..=720).contains(&hours) {
        Ok(TimeDelta::hours(hours))
    } else {
        Err(root.refuse_value("reopen_hours", expected, &hours.to_string()))
    }
}

/// The words of each language, and those of ours where it says nothing.
fn opt_out(mut section: Section<'_>) -> Result<Vec<(Locale, Vec<OptOutWord>)>, ConfigError> {
    let mut all = Vec::new();
    let expected = "words such as \"SAIR\", of at most 30 letters";
    for (language, usual) in OPT_OUT_WORDS {
        let given: Vec<String> = match section.texts(language, expected)? {
            Some(given) => given.into_iter().map(|(_, word)| word).collect(),
            None => usual.iter().map(|word| (*word).to_owned()).collect(),
        };
        let mut words = Vec::new();
        for word in given.iter().filter(|word| !word.trim().is_empty()) {
            let read = OptOutWord::new(word);
            words.push(read.ok_or_else(|| section.refuse_value(language, expected, word))?);
        }
        let locale = [Locale::EN, Locale::ES]
            .into_iter()
            .find(|one| one.language() == language)
            .unwrap_or(Locale::PT_BR);
        all.push((locale, words));
    }
    section.finish()?;
    Ok(all)
}

fn server(mut section: Section<'_>, updates: Updates, updates_key: &str) -> Result<Server, ConfigError> {
    let expected = "an address and port such as \"127.0.0.1:8080\"";
    let listen = section.text("listen", expected)?.unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let listen = listen.parse().map_err(|_not_an_address: std::net::AddrParseError| {
        section.refuse_value("listen", expected, &listen)
    })?;
    let expected = "an address such as \"https://balcao.example.com\"";
    let public = url(&mut section, "public_url", expected)?;
    if updates == Updates::Webhook {
        match &public {
            None => {
                let why = format!("{expected}, because {updates_key} is \"webhook\"");
                return Err(section.missing("public_url", &why, ""));
            }
            Some(public) if !public.is_secure && !public.is_loopback => {
                return Err(section.refuse(
                    "public_url",
                    format!("expected https://, because {updates_key} is \"webhook\" and Telegram posts to nothing else"),
                ));
            }
            Some(_) => {}
        }
    }
    section.finish()?;
    Ok(Server { listen, public_url: public.map(|public| public.text) })
}

fn telegram(mut section: Section<'_>) -> Result<(Telegram, String), ConfigError> {
    let expected = "the bot's token as BotFather gives it, digits:letters";
    let token = section.secret(("token", "token_file"), expected, is_token)?;
    let expected = "the address of a Bot API server such as \"https://api.telegram.org\"";
    let api_url =
        server_url(&mut section, expected)?.unwrap_or_else(|| "https://api.telegram.org".to_owned());
    let expected = "\"polling\" or \"webhook\"";
    let updates = match section.text("updates", expected)?.as_deref() {
        None | Some("polling") => Updates::Polling,
        Some("webhook") => Updates::Webhook,
        Some(other) => return Err(section.refuse_value("updates", expected, other)),
    };
    let expected = "Telegram user ids such as 123456789";
    let mut owners = Vec::new();
    for (key, id) in section.integers("owners", expected)? {
        if id <= 0 {
            return Err(section.refuse(&key, format!("expected {expected}, above zero")));
        }
        if owners.contains(&StaffId(id)) {
            return Err(section.refuse(&key, "the same id is there twice; expected each once"));
        }
        owners.push(StaffId(id));
    }
    let pace = pace(section.section("pace")?)?;
    let updates_key = section.path("updates");
    section.finish()?;
    Ok((Telegram { token, api_url, updates, owners, pace }, updates_key))
}

fn pace(mut section: Section<'_>) -> Result<Pace, ConfigError> {
    let usual = Pace::default();
    let mut positive = |key, usual| match section.number(key, "a number above zero")? {
        None => Ok(usual),
        Some(number) if number.is_finite() && number > 0.0 => Ok(number),
        Some(_) => Err(section.refuse(key, "expected a number above zero")),
    };
    let pace = Pace {
        overall_per_second: positive("overall_per_second", usual.overall_per_second)?,
        chat_per_second: positive("chat_per_second", usual.chat_per_second)?,
        group_per_minute: positive("group_per_minute", usual.group_per_minute)?,
    };
    section.finish()?;
    Ok(pace)
}

/// An address of a server, if given.
pub(super) fn url(
    section: &mut Section<'_>,
    key: &'static str,
    expected: &str,
) -> Result<Option<Address>, ConfigError> {
    section
        .text(key, expected)?
        .map(|text| {
            address(&text).map_err(|problem| section.refuse(key, format!("expected {expected}, {problem}")))
        })
        .transpose()
}

/// `api_url`, if given: where our keys go with every request, so that outside one's own network only `https` will do.
pub(super) fn server_url(section: &mut Section<'_>, expected: &str) -> Result<Option<String>, ConfigError> {
    let Some(address) = url(section, "api_url", expected)? else { return Ok(None) };
    if !address.is_secure && !address.is_inside {
        let problem = "expected https://, because our key goes there with every request";
        return Err(section.refuse("api_url", problem));
    }
    Ok(Some(address.text))
}

/// `digits:letters`, the form of every token.
fn is_token(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    text.split_once(':').is_some_and(|(bot, word)| {
        !bot.is_empty()
            && bot.bytes().all(|b| b.is_ascii_digit())
            && !word.is_empty()
            && word.bytes().all(is_letter)
    })
}
