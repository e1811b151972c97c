//! What a sync would take on EDGE, computed from bytes and round trips; loss is not in it.

use crate::proxy::Traffic;

/// Bits a second up.
const UP: f64 = 60_000.0;
/// Bits a second down.
const DOWN: f64 = 120_000.0;
/// Milliseconds there and back.
const RTT_MS: f64 = 600.0;
/// Payload of a packet at an MTU of 1,400, and what its headers add.
const PAYLOAD: f64 = 1348.0;
const HEADERS: f64 = 52.0;

/// Milliseconds: TCP, TLS 1.3 and every request are a round trip each, then the bytes both ways one after the other.
/// No loss, no slow start: at 60 kbit/s the first window covers the delay.
pub(crate) fn ms(traffic: &Traffic, requests: u32) -> f64 {
    let trips = f64::from(requests) + 2.0;
    let seconds = |bytes: u64, rate: f64| {
        let bytes = crate::table::float(bytes);
        (bytes + (bytes / PAYLOAD).ceil() * HEADERS) * 8.0 / rate
    };
    trips * RTT_MS + (seconds(traffic.up, UP) + seconds(traffic.down, DOWN)) * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_kilobytes_up_are_a_quarter_of_a_minute() {
        let traffic = Traffic { up: 100_000, ..Traffic::default() };
        let found = ms(&traffic, 1);
        assert!((15_600.0..15_700.0).contains(&found), "{found}");
    }
}
