//! The list of templates and the preview of one.

use super::facts::{Facts, Need};
use super::lists::turned;
use super::route::chosen_all;
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{Choice, ListView, State};
use super::step::{Step, Stepped};
use super::{Action, back_and_cancel, own, pager};
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::template::preview::preview;
use crate::domain::template::search::matches;
use crate::domain::template::{Category, Filled, Template, TemplateKey, TemplateStatus};

/// A short name for a template that fits callback data: names may have 512 characters. 64 bits of FNV-1a over name and
/// language, in hexadecimal: one account has at most 6,000 templates, so two of them practically never share it.
pub fn fingerprint(key: &TemplateKey) -> String {
    let bytes = key.name.bytes().chain(std::iter::once(0)).chain(key.language.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Approved templates that pass the filter, by name.
fn listed<'f>(all: &'f [Template], query: &str, category: Option<Category>) -> Vec<&'f Template> {
    let mut found: Vec<&Template> = all
        .iter()
        .filter(|template| template.status == TemplateStatus::Approved)
        .filter(|template| category.is_none_or(|wanted| template.category == wanted))
        .filter(|template| query.is_empty() || matches(template, query))
        .collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    found
}

/// The list.
pub fn view_list(
    choice: &Choice,
    list: &ListView,
    category: Option<Category>,
    facts: &Facts,
) -> Result<Screen, Need> {
    let known = facts.templates(&choice.channel)?;
    let found = listed(&known.templates, &list.query, category);
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let page = usize::try_from(list.page.min(super::pages(total) - 1)).unwrap_or(0);
    let mut rows: Vec<_> = found
        .iter()
        .skip(page * LIST_ROWS_MAX)
        .take(LIST_ROWS_MAX)
        .map(|template| vec![template_button(template)])
        .collect();
    rows.extend(pager(list.page, total));
    rows.extend(category_rows(&known.templates, category));
    if !list.query.is_empty() {
        rows.push(vec![own(Action::ClearFilter)]);
    }
    rows.push(back_and_cancel());
    let prompt = Prompt::Templates {
        chosen: chosen_all(choice, facts)?,
        query: list.query.clone(),
        category,
        total,
        never_synced: known.synced_at.is_none(),
    };
    Ok(Screen { prompt, line: None, rows })
}

fn template_button(template: &Template) -> Button {
    Button {
        action: Action::Template(fingerprint(&template.key)),
        label: Label::Template {
            key: template.key.clone(),
            category: template.category,
            unfillable: template.slots().err(),
        },
    }
}

/// Filters by category, when there is more than one to filter. Two in a row: more would be cut on a phone.
fn category_rows(all: &[Template], chosen: Option<Category>) -> Vec<Vec<Button>> {
    let present: Vec<Category> =
        Category::ALL.into_iter().filter(|one| !listed(all, "", Some(*one)).is_empty()).collect();
    if present.len() < 2 {
        return Vec::new();
    }
    let button = |category: Option<Category>| Button {
        action: Action::Category(category),
        label: if category == chosen { Label::Chosen } else { Label::Own },
    };
    let filters: Vec<Option<Category>> = std::iter::once(None).chain(present.into_iter().map(Some)).collect();
    filters.chunks(2).map(|row| row.iter().copied().map(button).collect()).collect()
}

/// A button of the list.
pub fn press_list(
    choice: &Choice,
    list: &ListView,
    category: Option<Category>,
    action: &Action,
    facts: &Facts,
) -> Stepped {
    let here =
        |list: ListView, category| Step::to(State::Template { choice: choice.clone(), list, category });
    if let Action::Template(print) = action {
        let all = &facts.templates(&choice.channel)?.templates;
        return Ok(match all.iter().find(|template| fingerprint(&template.key) == *print) {
            Some(template) if template.status == TemplateStatus::Approved => {
                let mut next = choice.clone();
                next.trail.lists.templates = list.clone();
                next.trail.lists.category = category;
                taken(&next, template)
            }
            Some(gone) => here(list.clone(), category)
                .saying(Line::TemplateGone { name: gone.key.name.clone(), status: Some(gone.status) }),
            None => {
                here(list.clone(), category).saying(Line::TemplateGone { name: String::new(), status: None })
            }
        });
    }
    if let Action::Category(category) = action {
        return Ok(here(ListView { query: list.query.clone(), page: 0 }, *category));
    }
    if *action == Action::ClearFilter {
        return Ok(here(ListView::default(), category));
    }
    let page = turned(action).unwrap_or(list.page);
    Ok(here(ListView { query: list.query.clone(), page }, category))
}

/// Where a chosen template leads: to its preview, or straight to the review when nothing is to be filled in.
fn taken(choice: &Choice, template: &Template) -> Step {
    let filled = take(choice, template);
    match template.slots() {
        Ok(slots) if slots.is_empty() => super::parameters::at(choice, &filled, 0),
        Ok(_) | Err(_) => Step::to(State::Preview { choice: choice.clone(), filled: Box::new(filled) }),
    }
}

/// The template with the values that were given to it before, as far as they still fit.
fn take(choice: &Choice, template: &Template) -> Filled {
    match &choice.trail.kept {
        Some(kept) if kept.template.key == template.key => kept.refit(template.clone()).0,
        Some(_) | None => Filled::new(template.clone()),
    }
}

/// Typing filters.
pub fn typed(choice: &Choice, category: Option<Category>, text: &str) -> Step {
    let query: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(64).collect();
    Step::to(State::Template { choice: choice.clone(), list: ListView { query, page: 0 }, category })
}

/// The template as the contact will see it.
pub fn view_preview(choice: &Choice, filled: &Filled, facts: &Facts) -> Result<Screen, Need> {
    let (slots, unfillable) = match filled.template.slots() {
        Ok(slots) => (u32::try_from(slots.len()).unwrap_or(u32::MAX), None),
        Err(unfillable) => (0, Some(unfillable)),
    };
    let mut rows = Vec::new();
    if unfillable.is_none() {
        rows.push(vec![own(Action::SetParameters)]);
    }
    rows.push(back_and_cancel());
    let prompt = Prompt::Preview {
        chosen: chosen_all(choice, facts)?,
        key: filled.template.key.clone(),
        category: filled.template.category,
        preview: Box::new(preview(filled)),
        slots,
        unfillable,
    };
    Ok(Screen { prompt, line: None, rows })
}

/// A button of the preview: on to the values, or straight to the review when there are none.
pub fn press_preview(choice: &Choice, filled: &Filled, action: &Action) -> Step {
    let here = Step::to(State::Preview { choice: choice.clone(), filled: Box::new(filled.clone()) });
    if *action != Action::SetParameters {
        return here;
    }
    match filled.template.slots() {
        Err(_unfillable) => here,
        Ok(_slots) => super::parameters::at(choice, filled, 0),
    }
}

/// Back to the list, with what was filled in kept.
pub fn before_preview(choice: &Choice, filled: &Filled) -> Step {
    let mut choice = choice.clone();
    if !filled.values.is_empty() {
        choice.trail.kept = Some(Box::new(filled.clone()));
    }
    let (list, category) = (choice.trail.lists.templates.clone(), choice.trail.lists.category);
    Step::to(State::Template { choice, list, category })
}
