//! Whether an operation may be written at all; asked on the device before saving and on the server before folding.

use serde_json::Value;

use super::noun::Noun;
use super::store::village_of;
use crate::advocacy::code::Response;
use crate::case::code::Route;
use crate::id::is_row_id;
use crate::letterhead;
use crate::membership::code::{Source, Status};
use crate::person::code::{Relation, Sex};
use crate::person::nik::Nik;
use crate::population_ref::PopulationSource;
use crate::segment::dot::Dot;
use crate::segment::op::{Op, Verb};
use crate::visit::code::Outcome;

/// Why an operation is refused: a stable code and the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code with an Indonesian sentence.
    pub code: &'static str,
    /// Field name; empty if it is about the row.
    pub field: &'static str,
}

/// Fields a new row cannot do without.
const fn required(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::Family | Noun::Letterhead => &[],
        Noun::Person => &["family_id", "full_name"],
        Noun::Membership => &["person_id", "source", "as_of", "status"],
        Noun::Visit => &["family_id", "visit_date", "outcome"],
        Noun::Advocacy => &["person_id", "advocacy_date", "response"],
        Noun::Case => &["person_ids", "route", "state"],
        Noun::PopulationRef => &["area_code", "year", "semester", "population", "source"],
        Noun::OfficialFigure => &["area_code", "as_of", "registered", "active"],
        Noun::Setting => &["key", "valid_from", "value"],
        Noun::Audit => &["action", "actor", "at"],
    }
}

/// Checks ids, shapes, required fields and GALAT rules.
///
/// # Errors
/// The first [`Refusal`] found.
pub fn check(op: &Op) -> Result<(), Refusal> {
    if !is_row_id(&op.id) {
        return Err(Refusal { code: "row.id", field: "" });
    }
    check_verb(op)?;
    if op.verb == Verb::Add {
        let missing = |name: &&&str| op.fields.get(**name).is_none_or(|change| change.value.is_null());
        if let Some(field) = required(op.noun).iter().find(missing) {
            return Err(Refusal { code: "field.missing", field });
        }
    }
    for (name, change) in &op.fields {
        let Some(field) = op.noun.field(name) else { continue };
        // PostgreSQL keeps no NUL in a text: refused here, in words, it cannot stop a queue there.
        let has_nul = change.value.as_str().is_some_and(|text| text.contains('\0'));
        if has_nul || !field.fits(&change.value) {
            return Err(Refusal { code: "field.type", field: field.name });
        }
        check_code(op.noun, field.name, &change.value)?;
    }
    Ok(())
}

/// What an end, a return or a hand-over must say besides its row.
fn check_verb(op: &Op) -> Result<(), Refusal> {
    let is_sound = match op.verb {
        Verb::Add | Verb::Set | Verb::Resolve => op.with.is_empty(),
        Verb::Del => (1..=200).contains(&op.with.trim().chars().count()),
        Verb::Restore => op.with.parse::<Dot>().is_ok(),
        Verb::Merge => op.noun == Noun::Person && is_row_id(&op.with),
        Verb::Move => !village_of(&op.with).is_empty(),
    };
    let bare = matches!(op.verb, Verb::Del | Verb::Restore | Verb::Merge | Verb::Move);
    if !is_sound || bare && !op.fields.is_empty() {
        return Err(Refusal { code: "op.incomplete", field: "" });
    }
    let is_kept = matches!(op.noun, Noun::Audit | Noun::Setting);
    if bare && is_kept { Err(Refusal { code: "access.denied", field: "" }) } else { Ok(()) }
}

fn check_code(noun: Noun, field: &'static str, value: &Value) -> Result<(), Refusal> {
    let text = value.as_str();
    let number = value.as_i64();
    let known = match (noun, field) {
        _ if value.is_null() => true,
        (Noun::Person, "nik") => return check_nik(text.unwrap_or_default()),
        (Noun::Letterhead, _) => return check_line(field, text.unwrap_or_default()),
        (Noun::Person, "full_name") => text.is_some_and(|name| (1..=100).contains(&name.trim().chars().count())),
        (Noun::Person, "sex") => text.and_then(Sex::from_code).is_some(),
        (Noun::Person, "relation_to_head") => number.and_then(Relation::from_number).is_some(),
        (Noun::Person, "presence") => matches!(number, Some(1..=6)),
        (Noun::Family, "family_card_no") => text.is_some_and(is_sixteen_digits),
        (Noun::Membership, "status") => text.and_then(Status::from_code).is_some(),
        (Noun::Membership, "source") => text.and_then(Source::from_code).is_some(),
        (Noun::Visit, "outcome") => text.and_then(Outcome::from_code).is_some(),
        (Noun::Advocacy, "response") => text.and_then(Response::from_code).is_some(),
        (Noun::Case, "route") => text.and_then(Route::from_code).is_some(),
        (Noun::Case, "person_ids") => value.is_object() || value.as_array().is_some_and(|ids| !ids.is_empty()),
        (Noun::PopulationRef, "population") => number.is_some_and(|people| people > 0),
        (Noun::PopulationRef, "semester") => matches!(number, Some(1 | 2)),
        (Noun::PopulationRef, "source") => text.and_then(PopulationSource::from_code).is_some(),
        (Noun::OfficialFigure, "registered" | "active") => number.is_some_and(|people| people >= 0),
        _ => true,
    };
    if known { Ok(()) } else { Err(Refusal { code: "code.unknown", field }) }
}

fn check_nik(text: &str) -> Result<(), Refusal> {
    let plain = Nik::parse(text).is_ok_and(|nik| nik.as_str() == text);
    if plain { Ok(()) } else { Err(Refusal { code: "nik.invalid", field: "nik" }) }
}

/// A line of the letterhead must fit the paper.
fn check_line(field: &'static str, text: &str) -> Result<(), Refusal> {
    let fits = text.chars().count() <= letterhead::CHARS_MAX;
    if fits { Ok(()) } else { Err(Refusal { code: "letterhead.too_long", field }) }
}

fn is_sixteen_digits(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ID: &str = "0193a0d0-7c00-7000-8000-000000000001";

    #[track_caller]
    fn check_add(noun: Noun, fields: Value, expected: Result<(), (&str, &str)>) {
        let op = Op::add(noun, ID, "d/17.06.01.2001/survei", serde_json::from_value(fields).unwrap());
        assert_eq!(check(&op).map_err(|r| (r.code, r.field)), expected);
    }

    #[test]
    fn a_row_needs_its_fields_shapes_and_codes() {
        let person = |nik: &str| json!({"family_id": ID, "full_name": "A", "nik": nik});
        check_add(Noun::Person, person("1799994101800003"), Ok(()));
        check_add(Noun::Person, person("179999410180003"), Err(("nik.invalid", "nik")));
        check_add(Noun::Person, person("1799 9941 0180 0003"), Err(("nik.invalid", "nik")));
        check_add(Noun::Person, json!({"full_name": "A"}), Err(("field.missing", "family_id")));
        check_add(Noun::Letterhead, json!({"address": "x".repeat(120)}), Ok(()));
        check_add(Noun::Letterhead, json!({"place": "x".repeat(121)}), Err(("letterhead.too_long", "place")));
        check_add(Noun::Family, json!({"landmark": "a\0b"}), Err(("field.type", "landmark")));
        check_add(Noun::Family, json!({"family_card_no": "0"}), Err(("code.unknown", "family_card_no")));
        check_add(
            Noun::Visit,
            json!({"family_id": ID, "visit_date": "2026-11-22", "outcome": "V9"}),
            Err(("code.unknown", "outcome")),
        );
        check_add(
            Noun::Visit,
            json!({"family_id": ID, "visit_date": "22-11-2026", "outcome": "V1"}),
            Err(("field.type", "visit_date")),
        );
        check_add(
            Noun::PopulationRef,
            json!({"area_code": "17", "year": 2026, "semester": 1, "population": 0, "source": "BPS"}),
            Err(("code.unknown", "population")),
        );
    }

    #[test]
    fn an_end_needs_its_reason_and_a_hand_over_its_village() {
        let told = |noun, verb, with: &str| {
            check(&Op::bare((noun, verb), ID, "d/17.06.01.2001/survei", with)).map_err(|refusal| refusal.code)
        };
        assert_eq!(told(Noun::Person, Verb::Del, "SALAH_ENTRI"), Ok(()));
        assert_eq!(told(Noun::Person, Verb::Del, " "), Err("op.incomplete"));
        assert_eq!(told(Noun::Person, Verb::Merge, ID), Ok(()));
        assert_eq!(told(Noun::Family, Verb::Merge, ID), Err("op.incomplete"));
        assert_eq!(told(Noun::Person, Verb::Restore, "1:2:3"), Ok(()));
        assert_eq!(told(Noun::Person, Verb::Restore, "kemarin"), Err("op.incomplete"));
        assert_eq!(told(Noun::Family, Verb::Move, "d/17.06.01.2002/survei"), Ok(()));
        assert_eq!(told(Noun::Family, Verb::Move, "g/config"), Err("op.incomplete"));
        assert_eq!(told(Noun::Setting, Verb::Del, "x"), Err("access.denied"));
    }
}
