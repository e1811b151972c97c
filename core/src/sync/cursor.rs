//! What a device that stands here gets from a stream: nothing, pages, or the beginning of a snapshot (sync.md 2.7).

use super::message::Cur;

/// A stream at the server, read in one snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StreamState {
    /// Last position.
    pub head: i64,
    /// Wrapping sum over live rows.
    pub ck: u64,
    /// Ends at or below it are no longer in the stream.
    pub floor: i64,
}

/// What follows from a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing is new.
    Nothing,
    /// The cursor is of another life line, or ends it should know of are forgotten: begin again as a snapshot.
    Restart,
    /// Rows after this position.
    After(i64),
}

/// What is due. `is_behind`: the base does not yet speak of all recorded segments of the device.
#[must_use]
pub fn due(cur: &Cur, stream: StreamState, (epoch, is_behind): (i64, bool)) -> Due {
    let is_new = cur.epoch == 0;
    if !is_new && (cur.epoch != epoch || cur.seq > stream.head || stream.floor > cur.h0().max(cur.seq)) {
        return Due::Restart;
    }
    if !is_new && cur.begun.is_none() && cur.seq == stream.head && !is_behind {
        return Due::Nothing;
    }
    Due::After(cur.seq)
}

/// The latest change of a row in its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Position.
    pub seq: i64,
    /// Device that wrote it; 0 is the server.
    pub dev: u32,
    /// Latest position whose change that device cannot make itself from what it wrote; 0 if the row is all its own.
    pub other: i64,
}

impl Entry {
    /// Whether a device whose base stands at `base` has this row already, in what it wrote itself.
    #[must_use]
    pub const fn is_echo(&self, dev: u32, base: Option<i64>) -> bool {
        match base {
            Some(base) => self.dev == dev && self.other <= base,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::message::Begun;

    const STREAM: StreamState = StreamState { head: 100, ck: 0, floor: 40 };

    fn at(seq: i64, begun: Option<(i64, i64)>) -> Due {
        let begun = begun.map(|(h0, base)| Begun { h0, base });
        due(&Cur { s: "x".into(), epoch: 3, seq, begun }, STREAM, (3, false))
    }

    #[test]
    fn a_cursor_below_forgotten_ends_begins_again_unless_its_snapshot_began_above_them() {
        assert_eq!((at(100, None), at(60, None), at(39, None)), (Due::Nothing, Due::After(60), Due::Restart));
        assert_eq!(at(10, Some((50, -1))), Due::After(10), "the snapshot began after those ends");
        assert_eq!(at(10, Some((39, -1))), Due::Restart);
        assert_eq!(at(101, None), Due::Restart, "the server lost something without saying so");
    }

    #[test]
    fn another_life_line_begins_again_and_a_first_cursor_never_does() {
        let cur = Cur { s: "x".into(), epoch: 2, seq: 100, begun: None };
        assert_eq!(due(&cur, STREAM, (3, false)), Due::Restart);
        assert_eq!(due(&Cur::snapshot("x"), STREAM, (3, false)), Due::After(0));
    }

    #[test]
    fn own_rows_do_not_come_back_unless_somebody_else_had_a_hand_in_them() {
        let entry = Entry { seq: 90, dev: 7, other: 50 };
        assert!(entry.is_echo(7, Some(50)) && !entry.is_echo(7, Some(49)));
        assert!(!entry.is_echo(8, Some(50)) && !entry.is_echo(7, None));
    }
}
