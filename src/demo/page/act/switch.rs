//! What is done behind the scenes: what can go wrong, and the clock.

use super::Refusal;
use crate::demo::company::{INSTANCE, LOJA, OFICIAL};
use crate::demo::evolution::Connection;
use crate::demo::page::Stage;
use crate::demo::page::mode::Mode;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Value, json};

/// A week at a time: further than any countdown of the service reaches.
const TURN_MINUTES_MAX: u32 = 7 * 24 * 60;
/// The states that the page can give a template.
const TEMPLATE_STATES: [&str; 4] = ["APPROVED", "PAUSED", "REJECTED", "DISABLED"];

/// The acts; `contact` is the number's digits, `channel` the id of a channel.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(in crate::demo::page) enum SwitchAct {
    /// How a provider behaves from now on.
    SwitchProvider { channel: String, mode: Mode },
    /// Whether the unofficial channel's phone is linked.
    SwitchConnection { connected: bool },
    /// Somebody scans the code with the unofficial channel's phone.
    ScanCode,
    /// Whether a number has a WhatsApp.
    SwitchNumber { contact: String, has_whatsapp: bool },
    /// Opens or closes a contact's window on the official channel.
    SwitchWindow { contact: String, open: bool },
    /// A template's status.
    SwitchTemplate { name: String, language: String, status: String },
    /// Turns everybody's clock forward.
    TurnClock { minutes: u32 },
}

/// Does it, or says why not.
pub(super) fn carry_out(stage: &Stage, act: SwitchAct) -> Result<Value, Refusal> {
    match act {
        SwitchAct::SwitchProvider { channel, mode } => {
            let (delay_ms, failures) = mode.means();
            match channel.as_str() {
                OFICIAL => stage.cloud.switch(|switches| {
                    switches.delay_ms = delay_ms;
                    switches.failures = failures;
                }),
                LOJA => stage.evolution.switch(|switches| {
                    switches.delay_ms = delay_ms;
                    switches.failures = failures;
                }),
                _unknown => return Err(Refusal::NoChannel),
            }
        }
        SwitchAct::SwitchConnection { connected } => stage.evolution.set_connected(connected),
        SwitchAct::ScanCode => {
            if stage.evolution.connection() != Some(Connection::Connecting) {
                return Err(Refusal::NoChannel);
            }
            stage.evolution.scan(INSTANCE);
        }
        SwitchAct::SwitchNumber { contact, has_whatsapp } => {
            stage.cloud.phone(&contact).ok_or(Refusal::NoContact)?;
            stage.cloud.set_on_whatsapp(&contact, has_whatsapp);
            stage.evolution.set_on_whatsapp(&contact, has_whatsapp);
        }
        SwitchAct::SwitchWindow { contact, open } => {
            stage.cloud.phone(&contact).ok_or(Refusal::NoContact)?;
            stage.cloud.set_window_open(&contact, open);
        }
        SwitchAct::SwitchTemplate { name, language, status } => {
            let known = TEMPLATE_STATES.contains(&status.as_str());
            if !known || !stage.cloud.set_template_status(&name, &language, &status) {
                return Err(Refusal::NoTemplate);
            }
        }
        SwitchAct::TurnClock { minutes } => {
            if minutes == 0 || minutes > TURN_MINUTES_MAX {
                return Err(Refusal::OutOfRange);
            }
            stage.clock.turn(TimeDelta::minutes(minutes.into()));
        }
    }
    Ok(json!({}))
}
