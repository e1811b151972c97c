//! Households of the project's own practice generator, the same for the same seed.

use std::collections::BTreeMap;

use pesiar_core::id;
use pesiar_core::row::noun::Noun;
use pesiar_core::sync::checksum;
use pesiar_core::time::{date_wib, rfc3339};
use pesiar_device::practice::{PracticeFamily, PracticePerson, Size, generate};
use serde_json::{Value, json};

use super::{Household, New};

/// 1 July 2026, 08.00 WIB.
const START_MS: i64 = 1_782_867_600_000;
/// A visit takes so long.
const VISIT_MS: i64 = 150_000;

/// Makes `count` households.
pub(super) fn make(count: usize, seed: u64) -> Vec<Household> {
    let families = u32::try_from(count).unwrap_or(u32::MAX);
    let village = generate(Size::Families(families), seed, date_wib(START_MS));
    let at = |place: i64| START_MS + place / 200 * 86_400_000 + place % 200 * VISIT_MS;
    village.families.iter().zip(0..).map(|(family, place)| household(family, at(place))).collect()
}

fn household(family: &PracticeFamily, at_ms: i64) -> Household {
    let family_id = row_id(at_ms, 0);
    let fields = json!({"family_card_no": family.card_no, "hamlet": family.hamlet, "rt": family.rt, "rw": family.rw,
        "address": family.address});
    let mut rows = vec![new(Noun::Family, family_id.clone(), fields)];
    for (member, place) in family.members.iter().zip(1..) {
        rows.push(new(Noun::Person, row_id(at_ms, place), person(member, &family_id)));
    }
    let visit = json!({"family_id": family_id, "agent_id": "u-1", "visit_date": date_wib(at_ms).to_string(),
        "started_at": rfc3339(at_ms), "ended_at": rfc3339(at_ms + 130_000), "attempt_no": 1, "outcome": "V1",
        "mode": "KUNJUNGAN", "respondent_person_id": row_id(at_ms, 1)});
    rows.push(new(Noun::Visit, row_id(at_ms, 99), visit));
    Household(rows)
}

fn person(member: &PracticePerson, family_id: &str) -> Value {
    json!({"family_id": family_id, "nik": member.nik, "full_name": member.full_name,
        "birth_place": member.birth_place, "birth_date": member.birth_date.to_string(), "sex": member.sex.code(),
        "relation_to_head": member.relation.number(), "marital_status": member.marital.number(),
        "education": member.education.number(), "occupation": member.occupation.number(),
        "pregnant": member.pregnant, "presence": 1})
}

fn new(noun: Noun, id: String, fields: Value) -> New {
    let fields: BTreeMap<String, Value> = match fields {
        Value::Object(fields) => fields.into_iter().collect(),
        _ => BTreeMap::new(),
    };
    (noun, id, fields)
}

/// An id as random as the real ones, and the same in the next run.
fn row_id(at_ms: i64, place: i64) -> String {
    id::by_hand(checksum::of_row("household", at_ms).to_be_bytes(), u16::try_from(place).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_village_and_no_id_comes_twice() {
        let ids = |all: &[Household]| -> Vec<String> {
            all.iter().flat_map(|household| household.0.iter().map(|(_, id, _)| id.clone())).collect()
        };
        let first = ids(&make(300, 1));
        assert_eq!(first, ids(&make(300, 1)));
        let distinct: std::collections::BTreeSet<&String> = first.iter().collect();
        assert_eq!(distinct.len(), first.len());
    }
}
