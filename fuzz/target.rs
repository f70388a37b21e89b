//! Every target: which one it is stands in the name of the binary.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    balcao::fuzz::run(env!("CARGO_BIN_NAME"), data);
});
