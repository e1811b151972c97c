//! Time as data: a clock to inject, and the civil date people mean by "today".

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// Where the current time comes from; tests and the simulator bring their own.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC. May be wrong: no rule trusts it (sync.md 2.5).
    fn now_ms(&self) -> i64;
}

/// The date at `now_ms` in Western Indonesian Time, which dates every report (design.md 12).
#[must_use]
pub fn date_wib(now_ms: i64) -> Date {
    zoned(now_ms).date()
}

/// RFC 3339 in UTC, as stored in `started_at` and its like. Always three decimals: the latest answer is
/// found by comparing texts, and `59Z` would come after `59.5Z`.
#[must_use]
pub fn rfc3339(now_ms: i64) -> String {
    let at = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{at:.3}")
}

/// `22-11-2026 14.05 WIB`, as printed in footers.
#[must_use]
pub fn printed(now_ms: i64) -> String {
    zoned(now_ms).strftime("%d-%m-%Y %H.%M WIB").to_string()
}

fn zoned(now_ms: i64) -> Zoned {
    let at = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(TimeZone::fixed(Offset::constant(7)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_moments_are_later_texts() {
        let moments = [0, 1, 10, 99, 100, 101, 999, 1000, 60_000].map(|ms| rfc3339(1_795_344_420_000 + ms));
        assert_eq!(moments[0], "2026-11-22T10:47:00.000Z");
        assert!(moments.is_sorted(), "{moments:?}");
    }

    #[test]
    fn after_five_in_the_afternoon_utc_it_is_tomorrow_in_bengkulu() {
        let five_pm = "2026-11-22T17:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        assert_eq!(date_wib(five_pm).to_string(), "2026-11-23");
        assert_eq!(date_wib(five_pm - 1).to_string(), "2026-11-22");
        assert_eq!(printed(five_pm), "23-11-2026 00.00 WIB");
    }
}
