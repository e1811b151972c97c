//! When something was written, by the server's clock: device clocks are evidence, never truth (sync.md 2.5).

use crate::segment::Stamp;

/// What a request says of the device's clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Wall clock at sending, ms.
    pub wall: i64,
    /// Name of the boot that sent it.
    pub boot: String,
    /// Monotonic clock of that boot, ms.
    pub mono: i64,
}

/// What the server knows when it dates a write, ms.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Now.
    pub now: i64,
    /// The last contact with this device before this one; 0 if none.
    pub seen: i64,
}

/// Corrected time of a write: never after now, never before the last contact. `zero` is when the write's boot began, by
/// the server's clock, if an earlier request told.
#[must_use]
pub fn corrected(stamp: &Stamp, sent: Option<&Sent>, zero: Option<i64>, times: Times) -> i64 {
    let same_boot = sent.filter(|sent| sent.boot == stamp.boot).map(|sent| zero_of(sent, times.now));
    let by_mono = same_boot.or(zero).map(|zero| zero.saturating_add(stamp.mono));
    let by_wall = || stamp.wall.saturating_add(sent.map_or(0, |sent| times.now.saturating_sub(sent.wall)));
    by_mono.unwrap_or_else(by_wall).max(times.seen).min(times.now)
}

/// When a boot began, by the server's clock.
#[must_use]
pub const fn zero_of(sent: &Sent, now: i64) -> i64 {
    now.saturating_sub(sent.mono)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;
    const HOUR: i64 = 3_600_000;
    const TIMES: Times = Times { now: NOW, seen: NOW - 24 * HOUR };

    fn stamp(wall: i64, boot: &str, mono: i64) -> Stamp {
        Stamp { wall, mono, boot: boot.to_owned(), hlc: None }
    }

    #[test]
    fn the_monotonic_clock_of_this_boot_beats_a_wall_clock_that_jumped() {
        let sent = Sent { wall: 5, boot: "a".into(), mono: 9 * HOUR };
        for wall in [0, NOW, i64::MAX, i64::MIN] {
            assert_eq!(corrected(&stamp(wall, "a", 7 * HOUR), Some(&sent), None, TIMES), NOW - 2 * HOUR);
        }
        let earlier = corrected(&stamp(0, "b", HOUR), Some(&sent), Some(NOW - 20 * HOUR), TIMES);
        assert_eq!(earlier, NOW - 19 * HOUR, "an earlier boot the server has seen");
    }

    #[test]
    fn a_wrong_but_steady_clock_is_put_right_and_nothing_leaves_the_bounds() {
        let sent = Sent { wall: HOUR, boot: "a".into(), mono: 0 };
        assert_eq!(corrected(&stamp(0, "b", 0), Some(&sent), None, TIMES), NOW - HOUR);
        assert_eq!(corrected(&stamp(i64::MAX, "b", 0), Some(&sent), None, TIMES), NOW);
        assert_eq!(corrected(&stamp(i64::MIN, "b", 0), Some(&sent), None, TIMES), TIMES.seen);
        assert_eq!(corrected(&stamp(NOW + HOUR, "b", 0), None, None, TIMES), NOW, "carried by somebody else");
    }
}
