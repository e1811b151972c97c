//! Households of a file of the generator that peers were measured with: JSON lines of household, members, visits.
//!
//! What Pesiar has a field for goes there, in its codes; every other field keeps its name and goes into `extra`, so
//! that as much is carried as others carry.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use pesiar_core::person::code::{Education, MaritalStatus, Occupation, Relation};
use pesiar_core::person::nik::Nik;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use super::{Household, New};
use crate::Result;

type Fields = BTreeMap<String, Value>;

/// Reads the first `count` households.
pub(super) fn read(file: &Path, count: usize) -> Result<Vec<Household>> {
    let lines = BufReader::new(File::open(file)?).lines().take(count);
    let all = lines.map(|line| household(&serde_json::from_str(&line?)?)).collect::<Result<Vec<_>>>()?;
    if all.len() < count {
        return Err(format!("{} has {} of {count} households", file.display(), all.len()).into());
    }
    Ok(all)
}

fn household(line: &Value) -> Result<Household> {
    let list = |name: &str| line.get(name).and_then(Value::as_array).into_iter().flatten();
    let mut rows = vec![row(Noun::Family, line.get("household"), family)?];
    for member in list("members") {
        rows.push(row(Noun::Person, Some(member), person)?);
    }
    for visit in list("visits") {
        rows.push(row(Noun::Visit, Some(visit), self::visit)?);
    }
    Ok(Household(rows))
}

/// A name and a value of ours for one of theirs; none if we have no field for it.
type Translate = fn(&str, &Value, &Map<String, Value>) -> Option<(&'static str, Value)>;

fn row(noun: Noun, from: Option<&Value>, translate: Translate) -> Result<New> {
    let from = from.and_then(Value::as_object).ok_or("not a household of the generator")?;
    let id = from.get("id").and_then(Value::as_str).ok_or("a row without an id")?;
    let mut fields = Fields::new();
    for (name, value) in from.iter().filter(|(name, value)| *name != "id" && !value.is_null() && **value != "") {
        match translate(name, value, from) {
            Some((ours, value)) => drop(fields.insert(ours.to_owned(), value)),
            // A word our list does not have must not stand where a number is expected.
            None if noun.field(name).is_some_and(|field| !field.fits(value)) => {
                fields.insert(format!("{name}_text"), value.clone());
            }
            None => drop(fields.insert(name.clone(), value.clone())),
        }
    }
    if noun == Noun::Visit {
        let date = from.get("visited_at").and_then(Value::as_str).and_then(|time| time.get(..10));
        fields.insert("visit_date".to_owned(), date.into());
    }
    Ok((noun, id.to_owned(), fields))
}

fn family(name: &str, value: &Value, _: &Map<String, Value>) -> Option<(&'static str, Value)> {
    match name {
        "kk" => Some(("family_card_no", value.clone())),
        "dusun" => Some(("hamlet", value.clone())),
        _ => place(name, value),
    }
}

fn person(name: &str, value: &Value, from: &Map<String, Value>) -> Option<(&'static str, Value)> {
    let word = value.as_str().unwrap_or_default();
    let number = match name {
        "household_id" => return Some(("family_id", value.clone())),
        "name" => return Some(("full_name", value.clone())),
        "nik" if Nik::parse(word).is_err() => return Some(("nik_typed", value.clone())),
        "relationship" => ("relation_to_head", relation(word, from).map(Relation::number)),
        "marital" => ("marital_status", MaritalStatus::parse(word).map(MaritalStatus::number)),
        "education" => ("education", Education::parse(word).map(Education::number)),
        "occupation" => ("occupation", Occupation::parse(word).map(Occupation::number)),
        _ => return None,
    };
    number.1.map(|found| (number.0, found.into()))
}

fn relation(word: &str, from: &Map<String, Value>) -> Option<Relation> {
    let is_man = from.get("sex").and_then(Value::as_str) == Some("L");
    match word {
        "PASANGAN" if is_man => Some(Relation::Husband),
        "PASANGAN" => Some(Relation::Wife),
        _ => Relation::parse(word),
    }
}

fn visit(name: &str, value: &Value, _: &Map<String, Value>) -> Option<(&'static str, Value)> {
    let ours = match name {
        "household_id" => "family_id",
        "visit_no" => "attempt_no",
        "visited_at" => "started_at",
        "enumerator" => "agent_id",
        "respondent_id" => "respondent_person_id",
        "next_visit" => "next_date",
        "outcome" => return Some(("outcome", outcome(value.as_str()?).into())),
        _ => return place(name, value),
    };
    Some((ours, value.clone()))
}

fn outcome(word: &str) -> &'static str {
    match word {
        "SELESAI" => "V1",
        "TIDAK_DI_RUMAH" => "V3",
        "MENOLAK" => "V4",
        "PINDAH" => "V5",
        _ => "V2",
    }
}

fn place(name: &str, value: &Value) -> Option<(&'static str, Value)> {
    let ours = match name {
        "lat" => "lat_microdeg",
        "lon" => "lng_microdeg",
        _ => return None,
    };
    // Six decimals, as written: no rounding of ours.
    let whole: i64 = format!("{:.6}", value.as_f64()?).replace('.', "").parse().ok()?;
    Some((ours, whole.into()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_has_no_field_keeps_its_name() {
        let line = json!({
            "household": {"id": "f", "kk": "1", "lat": -10.163651, "water": "SUNGAI", "phone": null},
            "members": [{"id": "p", "household_id": "f", "sex": "P", "relationship": "PASANGAN",
                         "nik": "5301010000000000", "occupation": "ASTRONOT", "rev": 1}],
            "visits": [{"id": "v", "visited_at": "2026-07-01T01:00:17.074Z", "outcome": "SELESAI", "note": ""}]
        });
        let Household(rows) = household(&line).unwrap();
        let fields: Vec<Value> = rows.into_iter().map(|(_, _, fields)| json!(fields)).collect();
        assert_eq!(fields[0], json!({"family_card_no": "1", "lat_microdeg": -10_163_651, "water": "SUNGAI"}));
        assert_eq!(
            fields[1],
            json!({"family_id": "f", "sex": "P", "relation_to_head": 3, "nik_typed": "5301010000000000",
                   "occupation_text": "ASTRONOT", "rev": 1})
        );
        assert_eq!(
            fields[2],
            json!({"started_at": "2026-07-01T01:00:17.074Z", "visit_date": "2026-07-01", "outcome": "V1"})
        );
    }
}
