//! Putting a folded row back: positions, checksums, and who could make the same row from what they wrote.

use super::world::{Held, Known, Move, World};
use crate::row::Row;
use crate::row::fold::Next;
use crate::row::noun::Noun;
use crate::row::tomb::Why;
use crate::segment::dot::Dot;
use crate::sync::checksum;
use crate::sync::cursor::Entry;

impl World {
    /// Takes over what a fold made of a row. `is_plain`: its author alone could fold the same.
    pub(super) fn put(&mut self, id: &str, next: Next, dot: Dot, is_plain: bool) {
        let held = self.rows.remove(id).unwrap_or_default();
        let known = match next {
            Next::Same => {
                self.rows.insert(id.to_owned(), held);
                return;
            }
            Next::Live(row) => Known::Live(row),
            Next::Gone(tomb) => Known::Gone(tomb),
        };
        self.leave(&held.known);
        if let (Known::Live(old), Known::Live(new)) = (&held.known, &known)
            && old.stream != new.stream
        {
            self.enter((old, dot.dev), (None, false), Some((Why::Moved, new.stream.clone(), new.rev)));
        }
        let before = (held.entry, is_plain && is_same_place(&held.known, &known));
        let entry = match &known {
            Known::Unknown => None,
            Known::Live(row) => {
                self.count(row);
                Some(self.enter((row, dot.dev), before, None))
            }
            Known::Gone(tomb) => {
                let end = (tomb.why, tomb.to.clone(), tomb.last.rev);
                Some(self.enter((&tomb.last, dot.dev), before, Some(end)))
            }
        };
        match (&held.known, &known) {
            (Known::Gone(_), Known::Live(_)) => _ = self.revived.insert(id.to_owned()),
            (_, Known::Gone(_)) => _ = self.revived.remove(id),
            _ => {}
        }
        self.rows.insert(id.to_owned(), Held { known, entry, is_changed: true });
    }

    /// Moves a row to the head of its stream.
    fn enter(
        &mut self,
        (row, dev): (&Row, u32),
        (before, is_plain): (Option<Entry>, bool),
        gone: Option<(Why, String, i64)>,
    ) -> Entry {
        let stream = self.streams.entry(row.stream.clone()).or_default();
        stream.head += 1;
        let other = match before {
            _ if !is_plain => stream.head,
            None => 0,
            Some(entry) if entry.dev == dev => entry.other,
            Some(entry) => entry.seq,
        };
        let entry = Entry { seq: stream.head, dev, other };
        let key = (row.stream.clone(), row.id.clone());
        let noun: Noun = row.noun;
        self.moves.insert(key.clone(), Move { stream: key.0, row_id: key.1, noun, entry, gone });
        entry
    }

    fn leave(&mut self, known: &Known) {
        if let Known::Live(row) = known {
            let stream = self.streams.entry(row.stream.clone()).or_default();
            stream.ck = stream.ck.wrapping_sub(checksum::of_row(&row.id, row.rev));
        }
    }

    fn count(&mut self, row: &Row) {
        let stream = self.streams.entry(row.stream.clone()).or_default();
        stream.ck = stream.ck.wrapping_add(checksum::of_row(&row.id, row.rev));
    }
}

/// A row that was made or changed where it is; ends, returns and hand-overs must be told.
fn is_same_place(before: &Known, after: &Known) -> bool {
    match (before, after) {
        (Known::Unknown, Known::Live(_)) => true,
        (Known::Live(before), Known::Live(after)) => before.stream == after.stream,
        _ => false,
    }
}
