//! Fields and their values in words: what a screen says instead of names of columns and codes.

use pesiar_core::person::code::{MaritalStatus, Occupation, Presence, Relation, Sex};
use pesiar_core::person::nik::mask;
use pesiar_core::row::field::Care;
use pesiar_core::row::noun::Noun;
use serde_json::Value;

/// What people call a field.
#[must_use]
pub fn of_field(noun: Noun, field: &str) -> &'static str {
    let known = FIELDS.iter().find(|(of, name, _)| *of == noun && *name == field);
    known.map_or("isian lain", |(_, _, words)| words)
}

/// What people call a row of this noun.
#[must_use]
pub const fn of_noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Family => "Data keluarga",
        Noun::Person => "Data warga",
        Noun::Membership => "Status JKN",
        Noun::Visit => "Kunjungan",
        Noun::Advocacy => "Advokasi",
        Noun::Case => "Berkas pendaftaran",
        Noun::PopulationRef => "Jumlah penduduk desa",
        Noun::OfficialFigure => "Angka resmi BPJS",
        Noun::Letterhead => "Kop surat desa",
        Noun::Setting => "Ketentuan",
        Noun::Audit => "Catatan pemakaian",
    }
}

/// A value as people read it: numbers of identity masked, codes in words, dates as `YYYY-MM-DD`.
#[must_use]
pub fn of_value(noun: Noun, field: &str, value: &Value) -> String {
    let care = noun.field(field).map_or(Care::Sensitive, |field| field.care);
    match (field, value) {
        (_, Value::Null) => "(kosong)".to_owned(),
        (_, Value::String(text)) if care == Care::Masked => mask(text),
        _ if care == Care::Sensitive => "(disamarkan)".to_owned(),
        ("sex", Value::String(code)) => Sex::from_code(code).map_or_else(|| code.clone(), |sex| sex.label().to_owned()),
        ("presence", Value::Number(number)) => listed(number, |code| Presence::from_number(code).map(Presence::label)),
        ("relation_to_head", Value::Number(number)) => {
            listed(number, |code| Relation::from_number(code).map(Relation::label))
        }
        ("marital_status", Value::Number(number)) => {
            listed(number, |code| MaritalStatus::from_number(code).map(MaritalStatus::label))
        }
        ("occupation", Value::Number(number)) => {
            listed(number, |code| Occupation::from_number(code).map(Occupation::label))
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(true)) => "Ya".to_owned(),
        (_, Value::Bool(false)) => "Tidak".to_owned(),
        (_, other) => other.to_string(),
    }
}

fn listed(number: &serde_json::Number, label: impl Fn(i64) -> Option<&'static str>) -> String {
    number.as_i64().and_then(label).map_or_else(|| number.to_string(), str::to_owned)
}

const FIELDS: &[(Noun, &str, &str)] = &[
    (Noun::Family, "family_card_no", "nomor KK"),
    (Noun::Family, "family_state", "keadaan KK"),
    (Noun::Family, "hamlet", "dusun"),
    (Noun::Family, "rt", "RT"),
    (Noun::Family, "rw", "RW"),
    (Noun::Family, "address", "alamat"),
    (Noun::Family, "landmark", "patokan rumah"),
    (Noun::Family, "phone", "telepon keluarga"),
    (Noun::Person, "family_id", "keluarga"),
    (Noun::Person, "nik", "NIK"),
    (Noun::Person, "no_nik_reason", "sebab belum ada NIK"),
    (Noun::Person, "full_name", "nama lengkap"),
    (Noun::Person, "birth_place", "tempat lahir"),
    (Noun::Person, "birth_date", "tanggal lahir"),
    (Noun::Person, "birth_date_quality", "kepastian tanggal lahir"),
    (Noun::Person, "sex", "jenis kelamin"),
    (Noun::Person, "relation_to_head", "hubungan keluarga"),
    (Noun::Person, "marital_status", "status kawin"),
    (Noun::Person, "education", "pendidikan"),
    (Noun::Person, "occupation", "pekerjaan"),
    (Noun::Person, "citizenship", "kewarganegaraan"),
    (Noun::Person, "presence", "keberadaan"),
    (Noun::Person, "phone", "telepon"),
    (Noun::Person, "disability_type", "disabilitas"),
    (Noun::Person, "pregnant", "kehamilan"),
    (Noun::Person, "nik_status", "keadaan NIK"),
    (Noun::Case, "state", "tahap berkas"),
    (Noun::Case, "route", "jalur"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use pesiar_core::row::field::Class;
    use serde_json::json;

    #[test]
    fn every_field_that_can_be_disputed_has_a_name() {
        for noun in Noun::ALL {
            for field in noun.fields().iter().filter(|field| matches!(field.class, Class::Review | Class::Presence)) {
                assert_ne!(of_field(*noun, field.name), "isian lain", "{}", field.name);
            }
        }
        for (noun, field, _) in FIELDS {
            assert!(noun.field(field).is_some(), "{field} is no field");
        }
    }

    #[test]
    fn a_value_is_read_as_words_and_never_as_a_full_number() {
        let said = |field, value: Value| of_value(Noun::Person, field, &value);
        assert_eq!(said("nik", json!("1799991203850911")), "179999******0911");
        assert_eq!(said("sex", json!("P")), "Perempuan");
        assert_eq!(said("presence", json!(2)), "Meninggal");
        assert_eq!(said("full_name", json!("SITI")), "SITI");
        assert_eq!(said("birth_date", Value::Null), "(kosong)");
    }
}
