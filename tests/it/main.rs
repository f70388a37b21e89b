//! One binary of stories, crash tests, wire formats and tidiness.

#![expect(
    clippy::similar_names,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::future_not_send,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::match_wild_err_arm,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::duration_suboptimal_units,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::format_collect,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::manual_assert,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "tests and benches act as people and machines do, outside the service"
)]
#![expect(
    clippy::wrong_self_convention,
    reason = "tests and benches act as people and machines do, outside the service"
)]

// `cfg(test)` is always so here; it tells clippy that helpers beside the tests are tests, too.
#[cfg(test)]
mod binary;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod invented;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod order;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod shop;
#[cfg(test)]
mod starts;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod watching;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod world;
