//! `make fuzz` runs `decode::text_table` on whatever libFuzzer thinks of.
#![no_main]

libfuzzer_sys::fuzz_target!(init: pesiar_fuzz::forgive_calamine(), |bytes: &[u8]| pesiar_fuzz::decode::text_table(bytes));
