//! A person's choice between values that waited: it settles what they saw, and nothing they did not see.

use serde_json::Value;

use super::Context;
use super::field::{Told, dispute, write};
use crate::row::Row;
use crate::segment::op::Change;

/// Folds the choice for one field. Somebody who decided otherwise meanwhile makes it a new conflict, never a silent loss.
pub(super) fn field(row: &mut Row, name: &str, change: &Change, ctx: &Context<'_>) -> Told {
    row.conflicts.retain(|waits| waits.field != name || !change.sees.contains(&waits.dot));
    let current = row.fields.get(name).unwrap_or(&Value::Null);
    if *current == change.value {
        return Ok(None);
    }
    if row.dots.get(name) == change.base {
        return write(row, name, &change.value, ctx);
    }
    Ok(Some(dispute(row, name, change, ctx)))
}
