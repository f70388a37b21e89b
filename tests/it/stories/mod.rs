//! Stories: each starts the whole service against the embedded servers, acts as a person, and expects what that person
//! sees and what reached the contact.

mod already_open;
mod back;
mod changed_templates;
mod cost;
mod delivery;
mod doors;
mod files;
mod handing_over;
mod languages;
mod late_answer;
mod lists;
mod panel;
mod path;
mod provider_down;
mod queue;
mod reopening;
mod start;
mod steps;
mod talk;
mod talking;
mod strangers;
mod template_files;
mod templates;
mod unofficial;
mod walk;
mod ways_in;
mod window;
mod wrong_input;
mod written_first;
