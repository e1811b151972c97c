//! The fold: what one operation does to one row. The only merge in the system (sync.md 2.5).
//!
//! The server folds to decide; a device folds its own unsent segments over what the server sent, to preview.

mod ends;
mod field;
mod resolve;

use super::Row;
use super::field::Class;
use super::noun::Noun;
use super::tomb::Tomb;
use crate::segment::dot::Dot;
use crate::segment::op::{Op, Verb};

/// What became of an operation. Stable codes; each has an Indonesian sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Took effect, or already had.
    Applied,
    /// Somebody wrote the same low-stakes field; the newer value stands.
    Merged,
    /// A review field was written twice; a person decides. Names the first such field.
    Conflict(String),
    /// The row is gone for good; the content is kept and a person may restore it.
    Dead,
    /// Refused, with a code; the content is kept.
    Rejected(&'static str),
    /// Could not be read or proved; kept for a person.
    Quarantined(&'static str),
    /// Recorded before under another name: an earlier life of this device.
    Dup,
}

/// What the fold needs to know besides row and operation.
pub struct Context<'a> {
    /// The write being folded.
    pub dot: Dot,
    /// Corrected time of that write, ms.
    pub t_cmp: i64,
    /// Who wrote it.
    pub author: &'a str,
    /// Corrected time of an earlier write, ms.
    pub t_of: &'a dyn Fn(Dot) -> i64,
}

/// What is known of a row before an operation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Current<'a> {
    /// Nothing was ever written.
    Unknown,
    /// It lives.
    Live(&'a Row),
    /// It is gone.
    Gone(&'a Tomb),
}

impl<'a> From<Option<&'a Row>> for Current<'a> {
    fn from(row: Option<&'a Row>) -> Self {
        row.map_or(Self::Unknown, Self::Live)
    }
}

/// What a row becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Nothing changed.
    Same,
    /// The row as it is now; in another stream if it moved.
    Live(Row),
    /// It is gone.
    Gone(Tomb),
}

/// The result of a fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// What the row becomes.
    pub next: Next,
    /// What to tell the author.
    pub outcome: Outcome,
}

/// Folds one operation over the current row.
#[must_use]
pub fn fold(op: &Op, current: Current<'_>, ctx: &Context<'_>) -> Folded {
    match (op.verb, current) {
        (Verb::Restore, current) => ends::restore(op, current, ctx),
        (Verb::Del | Verb::Merge, Current::Gone(tomb)) => ends::again(op, tomb),
        (_, Current::Gone(_)) => unchanged(Outcome::Dead),
        (Verb::Add, Current::Unknown) => change(op, None, Row::new(op.noun, &op.id, &op.stream), ctx),
        (_, Current::Unknown) => unchanged(Outcome::Rejected("row.unknown")),
        (_, Current::Live(row)) if row.noun != op.noun => unchanged(Outcome::Rejected("row.other_noun")),
        (_, Current::Live(row)) if row.stream != op.stream => unchanged(Outcome::Rejected("row.moved")),
        (Verb::Add, Current::Live(_)) if is_append(op.noun) => unchanged(Outcome::Applied),
        (Verb::Del | Verb::Merge, Current::Live(row)) => ends::end(op, row, ctx),
        (Verb::Move, Current::Live(row)) => ends::hand_over(op, row, ctx),
        (Verb::Add | Verb::Set | Verb::Resolve, Current::Live(row)) => change(op, Some(row), row.clone(), ctx),
    }
}

/// Folds the fields one by one; the worst outcome is told.
fn change(op: &Op, before: Option<&Row>, mut row: Row, ctx: &Context<'_>) -> Folded {
    let mut outcome = Outcome::Applied;
    for (name, change) in &op.fields {
        let folded = match op.verb {
            Verb::Resolve => resolve::field(&mut row, name, change, ctx),
            _ => field::fold(&mut row, name, (op.verb, change), ctx),
        };
        match folded {
            Ok(None) => {}
            Ok(Some(worse)) if outcome == Outcome::Applied || matches!(worse, Outcome::Conflict(_)) => outcome = worse,
            Ok(Some(_)) => {}
            Err(code) => return unchanged(Outcome::Rejected(code)),
        }
    }
    if before == Some(&row) {
        return unchanged(outcome);
    }
    row.rev += 1;
    Folded { next: Next::Live(row), outcome }
}

const fn unchanged(outcome: Outcome) -> Folded {
    Folded { next: Next::Same, outcome }
}

fn is_append(noun: Noun) -> bool {
    noun.fields().iter().all(|field| field.class == Class::Append)
}

#[cfg(test)]
mod tests;
