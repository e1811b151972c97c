//! A visit as the form sends it, turned into the fields that are stored.

use pesiar_core::row::noun::Noun;
use pesiar_core::visit::code::Outcome;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::form;
use crate::device::Device;
use crate::error::Result;
use crate::record;

/// What was entered. Empty texts mean that nothing was said.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VisitEntry {
    /// Id of the draft, which becomes the visit's: saving twice is saving once.
    pub id: String,
    /// Family.
    pub family_id: String,
    /// Outcome code.
    pub outcome: String,
    /// Member who answered; empty if somebody else or nobody did.
    pub respondent: String,
    /// Who answered for the family, as a code; empty if a member did.
    pub proxy: String,
    /// Agreed day, `YYYY-MM-DD`.
    pub next_date: String,
    /// Note.
    pub note: String,
    /// What was learnt of each person; only for an outcome where somebody was met.
    pub persons: Vec<MetEntry>,
}

/// What was learnt of one person.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct MetEntry {
    /// Person.
    pub person_id: String,
    /// BPS presence code as text.
    pub presence: String,
    /// Status code by their own word.
    pub status: String,
    /// Segment code by their own word.
    pub segment: String,
    /// Answer of a talk.
    pub response: String,
    /// Reasons of a refusal.
    pub reasons: Vec<String>,
    /// Day agreed for the next talk.
    pub follow_up: String,
}

/// A visit that is on the disk.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VisitSaved {
    /// Row id.
    pub id: String,
    /// How it ended, in words.
    pub outcome: String,
    /// Agreed next day, `YYYY-MM-DD`.
    pub next_date: Option<String>,
    /// What the rules remark, in sentences; nothing was blocked.
    pub warnings: Vec<String>,
}

/// Saves a visit.
///
/// # Errors
/// As [`record::one`].
pub fn save(device: &mut Device, entry: &VisitEntry) -> Result<VisitSaved> {
    let outcome = Outcome::from_code(&entry.outcome);
    let mut entry = entry.clone();
    if entry.next_date.is_empty() && outcome == Some(Outcome::NobodyHome) {
        entry.next_date = form::next_after_nobody(device);
    }
    let saved = record::one(device, Noun::Visit, &fields(&entry, outcome))?;
    Ok(VisitSaved {
        id: saved.id,
        outcome: outcome.map_or("", Outcome::label).to_owned(),
        next_date: Some(entry.next_date).filter(|date| !date.is_empty()),
        warnings: saved.findings.into_iter().map(|finding| finding.message).collect(),
    })
}

fn fields(entry: &VisitEntry, outcome: Option<Outcome>) -> Map<String, Value> {
    let is_met = outcome.is_some_and(Outcome::is_met);
    let met = entry.persons.iter().filter(|_| is_met).map(met).collect::<Vec<_>>();
    let mut fields = Map::new();
    for (name, value) in [
        ("id", &entry.id),
        ("family_id", &entry.family_id),
        ("outcome", &entry.outcome),
        ("next_date", &entry.next_date),
        ("note", &entry.note),
    ] {
        fields.insert(name.to_owned(), said(value));
    }
    // What was chosen before another outcome was chosen is not said any more.
    if is_met {
        fields.insert("respondent_person_id".to_owned(), said(&entry.respondent));
        fields.insert("proxy_relation".to_owned(), said(&entry.proxy));
        fields.insert("persons".to_owned(), Value::Array(met));
    }
    fields.retain(|_, value| !value.is_null());
    fields
}

fn met(entry: &MetEntry) -> Value {
    let mut reasons = entry.reasons.clone();
    reasons.sort();
    reasons.dedup();
    json!({
        "person_id": entry.person_id,
        "presence": entry.presence.parse::<i64>().ok(),
        "stated_membership": said(&entry.status),
        "stated_segment": said(&entry.segment),
        "advocacy_response": said(&entry.response),
        "refusal_reasons": if reasons.is_empty() { Value::Null } else { reasons.into() },
        "follow_up_date": said(&entry.follow_up),
    })
}

fn said(text: &str) -> Value {
    if text.trim().is_empty() { Value::Null } else { text.into() }
}
