//! Stories: each starts the whole service against the embedded servers, acts as a person, and expects what that person
//! sees and what reached the contact.

mod start;
mod written_first;
