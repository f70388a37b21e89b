//! The languages that are part of the binary.

/// The text of each file of one language.
macro_rules! files {
    ($tag:literal) => {
        &[
            include_str!(concat!("../../locales/", $tag, "/language.ftl")),
            include_str!(concat!("../../locales/", $tag, "/menu.ftl")),
            include_str!(concat!("../../locales/", $tag, "/channels.ftl")),
            include_str!(concat!("../../locales/", $tag, "/company.ftl")),
            include_str!(concat!("../../locales/", $tag, "/settings.ftl")),
            include_str!(concat!("../../locales/", $tag, "/house.ftl")),
            include_str!(concat!("../../locales/", $tag, "/start.ftl")),
            include_str!(concat!("../../locales/", $tag, "/templates.ftl")),
            include_str!(concat!("../../locales/", $tag, "/contact.ftl")),
            include_str!(concat!("../../locales/", $tag, "/privacy.ftl")),
            include_str!(concat!("../../locales/", $tag, "/cost.ftl")),
            include_str!(concat!("../../locales/", $tag, "/card.ftl")),
            include_str!(concat!("../../locales/", $tag, "/history.ftl")),
            include_str!(concat!("../../locales/", $tag, "/faults.ftl")),
            include_str!(concat!("../../locales/", $tag, "/errors.ftl")),
            include_str!(concat!("../../locales/", $tag, "/notices.ftl")),
            include_str!(concat!("../../locales/", $tag, "/commands.ftl")),
            include_str!(concat!("../../locales/", $tag, "/dates.ftl")),
            include_str!(concat!("../../locales/", $tag, "/markets.ftl")),
            include_str!(concat!("../../locales/", $tag, "/countries.ftl")),
        ]
    };
}

/// Declares them by the names of their folders, in the order in which they are offered.
macro_rules! languages {
    ($($tag:literal,)*) => {
        /// Tag and texts of each. The first is the one when in doubt, which has every sentence.
        pub(super) const BUILT_IN: [(&str, &[&str]); [$($tag,)*].len()] = [$(($tag, files!($tag)),)*];
    };
}

languages! {
    "pt-BR",
    "en",
    "es",
}
