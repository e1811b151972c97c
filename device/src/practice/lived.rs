//! A few days of work in the practice village, entered through the same doors as real work.

use std::collections::BTreeMap;

use jiff::ToSpan;
use serde_json::{Map, Value, json};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::figures;
use crate::record;
use pesiar_core::row::noun::Noun;

/// Families that were visited.
const VISITS: usize = 40;
/// How visits end, in turn: mostly well, as in life.
const OUTCOMES: [&str; 8] = ["V1", "V1", "V3", "V1", "V1", "V2", "V1", "V4"];
/// What people answer, in turn.
const RESPONSES: [&str; 6] = ["A1", "A2", "A1", "A4", "A1", "A3"];

/// Visits families with target persons, talks with them, and opens cases for some who are willing.
///
/// # Errors
/// Whatever the use cases refuse.
pub fn days_of_work(device: &mut Device) -> Result<()> {
    for (turn, (family, targets)) in target_families(device)?.into_iter().take(VISITS).enumerate() {
        let outcome = OUTCOMES.get(turn % OUTCOMES.len()).copied().unwrap_or("V1");
        let later = |turn: usize| later(device, turn);
        let persons: Vec<Value> = match outcome {
            "V1" => targets.iter().enumerate().map(|(place, id)| met(id, turn + place, later)).collect(),
            _ => Vec::new(),
        };
        let next_date = matches!(outcome, "V2" | "V3").then(|| later(turn));
        let visit = json!({"family_id": family, "outcome": outcome, "persons": persons, "next_date": next_date});
        save(device, Noun::Visit, visit)?;
        let willing: Vec<&Value> =
            persons.iter().filter(|met| met.get("advocacy_response").is_some_and(|answer| answer == "A1")).collect();
        if let (Some(met), 0) = (willing.first(), turn % 3) {
            save(
                device,
                Noun::Case,
                json!({"person_ids": [met.get("person_id")], "route": "R13", "state": "DIAJUKAN"}),
            )?;
        }
    }
    Ok(())
}

/// Families with their target persons, in the order of row ids: the same for the same seed and key.
fn target_families(device: &Device) -> Result<BTreeMap<String, Vec<String>>> {
    let village = device.village()?;
    let facts = figures::store::facts(&device.db, village.code.as_str(), &device.env.today().to_string())?;
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for fact in facts.into_iter().filter(|fact| fact.is_counted() && fact.is_target()) {
        families.entry(fact.family_id).or_default().push(fact.person_id);
    }
    Ok(families)
}

/// Somebody who was met; whoever is undecided says when to come back.
fn met(person: &str, turn: usize, later: impl Fn(usize) -> String) -> Value {
    let response = RESPONSES.get(turn % RESPONSES.len()).copied().unwrap_or("A2");
    let follow_up = (response == "A2").then(|| later(turn));
    json!({"person_id": person, "presence": 1, "advocacy_response": response, "follow_up_date": follow_up})
}

/// Today or one of the next days, in turn.
fn later(device: &Device, turn: usize) -> String {
    let days = i64::try_from(turn / RESPONSES.len() % 4).unwrap_or_default();
    device.env.today().saturating_add(days.days()).to_string()
}

fn save(device: &mut Device, noun: Noun, input: Value) -> Result<()> {
    let input: Map<String, Value> = serde_json::from_value(input).map_err(|_| Error::Internal("practice work"))?;
    record::one(device, noun, &input).map(|_| ())
}
