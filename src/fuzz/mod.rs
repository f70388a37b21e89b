//! What is made of bytes that anybody may send: a target for each decoder, with what must hold whatever they are.
//!
//! Needed: that nothing from outside, whatever it says, ends the process, hangs it, comes out other than it went in, or
//! makes a message that Telegram refuses. Chosen: functions of bytes, in the library because most decoders are private to
//! their module. Two drivers call them: libFuzzer, which looks for new ways through the code (`fuzz/run`, by cargo-fuzz on
//! nightly Rust), and the tests here, which give each target the kept corpus and a few thousand changed copies of it, the
//! same each time, with every run of the tests. Rejected: only the latter (without coverage it finds what it was told to
//! look for) and only the former (it needs another compiler, so that most would not run it).
//!
//! None of this is part of the service: the module exists for tests and for the fuzzer alone.

mod desk;
mod files;
mod phone;
mod providers;
mod stored;
mod telegram;

/// A target: its name, which is its folder in `fuzz/corpus`, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 14] = [
    ("telegram_update", telegram::update),
    ("callback_data", telegram::callback_data),
    ("deep_link", telegram::deep_link),
    ("marks", telegram::marks),
    ("cloud_webhook", providers::cloud_webhook),
    ("cloud_answer", providers::cloud_answer),
    ("evolution_webhook", providers::evolution_webhook),
    ("evolution_answer", providers::evolution_answer),
    ("stored", stored::stored),
    ("contact_file", files::contact_file),
    ("rates", files::rates),
    ("configuration", files::configuration),
    ("language", files::language),
    ("phone", phone::phone),
];

/// Runs one target by its name; `false` when there is none.
pub fn run(name: &str, data: &[u8]) -> bool {
    let target = TARGETS.iter().find(|(own, _)| *own == name);
    target.is_some_and(|(_, act)| {
        act(data);
        true
    })
}

/// Whether Telegram would take this HTML.
fn assert_telegram_takes(html: &str) {
    let refused = crate::demo::telegram::refused_markup(html);
    assert!(refused.is_none(), "Telegram would refuse it: {refused:?}\n{html}");
}

#[cfg(test)]
mod tests;
