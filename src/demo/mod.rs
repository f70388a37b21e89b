//! The embedded servers of the demo and of the tests: each stands behind the same network edge as the real one, and
//! nothing in the service knows of it. The page plays both sides of them; the company is invented.

pub mod company;
pub mod page;
pub mod telegram;
