//! The BPJS list: title lines, memberships and what is refused.

use jiff::civil::date;
use serde_json::json;

use super::*;

const TODAY: Date = date(2026, 11, 22);
const HEADER: [&str; 14] = [
    "NO",
    "NIK",
    "NO KARTU",
    "NAMA PESERTA",
    "TANGGAL LAHIR",
    "JK",
    "STATUS",
    "SEGMEN",
    "ALASAN NONAKTIF",
    "TUNGGAKAN (BULAN)",
    "NOMINAL TUNGGAKAN",
    "KELAS",
    "KODE FASKES",
    "NAMA FASKES",
];

fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned()) }
}

fn usual() -> Vec<Cell> {
    let words = [
        "1",
        "1799991708800001",
        "0009000000001",
        "Alam Contoh",
        "17-08-1980",
        "L",
        "NON AKTIF",
        "PBPU",
        "Menunggak iuran",
        "3",
        "Rp 105.000",
        "III",
        "17990001",
        "PUSKESMAS CONTOH",
    ];
    words.map(text).to_vec()
}

fn list(titles: &[&str], rows: Vec<Vec<Cell>>) -> BpjsList {
    let mut all: Vec<Vec<Cell>> = titles.iter().map(|title| vec![text(title)]).collect();
    all.push(HEADER.map(text).to_vec());
    all.extend(rows);
    let read = from_sheets(&[Sheet { name: "BPJS".to_owned(), rows: all }], TODAY).unwrap();
    let counted = read.rows.len() + (read.rejected + read.doubtful) as usize;
    assert_eq!(counted, read.persons_seen as usize, "the counts are a partition");
    read
}

fn row_with(column: &str, cell: Cell) -> Vec<Cell> {
    let mut row = usual();
    row[HEADER.iter().position(|name| *name == column).unwrap()] = cell;
    row
}

fn codes(read: &BpjsList) -> Vec<&str> {
    read.issues.iter().map(|issue| issue.code.as_str()).collect()
}

#[test]
fn a_row_becomes_a_membership() {
    let read = list(&[], vec![usual()]);
    let row = &read.rows[0];
    assert_eq!((row.nik.as_deref(), row.full_name.as_str()), (Some("1799991708800001"), "ALAM CONTOH"));
    assert_eq!(row.birth_date, Some(date(1980, 8, 17)));
    let expected = json!({
        "arrears_amount": 105_000,
        "arrears_months": 3,
        "care_class": "3",
        "inactive_reason": "TUNGGAKAN",
        "member_no": "0009000000001",
        "membership_segment": "PBPU",
        "primary_facility_code": "17990001",
        "primary_facility_name": "PUSKESMAS CONTOH",
        "status": "NONAKTIF",
    });
    assert_eq!(json!(row.fields), expected);
    assert_eq!(read.issues, []);
}

#[test]
fn the_title_says_what_list_it_is_and_of_which_day() {
    let november = Some(date(2026, 11, 1));
    let table: &[(&[&str], Option<ListKind>, Option<Date>)] = &[
        (&["JENIS DAFTAR: DAFTAR SASARAN", "PER TANGGAL: 2026-11-01"], Some(ListKind::Target), november),
        (&["Jenis daftar : Daftar Peserta Lengkap", "Per tanggal 01-11-2026"], Some(ListKind::Full), november),
        (&["JENIS DAFTAR: DAFTAR SASARAN PER TANGGAL: 1 November 2026 WIB"], Some(ListKind::Target), november),
        (&["JENIS DAFTAR: SESUATU", "PER TANGGAL: KEMARIN"], None, None),
        (&[], None, None),
    ];
    for (titles, kind, as_of) in table {
        let read = list(titles, vec![usual()]);
        assert_eq!((read.kind, read.as_of), (*kind, *as_of), "{titles:?}");
    }
}

#[test]
fn one_bad_cell_has_exactly_one_consequence() {
    let table: Vec<(&str, Cell, usize, &[&str])> = vec![
        ("NIK", Cell::Number(1.8e15), 0, &["nik.damaged_by_excel"]),
        ("NIK", text("17999917088"), 0, &["nik.invalid"]),
        ("NIK", text("0"), 1, &[]),
        ("NAMA PESERTA", text(""), 0, &["name.missing"]),
        ("TANGGAL LAHIR", text("?"), 1, &["date.unreadable"]),
        ("STATUS", text("MUNGKIN"), 1, &["code.unknown"]),
        ("STATUS", text(""), 1, &["status.missing"]),
        ("STATUS", text("Non Aktif - Premi"), 1, &[]),
        ("STATUS", text("BELUM TERDAFTAR"), 1, &[]),
        ("SEGMEN", text("LAIN"), 1, &["code.unknown"]),
        ("KELAS", text("KRIS"), 1, &[]),
        ("TUNGGAKAN (BULAN)", Cell::Number(24.0), 1, &[]),
        ("TUNGGAKAN (BULAN)", Cell::Number(25.0), 1, &["arrears.over_24"]),
        ("TUNGGAKAN (BULAN)", text("banyak"), 1, &["number.unreadable"]),
        ("TUNGGAKAN (BULAN)", text("-"), 1, &[]),
        ("NO KARTU", Cell::Number(9_000_000_001.0), 1, &[]),
        ("NO KARTU", text("12"), 1, &["member_no.invalid"]),
    ];
    for (column, cell, kept, expected) in table {
        let read = list(&[], vec![row_with(column, cell.clone())]);
        assert_eq!((read.rows.len(), codes(&read).as_slice()), (kept, expected), "{column} {cell:?}");
    }
}

#[test]
fn more_than_24_months_are_stored_as_24() {
    let read = list(&[], vec![row_with("TUNGGAKAN (BULAN)", Cell::Number(60.0))]);
    assert_eq!(read.rows[0].fields.get("arrears_months"), Some(&json!(24)));
}

#[test]
fn a_nik_that_comes_twice_is_doubtful() {
    let read = list(&[], vec![usual(), usual()]);
    assert_eq!((read.rows.len(), read.doubtful), (1, 1));
    assert_eq!(codes(&read), ["nik.twice_in_file"]);
}

#[test]
fn totals_and_signatures_are_not_people() {
    let total = vec![text("JUMLAH"), Cell::Number(1.0)];
    let signature = vec![Cell::Empty, Cell::Empty, Cell::Empty, text("KEPALA CABANG")];
    let read = list(&[], vec![usual(), total, signature]);
    assert_eq!((read.persons_seen, read.issues.len()), (1, 0));
}
