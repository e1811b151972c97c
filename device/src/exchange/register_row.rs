//! One row of the register: the person it is about, or why that person cannot be taken over.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::person::code::{NoNikReason, Relation};
use serde_json::{Value, json};

use crate::exchange::date_order::{self, Decision};
use crate::exchange::date_text::{self, Reading};
use crate::exchange::grouping::{Dwelling, Entry, Outcome};
use crate::exchange::identity::{self, Identity};
use crate::exchange::issue::Issue;
use crate::exchange::register::RegisterPerson;
use crate::exchange::table::Row;

mod code;

const NAME_CHARS_MAX: usize = 100;
const NO_AREA: &str = "000";

/// Reads one row. The entry is rejected when NIK or name cannot be trusted.
pub(super) fn read(row: &Row<'_>, dates: Decision, today: Date) -> (Entry, Vec<Issue>) {
    let mut reader = RowReader::new(row);
    let card = reader.card();
    let dwelling = reader.dwelling();
    let nik = reader.nik();
    let name = reader.name("name");
    reader.coded_cells();
    let known_nik = nik.as_ref().ok().and_then(Option::as_deref);
    if let Some(date) = reader.birth_date(known_nik, dates, today) {
        reader.fields.insert("birth_date", json!(date.to_string()));
    }
    if let Some(place) = row.text("birth_place") {
        reader.fields.insert("birth_place", json!(place));
    }
    let is_head = reader.fields.get("relation_to_head") == Some(&json!(Relation::Head.number()));
    let outcome = match (nik, name) {
        (Ok(nik), Some(name)) => Outcome::Kept(reader.person(nik, &name)),
        _ => Outcome::Rejected,
    };
    let sheet = row.sheet_name().to_owned();
    (Entry { sheet, card, is_head, dwelling, outcome }, reader.issues)
}

/// Gathers the fields of one row, and what was wrong with them.
pub(super) struct RowReader<'a> {
    pub(super) row: &'a Row<'a>,
    pub(super) fields: BTreeMap<&'static str, Value>,
    pub(super) issues: Vec<Issue>,
}

/// The person cannot be taken over; a remark says why.
pub(super) struct Rejected;

impl<'a> RowReader<'a> {
    pub(super) fn new(row: &'a Row<'a>) -> Self {
        Self { row, fields: BTreeMap::new(), issues: Vec::new() }
    }

    pub(super) fn note(&mut self, key: &str, code: &str, words: &str) {
        self.issues.push(self.row.issue(key, code, words));
    }

    /// The NIK, which may be missing but must not be wrong.
    pub(super) fn nik(&mut self) -> Result<Option<String>, Rejected> {
        match identity::nik(self.row.cell("nik")) {
            Identity::Blank => return Ok(None),
            Identity::Known(nik) => return Ok(Some(nik)),
            Identity::Repaired(nik) => {
                self.note(
                    "nik",
                    "nik.letter_o",
                    "huruf O di dalam NIK dibaca sebagai angka 0. Cocokkan dengan KTP/KK.",
                );
                return Ok(Some(nik));
            }
            Identity::Damaged => {
                let words = "NIK rusak oleh Excel karena disimpan sebagai angka, jadi orang ini tidak diimpor. Ketik ulang NIK dari KTP/KK sebagai teks, lalu impor lagi.";
                self.note("nik", "nik.damaged_by_excel", words);
            }
            Identity::Wrong(rule) => {
                let words = format!("{rule} Orang ini tidak diimpor. Perbaiki menurut KTP/KK, lalu impor lagi.");
                self.note("nik", "nik.invalid", &words);
            }
        }
        Err(Rejected)
    }

    /// The name in capitals, as on the card; nothing means that the row cannot be taken over.
    pub(super) fn name(&mut self, key: &str) -> Option<String> {
        let Some(name) = self.row.text(key).map(|name| name.to_uppercase()) else {
            let words = "nama kosong, jadi baris ini tidak diimpor. Isi nama seperti di KTP/KK, lalu impor lagi.";
            self.note(key, "name.missing", words);
            return None;
        };
        if name.chars().count() <= NAME_CHARS_MAX {
            return Some(name);
        }
        let words = "nama lebih dari 100 huruf, jadi dipotong. Periksa apakah selnya berisi keterangan lain.";
        self.note(key, "name.too_long", words);
        Some(name.chars().take(NAME_CHARS_MAX).collect::<String>().trim_end().to_owned())
    }

    /// The birth date, when it reads and does not lie in the future.
    pub(super) fn birth_date(&mut self, nik: Option<&str>, dates: Decision, today: Date) -> Option<Date> {
        let reading = date_text::read(self.row.cell("birth_date"));
        match dates.date(reading, date_order::witness(nik), today) {
            Some(date) if date <= today => return Some(date),
            Some(_) => {
                let words = "tanggal lahir sesudah hari ini, jadi dikosongkan. Cocokkan dengan KTP/KK.";
                self.note("birth_date", "date.future", words);
            }
            None if reading == Reading::Blank => {}
            None => {
                let words = "tanggal tidak terbaca, jadi dikosongkan. Tulis seperti 17-08-1980, lalu impor lagi.";
                self.note("birth_date", "date.unreadable", words);
            }
        }
        None
    }

    fn card(&mut self) -> Option<String> {
        match identity::card(self.row.cell("family_card")) {
            Identity::Blank => None,
            Identity::Known(card) => Some(card),
            Identity::Repaired(card) => {
                let words = "huruf O di dalam nomor KK dibaca sebagai angka 0. Cocokkan dengan KK.";
                self.note("family_card", "kk.letter_o", words);
                Some(card)
            }
            Identity::Damaged => {
                let words = "nomor KK rusak oleh Excel karena disimpan sebagai angka, jadi KK dianggap belum diketahui. Ketik ulang dari KK sebagai teks, lalu impor lagi.";
                self.note("family_card", "kk.damaged_by_excel", words);
                None
            }
            Identity::Wrong(rule) => {
                let words = format!("{rule} KK dianggap belum diketahui. Perbaiki menurut KK, lalu impor lagi.");
                self.note("family_card", "kk.invalid", &words);
                None
            }
        }
    }

    fn dwelling(&mut self) -> Dwelling {
        Dwelling {
            hamlet: self.row.text("hamlet"),
            rt: self.area("rt"),
            rw: self.area("rw"),
            address: self.row.text("address"),
        }
    }

    /// RT or RW as three digits; nothing and zero are `000`.
    fn area(&mut self, key: &str) -> String {
        let Some(words) = self.row.text(key) else { return NO_AREA.to_owned() };
        let digits = words.trim_start_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number @ 0..=999) = digits.parse::<u16>() {
            return format!("{number:03}");
        }
        let words = "nomor tidak terbaca, jadi dicatat 000. Isi angka saja, misalnya 001, lalu impor lagi.";
        self.note(key, "area.unreadable", words);
        NO_AREA.to_owned()
    }

    fn person(&mut self, nik: Option<String>, name: &str) -> RegisterPerson {
        let mut fields = std::mem::take(&mut self.fields);
        fields.insert("full_name", json!(name));
        if nik.is_none() {
            fields.insert("no_nik_reason", json!(NoNikReason::NotAsked.code()));
        }
        let sheet = self.row.sheet_name().to_owned();
        RegisterPerson { sheet, row: self.row.number, nik, fields }
    }
}
