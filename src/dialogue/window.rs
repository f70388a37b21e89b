//! The window is open: free text may be sent, a template all the same. Or it is not, and a template is chosen.

use super::contact::decide;
use super::facts::{Facts, Need};
use super::number::before;
use super::route::{chosen_all, is_taken, opened, refused, to_taken, window_of};
use super::screen::{Prompt, Screen};
use super::state::{Choice, ListView, State, Who};
use super::step::{Step, Stepped};
use super::{Action, back_and_cancel, own};
use crate::domain::window::Window;

/// On to the list of templates.
pub(super) fn to_templates(choice: &Choice, facts: &Facts) -> Stepped {
    let templates =
        || Step::to(State::Template { choice: choice.clone(), list: ListView::default(), category: None });
    let Who::Known { contact, .. } = &choice.trail.to else { return Ok(templates()) };
    Ok(match decide::wants_none(*contact, facts)? {
        None => templates(),
        Some(line) if decide::may_manage(&facts.me) => templates().saying(line),
        Some(line) => Step::to(before(&choice.trail)).saying(line),
    })
}

/// The window is open: no template is needed.
pub(super) fn view(choice: &Choice, facts: &Facts) -> Result<Screen, Need> {
    let until = match window_of(choice, facts)? {
        Window::Active { until } => until,
        Window::NotStarted | Window::Expired { .. } => facts.now,
    };
    Ok(Screen {
        prompt: Prompt::WindowOpen { chosen: chosen_all(choice, facts)?, until },
        line: None,
        rows: vec![vec![own(Action::WithoutTemplate)], vec![own(Action::WithTemplate)], back_and_cancel()],
    })
}

/// A button of it.
pub(super) fn press(choice: &Choice, action: &Action, facts: &Facts) -> Stepped {
    if *action == Action::WithTemplate {
        return to_templates(choice, facts);
    }
    if *action != Action::WithoutTemplate {
        return Ok(Step::to(State::WindowOpen { choice: choice.clone() }));
    }
    if let Some(back) = refused(choice, facts)? {
        return Ok(back);
    }
    if is_taken(&choice.trail, &choice.channel, facts)? {
        return Ok(to_taken(&choice.trail, &choice.channel));
    }
    // It may have closed while the panel lay open: then a template is needed after all.
    if !window_of(choice, facts)?.is_active() {
        return to_templates(choice, facts);
    }
    Ok(opened(choice, Vec::new(), None, facts))
}
