//! `balcao demo`: the real service against embedded Telegram and WhatsApp servers, and a page to play both sides.

pub mod company;
pub mod page;
//! The embedded servers of the demo and of the tests: each stands behind the same network edge as the real one, and
//! nothing in the service knows of it.

pub mod telegram;
