//! Stories: each starts the whole service against the embedded servers, acts as a person, and expects what that person
//! sees and what reached the contact.

mod already_open;
mod changed_templates;
mod cost;
mod delivery;
mod doors;
mod late_answer;
mod provider_down;
mod start;
mod template_files;
mod templates;
mod unofficial;
mod walk;
mod window;
