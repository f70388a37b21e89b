//! What went wrong, in words that say what can be done.

use super::html::{cut, one_line, say};
use crate::domain::fault::{Fault, FaultKind};
use crate::i18n::{Key, Voice};

/// The sentence of a fault; with the provider's code where only an administrator can help.
pub(super) fn fault(fault: &Fault, voice: &Voice<'_>) -> String {
    let mut html = voice.word(key(fault.kind));
    if wants_code(fault.kind) && !fault.code.is_empty() {
        let code = cut(&one_line(&fault.code), 40);
        html.push('\n');
        html.push_str(&say(voice, Key::FaultCode, &[("code", code.into())]));
    }
    html
}

/// The sentence of a kind.
pub(super) const fn key(kind: FaultKind) -> Key {
    match kind {
        FaultKind::Credentials => Key::FaultCredentials,
        FaultKind::Account => Key::FaultAccount,
        FaultKind::Payment => Key::FaultPayment,
        FaultKind::RateLimit => Key::FaultRateLimit,
        FaultKind::PairLimit => Key::FaultPairLimit,
        FaultKind::SpamLimit => Key::FaultSpamLimit,
        FaultKind::MarketingCap => Key::FaultMarketingCap,
        FaultKind::OptedOut => Key::FaultOptedOut,
        FaultKind::Experiment => Key::FaultExperiment,
        FaultKind::WindowClosed => Key::FaultWindowClosed,
        FaultKind::NotOnWhatsapp => Key::FaultNotOnWhatsapp,
        FaultKind::Undeliverable => Key::FaultUndeliverable,
        FaultKind::CountryBlocked => Key::FaultCountryBlocked,
        FaultKind::TemplateMissing => Key::FaultTemplateMissing,
        FaultKind::TemplatePaused => Key::FaultTemplatePaused,
        FaultKind::TemplateDisabled => Key::FaultTemplateDisabled,
        FaultKind::TemplatePolicy => Key::FaultTemplatePolicy,
        FaultKind::ParameterCount => Key::FaultParameterCount,
        FaultKind::ParameterFormat => Key::FaultParameterFormat,
        FaultKind::TooLong => Key::FaultTooLong,
        FaultKind::Media => Key::FaultMedia,
        FaultKind::SelfSend => Key::FaultSelfSend,
        FaultKind::NotAllowedRecipient => Key::FaultNotAllowedRecipient,
        FaultKind::Disconnected => Key::FaultDisconnected,
        FaultKind::Restricted => Key::FaultRestricted,
        FaultKind::LicenseRequired => Key::FaultLicenseRequired,
        FaultKind::BadRequest => Key::FaultBadRequest,
        FaultKind::Upstream => Key::FaultUpstream,
        FaultKind::Network => Key::FaultNetwork,
        FaultKind::NoAnswer => Key::FaultNoAnswer,
        FaultKind::Expired => Key::FaultExpired,
        FaultKind::Unrecognised => Key::FaultUnrecognised,
    }
}

const fn wants_code(kind: FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::Credentials
            | FaultKind::Account
            | FaultKind::Payment
            | FaultKind::CountryBlocked
            | FaultKind::LicenseRequired
            | FaultKind::BadRequest
            | FaultKind::Unrecognised
    )
}
