//! The invented company of the demo: Loja Aurora, who works there, its two WhatsApp numbers, and the configuration that
//! a real company would have written into `balcao.toml`.
//!
//! Three people in three languages and different teams, so that transfers, permissions and words can be seen by
//! switching phones; and one person who does not work there. Vendas may use both channels, the others the official one,
//! so that some steps have a choice and others take themselves.

use crate::config::{
    ChannelConfig, CloudConfig, Config, Database, EvolutionConfig, Pace, Provider, Server, StaffConfig,
    TeamConfig, Telegram, Updates,
};
use crate::domain::Timestamp;
use crate::domain::contact::Contact;
use crate::domain::id::{ChannelId, ContactId, StaffId, TeamId};
use crate::domain::opt_out::OptOutWord;
use crate::domain::phone::Phone;
use crate::domain::staff::{Locale, Role};
use crate::i18n::Words;
use chrono::TimeDelta;
use std::net::SocketAddr;
use std::sync::Arc;

/// The company's name.
pub const NAME: &str = "Loja Aurora";
/// The bot's user name, without `@`.
pub const BOT_USERNAME: &str = "loja_aurora_bot";
/// The bot's token; it opens nothing but the demo.
pub const BOT_TOKEN: &str = "123456:demo";
/// Where the shop is, in degrees: the public market of Porto Alegre.
pub const PLACE: (f64, f64) = (-30.027_7, -51.227_8);
/// The number to try first, as a Brazilian would type it.
pub const TRY_NUMBER: &str = "51 99999-8888";

/// The official channel's id.
pub const OFICIAL: &str = "oficial";
/// The unofficial channel's id.
pub const LOJA: &str = "loja";

/// The official number's id at Meta.
pub const PHONE_NUMBER_ID: &str = "106540352242922";
/// The WhatsApp Business Account's id at Meta.
pub const BUSINESS_ACCOUNT_ID: &str = "102290129340398";
/// The token for calls to the Cloud API.
pub const ACCESS_TOKEN: &str = "EAAdemo0token0of0an0invented0shop";
/// The key of the Cloud API's webhook signatures.
pub const APP_SECRET: &str = "demo-app-secret";
/// The word of the Cloud API's webhook handshake.
pub const VERIFY_TOKEN: &str = "demo-verify-token";
/// Evolution's instance.
pub const INSTANCE: &str = "loja";
/// Evolution's key for calls.
pub const API_KEY: &str = "demo-evolution-key";
/// The key of the bearer token on Evolution's webhooks.
pub const WEBHOOK_SECRET: &str = "demo-evolution-jwt-key";

/// Somebody who holds a phone on the staff's side of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The Telegram user id.
    pub id: i64,
    /// Their whole name.
    pub name: &'static str,
    /// The language of their Telegram app, as an IETF tag in lower case.
    pub language: &'static str,
    /// What they may do; `None` for somebody who does not work here.
    pub role: Option<Role>,
    /// The ids of their teams.
    pub teams: &'static [&'static str],
}

impl Person {
    /// The first word of the name.
    pub fn first_name(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or(self.name)
    }
}

/// The people, the manager first.
pub const PEOPLE: [Person; 4] = [
    Person {
        id: 7001,
        name: "Carla Dias",
        language: "pt-br",
        role: Some(Role::Manager),
        teams: &["vendas", "suporte", "financeiro"],
    },
    Person {
        id: 7002,
        name: "Bruno Costa",
        language: "en",
        role: Some(Role::Attendant),
        teams: &["suporte", "financeiro"],
    },
    Person { id: 7003, name: "Ana Torres", language: "es", role: Some(Role::Attendant), teams: &["vendas"] },
    Person { id: 7009, name: "Igor Nunes", language: "pt-br", role: None, teams: &[] },
];

/// Who could join a company that begins with nobody but its owner.
pub const NEWCOMERS: [Person; 2] = [
    Person { id: 7011, name: "Rita Melo", language: "pt-br", role: None, teams: &[] },
    Person { id: 7012, name: "Davi Luz", language: "pt-br", role: None, teams: &[] },
];

/// A team of the company: id, name, channels.
pub const TEAMS: [(&str, &str, &[&str]); 3] = [
    ("vendas", "Vendas", &[OFICIAL, LOJA]),
    ("suporte", "Suporte", &[OFICIAL]),
    ("financeiro", "Financeiro", &[OFICIAL]),
];

/// A channel of the company: id and name.
pub const CHANNELS: [(&str, &str); 2] = [(OFICIAL, "WhatsApp Oficial"), (LOJA, "Loja Centro")];

/// A contact on the shop's file: number, name, and how many hours ago something last happened with them.
pub const CONTACTS: [(&str, &str, i64); 5] = [
    ("5551999998888", "Maria Souza", 3),
    ("5511988887777", "João Pereira", 20),
    ("5531987654321", "Ana Lima", 49),
    ("5491155554444", "Lucía Fernández", 120),
    ("5521977770000", "Paulo Rocha", 290),
];

/// The contacts on file when the demo starts at `now`. Paulo has no WhatsApp; Diego, whose phone is on the page, is not
/// on file, so that a newcomer can be met as well. The ids are the caller's to make.
pub fn contacts_on_file(now: Timestamp, mut fresh: impl FnMut() -> ContactId) -> Vec<Contact> {
    let on_file = CONTACTS.iter().map(|(number, name, hours)| Contact {
        id: fresh(),
        name: Some((*name).to_owned()),
        phone: Phone::from_digits(number),
        addresses: Vec::new(),
        active_at: now - TimeDelta::hours(*hours),
    });
    on_file.collect()
}

/// The name of a team, by its id.
pub fn team_name(id: &str) -> Option<&'static str> {
    TEAMS.iter().find(|(team, _, _)| *team == id).map(|(_, name, _)| *name)
}

/// The configuration of the demo. The addresses are those of the embedded servers, without a slash at the end.
pub fn config(
    telegram_api: &str,
    cloud_api: &str,
    evolution_api: &str,
    listen: SocketAddr,
    database_url: &str,
) -> Config {
    Config {
        timezone: chrono_tz::America::Sao_Paulo,
        words: Arc::new(Words::load()),
        locale: Locale::PT_BR,
        country: "BR".to_owned(),
        reopen: TimeDelta::hours(12),
        opt_out: [(Locale::PT_BR, ["SAIR", "PARAR"]), (Locale::EN, ["STOP", "UNSUBSCRIBE"])]
            .into_iter()
            .map(|(locale, words)| (locale, words.into_iter().filter_map(OptOutWord::new).collect()))
            .collect(),
        keep: None,
        // A demo and tests have no disk of their own to look after.
        database: Database { url: database_url.to_owned(), room_min: 0 },
        backup: None,
        server: Server { listen, public_url: Some(format!("http://{listen}")) },
        telegram: Telegram {
            token: BOT_TOKEN.into(),
            api_url: telegram_api.to_owned(),
            updates: Updates::Polling,
            owners: Vec::new(),
            // Our own Bot API server has no limits of its own, and a person who plays two sides types fast.
            pace: Pace { overall_per_second: 300.0, chat_per_second: 30.0, group_per_minute: 600.0 },
        },
        channels: CHANNELS
            .iter()
            .filter_map(|(id, name)| {
                let provider = if *id == LOJA { evolution(evolution_api) } else { cloud(cloud_api) };
                Some(ChannelConfig {
                    id: ChannelId::new(id).ok()?,
                    name: (*name).to_owned(),
                    messages_per_second: (*id != LOJA).then_some(80),
                    provider,
                })
            })
            .collect(),
        teams: TEAMS
            .iter()
            .filter_map(|(id, name, channels)| {
                let channels = channels.iter().filter_map(|id| ChannelId::new(id).ok()).collect();
                Some(TeamConfig { id: TeamId::new(id).ok()?, name: (*name).to_owned(), channels })
            })
            .collect(),
        staff: PEOPLE.iter().filter_map(staff).collect(),
        rates: Vec::new(),
    }
}

fn staff(person: &Person) -> Option<StaffConfig> {
    Some(StaffConfig {
        telegram_id: StaffId(person.id),
        name: person.name.to_owned(),
        role: person.role?,
        teams: person.teams.iter().filter_map(|id| TeamId::new(id).ok()).collect(),
    })
}

fn cloud(api_url: &str) -> Provider {
    Provider::Cloud(CloudConfig {
        phone_number_id: PHONE_NUMBER_ID.to_owned(),
        business_account_id: BUSINESS_ACCOUNT_ID.to_owned(),
        access_token: ACCESS_TOKEN.into(),
        app_secret: APP_SECRET.into(),
        verify_token: VERIFY_TOKEN.into(),
        api_url: api_url.to_owned(),
        api_version: "v25.0".to_owned(),
        currency: "USD".to_owned(),
    })
}

fn evolution(api_url: &str) -> Provider {
    Provider::Evolution(EvolutionConfig {
        api_url: api_url.to_owned(),
        instance: INSTANCE.to_owned(),
        api_key: API_KEY.into(),
        webhook_secret: WEBHOOK_SECRET.into(),
        // Who tries the demo starts one conversation after the other, and the embedded server locks nobody.
        new_chat_gap: TimeDelta::zero(),
    })
}

/// The official WhatsApp server with the secrets of [`config()`].
pub fn cloud_options() -> crate::demo::cloud::Options {
    crate::demo::cloud::Options {
        access_token: ACCESS_TOKEN.to_owned(),
        app_secret: APP_SECRET.to_owned(),
        verify_token: VERIFY_TOKEN.to_owned(),
        phone_number_id: PHONE_NUMBER_ID.to_owned(),
        business_account_id: BUSINESS_ACCOUNT_ID.to_owned(),
        ..crate::demo::cloud::Options::default()
    }
}

/// The unofficial WhatsApp server with the secrets of [`config()`].
pub fn evolution_options() -> crate::demo::evolution::Options {
    crate::demo::evolution::Options {
        instance: INSTANCE.to_owned(),
        api_key: API_KEY.to_owned(),
        jwt_key: WEBHOOK_SECRET.to_owned(),
        ..crate::demo::evolution::Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_on_file_has_a_phone_on_the_page_and_the_number_to_try_is_the_latest() {
        let phones = crate::demo::handset::demo_contacts();
        let mut ids = 0;
        let on_file = contacts_on_file(chrono::DateTime::UNIX_EPOCH, || {
            ids += 1;
            ContactId::new(uuid::Uuid::from_u128(ids))
        });
        assert!(on_file.is_sorted_by_key(|contact| std::cmp::Reverse(contact.active_at)));
        for contact in &on_file {
            let number = contact.phone.as_ref().expect("a number").digits();
            let phone = phones.iter().find(|phone| phone.number == number).expect("a phone");
            assert_eq!(contact.name.as_deref(), Some(phone.name.as_str()));
        }
        assert_eq!(on_file[0].phone, Phone::parse(TRY_NUMBER, "BR").ok());
        let on_whatsapp = |contact: &Contact| {
            phones.iter().any(|phone| phone.on_whatsapp && Some(&phone.name) == contact.name.as_ref())
        };
        assert_eq!(on_file.iter().filter(|contact| !on_whatsapp(contact)).count(), 1, "one without WhatsApp");
    }

    #[test]
    fn the_company_is_whole_and_every_name_in_it_refers_to_something() {
        let config = config(
            "http://127.0.0.1:1",
            "http://127.0.0.1:2",
            "http://127.0.0.1:3",
            SocketAddr::from(([127, 0, 0, 1], 4)),
            "sqlite:demo.db",
        );
        assert_eq!(config.channels.len(), CHANNELS.len());
        assert_eq!(config.teams.len(), TEAMS.len());
        assert_eq!(config.staff.len(), 3, "Igor does not work here");
        for team in &config.teams {
            assert!(!team.channels.is_empty());
            assert!(team.channels.iter().all(|id| config.channels.iter().any(|channel| channel.id == *id)));
        }
        for person in &config.staff {
            assert!(!person.teams.is_empty());
            assert!(person.teams.iter().all(|id| config.teams.iter().any(|team| team.id == *id)));
        }
    }
}
