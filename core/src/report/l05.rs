//! L05, the named list of people not registered: restricted, and every copy is on record.

use serde::Serialize;

use super::Place;
use super::basis::Basis;
use crate::person::code::{Occupation, Relation, Sex};
use crate::row::Row;

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct L05 {
    /// `L05`.
    pub report: &'static str,
    /// Dotted code of the area.
    pub area: String,
    /// The area by name.
    pub place: Place,
    /// Date of the report.
    pub as_of: String,
    /// People, by hamlet, RT and name.
    pub rows: Vec<Line>,
    /// What it rests on.
    pub basis: Basis,
    /// Set for the practice village.
    pub watermark: Option<&'static str>,
}

/// One person, in the columns of domain.md 10. "Jalur disarankan" comes with Registrasi.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Line {
    /// Hamlet.
    pub hamlet: String,
    /// RT and RW as `001/002`.
    pub rt_rw: String,
    /// Name as on KTP.
    pub full_name: String,
    /// NIK in full.
    pub nik: String,
    /// KK number in full.
    pub family_card_no: String,
    /// Place of birth.
    pub birth_place: String,
    /// Date of birth, `DD-MM-YYYY`.
    pub birth_date: String,
    /// L or P.
    pub sex: String,
    /// Relation to the head, in words.
    pub relation: String,
    /// Occupation, in words.
    pub occupation: String,
    /// Address.
    pub address: String,
    /// Welfare decile, with its source.
    pub decile: String,
    /// Remarks.
    pub remark: String,
}

impl Line {
    /// Builds a line from a person and their family.
    #[must_use]
    pub fn new(person: &Row, family: Option<&Row>) -> Self {
        let text = |name: &str| person.text(name).unwrap_or_default().to_owned();
        let home = |name: &str| family.and_then(|f| f.text(name)).unwrap_or_default().to_owned();
        let decile = match (person.int("welfare_decile"), person.text("welfare_source")) {
            (Some(decile), Some(source)) => format!("{decile} ({source})"),
            _ => String::new(),
        };
        Self {
            hamlet: home("hamlet"),
            rt_rw: format!("{}/{}", or_none(home("rt")), or_none(home("rw"))),
            full_name: text("full_name"),
            nik: text("nik"),
            family_card_no: home("family_card_no"),
            birth_place: text("birth_place"),
            birth_date: person.text("birth_date").map(day_first).unwrap_or_default(),
            sex: person.text("sex").and_then(Sex::from_code).map(|s| s.code().to_owned()).unwrap_or_default(),
            relation: person.int("relation_to_head").and_then(Relation::from_number).map(label).unwrap_or_default(),
            occupation: person
                .int("occupation")
                .and_then(Occupation::from_number)
                .map(|o| o.label().to_owned())
                .unwrap_or_default(),
            address: home("address"),
            decile,
            remark: remark(person),
        }
    }
}

fn label(relation: Relation) -> String {
    relation.label().to_owned()
}

fn or_none(text: String) -> String {
    if text.is_empty() { "000".to_owned() } else { text }
}

/// `1980-08-17` as `17-08-1980`.
fn day_first(iso: &str) -> String {
    let mut parts: Vec<&str> = iso.split('-').collect();
    parts.reverse();
    parts.join("-")
}

fn remark(person: &Row) -> String {
    let mut remarks = Vec::new();
    if person.text("nik").is_none() {
        remarks.push("NIK belum ada");
    }
    if person.int("presence") == Some(6) {
        remarks.push("belum ditemukan");
    }
    remarks.join("; ")
}
