//! Folding one field: who wins, by its class (sync.md 2.5).

use serde_json::Value;

use super::{Context, Outcome};
use crate::case::state::{State, may_follow};
use crate::row::field::Class;
use crate::row::{Conflict, Row, members};
use crate::segment::dot::Dot;
use crate::segment::op::{Change, Verb};

/// Nothing to tell, or that somebody else wrote it meanwhile; `Err` refuses the whole operation.
pub(super) type Told = Result<Option<Outcome>, &'static str>;

/// Folds one field.
pub(super) fn fold(row: &mut Row, name: &str, (verb, change): (Verb, &Change), ctx: &Context<'_>) -> Told {
    let class = row.noun.field(name).map_or(Class::Lww, |field| field.class);
    let current = row.fields.get(name).cloned().unwrap_or(Value::Null);
    let dot = row.dots.get(name);
    let unseen = dot.filter(|dot| Some(*dot) != change.base);
    if class == Class::Set {
        return unite(row, name, (verb, change), (&current, unseen, ctx));
    }
    if dot.is_some() && current == change.value {
        return Ok(None);
    }
    match (class, unseen) {
        (Class::Append, _) if dot.is_some() => Err("field.append_only"),
        (Class::State, seen) => step(row, name, change, (seen, ctx)),
        (_, None) => write(row, name, &change.value, ctx),
        (Class::Review, Some(_)) => Ok(Some(dispute(row, name, change, ctx))),
        (Class::Presence, Some(_)) if is_gone(&current) || is_gone(&change.value) => {
            Ok(Some(dispute(row, name, change, ctx)))
        }
        (_, Some(other)) => newest(row, name, change, (other, ctx)),
    }
}

/// Writes a value.
pub(super) fn write(row: &mut Row, name: &str, value: &Value, ctx: &Context<'_>) -> Told {
    if value.is_null() {
        row.fields.remove(name);
    } else {
        row.fields.insert(name.to_owned(), value.clone());
    }
    row.dots.set(name, ctx.dot);
    Ok(None)
}

/// Adds everything that was added and takes away only what the author saw and took away.
fn unite(
    row: &mut Row,
    name: &str,
    (verb, change): (Verb, &Change),
    (current, unseen, ctx): (&Value, Option<Dot>, &Context<'_>),
) -> Told {
    let value = if verb == Verb::Set && change.value.is_object() {
        members::after(current, &change.value)
    } else if unseen.is_some() {
        members::after(current, &members::change(&Value::Null, &change.value))
    } else {
        change.value.clone()
    };
    if *current == value && row.dots.get(name).is_some() {
        return Ok(None);
    }
    write(row, name, &value, ctx)?;
    Ok(unseen.map(|_| Outcome::Merged))
}

/// Last writer wins by corrected time, then device, then segment: the same everywhere.
fn newest(row: &mut Row, name: &str, change: &Change, (other, ctx): (Dot, &Context<'_>)) -> Told {
    let ours = (ctx.t_cmp, ctx.dot.dev, ctx.dot.seq);
    if ours > ((ctx.t_of)(other), other.dev, other.seq) {
        write(row, name, &change.value, ctx)?;
    }
    Ok(Some(Outcome::Merged))
}

/// Keeps the accepted value and opens a conflict, unless the same value already waits.
pub(super) fn dispute(row: &mut Row, name: &str, change: &Change, ctx: &Context<'_>) -> Outcome {
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
fn step(row: &mut Row, name: &str, change: &Change, (unseen, ctx): (Option<Dot>, &Context<'_>)) -> Told {
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
