//! One row of a BPJS list: a person's membership, or why the row cannot be taken over.

use jiff::civil::Date;
use pesiar_core::membership::code::{CareClass, InactiveReason, Segment, Status};
use serde_json::json;

use crate::exchange::bpjs_list::BpjsRow;
use crate::exchange::date_order::Decision;
use crate::exchange::identity::{self, Identity};
use crate::exchange::issue::Issue;
use crate::exchange::register_row::RowReader;
use crate::exchange::table::Row;
use crate::exchange::workbook::Cell;

/// BPJS bills at most this many months (`domain.md` 12.1 V15).
const ARREARS_MONTHS_MAX: i64 = 24;

/// Column key, field of `domain.md` 8.4, and how its codes are read.
type Code = (&'static str, &'static str, fn(&str) -> Option<&'static str>);

const CODES: &[Code] = &[
    ("status", "status", |words| Status::parse(words).map(Status::code)),
    ("segment", "membership_segment", |words| Segment::parse(words).map(Segment::code)),
    ("inactive_reason", "inactive_reason", |w| InactiveReason::parse(w).map(InactiveReason::code)),
    ("care_class", "care_class", |words| CareClass::parse(words).map(CareClass::code)),
];

/// Reads one row; nothing when NIK or name cannot be trusted.
pub(super) fn read(row: &Row<'_>, dates: Decision, today: Date) -> (Option<BpjsRow>, Vec<Issue>) {
    let mut reader = RowReader::new(row);
    let (nik, name) = (reader.nik(), reader.name("full_name"));
    let (Ok(nik), Some(full_name)) = (nik, name) else {
        return (None, reader.issues);
    };
    let birth_date = reader.birth_date(nik.as_deref(), dates, today);
    reader.member_no();
    reader.membership_codes();
    reader.arrears();
    reader.facility();
    let RowReader { fields, issues, .. } = reader;
    let sheet = row.sheet_name().to_owned();
    (Some(BpjsRow { sheet, row: row.number, nik, full_name, birth_date, fields }), issues)
}

impl RowReader<'_> {
    fn member_no(&mut self) {
        match identity::member_no(self.row.cell("member_no")) {
            Identity::Blank => {}
            Identity::Known(number) | Identity::Repaired(number) => {
                self.fields.insert("member_no", json!(number));
            }
            Identity::Damaged => self.note("member_no", "member_no.damaged_by_excel", "nomor kartu rusak oleh Excel karena disimpan sebagai angka, jadi dikosongkan. Minta daftar baru dengan kolom teks."),
            Identity::Wrong(rule) => {
                let words = format!("{rule} Dikosongkan; cocokkan dengan kartu atau Mobile JKN.");
                self.note("member_no", "member_no.invalid", &words);
            }
        }
    }

    fn membership_codes(&mut self) {
        for (key, field, parse) in CODES {
            match self.row.code(key).map(|words| parse(&words)) {
                Some(Some(code)) => {
                    self.fields.insert(field, json!(code));
                }
                Some(None) => self.note(key, "code.unknown", "isi sel tidak ada dalam daftar kode, jadi dikosongkan. Tanyakan artinya kepada BPJS, perbaiki, lalu impor lagi."),
                None if *key == "status" => self.note(key, "status.missing", "status kepesertaan kosong. Isi AKTIF, NONAKTIF atau BELUM TERDAFTAR, lalu impor lagi."),
                None => {}
            }
        }
    }

    fn arrears(&mut self) {
        if let Some(months) = self.amount("arrears_months") {
            if months > ARREARS_MONTHS_MAX {
                self.note(
                    "arrears_months",
                    "arrears.over_24",
                    "tunggakan lebih dari 24 bulan dicatat 24. BPJS menagih paling banyak 24 bulan.",
                );
            }
            self.fields.insert("arrears_months", json!(months.min(ARREARS_MONTHS_MAX)));
        }
        if let Some(rupiah) = self.amount("arrears_amount") {
            self.fields.insert("arrears_amount", json!(rupiah));
        }
    }

    /// A whole number that is not negative.
    fn amount(&mut self, key: &str) -> Option<i64> {
        let cell = self.row.cell(key);
        if cell.is_blank() || self.row.text(key).is_none() {
            return None;
        }
        let amount = whole_number(cell);
        if amount.is_none() {
            self.note(
                key,
                "number.unreadable",
                "angka tidak terbaca, jadi dikosongkan. Isi angka saja tanpa huruf, lalu impor lagi.",
            );
        }
        amount
    }

    fn facility(&mut self) {
        let fields = [("facility_code", "primary_facility_code"), ("facility_name", "primary_facility_name")];
        for (key, field) in fields {
            if let Some(words) = self.row.text(key) {
                self.fields.insert(field, json!(words));
            }
        }
    }
}

/// Reads `420000`, `Rp 420.000`, `420.000,00`, `420,000` and `3 bulan`.
fn whole_number(cell: &Cell) -> Option<i64> {
    if let Cell::Number(number) = cell {
        // Printed without decimals and read back: the one conversion that neither wraps nor rounds up.
        return if *number < 0.0 { None } else { format!("{:.0}", number.trunc()).parse().ok() };
    }
    let text = cell.text().to_uppercase();
    let text = text.trim_start_matches("RP").trim_start_matches(['.', ' ']);
    let text = text.trim_end_matches(",-").trim_end_matches("BULAN").trim_end_matches("BLN").trim();
    let whole = match text.rsplit_once(['.', ',']) {
        Some((whole, cents)) if cents.len() < 3 => whole,
        _ => text,
    };
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ',' | ' ')).collect();
    if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_offices_write_them() {
        let table = [
            ("420000", Some(420_000)),
            ("Rp 420.000", Some(420_000)),
            ("Rp. 1.420.000,00", Some(1_420_000)),
            ("420,000", Some(420_000)),
            ("420,000.00", Some(420_000)),
            ("420.000,-", Some(420_000)),
            ("3 bulan", Some(3)),
            ("tiga", None),
            ("-3", None),
        ];
        for (words, expected) in table {
            assert_eq!(whole_number(&Cell::Text(words.to_owned())), expected, "{words}");
        }
        assert_eq!(whole_number(&Cell::Number(3.0)), Some(3));
        assert_eq!(whole_number(&Cell::Number(-3.0)), None);
        assert_eq!(whole_number(&Cell::Number(f64::NAN)), None);
    }
}
