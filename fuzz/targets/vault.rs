//! `make fuzz` runs `decode::vault` on whatever libFuzzer thinks of.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pesiar_fuzz::decode::vault(bytes));
