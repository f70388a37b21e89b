//! Balcão: the front desk of a company's WhatsApp, in Telegram.
//!
//! A map for the newcomer, in the order in which one should read. A module imports only modules above it, and an
//! outside library is named only in the folders it belongs to; `tests/it/tidy.rs` holds both.
//!
//! | module | what it is for | to change… |
//! |---|---|---|
//! | [`domain`] | The nouns and rules of the trade, pure: numbers, people, channels, templates, windows, messages, costs, limits. | what is true, whoever asks |
//! | [`dialogue`] | The conversation with a staff member, pure: from a state and an input to the next state, what changes and what is shown. | what a screen offers, where a button leads |
//! | [`i18n`] | The words of every screen in each language, and dates, numbers and money as each writes them. | how something is said (the words are in `locales/`) |
//! | [`clock`] | The time as a parameter, which tests turn by hand. | how time is waited for |
//! | [`supervise`] | Tasks that are tracked, told to stop and waited for. | how a task is started or ended |
//! | [`config`] | The configuration, read and validated once, with one clear line for each mistake. | a key |
//! | [`store`] | The database: one writer, several readers, a file for each table. | what is kept (and `migrations/`, each with its `tests/it/filled/`) |
//! | [`channel`] | The ways to WhatsApp: one behaviour, an adapter for each provider. | what a provider is asked, or how its answer is read |
//! | [`app`] | The use cases, which join decisions to the store and the channels: take a step, receive, dispatch, sweep. | what happens in one transaction |
//! | [`telegram`] | The Telegram edge: from updates to inputs, from screens to paced requests. | how a panel is drawn, sent and edited |
//! | [`webhook`] | The HTTP server for what Telegram and the providers bring, health and metrics. | a route, a limit |
//! | [`demo`] | Embedded Telegram and WhatsApp servers, strict as the real ones, and the page that shows both sides. | what can be tried without an account |
//! | [`run`] | The wiring: starts the parts, watches them, ends them. | what runs, and in which order |
//! | [`fuzz`] | What must hold whatever bytes come in; for tests and the fuzzer, no part of the service. | what a decoder promises |
//!
//! One way through: `telegram::source` stores an update, `telegram::lane` works it off, `telegram::front` makes it an
//! input, `app::advance` takes the step of `dialogue`, `store` keeps all of it at once, `telegram::render` draws the
//! next panel, and `app::dispatch` carries what is to be sent to a `channel`.

pub mod domain;
pub mod dialogue;
pub mod i18n;
pub mod clock;
pub mod supervise;
pub mod config;
pub mod store;
pub mod channel;
pub mod app;
pub mod telegram;
pub mod webhook;
pub mod demo;
pub mod run;
#[cfg(any(test, fuzzing, doc))]
pub mod fuzz;
