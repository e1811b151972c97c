//! Perlu Perhatian: open conflicts, and what the province did not take as it was.

pub mod list;
pub mod subject;

use pesiar_core::person::nik::mask;
use pesiar_core::row::Row;
use pesiar_core::row::field::Care;
use pesiar_core::segment::Body;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::message::needs_attention;
use serde::Serialize;
use serde_json::Value;

use crate::device::Device;
use crate::error::{Result, sentence};
use crate::{row, segment};

/// Two values for one field; a person decides.
#[derive(Debug, Clone, Serialize)]
pub struct OpenConflict {
    /// `<row id>:<field>:<dot>`.
    pub id: String,
    /// Noun.
    pub noun: &'static str,
    /// Row.
    pub row_id: String,
    /// Field.
    pub field: String,
    /// Value in use, masked if it is an identity number.
    pub current: Value,
    /// The other value, masked likewise.
    pub value: Value,
    /// The write that brought the other value.
    pub dot: String,
    /// Who wrote it.
    pub user: String,
    /// When, ms by corrected time.
    pub at: i64,
}

/// An operation the province did not simply take.
#[derive(Debug, Clone, Serialize)]
pub struct Remark {
    /// `<segment>:<place>`.
    pub id: String,
    /// Segment.
    pub segment: u64,
    /// Operation kind, e.g. `person.set`.
    pub kind: String,
    /// Row.
    pub row_id: String,
    /// Outcome text.
    pub outcome: String,
    /// Sentence.
    pub message: String,
}

/// How much needs a person now: the number at the bell.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn count(device: &Device) -> Result<u32> {
    let mut remarks = 0;
    for outcome in segment::store::remarks(&device.db)? {
        let outcomes: Vec<String> = serde_json::from_str(&outcome).unwrap_or_default();
        remarks += outcomes.iter().filter(|outcome| is_remark(outcome)).count();
    }
    let disputes = row::store::count_disputes(&device.db)?;
    Ok(disputes.saturating_add(u32::try_from(remarks).unwrap_or(u32::MAX)))
}

/// Whether an outcome needs a person by itself. A conflict does so as long as its row shows it, and not longer.
fn is_remark(outcome: &str) -> bool {
    needs_attention(outcome) && !outcome.starts_with("conflict:")
}

/// Open conflicts in the view.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn conflicts(device: &Device) -> Result<Vec<OpenConflict>> {
    let rows = row::store::disputed(&device.db)?;
    Ok(rows.iter().flat_map(of_row).collect())
}

fn of_row(row: &Row) -> Vec<OpenConflict> {
    let shown = |field: &str, value: &Value| match (row.noun.field(field).map(|f| f.care), value) {
        (Some(Care::Masked), Value::String(text)) => mask(text).into(),
        _ => value.clone(),
    };
    let one = |conflict: &pesiar_core::row::Conflict| OpenConflict {
        id: format!("{}:{}:{}", row.id, conflict.field, conflict.dot),
        noun: row.noun.name(),
        row_id: row.id.clone(),
        current: shown(&conflict.field, row.fields.get(&conflict.field).unwrap_or(&Value::Null)),
        value: shown(&conflict.field, &conflict.value),
        field: conflict.field.clone(),
        dot: conflict.dot.to_string(),
        user: conflict.user.clone(),
        at: conflict.at,
    };
    row.conflicts.iter().map(one).collect()
}

/// Own operations with a remark of the province, oldest first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn remarks(device: &Device) -> Result<Vec<Remark>> {
    let mut all = Vec::new();
    for (seq, body, outcome) in segment::store::remarked(&device.db)? {
        let outcomes: Vec<String> = serde_json::from_str(&outcome).unwrap_or_default();
        let ops: Vec<Option<Op>> =
            Body::decode(&body).map(|body| body.ops().map(std::result::Result::ok).collect()).unwrap_or_default();
        for (place, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| needs_attention(outcome)) {
            let op = ops.get(place).and_then(Option::as_ref);
            all.push(Remark {
                id: format!("{seq}:{place}"),
                segment: seq,
                kind: op.map(Op::kind).unwrap_or_default(),
                row_id: op.map(|op| op.id.clone()).unwrap_or_default(),
                message: sentence(code_of(outcome)).to_owned(),
                outcome: outcome.clone(),
            });
        }
    }
    Ok(all)
}

/// `rejected:case.illegal_step` speaks by its own code; a conflict by one sentence for all fields.
fn code_of(outcome: &str) -> &str {
    match outcome.split_once(':') {
        Some(("conflict", _)) => "conflict",
        Some((_, code)) => code,
        None => outcome,
    }
}

#[cfg(test)]
mod tests;
