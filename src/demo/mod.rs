//! `balcao demo`: the real service against embedded Telegram and WhatsApp servers, and a page to play both sides.

pub mod company;
pub mod page;
