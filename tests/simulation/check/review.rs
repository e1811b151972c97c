//! I-REVIEW: a value of a field that a person must decide on is never lost in silence.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::field::Class;
use pesiar_core::row::noun::Noun;
use serde_json::Value;

use super::{Violation, hold};
use crate::simulation::book::{Recorded, writes};
use crate::simulation::rows::{Rows, plain};

/// A write that the province accepted: its value, and the dot its author had seen.
struct Claim {
    value: Value,
    base: Option<String>,
    /// Whether nobody but a person may drop the value.
    is_kept: bool,
}

/// Row and field.
type Subject = (String, String);

/// Every value that nobody has seen and replaced is the accepted one or waits beside it.
pub(crate) fn nothing_is_lost(recorded: &[Recorded], rows: &Rows) -> Result<(), Violation> {
    for ((id, name), claims) in claims(recorded) {
        let Some(row) = rows.get(&id) else { continue };
        let shown = row.fields.get(&name).cloned();
        // Whoever named a dot has seen its value, also where somebody else wrote the same.
        let values: BTreeMap<&str, &Value> = claims.iter().map(|(dot, claim)| (dot.as_str(), &claim.value)).collect();
        let seen: BTreeSet<String> =
            claims.values().filter_map(|claim| values.get(claim.base.as_deref()?)).map(|value| plain(value)).collect();
        for (dot, claim) in claims.iter().filter(|(_, claim)| claim.is_kept) {
            let text = plain(&claim.value);
            let is_accepted = shown == (!claim.value.is_null()).then(|| text.clone());
            let waits = row.conflicts.iter().any(|c| c["field"] == *name && c["value"] == claim.value);
            hold("I-REVIEW", is_accepted || waits || seen.contains(&text), || {
                format!("{name} = {} of {id}, written as {dot}, is neither in use nor waits: {row:?}", claim.value)
            })?;
        }
    }
    Ok(())
}

fn claims(recorded: &[Recorded]) -> BTreeMap<Subject, BTreeMap<String, Claim>> {
    let mut all: BTreeMap<Subject, BTreeMap<String, Claim>> = BTreeMap::new();
    for segment in recorded {
        for op in writes(segment.seq, &segment.body) {
            let outcome = segment.outcomes.get(op.op).map_or("", String::as_str);
            if !(outcome == "applied" || outcome == "merged" || outcome.starts_with("conflict:")) {
                continue;
            }
            let dot = format!("{}:{}:{}", segment.dev, op.seq, op.op);
            for (name, value, base) in &op.fields {
                let is_kept = is_reviewed(&op.kind, name, value);
                let claim = Claim { value: value.clone(), base: base.clone(), is_kept };
                all.entry((op.id.clone(), name.clone())).or_default().insert(dot.clone(), claim);
            }
        }
    }
    all
}

/// A value of a review field; of presence only dead and moved (sync.md 2.5).
fn is_reviewed(kind: &str, name: &str, value: &Value) -> bool {
    let noun = kind.split('.').next().and_then(Noun::from_name);
    match noun.and_then(|noun| noun.field(name)).map(|field| field.class) {
        Some(Class::Review) => true,
        Some(Class::Presence) => matches!(value.as_i64(), Some(2..=4)),
        _ => false,
    }
}
