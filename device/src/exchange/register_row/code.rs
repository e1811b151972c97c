//! The coded cells of a register row: numbers or labels of official lists, and what they become.

use pesiar_core::person::code::{
    Citizenship, Education, MaritalStatus, Occupation, OldDisability, Presence, RegisterStatus, Relation, Sex,
};
use serde_json::{Value, json};

use crate::exchange::opensid_code::{OldDisabilityCode, Pregnancy};
use crate::exchange::register_row::RowReader;

/// Column key, field of `domain.md` 8.3, and how its codes are read.
type Code = (&'static str, &'static str, fn(&str) -> Option<Value>);

const CODES: &[Code] = &[
    ("sex", "sex", |words| Sex::parse(words).map(|sex| json!(sex.code()))),
    ("relation", "relation_to_head", |words| Relation::parse(words).map(|r| json!(r.number()))),
    ("marital", "marital_status", |words| MaritalStatus::parse(words).map(|m| json!(m.number()))),
    ("occupation", "occupation", |words| Occupation::parse(words).map(|o| json!(o.number()))),
    ("education", "education", |words| Education::parse(words).map(|e| json!(e.number()))),
    ("citizenship", "citizenship", |words| Citizenship::parse(words).map(|c| json!(c.code()))),
];

impl RowReader<'_> {
    /// Reads every coded cell; one that is in no list is left empty with a remark.
    pub(super) fn coded_cells(&mut self) {
        self.codes();
        self.presence();
        self.disability();
        self.pregnancy();
    }

    fn codes(&mut self) {
        for (key, field, parse) in CODES {
            let Some(words) = self.filled_code(key) else { continue };
            match parse(&words) {
                Some(value) => {
                    self.fields.insert(field, value);
                }
                None => self.unknown_code(key),
            }
        }
    }

    /// OpenSID writes 0 where nothing was chosen.
    fn filled_code(&self, key: &str) -> Option<String> {
        self.row.code(key).filter(|words| words != "0")
    }

    fn unknown_code(&mut self, key: &str) {
        self.note(key, "code.unknown", "isi sel tidak ada dalam daftar kode, jadi dikosongkan. Isi dengan kode atau nama resmi, atau lengkapi sesudah impor.");
    }

    fn presence(&mut self) {
        let Some(words) = self.filled_code("register_status") else { return };
        let presence = match RegisterStatus::parse(&words) {
            None => return self.unknown_code("register_status"),
            Some(RegisterStatus::Living) => return,
            Some(RegisterStatus::Dead) => Presence::Deceased,
            Some(RegisterStatus::Moved) => Presence::MovedWithin,
            Some(RegisterStatus::Missing | RegisterStatus::Away) => Presence::NotFound,
            Some(RegisterStatus::Invalid) => {
                self.note("register_status", "status.invalid", "status dasar TIDAK VALID; orang ini dicatat \"tidak ditemukan\". Tanyakan keberadaannya waktu kunjungan.");
                Presence::NotFound
            }
        };
        self.fields.insert("presence", json!(presence.number()));
    }

    fn disability(&mut self) {
        let Some(words) = self.filled_code("disability") else { return };
        let code = OldDisabilityCode::parse(&words).map(OldDisabilityCode::number);
        match code.and_then(OldDisability::from_number) {
            None => self.unknown_code("disability"),
            Some(OldDisability::MustAsk) => self.note(
                "disability",
                "disability.must_ask",
                "kode lama tidak menyebut ragam disabilitas, jadi dikosongkan. Tanyakan waktu kunjungan.",
            ),
            Some(OldDisability::None) => {
                self.fields.insert("disability_type", json!([]));
            }
            Some(OldDisability::Types(kinds)) => {
                let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
                self.fields.insert("disability_type", json!(codes));
            }
        }
    }

    fn pregnancy(&mut self) {
        let Some(words) = self.filled_code("pregnant") else { return };
        let is_male = self.fields.get("sex") == Some(&json!(Sex::Male.code()));
        match Pregnancy::parse(&words) {
            None => self.unknown_code("pregnant"),
            Some(Pregnancy::Yes) if is_male => self.note("pregnant", "pregnancy.sex", "tertulis hamil tetapi jenis kelamin laki-laki, jadi dikosongkan. Cocokkan jenis kelamin dengan KTP/KK."),
            // A man is simply not asked (domain.md 8.3).
            Some(_) if is_male => {}
            Some(answer) => {
                self.fields.insert("pregnant", json!(answer == Pregnancy::Yes));
            }
        }
    }
}
