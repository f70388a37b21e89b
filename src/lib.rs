//! Balcão: the front desk of a company's WhatsApp, in Telegram.
//!
//! A map for the newcomer, in the order in which one should read. A module imports only modules above it, and the
//! name of an outside library appears in one folder only; `tests/it/tidy.rs` holds both.

pub mod app;
pub mod channel;
pub mod clock;
pub mod config;
pub mod demo;
pub mod dialogue;
pub mod domain;
pub mod i18n;
pub mod run;
pub mod store;
pub mod supervise;
pub mod telegram;
pub mod webhook;
