//! `make fuzz` runs `decode::enrolment` on whatever libFuzzer thinks of.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pesiar_fuzz::decode::enrolment(bytes));
