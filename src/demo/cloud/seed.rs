//! The shop of the demo: the ten templates of "Loja Aurora", in the shape in which the API lists them.
//!
//! They cover what a person meets: no parameters; three numbered ones; named ones in header, body and address; a
//! picture with quick replies; a file; a place; a code to copy; a one-time code; a carousel, which staff cannot fill;
//! and one that is paused. Eight in Portuguese, one in English, one in Spanish.

use serde_json::Value;

/// The listing, as JSON.
const TEMPLATES: &str = include_str!("templates.json");

/// The templates of the demo.
pub fn demo_templates() -> Vec<Value> {
    serde_json::from_str(TEMPLATES).unwrap_or_default()
}
