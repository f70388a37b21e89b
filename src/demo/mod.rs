//! The embedded servers that stand in for the world outside: they speak the published protocols over loopback, are as
//! strict as the real ones, keep state, and can be told to fail in the ways the real ones do. The service reaches them
//! over HTTP only and knows nothing of them; the demo's page and the tests hold their handles.
//!
//! [`wire`] is what every such server needs (a port whose connections can be cut, webhooks that can be held or
//! doubled, a record of what went over it); [`handset`] is the contacts' phones, which both WhatsApp servers have.

pub mod company;
pub mod telegram;
pub mod cloud;
pub mod evolution;
pub mod handset;
pub mod wire;
pub mod page;
