//! The people, channels and templates that appear in the stories and are mixed by the properties.

use super::super::facts::Company;
use super::super::state::{Choice, Lists, Trail, Who};
use super::world::World;
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, Channel, Health};
use crate::domain::contact::Contact;
use crate::domain::cost::RateTable;
use crate::domain::id::{ChannelId, ContactId, RemoteId, ReplyId, StaffId, TeamId};
use crate::domain::media::MediaLimits;
use crate::domain::opt_out::{OptOut, OptOutWord};
use crate::domain::phone::Phone;
use crate::domain::quick_reply::{QuickReply, ReplyOwner, ReplyWord};
use crate::domain::staff::{Locale, Role, StaffMember};
use crate::domain::team::Team;
use crate::domain::template::{
    Category, Example, Header, Template, TemplateButton, TemplateKey, TemplateStatus,
};
use std::sync::Arc;
use uuid::Uuid;

/// Carla, who is at the desk; Bruno, her colleague.
pub(super) const CARLA: i64 = 7001;
pub(super) const BRUNO: i64 = 7002;

/// 22 November 2026, 15:00 in São Paulo.
pub(super) fn start_of_story() -> Timestamp {
    "2026-11-22T18:00:00Z".parse().unwrap()
}

pub(super) fn channel_id(id: &str) -> ChannelId {
    ChannelId::new(id).unwrap()
}

pub(super) fn team_id(id: &str) -> TeamId {
    TeamId::new(id).unwrap()
}

pub(super) fn phone(digits: &str) -> Phone {
    Phone::from_digits(digits).unwrap()
}

/// Small enough that a file of a few thousand bytes does not fit.
pub(super) const MEDIA: MediaLimits = MediaLimits {
    image: 5_000,
    video: 16_000,
    audio: 16_000,
    document: 20_000,
    sticker: 500,
    any_type: true,
};

pub(super) const OFFICIAL: Capabilities = Capabilities {
    official: true,
    needs_templates: true,
    has_window: true,
    checks_numbers: false,
    has_cost: true,
    edits: false,
    links_by_code: false,
    wants_notice: false,
    media: MEDIA,
};
pub(super) const UNOFFICIAL: Capabilities = Capabilities {
    official: false,
    needs_templates: false,
    has_window: false,
    checks_numbers: true,
    has_cost: false,
    edits: true,
    links_by_code: true,
    wants_notice: true,
    media: MEDIA,
};

pub(super) fn channel(id: &str, name: &str, capabilities: Capabilities) -> Channel {
    Channel {
        id: channel_id(id),
        name: name.to_owned(),
        capabilities,
        currency: capabilities.has_cost.then(|| "USD".to_owned()),
        health: Health::Up,
        health_at: None,
        restricted_until: None,
    }
}

pub(super) fn team(id: &str, name: &str, channels: &[&str]) -> Team {
    let channels = channels.iter().map(|id| channel_id(id)).collect();
    Team::new(team_id(id), name.to_owned(), channels)
}

pub(super) fn contact(number: u128, name: Option<&str>, digits: Option<&str>) -> Contact {
    Contact {
        id: ContactId::new(Uuid::from_u128(1_000 + number)),
        name: name.map(str::to_owned),
        phone: digits.map(phone),
        addresses: Vec::new(),
        active_at: start_of_story(),
    }
}

pub(super) fn template(name: &str, body: &str) -> Template {
    Template {
        remote: RemoteId("1".to_owned()),
        key: TemplateKey { name: name.to_owned(), language: "pt_BR".to_owned() },
        category: Category::Utility,
        status: TemplateStatus::Approved,
        named: false,
        header: None,
        body: body.to_owned(),
        body_examples: vec![Example { key: "1".to_owned(), text: "Ana".to_owned() }],
        footer: None,
        buttons: Vec::new(),
        others: Vec::new(),
    }
}

fn link(url: &str) -> TemplateButton {
    TemplateButton::Url { text: "Ver".to_owned(), url: url.to_owned(), example: None }
}

/// A template of every kind: with and without gaps, named and numbered, every header and every button, one-time codes,
/// and kinds that cannot be filled.
pub(super) fn every_template() -> Vec<Template> {
    let header = |header: Header, name: &str| Template { header: Some(header), ..template(name, "Segue.") };
    let other = TemplateButton::Other { what: "FLOW".to_owned(), text: "Abrir".to_owned() };
    vec![
        template("aviso", "Já voltamos."),
        template("pedido", "Olá, {{1}}! Pedido {{2}}, para {{3}}."),
        Template { category: Category::Marketing, ..template("oferta", "Só hoje, {{1}}!") },
        Template {
            named: true,
            header: Some(Header::Text { text: "Oi, {{cliente}}".to_owned(), examples: Vec::new() }),
            footer: Some("Loja".to_owned()),
            buttons: vec![
                TemplateButton::QuickReply { text: "Sim".to_owned() },
                link("https://exemplo.com.br/o/{{1}}"),
                TemplateButton::CopyCode { example: Some("VERAO".to_owned()) },
                TemplateButton::Phone { text: "Ligar".to_owned(), phone: "+555133334444".to_owned() },
            ],
            ..template("retorno", "{{cliente}}, o orçamento {{numero}} está pronto.")
        },
        header(Header::Image, "foto"),
        header(Header::Video, "filme"),
        header(Header::Document, "papel"),
        header(Header::Location, "lugar"),
        Template {
            category: Category::Authentication,
            buttons: vec![TemplateButton::Otp { text: "Copiar".to_owned() }],
            ..template("codigo", "*{{1}}* é o seu código.")
        },
        Template { buttons: vec![link("https://exemplo.com.br")], ..template("site", "Veja.") },
        Template { buttons: vec![other], ..template("formulario", "Preencha, {{1}}.") },
        Template { others: vec!["CAROUSEL".to_owned()], ..template("carrossel", "Veja.") },
        header(Header::Other { what: "PRODUCT".to_owned() }, "produto"),
        Template {
            buttons: vec![TemplateButton::Plain { text: "Contato".to_owned() }],
            ..template("contato", "Oi {{1}}")
        },
    ]
}

fn reply(id: u128, word: &str, text: &str, owner: ReplyOwner) -> QuickReply {
    let word = ReplyWord::new(word).unwrap();
    QuickReply { id: ReplyId::new(Uuid::from_u128(id)), word, text: text.to_owned(), owner }
}

/// A shop: Carla in Vendas and Suporte, Bruno in Suporte and Financeiro; an official channel for all teams and an
/// unofficial one for Vendas.
pub(crate) fn shop() -> World {
    let person = |id: i64, name: &str, role: Role, teams: &[&str]| {
        let teams = teams.iter().map(|team| team_id(team)).collect();
        let locale = Some(Locale::PT_BR);
        StaffMember { locale, ..StaffMember::new(StaffId(id), name.to_owned(), role, teams) }
    };
    let mut contacts = vec![
        contact(1, Some("Maria Souza"), Some("5551999998888")),
        contact(2, Some("João Lima"), Some("5511988887777")),
        contact(3, Some("Ana Paula"), Some("5521977776666")),
        contact(4, Some("Ana P. (antiga)"), Some("552177776666")),
        contact(5, Some("Sem Número"), None),
    ];
    contacts.extend((0..14).map(|n| contact(10 + n, None, Some(&format!("55419888800{n:02}")))));
    World {
        now: start_of_story(),
        me: StaffId(CARLA),
        company: Company {
            staff: vec![
                person(CARLA, "Carla Dias", Role::Manager, &["vendas", "suporte"]),
                person(BRUNO, "Bruno Reis", Role::Attendant, &["suporte", "financeiro"]),
            ],
            former: Vec::new(),
            holidays: Vec::new(),
            teams: vec![
                team("vendas", "Vendas", &["oficial", "loja"]),
                team("suporte", "Suporte", &["oficial"]),
                team("financeiro", "Financeiro", &["oficial"]),
            ],
            channels: vec![
                channel("oficial", "WhatsApp Oficial", OFFICIAL),
                channel("loja", "Loja Centro", UNOFFICIAL),
            ],
            doors: Vec::new(),
            languages: vec![Locale::PT_BR, Locale::EN, Locale::ES],
            commands: ["menu", "novo", "ajuda"].map(str::to_owned).to_vec(),
            reopen_hours: 12,
            opt_out: opt_out(),
            currencies: Vec::new(),
            own_rates: None,
            country: "BR".to_owned(),
            locale: Locale::PT_BR,
            timezone: chrono_tz::America::Sao_Paulo,
        },
        rates: Arc::new(RateTable::built_in()),
        contacts,
        attendances: Vec::new(),
        profiles: Vec::new(),
        tags: Vec::new(),
        imports: Vec::new(),
        merged: Vec::new(),
        said: Vec::new(),
        held: Vec::new(),
        stalled: 0,
        notes: Vec::new(),
        wrote_at: Vec::new(),
        templates: vec![(channel_id("oficial"), every_template())],
        last_values: Vec::new(),
        replies: vec![
            reply(1, "pix", "Oi {contato}, a chave é loja@exemplo.com", ReplyOwner::Company),
            reply(2, "troca", "Sou {eu}, de {equipe}", ReplyOwner::Team { team: team_id("vendas") }),
        ],
        invitations: Vec::new(),
        state: super::super::State::Home,
        draft: None,
        has_topics: false,
        said_in: None,
        ids: 1_000_000,
    }
}

pub(super) fn opt_out() -> OptOut {
    let words = |all: [&str; 2]| all.into_iter().filter_map(OptOutWord::new).collect();
    let configured =
        [(Locale::PT_BR, words(["SAIR", "PARAR"])), (Locale::EN, words(["STOP", "UNSUBSCRIBE"]))];
    OptOut::of([Locale::PT_BR, Locale::EN, Locale::ES], &configured, &[])
}

pub(super) fn known(world: &World, name: &str) -> Who {
    let contact = world.named(name);
    Who::Known { contact, phone: world.contact(contact).unwrap().phone.clone() }
}

/// Channel and team are chosen for a contact.
pub(super) fn choice(to: Who, channel: &str, team: &str) -> Choice {
    Choice {
        trail: Trail { to, kept: None, lists: Lists::default() },
        channel: channel_id(channel),
        team: team_id(team),
        within: None,
    }
}
