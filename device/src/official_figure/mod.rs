//! Official figures: T and A by letter of BPJS, printed beside the village's own count.

pub mod record;
