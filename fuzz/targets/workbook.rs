//! `make fuzz` runs `decode::workbook` on whatever libFuzzer thinks of.
#![no_main]

libfuzzer_sys::fuzz_target!(init: pesiar_fuzz::forgive_calamine(), |bytes: &[u8]| pesiar_fuzz::decode::workbook(bytes));
