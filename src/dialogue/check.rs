//! The check of the number, where the provider can tell whether it is on WhatsApp before anything is sent.

use super::facts::{Facts, Need};
use super::number::resolved;
use super::route::{before_sending, chosen_all, is_taken, ready, refused, to_taken};
use super::screen::{Line, Prompt, Screen};
use super::state::{Choice, State};
use super::step::{Step, Stepped};
use super::{Action, Checked, back_and_cancel, own};

/// The number is being checked, or is not on WhatsApp.
pub fn view_check(choice: &Choice, running: bool, facts: &Facts) -> Result<Screen, Need> {
    let chosen = chosen_all(choice, facts)?;
    if running {
        return Ok(Screen { prompt: Prompt::Checking { chosen }, line: None, rows: vec![back_and_cancel()] });
    }
    let rows = vec![vec![own(Action::FixNumber)], back_and_cancel()];
    Ok(Screen { prompt: Prompt::NotOnWhatsapp { chosen }, line: None, rows })
}

/// A button below "not on WhatsApp".
pub fn press_not_on_whatsapp(choice: &Choice, action: &Action) -> Step {
    if *action == Action::FixNumber {
        Step::to(State::AskNumber)
    } else {
        Step::to(State::NotOnWhatsapp { choice: choice.clone() })
    }
}

/// The provider answered about the number.
pub fn checked(state: &State, checked: &Checked, facts: &Facts) -> Stepped {
    let State::Checking { choice } = state else { return Ok(super::late(state)) };
    match checked {
        Checked::Absent => Ok(Step::to(State::NotOnWhatsapp { choice: choice.clone() })),
        Checked::Failed { fault } => {
            Ok(before_sending(choice, facts).saying(Line::CheckFailed(fault.clone())))
        }
        Checked::OnWhatsapp { addresses } => {
            if let Some(back) = refused(choice, facts)? {
                return Ok(back);
            }
            let mut choice = choice.clone();
            choice.trail.to = resolved(&choice.trail.to, facts)?;
            if is_taken(&choice.trail, &choice.channel, facts)? {
                return Ok(to_taken(&choice.trail, &choice.channel));
            }
            ready(&choice, addresses.clone(), facts)
        }
    }
}
