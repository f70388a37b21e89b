//! The page of the demo: the staff's phone on the left, the contacts' phones on the right, and behind the scenes the
//! switches for what can go wrong and the log of each wire.
//!
//! The page owns no state: it shows what the embedded servers remember and lets a person act on them. What it is sent
//! (`GET /events`) is written down in `scene`; what it may ask for (`POST /act`) in `act`.
//!
//! - `scene`, `telegram_scene`, `whatsapp_scene`: what the servers remember, as sections of JSON. Pure.
//! - `feed`: sends a section again when it differs from what that page has. Rejected: patches within a section (more to
//!   get wrong than a few kilobytes over loopback are worth), WebSocket (nothing goes the other way that a POST
//!   cannot carry, and a browser reconnects an event stream by itself).
//! - `mode`: what can go wrong, in the page's few words.
//! - `act`: what a person does on the page, checked, and carried to a server.
//! - `file`: pictures and papers, served so that none of them can act on the page.
//! - `assets`: HTML, CSS and JavaScript.

mod act;
mod assets;
mod feed;
mod file;
mod mode;
mod scene;
mod telegram_scene;
mod whatsapp_scene;

use super::cloud::DemoCloud;
use super::company;
use super::evolution::DemoEvolution;
use super::telegram::DemoTelegram;
use crate::clock::Clock;
use crate::supervise::Supervisor;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The largest action: a file of 16 MB in base64, and some words.
const ACTION_LEN_MAX: usize = 24 * 1024 * 1024;

/// Everything that is on the page.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The Telegram server, which knows the people already.
    pub telegram: DemoTelegram,
    /// The official WhatsApp server, with its contacts.
    pub cloud: DemoCloud,
    /// The unofficial WhatsApp server, with the same contacts.
    pub evolution: DemoEvolution,
    /// The time of everybody; it can be turned forward.
    pub clock: Clock,
    /// Who holds a phone on the staff's side, in order.
    pub people: Vec<DemoPerson>,
    /// Ends the event streams, so that the server can stop while a page is open.
    pub stopping: CancellationToken,
}

/// Somebody on the staff's side of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// The Telegram user id.
    pub id: i64,
    /// The first name.
    pub first_name: String,
    /// The language of their Telegram app, as an IETF tag.
    pub language: String,
    /// `owner`, `manager`, `attendant` or `stranger`.
    pub role: String,
    /// The names of their teams.
    pub teams: Vec<String>,
}

impl DemoPerson {
    /// The people of the invented company.
    pub fn of_the_company() -> Vec<Self> {
        use crate::domain::staff::Role;
        let role = |role| match role {
            Some(Role::Owner) => "owner",
            Some(Role::Manager) => "manager",
            Some(Role::Attendant) => "attendant",
            None => "stranger",
        };
        let team = |id: &&str| company::team_name(id).map(str::to_owned);
        company::PEOPLE
            .iter()
            .map(|person| Self {
                id: person.id,
                first_name: person.first_name().to_owned(),
                language: person.language.to_owned(),
                role: role(person.role).to_owned(),
                teams: person.teams.iter().filter_map(team).collect(),
            })
            .collect()
    }

    /// Six people, none of whom works anywhere yet.
    pub fn of_an_empty_company() -> Vec<Self> {
        let everybody = company::PEOPLE.iter().chain(&company::NEWCOMERS);
        everybody
            .map(|person| Self {
                id: person.id,
                first_name: person.first_name().to_owned(),
                language: person.language.to_owned(),
                role: "stranger".to_owned(),
                teams: Vec::new(),
            })
            .collect()
    }
}

/// Serves the page until everything shall stop.
pub fn serve(listener: TcpListener, stage: Stage, servers: &Supervisor) {
    let stopping = servers.stopping();
    servers.spawn("demo page", async move {
        let page = router(stage);
        let served = axum::serve(listener, page).with_graceful_shutdown(stopping.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "the page ended");
        }
    });
}

/// The routes of the page: itself at `/`, live at `/events`, played at `/act`.
pub fn router(stage: Stage) -> Router {
    Router::new()
        .route("/", get(assets::page))
        .route("/app.css", get(assets::style))
        .route("/app.js", get(assets::app))
        .route("/icon.svg", get(assets::icon))
        .route("/voice.ogg", get(assets::voice))
        .route("/js/{name}", get(assets::script))
        .route("/events", get(feed::events))
        .route("/act", post(act::act).layer(DefaultBodyLimit::max(ACTION_LEN_MAX)))
        .route("/file/{source}/{id}", get(file::file))
        .with_state(stage)
}
