//! Stories: each starts the whole service against the embedded servers, acts as a person, and expects what that person
//! sees and what reached the contact.

mod back;
mod languages;
mod lists;
mod panel;
mod path;
mod start;
mod steps;
mod strangers;
mod ways_in;
mod wrong_input;
