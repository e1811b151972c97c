//! Kop and signatories: what stands at the head and foot of a village's papers, one row per village, edited there.

use serde::Serialize;
use serde_json::Value;

use crate::region::VillageCode;
use crate::region::kind::AreaType;
use crate::report::Place;
use crate::row::Row;
use crate::row::field::Class::Lww;
use crate::row::field::Field;
use crate::row::field::Type::{Bool, Text};

/// Columns of `letterhead`. A field that was never entered, or was cleared, is printed as [`Letterhead::of`] says.
pub const FIELDS: &[Field] = &[
    Field::new("line_regency", Text, Lww),
    Field::new("line_district", Text, Lww),
    Field::new("line_village", Text, Lww),
    Field::new("address", Text, Lww),
    Field::new("place", Text, Lww),
    Field::new("signatory_title", Text, Lww),
    Field::new("signatory_name", Text, Lww),
    Field::new("signatory_nip", Text, Lww),
    Field::new("has_camat", Bool, Lww),
    Field::new("camat_title", Text, Lww),
    Field::new("camat_name", Text, Lww),
    Field::new("camat_nip", Text, Lww),
];

/// Longest text of a field, in characters: what still fits a line of the paper.
pub const CHARS_MAX: usize = 120;

/// The letterhead as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// `PEMERINTAH KABUPATEN LEBONG`.
    pub line_regency: String,
    /// `KECAMATAN LEBONG UTARA`.
    pub line_district: String,
    /// `DESA LEMEU`.
    pub line_village: String,
    /// Street, postcode, telephone; empty if not entered.
    pub address: String,
    /// Where it is signed.
    pub place: String,
    /// `Kepala Desa Lemeu`.
    pub signatory_title: String,
    /// Who signs; empty leaves a dotted line for the pen.
    pub signatory_name: String,
    /// Printed only if given: most village heads have none.
    pub signatory_nip: String,
    /// Whether the camat signs too ("Mengetahui").
    pub has_camat: bool,
    /// `Camat Lebong Utara`.
    pub camat_title: String,
    /// As `signatory_name`.
    pub camat_name: String,
    /// As `signatory_nip`.
    pub camat_nip: String,
}

impl Letterhead {
    /// What the village entered; for the rest, what follows from its place. Names of people are never made up.
    #[must_use]
    pub fn of(place: &Place, row: Option<&Row>) -> Self {
        let plain = Self::plain(place);
        let text = |name: &str, otherwise: String| {
            row.and_then(|row| row.text(name)).filter(|text| !text.is_empty()).map_or(otherwise, str::to_owned)
        };
        Self {
            line_regency: text("line_regency", plain.line_regency),
            line_district: text("line_district", plain.line_district),
            line_village: text("line_village", plain.line_village),
            address: text("address", plain.address),
            place: text("place", plain.place),
            signatory_title: text("signatory_title", plain.signatory_title),
            signatory_name: text("signatory_name", plain.signatory_name),
            signatory_nip: text("signatory_nip", plain.signatory_nip),
            has_camat: row.and_then(|row| row.fields.get("has_camat")).and_then(Value::as_bool).unwrap_or(false),
            camat_title: text("camat_title", plain.camat_title),
            camat_name: text("camat_name", plain.camat_name),
            camat_nip: text("camat_nip", plain.camat_nip),
        }
    }

    /// The letterhead of a village that entered nothing.
    fn plain(place: &Place) -> Self {
        let kind = VillageCode::parse(&place.code).map_or(AreaType::Desa, |code| AreaType::of(&code));
        let name = without(&place.name, kind.label());
        Self {
            line_regency: format!("Pemerintah {}", place.regency).to_uppercase(),
            line_district: place.district.to_uppercase(),
            line_village: format!("{} {name}", kind.label()).to_uppercase(),
            place: name.to_owned(),
            signatory_title: format!("{} {name}", kind.head()),
            camat_title: format!("Camat {}", without(&place.district, "Kecamatan")),
            ..Self::default()
        }
    }
}

/// A name without the word that is printed before it anyway: nobody writes "Desa Desa Baru" on a letter.
fn without<'a>(name: &'a str, word: &str) -> &'a str {
    name.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::noun::Noun;
    use serde_json::json;

    fn place(code: &str, name: &str) -> Place {
        let text = |text: &str| text.to_owned();
        Place {
            code: text(code),
            name: text(name),
            district: text("Kecamatan Kota Padang"),
            regency: text("Kabupaten Rejang Lebong"),
        }
    }

    #[test]
    fn a_desa_and_a_kelurahan_have_their_own_words() {
        let desa = Letterhead::of(&place("17.02.06.2001", "Dusun Baru"), None);
        assert_eq!(desa.line_regency, "PEMERINTAH KABUPATEN REJANG LEBONG");
        assert_eq!(desa.line_district, "KECAMATAN KOTA PADANG");
        assert_eq!((desa.line_village.as_str(), desa.place.as_str()), ("DESA DUSUN BARU", "Dusun Baru"));
        assert_eq!((desa.signatory_title.as_str(), desa.signatory_name.as_str()), ("Kepala Desa Dusun Baru", ""));
        assert_eq!((desa.camat_title.as_str(), desa.has_camat), ("Camat Kota Padang", false));
        let kelurahan = Letterhead::of(&place("17.02.06.1001", "Kota Padang"), None);
        assert_eq!(kelurahan.line_village, "KELURAHAN KOTA PADANG");
        assert_eq!(kelurahan.signatory_title, "Lurah Kota Padang");
        let practice = Letterhead::of(&place("17.99.99.2001", "Desa Latihan"), None);
        assert_eq!(practice.line_village, "DESA LATIHAN");
    }

    #[test]
    fn what_was_entered_wins_and_what_was_cleared_is_as_before() {
        let mut row = Row::new(Noun::Letterhead, "x", "d/17.02.06.2001/survei");
        row.fields.insert("signatory_name".into(), json!("SUPARDI"));
        row.fields.insert("has_camat".into(), json!(true));
        row.fields.insert("line_village".into(), json!(""));
        let kop = Letterhead::of(&place("17.02.06.2001", "Dusun Baru"), Some(&row));
        assert_eq!((kop.signatory_name.as_str(), kop.has_camat), ("SUPARDI", true));
        assert_eq!(kop.line_village, "DESA DUSUN BARU");
    }
}
