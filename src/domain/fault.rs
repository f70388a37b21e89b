//! What can go wrong on the way to a contact, in kinds that have words for staff and a way out.

use super::Timestamp;
use serde::{Deserialize, Serialize};

/// What went wrong, as far as it changes what is said and what can be done. Providers' codes are mapped to these
/// beside each provider; words are `fault-<kind>` in `locales/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// The provider refuses our token, or a permission is missing.
    Credentials,
    /// The account is blocked, locked, restricted or not registered.
    Account,
    /// The account has no valid means of payment.
    Payment,
    /// Too many messages in too little time.
    RateLimit,
    /// Too many messages to this one person in too little time.
    PairLimit,
    /// The provider limits us because of complaints.
    SpamLimit,
    /// The provider chose not to deliver marketing to this person now.
    MarketingCap,
    /// This person opted out of marketing.
    OptedOut,
    /// This person takes part in a provider's experiment and gets no marketing.
    Experiment,
    /// The window is closed: only a template may be sent.
    WindowClosed,
    /// The number is not on WhatsApp.
    NotOnWhatsapp,
    /// Undeliverable; the provider does not say why.
    Undeliverable,
    /// The account may not write to this country.
    CountryBlocked,
    /// The template does not exist (any more) or is not approved.
    TemplateMissing,
    /// The template is paused for bad quality.
    TemplatePaused,
    /// The template was disabled.
    TemplateDisabled,
    /// The provider's policy refuses the template's content.
    TemplatePolicy,
    /// The number or names of parameters do not fit the template.
    ParameterCount,
    /// A parameter's value is not acceptable.
    ParameterFormat,
    /// The text is too long after substitution.
    TooLong,
    /// The file could not be taken.
    Media,
    /// The recipient is the channel's own number.
    SelfSend,
    /// A test account may write only to numbers on its list.
    NotAllowedRecipient,
    /// The phone behind the channel is not connected.
    Disconnected,
    /// The account may not start new conversations for some time.
    Restricted,
    /// The provider's server wants a licence to be activated.
    LicenseRequired,
    /// The request was wrong: a defect of ours.
    BadRequest,
    /// The provider had a fault of its own.
    Upstream,
    /// The provider could not be reached.
    Network,
    /// The answer did not come in time, or the process ended while it was awaited.
    NoAnswer,
    /// The template's message waited longer than it may and was dropped.
    Expired,
    /// Something not known to us.
    Unrecognised,
}

/// What a person can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Try the same again.
    Retry,
    /// Choose another template or other values.
    ChangeTemplate,
    /// Correct the number.
    FixNumber,
}

impl FaultKind {
    /// What can be done, the most promising first. Empty: only an administrator can help, and the words say so.
    pub const fn remedies(self) -> &'static [Remedy] {
        match self {
            Self::RateLimit
            | Self::PairLimit
            | Self::Disconnected
            | Self::Upstream
            | Self::Network
            | Self::Credentials
            | Self::Account
            | Self::Payment
            | Self::SpamLimit
            | Self::Restricted
            | Self::LicenseRequired
            | Self::Expired
            | Self::Unrecognised => &[Remedy::Retry],
            Self::MarketingCap | Self::OptedOut | Self::Experiment => &[Remedy::ChangeTemplate],
            Self::WindowClosed
            | Self::TemplateMissing
            | Self::TemplatePaused
            | Self::TemplateDisabled
            | Self::TemplatePolicy
            | Self::ParameterCount
            | Self::ParameterFormat
            | Self::TooLong
            | Self::Media
            | Self::BadRequest => &[Remedy::ChangeTemplate, Remedy::Retry],
            Self::NotOnWhatsapp | Self::SelfSend => &[Remedy::FixNumber],
            Self::Undeliverable | Self::CountryBlocked | Self::NotAllowedRecipient => {
                &[Remedy::FixNumber, Remedy::Retry]
            }
            Self::NoAnswer => &[],
        }
    }
}

/// One thing that went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What it means for us.
    pub kind: FaultKind,
    /// The provider's code, such as `131047`; for the network a short word of ours.
    pub code: String,
    /// The provider's text, kept for people who must look deeper. Never a whole number, token or message text.
    pub detail: String,
    /// Until when it lasts, where the provider says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Fault {
    /// A fault from its parts.
    pub fn new(kind: FaultKind, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind, code: code.into(), detail: detail.into(), until: None }
    }

    /// The same, when the provider says until when it lasts.
    #[must_use]
    pub fn lasting(self, until: Option<Timestamp>) -> Self {
        Self { until, ..self }
    }

    /// Whether it lies in the network or in a server that is busy, so that another try may do better.
    pub const fn may_pass(&self) -> bool {
        matches!(
            self.kind,
            FaultKind::Network | FaultKind::NoAnswer | FaultKind::RateLimit | FaultKind::Upstream
        )
    }
}
