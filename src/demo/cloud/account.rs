//! What an administrator or Meta does to the account: templates that are paused, changed or removed, and the switches.

use super::switches::Switches;
use super::template::{Template, TemplateView};
use super::{DemoCloud, event};
use crate::demo::wire::{Failure, Letter, Target, lock};
use serde_json::Value;

impl DemoCloud {
    /// The templates, as listed.
    pub fn templates(&self) -> Vec<TemplateView> {
        lock(&self.inner.state).templates.iter().map(Template::view).collect()
    }

    /// Adds a template given as its entry in the listing (`id`, `name`, `language`, `status`, `category`, `components`), or
    /// puts it in place of the one with the same name and language. Says whether the entry was whole.
    pub fn add_template(&self, entry: Value) -> bool {
        let Some(template) = Template::from_listed(entry) else { return false };
        let mut state = lock(&self.inner.state);
        let (name, language) = (template.field("name").to_owned(), template.field("language").to_owned());
        state.templates.retain(|other| other.field("name") != name || other.field("language") != language);
        state.templates.push(template);
        drop(state);
        self.inner.changes.note();
        true
    }

    /// Gives a template another status (`PAUSED`, `DISABLED`, `APPROVED`, …) and tells it by webhook. Says whether there is one.
    pub fn set_template_status(&self, name: &str, language: &str, status: &str) -> bool {
        let now = self.inner.clock.now();
        self.change_template(name, language, |template| {
            template.set_field("status", status);
            event::template_status(template, status, now)
        })
    }

    /// Puts a template into another category and tells it by webhook. Says whether there is one.
    pub fn set_template_category(&self, name: &str, language: &str, category: &str) -> bool {
        self.change_template(name, language, |template| {
            let previous = template.field("category").to_owned();
            template.set_field("category", category);
            event::template_category(template, &previous)
        })
    }

    /// Puts another text into a template's body and tells it by webhook. Says whether there is one.
    pub fn edit_template_body(&self, name: &str, language: &str, body: &str) -> bool {
        self.change_template(name, language, |template| {
            template.set_body(body);
            event::template_components(template)
        })
    }

    /// Deletes a template and tells it by webhook. Says whether there was one.
    pub fn remove_template(&self, name: &str, language: &str) -> bool {
        let now = self.inner.clock.now();
        let told = self.change_template(name, language, |template| {
            event::template_status(template, "PENDING_DELETION", now)
        });
        let mut state = lock(&self.inner.state);
        state.templates.retain(|other| other.field("name") != name || other.field("language") != language);
        drop(state);
        self.inner.changes.note();
        told
    }

    fn change_template(
        &self,
        name: &str,
        language: &str,
        change: impl FnOnce(&mut Template) -> Value,
    ) -> bool {
        let mut state = lock(&self.inner.state);
        let found = state
            .templates
            .iter_mut()
            .find(|template| template.field("name") == name && template.field("language") == language);
        let Some(template) = found else { return false };
        template.was_changed = true;
        let content = change(template);
        self.courier.post(vec![Letter { key: String::new(), label: "template", content }]);
        drop(state);
        self.inner.changes.note();
        true
    }

    /// Makes every cursor handed out so far stale (131059).
    pub fn expire_cursors(&self) {
        let mut state = lock(&self.inner.state);
        state.generation = state.generation.saturating_add(1);
    }

    /// The switches, with the failures that are still to come.
    pub fn switches(&self) -> Switches {
        let state = lock(&self.inner.state);
        let webhooks = self.courier.switches();
        Switches { webhooks, failures: state.failures.list(), ..state.switches.clone() }
    }

    /// Sets all switches. Webhooks that were held leave when `webhooks.hold` is off.
    pub fn set_switches(&self, switches: Switches) {
        {
            let mut state = lock(&self.inner.state);
            state.failures.replace(switches.failures.clone());
            self.courier.set_switches(switches.webhooks);
            state.switches = switches;
        }
        self.inner.changes.note();
    }

    /// Changes some switches and leaves the others.
    pub fn switch(&self, change: impl FnOnce(&mut Switches)) {
        let mut switches = self.switches();
        change(&mut switches);
        self.set_switches(switches);
    }

    /// The next `count` calls of a kind go wrong.
    pub fn fail_next(&self, target: Target, count: u32, failure: Failure) {
        lock(&self.inner.state).failures.plan(target, count, failure);
        self.inner.changes.note();
    }
}
