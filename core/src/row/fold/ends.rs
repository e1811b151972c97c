//! Ends and returns of rows: deleted, merged, handed over, restored. Nothing but `restore` revives a row.

use super::{Context, Current, Folded, Next, Outcome, unchanged};
use crate::row::Row;
use crate::row::tomb::{Tomb, Why};
use crate::segment::op::{Op, Verb};

/// The dot of a move is kept under this name: no field changed, and yet somebody wrote the row.
const STREAM: &str = "stream";

/// Ends a row.
pub(super) fn end(op: &Op, row: &Row, ctx: &Context<'_>) -> Folded {
    let why = if op.verb == Verb::Merge { Why::Merged } else { Why::Deleted };
    if why == Why::Merged && op.with == op.id {
        return unchanged(Outcome::Rejected("merge.itself"));
    }
    Folded { next: Next::Gone(Tomb::of(row, (why, &op.with), ctx.dot)), outcome: Outcome::Applied }
}

/// A row ended twice is ended; merged into somebody else meanwhile, a person looks.
pub(super) fn again(op: &Op, tomb: &Tomb) -> Folded {
    let is_same = op.verb == Verb::Del || tomb.why == Why::Merged && tomb.to == op.with;
    unchanged(if is_same { Outcome::Applied } else { Outcome::Dead })
}

/// Brings a row back as it was, if its author saw this very end. An un-merge is a restore too.
pub(super) fn restore(op: &Op, current: Current<'_>, ctx: &Context<'_>) -> Folded {
    match current {
        Current::Gone(tomb) if tomb.dot.to_string() == op.with => {
            let mut row = tomb.last.clone();
            row.rev += 1;
            row.dots.set(STREAM, ctx.dot);
            Folded { next: Next::Live(row), outcome: Outcome::Applied }
        }
        Current::Gone(_) => unchanged(Outcome::Dead),
        Current::Live(_) => unchanged(Outcome::Applied),
        Current::Unknown => unchanged(Outcome::Rejected("row.unknown")),
    }
}

/// Moves a row to another village.
pub(super) fn hand_over(op: &Op, row: &Row, ctx: &Context<'_>) -> Folded {
    let mut row = row.clone();
    row.stream.clone_from(&op.with);
    row.rev += 1;
    row.dots.set(STREAM, ctx.dot);
    Folded { next: Next::Live(row), outcome: Outcome::Applied }
}
