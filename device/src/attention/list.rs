//! Perlu Perhatian as a screen shows it: what is contradicted or was not taken, in words, and whose it is.

use pesiar_core::row::noun::Noun;
use pesiar_core::row::{Conflict, Row};
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::op::Op;
use serde::Serialize;
use serde_json::Value;

use super::subject::{self, Subject};
use super::{code_of, is_remark};
use crate::device::Device;
use crate::error::{Result, sentence};
use crate::{row, segment};

/// Cards drawn at once. There are more only when something is wrong with the whole laptop, and then not one by one.
const CARDS_MAX: usize = 200;

/// Where a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum Origin {
    /// On this laptop.
    Here,
    /// On another laptop.
    Elsewhere,
    /// At the province.
    Province,
}

/// A value, where it comes from, and when if that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ClaimedValue {
    /// In words; numbers of identity masked; a date as `YYYY-MM-DD`.
    pub text: String,
    /// Where it was written.
    pub origin: Origin,
    /// When, ms since 1970 UTC.
    pub at_ms: Option<i64>,
}

/// Two values for one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ConflictCard {
    /// Names the card in a list; never shown.
    pub id: String,
    /// Whose.
    pub subject: Subject,
    /// Field, in words.
    pub field: String,
    /// The value in use.
    pub current: ClaimedValue,
    /// The other value.
    pub other: ClaimedValue,
}

/// Work the province did not take as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct RemarkCard {
    /// Names the card in a list; never shown.
    pub id: String,
    /// Whose.
    pub subject: Subject,
    /// Noun; the screen has words for it. Empty if the save cannot be read.
    pub noun: &'static str,
    /// Why, in a sentence.
    pub message: String,
    /// When it was saved, ms by the clock of this laptop.
    pub at_ms: i64,
}

/// Everything that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct AttentionList {
    /// All of it.
    pub total: u32,
    /// Contradictions.
    pub conflicts: Vec<ConflictCard>,
    /// What was not taken, newest first.
    pub remarks: Vec<RemarkCard>,
}

/// What needs a person, each with whose it is.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of(device: &Device) -> Result<AttentionList> {
    let mut conflicts = Vec::new();
    for row in row::store::disputed(&device.db)? {
        for conflict in &row.conflicts {
            if conflicts.len() < CARDS_MAX {
                conflicts.push(conflict_card(device, &row, conflict)?);
            }
        }
    }
    Ok(AttentionList { total: super::count(device)?, conflicts, remarks: remarks(device)? })
}

fn conflict_card(device: &Device, row: &Row, conflict: &Conflict) -> Result<ConflictCard> {
    let current = row.fields.get(&conflict.field).unwrap_or(&Value::Null);
    let said = |value: &Value| row::words::of_value(row.noun, &conflict.field, value);
    let dot = row.dots.get(&conflict.field);
    let origin = dot.map_or(Origin::Province, |dot| origin(device, dot));
    let at_ms = match (dot, origin) {
        (Some(dot), Origin::Here) => segment::store::written_at(&device.db, dot.seq)?,
        _ => None,
    };
    Ok(ConflictCard {
        id: format!("{}:{}:{}", row.id, conflict.field, conflict.dot),
        subject: subject::of_row(device, row)?,
        field: row::words::of_field(row.noun, &conflict.field).to_owned(),
        current: ClaimedValue { text: said(current), origin, at_ms },
        other: ClaimedValue {
            text: said(&conflict.value),
            origin: self::origin(device, conflict.dot),
            at_ms: Some(conflict.at),
        },
    })
}

const fn origin(device: &Device, dot: Dot) -> Origin {
    if dot.dev == device.author.dev {
        Origin::Here
    } else if dot.dev == 0 {
        Origin::Province
    } else {
        Origin::Elsewhere
    }
}

fn remarks(device: &Device) -> Result<Vec<RemarkCard>> {
    let mut cards = Vec::new();
    for (seq, body, outcome) in segment::store::remarked(&device.db)?.into_iter().rev() {
        let outcomes: Vec<String> = serde_json::from_str(&outcome).unwrap_or_default();
        let body = Body::decode(&body).ok();
        for (place, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| is_remark(outcome)) {
            if cards.len() == CARDS_MAX {
                return Ok(cards);
            }
            let op = body.as_ref().and_then(|body| body.ops().nth(place)).and_then(std::result::Result::ok);
            cards.push(RemarkCard {
                id: format!("{seq}:{place}"),
                subject: op.as_ref().map_or(Ok(Subject::default()), |op| subject::of_op(device, op))?,
                noun: op.as_ref().map_or("", |op: &Op| Noun::name(op.noun)),
                message: sentence(code_of(outcome)).to_owned(),
                at_ms: body.as_ref().map_or(0, |body| body.t.wall),
            });
        }
    }
    Ok(cards)
}
