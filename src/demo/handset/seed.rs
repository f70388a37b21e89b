//! Invented people: whom a demo starts with, and how a test adds its own.

use serde::{Deserialize, Serialize};

/// A contact to be put into the world.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactSeed {
    /// The number as people dial it: digits with the country code, such as `5551999998888`.
    pub number: String,
    /// The name on their profile.
    pub name: String,
    /// Whether there is a WhatsApp on this number.
    pub on_whatsapp: bool,
    /// The id WhatsApp has for the number, when the rule of [`super::numbers::wa_id`] does not give it.
    pub wa_id: Option<String>,
    /// Meta's business-scoped id.
    pub bsuid: Option<String>,
    /// WhatsApp's own hidden id: digits, without `@lid`.
    pub lid: Option<String>,
    /// The user name on their profile.
    pub username: Option<String>,
    /// Whether they show their ids instead of their number.
    pub hides_number: bool,
}

impl ContactSeed {
    /// A contact with a WhatsApp and ids made from the number.
    pub fn new(number: &str, name: &str) -> Self {
        let digits = super::numbers::digits(number);
        let reversed: String = digits.chars().rev().collect();
        let country = super::numbers::country(&digits);
        Self {
            name: name.to_owned(),
            on_whatsapp: true,
            wa_id: None,
            bsuid: Some(format!("{country}.{reversed}{digits}")),
            lid: Some(format!("1{reversed:0>14}")),
            username: None,
            hides_number: false,
            number: digits,
        }
    }

    /// The same person without a WhatsApp.
    #[must_use]
    pub fn without_whatsapp(mut self) -> Self {
        self.on_whatsapp = false;
        self
    }

    /// The same person with another id at WhatsApp than the rule gives.
    #[must_use]
    pub fn with_wa_id(mut self, wa_id: &str) -> Self {
        self.wa_id = Some(wa_id.to_owned());
        self
    }

    /// The same person with a user name, showing ids instead of the number.
    #[must_use]
    pub fn hidden_behind(mut self, username: &str) -> Self {
        self.username = Some(username.to_owned());
        self.hides_number = true;
        self
    }
}

/// The contacts of the demo: the ninth digit dropped and kept, an Argentine, a Mexican with the old form, and one
/// without a WhatsApp.
pub fn demo_contacts() -> Vec<ContactSeed> {
    vec![
        ContactSeed::new("5551999998888", "Maria Souza"),
        ContactSeed::new("5511988887777", "João Pereira"),
        ContactSeed::new("5531987654321", "Ana Lima"),
        ContactSeed::new("5491155554444", "Lucía Fernández"),
        ContactSeed::new("525512345678", "Diego Hernández"),
        ContactSeed::new("5521977770000", "Paulo Rocha").without_whatsapp(),
    ]
}
