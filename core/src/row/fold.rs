//! The fold: what one operation does to one row. The only merge in the system (sync.md 2.5).
//!
//! The server folds to decide; a device folds its own unsent segments over what the server sent, to preview.

use serde_json::Value;

use super::field::Class;
use super::noun::Noun;
use super::{Conflict, Row};
use crate::case::state::{State, may_follow};
use crate::segment::dot::Dot;
use crate::segment::op::{Change, Op, Verb};

/// What became of an operation. Stable codes; each has an Indonesian sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Took effect, or already had.
    Applied,
    /// Somebody wrote the same low-stakes field; the newer value stands.
    Merged,
    /// A review field was written twice; a person decides. Names the first such field.
    Conflict(String),
    /// Refused, with a code; the content is kept.
    Rejected(&'static str),
    /// Could not be read or proved; kept for a person.
    Quarantined(&'static str),
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

/// The result of a fold.
#[derive(Debug, Clone, PartialEq)]
pub struct Folded {
    /// The new row; none if nothing changed.
    pub row: Option<Row>,
    /// What to tell the author.
    pub outcome: Outcome,
}

/// Folds one operation over the current row.
#[must_use]
pub fn fold(op: &Op, current: Option<&Row>, ctx: &Context<'_>) -> Folded {
    let mut row = match (current, op.verb) {
        (None, Verb::Set) => return unchanged(Outcome::Rejected("row.unknown")),
        (None, Verb::Add) => Row::new(op.noun, &op.id, &op.stream),
        (Some(row), _) if row.noun != op.noun => return unchanged(Outcome::Rejected("row.other_noun")),
        (Some(_), Verb::Add) if is_append(op.noun) => return unchanged(Outcome::Applied),
        (Some(row), _) => row.clone(),
    };
    let mut outcome = Outcome::Applied;
    for (name, change) in &op.fields {
        match fold_field(&mut row, name, change, ctx) {
            Ok(None) => {}
            Ok(Some(worse)) if outcome == Outcome::Applied || matches!(worse, Outcome::Conflict(_)) => outcome = worse,
            Ok(Some(_)) => {}
            Err(code) => return unchanged(Outcome::Rejected(code)),
        }
    }
    if current == Some(&row) {
        return unchanged(outcome);
    }
    row.rev += 1;
    Folded { row: Some(row), outcome }
}

const fn unchanged(outcome: Outcome) -> Folded {
    Folded { row: None, outcome }
}

fn is_append(noun: Noun) -> bool {
    noun.fields().iter().all(|field| field.class == Class::Append)
}

/// Folds one field; `Ok(Some(..))` if somebody else wrote it meanwhile, `Err` refuses the whole operation.
fn fold_field(row: &mut Row, name: &str, change: &Change, ctx: &Context<'_>) -> Result<Option<Outcome>, &'static str> {
    let class = row.noun.field(name).map_or(Class::Lww, |field| field.class);
    let current = row.fields.get(name).cloned().unwrap_or(Value::Null);
    let dot = row.dots.get(name);
    if dot.is_some() && current == change.value {
        return Ok(None);
    }
    let unseen = dot.filter(|dot| Some(*dot) != change.base);
    match (class, unseen) {
        (Class::Append, _) if dot.is_some() => Err("field.append_only"),
        (Class::State, seen) => step(row, name, change, (seen, ctx)),
        (_, None) => write(row, name, &change.value, ctx),
        (Class::Set, Some(_)) => write(row, name, &unite(&current, &change.value), ctx).map(|_| Some(Outcome::Merged)),
        (Class::Review, Some(_)) => Ok(Some(dispute(row, name, change, ctx))),
        (Class::Presence, Some(_)) if is_gone(&current) || is_gone(&change.value) => {
            Ok(Some(dispute(row, name, change, ctx)))
        }
        (_, Some(other)) => newest(row, name, change, (other, ctx)),
    }
}

fn write(row: &mut Row, name: &str, value: &Value, ctx: &Context<'_>) -> Result<Option<Outcome>, &'static str> {
    if value.is_null() {
        row.fields.remove(name);
    } else {
        row.fields.insert(name.to_owned(), value.clone());
    }
    row.dots.set(name, ctx.dot);
    Ok(None)
}

/// Last writer wins by corrected time, then device, then segment: the same everywhere.
fn newest(
    row: &mut Row,
    name: &str,
    change: &Change,
    (other, ctx): (Dot, &Context<'_>),
) -> Result<Option<Outcome>, &'static str> {
    let ours = (ctx.t_cmp, ctx.dot.dev, ctx.dot.seq);
    if ours > ((ctx.t_of)(other), other.dev, other.seq) {
        write(row, name, &change.value, ctx)?;
    }
    Ok(Some(Outcome::Merged))
}

/// Keeps the accepted value and opens a conflict, unless the same value already waits.
fn dispute(row: &mut Row, name: &str, change: &Change, ctx: &Context<'_>) -> Outcome {
    let waits = |c: &Conflict| c.field == name && (c.dot == ctx.dot || c.value == change.value);
    if !row.conflicts.iter().any(waits) {
        row.conflicts.push(Conflict {
            field: name.to_owned(),
            value: change.value.clone(),
            dot: ctx.dot,
            user: ctx.author.to_owned(),
            at: ctx.t_cmp,
        });
    }
    Outcome::Conflict(name.to_owned())
}

/// A step of a state machine: only from the state its author saw, and only where domain.md 9.4 allows.
fn step(
    row: &mut Row,
    name: &str,
    change: &Change,
    (unseen, ctx): (Option<Dot>, &Context<'_>),
) -> Result<Option<Outcome>, &'static str> {
    if unseen.is_some() {
        return Err("case.moved_on");
    }
    let from = row.text(name).and_then(State::from_code);
    let to = change.value.as_str().and_then(State::from_code).ok_or("case.state_unknown")?;
    if to.only_from_feedback() && ctx.dot.dev != 0 {
        return Err("case.only_from_feedback");
    }
    if !may_follow(from, to) {
        return Err("case.illegal_step");
    }
    write(row, name, &change.value, ctx)
}

/// Presence 2, 3 and 4: dead or moved away. Such a claim is never settled by a clock.
fn is_gone(value: &Value) -> bool {
    matches!(value.as_i64(), Some(2..=4))
}

fn unite(ours: &Value, theirs: &Value) -> Value {
    let members = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut all: Vec<String> =
        members(ours).iter().chain(members(theirs).iter()).filter_map(|v| v.as_str().map(str::to_owned)).collect();
    all.sort();
    all.dedup();
    Value::from(all)
}

#[cfg(test)]
mod tests;
