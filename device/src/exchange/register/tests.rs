//! The register: every mess of a village file, and what becomes of it.

use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::exchange::workbook::Cell;

const TODAY: Date = date(2026, 11, 22);
const HEADER: [&str; 9] =
    ["no_kk", "nik", "nama", "sex", "tanggallahir", "kk_level", "status_dasar", "cacat_id", "hamil"];
const KK: &str = "1799992011100007";

fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned()) }
}

fn cells(words: &[&str]) -> Vec<Cell> {
    words.iter().map(|word| text(word)).collect()
}

fn sheet(rows: Vec<Vec<Cell>>) -> Sheet {
    let mut all = vec![cells(&["DATA CONTOH"]), Vec::new(), cells(&HEADER)];
    all.extend(rows);
    Sheet { name: "WARGA".to_owned(), rows: all }
}

fn read_rows(rows: Vec<Vec<Cell>>) -> Register {
    let read = from_sheets(&[sheet(rows)], TODAY).unwrap();
    let kept: usize = read.families.iter().map(|family| family.members.len()).sum();
    let counted = kept + read.rejected as usize + read.doubtful as usize;
    assert_eq!(counted, read.persons_seen as usize, "the counts are a partition");
    read
}

/// A row in which one cell is replaced.
fn row_with(column: &str, cell: Cell) -> Vec<Cell> {
    let usual = [KK, "1799991708800001", "ALAM CONTOH", "1", "17-08-1980", "1", "1", "", ""];
    let mut row = cells(&usual);
    let index = HEADER.iter().position(|name| *name == column).unwrap();
    row[index] = cell;
    row
}

fn codes(read: &Register) -> Vec<&str> {
    read.issues.iter().map(|issue| issue.code.as_str()).collect()
}

fn field(read: &Register, name: &str) -> Option<Value> {
    read.families[0].members[0].fields.get(name).cloned()
}

#[test]
fn one_bad_cell_has_exactly_one_consequence() {
    // Column, cell, kept persons, issue.
    let table: Vec<(&str, Cell, usize, &[&str])> = vec![
        ("nik", text("1799991708800001"), 1, &[]),
        ("nik", text("'1799991708800001 "), 1, &[]),
        ("nik", text("17999917O8800001"), 1, &["nik.letter_o"]),
        ("nik", Cell::Number(1_799_991_708_800_001.0), 0, &["nik.damaged_by_excel"]),
        ("nik", text("1,79999E+15"), 0, &["nik.damaged_by_excel"]),
        ("nik", text("179999170880000"), 0, &["nik.invalid"]),
        ("nik", text("1111111111111111"), 0, &["nik.invalid"]),
        ("nik", text("1799991708800000"), 0, &["nik.invalid"]),
        ("nik", text(""), 1, &[]),
        ("nik", text("0"), 1, &[]),
        ("nik", text("-"), 1, &[]),
        ("nik", Cell::Number(0.0), 1, &[]),
        ("nama", text(" "), 0, &["name.missing"]),
        ("no_kk", Cell::Number(1.799_992_011_1e15), 1, &["kk.damaged_by_excel"]),
        ("no_kk", text("17999920"), 1, &["kk.invalid"]),
        ("no_kk", text("17999920111OOOO7"), 1, &["kk.letter_o"]),
        ("no_kk", text("0"), 1, &[]),
        ("no_kk", Cell::Number(0.0), 1, &[]),
        ("sex", text("X"), 1, &["code.unknown"]),
        ("kk_level", text("12"), 1, &["code.unknown"]),
        ("tanggallahir", text("tidak tahu"), 1, &["date.unreadable"]),
        ("tanggallahir", text("23-11-2026"), 1, &["date.future"]),
        ("tanggallahir", text("0000-00-00"), 1, &[]),
        ("tanggallahir", Cell::Number(29_450.0), 1, &[]),
        ("status_dasar", text("9"), 1, &["status.invalid"]),
        ("status_dasar", text("5"), 1, &["code.unknown"]),
        ("cacat_id", text("6"), 1, &["disability.must_ask"]),
        ("hamil", text("1"), 1, &["pregnancy.sex"]),
    ];
    for (column, cell, kept, expected) in table {
        let read = read_rows(vec![row_with(column, cell.clone())]);
        let members: usize = read.families.iter().map(|family| family.members.len()).sum();
        assert_eq!(members, kept, "{column} {cell:?}");
        assert_eq!(read.rejected as usize, 1 - kept, "{column} {cell:?}");
        assert_eq!(codes(&read), expected, "{column} {cell:?}");
    }
}

#[test]
fn an_issue_names_its_place_and_a_remedy_and_never_a_number_or_a_name() {
    let read = read_rows(vec![row_with("nik", Cell::Number(1_799_991_708_800_001.0))]);
    let issue = &read.issues[0];
    assert_eq!((issue.sheet.as_str(), issue.row, issue.column.as_str()), ("WARGA", 4, "nik"));
    assert!(issue.message.starts_with("Lembar WARGA, baris 4, kolom nik: NIK rusak oleh Excel"));
    assert!(issue.message.contains("impor lagi"));
    let all = format!("{:?}", read.issues);
    assert!(!all.contains("ALAM") && !all.contains("1799991"), "{all}");
}

#[test]
fn a_rejected_person_leaves_the_family_behind() {
    let read = read_rows(vec![row_with("nik", Cell::Number(1.8e15))]);
    assert_eq!(read.families.len(), 1);
    assert_eq!(read.families[0].card_no.as_deref(), Some(KK));
    assert!(read.families[0].members.is_empty());
}

#[test]
fn a_nik_that_comes_twice_is_kept_once_and_the_second_names_the_first() {
    let read = read_rows(vec![row_with("nama", text("A")), row_with("nama", text("B")), row_with("nama", text("C"))]);
    assert_eq!((read.doubtful, read.families[0].members.len()), (2, 1));
    assert_eq!(codes(&read), ["nik.twice_in_file"; 2]);
    assert!(read.issues[1].message.contains("lembar WARGA, baris 4"));
    assert_eq!(read.issues[1].row, 6);
}

#[test]
fn codes_and_labels_become_the_fields_of_the_data_dictionary() {
    let rows =
        vec![cells(&[KK, "-", "Nur'aini  contoh", "Perempuan", "17 Agustus 1990", "ISTRI", "PERGI", "3", "HAMIL"])];
    let read = read_rows(rows);
    assert_eq!(codes(&read), [""; 0]);
    let expected = [
        ("full_name", json!("NUR'AINI CONTOH")),
        ("sex", json!("P")),
        ("birth_date", json!("1990-08-17")),
        ("relation_to_head", json!(3)),
        ("presence", json!(6)),
        ("disability_type", json!(["SENSORIK_RUNGU", "SENSORIK_WICARA"])),
        ("pregnant", json!(true)),
        ("no_nik_reason", json!("BELUM_DITANYA")),
    ];
    for (name, value) in expected {
        assert_eq!(field(&read, name), Some(value), "{name}");
    }
    assert_eq!(read.families[0].members[0].fields.len(), 8);
}

#[test]
fn the_register_status_becomes_presence() {
    let table = [("1", None), ("2", Some(2)), ("3", Some(3)), ("4", Some(6)), ("6", Some(6)), ("9", Some(6))];
    for (status, presence) in table {
        let read = read_rows(vec![row_with("status_dasar", text(status))]);
        assert_eq!(field(&read, "presence"), presence.map(|number| json!(number)), "{status}");
    }
}

#[test]
fn rt_and_rw_become_three_digits() {
    let header = ["rt", "rw", "no_kk", "nik", "nama", "sex", "tanggallahir", "kk_level"];
    let table = [
        (text("1"), "001"),
        (text("RT 02"), "002"),
        (text("013"), "013"),
        (Cell::Number(7.0), "007"),
        (text("0"), "000"),
        (text("-"), "000"),
        (Cell::Empty, "000"),
        (text("atas"), "000"),
    ];
    for (cell, expected) in table {
        let mut row = cells(&["", "2", KK, "", "A", "1", "", "1"]);
        row[0] = cell.clone();
        let sheet = Sheet { name: "A".to_owned(), rows: vec![cells(&header), row] };
        let family = from_sheets(&[sheet], TODAY).unwrap().families.remove(0);
        assert_eq!((family.rt.as_str(), family.rw.as_str()), (expected, "002"), "{cell:?}");
    }
}

#[test]
fn rows_without_a_family_card_follow_their_head() {
    let row = |card: &str, level: &str| cells(&[card, "", "A", "1", "", level]);
    let rows = vec![row("", "1"), row("0", "4"), row(KK, "1"), row("-", "4"), row(KK, "4")];
    let sizes: Vec<usize> = read_rows(rows).families.iter().map(|family| family.members.len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
}

/// Rows whose NIKs have the day first, with the date written by `write`.
fn dated(write: impl Fn(i8, i8) -> Cell) -> Vec<Vec<Cell>> {
    let days = (1..=12).map(|n| (n, 13 - n)).chain([(17, 8), (25, 3)]);
    days.map(|(day, month)| {
        let nik = format!("179999{day:02}{month:02}800001");
        let mut row = row_with("tanggallahir", write(day, month));
        row[1] = text(&nik);
        row
    })
    .collect()
}

fn birth_dates(read: &Register) -> Vec<String> {
    let members = read.families.iter().flat_map(|family| &family.members);
    members.filter_map(|m| m.fields.get("birth_date")?.as_str().map(str::to_owned)).collect()
}

#[test]
fn the_niks_reveal_months_written_first() {
    let day_first = read_rows(dated(|day, month| text(&format!("{day:02}/{month:02}/1980"))));
    assert_eq!(codes(&day_first), [""; 0]);
    let month_first = read_rows(dated(|day, month| text(&format!("{month:02}/{day:02}/80"))));
    assert_eq!(codes(&month_first), ["date.order"]);
    assert_eq!(month_first.issues[0].row, 0);
    assert_eq!(birth_dates(&day_first), birth_dates(&month_first));
    assert_eq!(birth_dates(&day_first).len(), 14);
}

#[test]
fn dates_that_excel_took_for_american_are_turned_back() {
    let corrupted = read_rows(dated(|day, month| match Date::new(1980, day, month) {
        Ok(turned) => Cell::Date(turned),
        Err(_) => text(&format!("{day:02}/{month:02}/1980")),
    }));
    assert_eq!(codes(&corrupted), ["date.order"]);
    let healthy = read_rows(dated(|day, month| Cell::Date(date(1980, month, day))));
    assert_eq!(codes(&healthy), [""; 0]);
    assert_eq!(birth_dates(&corrupted), birth_dates(&healthy));
}

#[test]
fn without_a_witness_the_day_comes_first_and_the_file_says_so() {
    let mut row = row_with("tanggallahir", text("03/04/1980"));
    row[1] = text("-");
    let read = read_rows(vec![row]);
    assert_eq!(codes(&read), ["date.order_unsure"]);
    assert_eq!(birth_dates(&read), ["1980-04-03"]);
}

#[test]
fn columns_stand_in_any_order_and_others_are_ignored() {
    let rows = vec![
        cells(&["SHDK", "Agama", "TGL LHR", "JK", "Nama Lengkap", "N I K", "No. KK"]),
        cells(&["KEPALA KELUARGA", "ISLAM", "17-08-1980", "LK", "A", "1799991708800001", KK]),
    ];
    let read = from_sheets(&[Sheet { name: "A".to_owned(), rows }], TODAY).unwrap();
    assert_eq!((read.persons_seen, read.issues.len()), (1, 0));
    assert_eq!(field(&read, "sex"), Some(json!("L")));
}

#[test]
fn whatever_stands_in_the_cells_the_counts_are_a_partition() {
    let village = crate::practice::generate(crate::practice::Size::People(300), 3, TODAY);
    let bytes = crate::practice::write::register_workbook(&village).unwrap();
    let clean = workbook::open_bytes(&bytes).unwrap();
    let palette = [
        Cell::Empty,
        Cell::Number(1.8e15),
        Cell::Number(f64::NAN),
        Cell::Number(-1.0),
        Cell::Bool(true),
        Cell::Date(date(1980, 8, 17)),
        text("JUMLAH"),
        text("17/13/80"),
        text("1799990101800001"),
        text("é🙂\u{0}'--"),
        text(&"9".repeat(400)),
    ];
    let mut noise = 7u32;
    let mut next = |below: usize| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 8) as usize % below
    };
    for _ in 0..60 {
        let mut sheets = clean.clone();
        for _ in 0..next(400) {
            let row = 2 + next(sheets[0].rows.len() - 2);
            let column = next(sheets[0].rows[row].len().max(1));
            if let Some(cell) = sheets[0].rows[row].get_mut(column) {
                *cell = palette[next(palette.len())].clone();
            }
        }
        let read = from_sheets(&sheets, TODAY).unwrap();
        let kept: usize = read.families.iter().map(|family| family.members.len()).sum();
        assert_eq!(kept + read.rejected as usize + read.doubtful as usize, read.persons_seen as usize);
        assert!(read.persons_seen >= 290, "a bad cell rarely hides a person");
    }
}
