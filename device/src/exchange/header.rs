//! Finding the header row of a sheet, and with it which layout the file has.

use std::collections::BTreeMap;

use pesiar_core::code::fold_label;

use crate::exchange::issue::{Issue, Place};
use crate::exchange::profile::{BPJS_LIST, OPENSID, Profile};
use crate::exchange::table::Table;
use crate::exchange::workbook::file_error::FileError;
use crate::exchange::workbook::{Cell, Sheet};

/// Title rows of a sheet are looked through this far.
const ROWS_SEARCHED: usize = 15;
/// Fewer known words than this in a row are chance, not a header.
const COLUMNS_RECOGNISED_MIN: usize = 3;

/// A layout this app can import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The village register (OpenSID, SIAK).
    Register,
    /// The list BPJS gives to agents.
    BpjsList,
}

/// Tells the layout of a file from its headers: what `--format auto` does.
///
/// A file that fits neither wholly is taken for the one it fits better, whose reader then says
/// which column is missing.
///
/// # Errors
/// [`FileError::NoHeader`] when no sheet has a known layout.
pub fn recognise(sheets: &[Sheet]) -> Result<Format, FileError> {
    let fit = |profile| sheets.iter().filter_map(|sheet| find(profile, sheet)).map(rank).max();
    match (fit(&*OPENSID), fit(&*BPJS_LIST)) {
        (None, None) => Err(no_header(&OPENSID, sheets)),
        (register, list) if list > register => Ok(Format::BpjsList),
        _ => Ok(Format::Register),
    }
}

/// Complete beats incomplete, then more recognised columns beat fewer.
fn rank(table: Table<'_>) -> (bool, usize) {
    (table.missing().is_empty(), table.columns.len())
}

/// The sheets of a file that have this layout, and a remark for each that has it only in part.
///
/// # Errors
/// [`FileError::MissingColumn`], [`FileError::NoHeader`] when no sheet has all required columns.
pub fn tables<'a>(profile: &'a Profile, sheets: &'a [Sheet]) -> Result<(Vec<Table<'a>>, Vec<Issue>), FileError> {
    let found: Vec<Table<'a>> = sheets.iter().filter_map(|sheet| find(profile, sheet)).collect();
    let (complete, partial): (Vec<_>, Vec<_>) = found.into_iter().partition(|table| table.missing().is_empty());
    if complete.is_empty() {
        let best = partial.iter().max_by_key(|table| table.columns.len());
        return Err(best.map_or_else(|| no_header(profile, sheets), missing_column));
    }
    let issues = partial.iter().map(skipped).collect();
    Ok((complete, issues))
}

/// The row among the first that names the most columns, unless that is too few.
fn find<'a>(profile: &'a Profile, sheet: &'a Sheet) -> Option<Table<'a>> {
    let names = profile.names();
    let candidates = sheet.rows.iter().take(ROWS_SEARCHED).enumerate();
    let best = candidates
        .map(|(header, row)| Table { sheet, profile, header, columns: columns(&names, row) })
        .rev()
        .max_by_key(|table| table.columns.len())?;
    (best.columns.len() >= COLUMNS_RECOGNISED_MIN).then_some(best)
}

/// Column key to index; the first of two columns with one name counts.
fn columns<'a>(names: &BTreeMap<String, &'a str>, row: &[Cell]) -> BTreeMap<&'a str, usize> {
    let mut columns = BTreeMap::new();
    for (index, cell) in row.iter().enumerate() {
        let Cell::Text(words) = cell else { continue };
        if let Some(key) = names.get(&fold_label(words)) {
            columns.entry(*key).or_insert(index);
        }
    }
    columns
}

fn missing_column(table: &Table<'_>) -> FileError {
    FileError::MissingColumn {
        sheet: table.sheet_name().to_owned(),
        row: u32::try_from(table.header + 1).unwrap_or(u32::MAX),
        column: table.missing().join(", "),
    }
}

fn no_header(profile: &Profile, sheets: &[Sheet]) -> FileError {
    let required = profile.columns.iter().filter(|column| column.is_required);
    FileError::NoHeader {
        sheet: sheets.first().map(|sheet| sheet.name.clone()).unwrap_or_default(),
        within: ROWS_SEARCHED,
        columns: required.map(|column| column.title.as_str()).collect::<Vec<_>>().join(", "),
    }
}

fn skipped(table: &Table<'_>) -> Issue {
    let missing = table.missing().join(", ");
    let row = u32::try_from(table.header + 1).unwrap_or(u32::MAX);
    let place = Place { sheet: table.sheet_name(), row, column: &missing };
    let words = "lembar ini dilewati karena kolom itu tidak ada. Bila lembar ini juga berisi warga, tambahkan judul kolomnya lalu impor lagi.";
    Issue::new(place, "sheet.skipped", words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTER: [&str; 6] = ["no_kk", "nik", "nama", "sex", "tanggallahir", "kk_level"];
    const LIST: [&str; 4] = ["NIK", "NAMA PESERTA", "STATUS", "SEGMEN"];

    fn cells(words: &[&str]) -> Vec<Cell> {
        words.iter().map(|word| Cell::Text((*word).to_owned())).collect()
    }

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        Sheet { name: name.to_owned(), rows: rows.iter().map(|row| cells(row)).collect() }
    }

    #[test]
    fn the_header_is_found_below_titles_and_its_case_does_not_matter() {
        let titled =
            sheet("A", &[&["DATA PENDUDUK"], &[], &["KK", "No. NIK", "Nama  Warga", "L/P", "TGL. LAHIR", "S.H.D.K"]]);
        let found = find(&OPENSID, &titled).unwrap();
        assert_eq!((found.header, found.columns.len(), found.missing().len()), (2, 6, 0));
    }

    #[test]
    fn a_header_below_the_fifteenth_row_is_not_looked_for() {
        let mut rows = vec![Vec::new(); 14];
        rows.push(cells(&REGISTER));
        assert!(find(&OPENSID, &Sheet { name: "A".into(), rows: rows.clone() }).is_some());
        rows.insert(0, Vec::new());
        assert!(find(&OPENSID, &Sheet { name: "A".into(), rows }).is_none());
    }

    #[test]
    fn the_siak_export_is_a_register_too() {
        let siak = sheet(
            "A",
            &[&[
                "Nomor KK",
                "NIK",
                "Nama Penduduk",
                "Status",
                "Tempat Lahir",
                "Tanggal Lahir",
                "Kelamin",
                "NIK Ayah",
                "Ayah",
                "NIK Ibu",
                "Ibu",
                "Status Kawin",
                "SHDK",
                "Agama",
                "Kecamatan",
                "Desa/Kel",
                "Alamat",
                "RW",
                "RT",
                "Pendidikan",
                "Pekerjaan",
                "Deskripsi Pekerjaan",
                "Gol. Darah",
                "Cacat",
            ]],
        );
        let found = find(&OPENSID, &siak).unwrap();
        assert_eq!((found.missing().len(), found.columns.len()), (0, 14));
        assert_eq!(recognise(&[siak]), Ok(Format::Register));
    }

    #[test]
    fn the_layout_is_told_from_the_header() {
        assert_eq!(recognise(&[sheet("A", &[&REGISTER])]), Ok(Format::Register));
        assert_eq!(recognise(&[sheet("A", &[&LIST])]), Ok(Format::BpjsList));
        let partial = sheet("A", &[&["NIK", "NAMA PESERTA", "SEGMEN", "KELAS"]]);
        assert_eq!(recognise(&[partial]), Ok(Format::BpjsList));
        let nothing = recognise(&[sheet("A", &[&["RESEP", "GULA"]])]).unwrap_err();
        assert_eq!(nothing.code(), "file.no_header");
    }

    #[test]
    fn a_missing_column_is_named_with_its_sheet() {
        let sheets = [sheet("REKAP", &[&["JUMLAH"]]), sheet("RT 1", &[&[], &REGISTER[1..]])];
        let error = tables(&OPENSID, &sheets).unwrap_err();
        assert_eq!(error.code(), "file.missing_column");
        let words = error.to_string();
        assert!(words.contains("\"RT 1\", baris 2: kolom no_kk") && words.contains("impor lagi"), "{words}");
    }

    #[test]
    fn every_complete_sheet_is_read_and_a_partial_one_is_reported() {
        let sheets = [sheet("RT 1", &[&REGISTER]), sheet("REKAP", &[&REGISTER[..4]]), sheet("RT 2", &[&REGISTER])];
        let (tables, issues) = tables(&OPENSID, &sheets).unwrap();
        let names: Vec<&str> = tables.iter().map(Table::sheet_name).collect();
        assert_eq!(names, ["RT 1", "RT 2"]);
        assert_eq!((issues.len(), issues[0].code.as_str(), issues[0].sheet.as_str()), (1, "sheet.skipped", "REKAP"));
    }

    #[test]
    fn only_rows_about_people_are_rows() {
        let person = ["1799992011100007", "1799991708800001", "A", "1", "1980-08-17", "1"];
        let nameless = ["1799992011100007", "", "TOTALINDO", "1", "", "4"];
        let data = sheet(
            "A",
            &[
                &REGISTER,
                &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                &person,
                &[],
                &REGISTER,
                &["", "", "JUMLAH RT 1", "1"],
                &nameless,
                &["TOTAL", "1"],
                &["", "", "Mengetahui"],
                &["", "", "KEPALA DESA", "", "22-11-2026"],
            ],
        );
        let (tables, _) = tables(&OPENSID, std::slice::from_ref(&data)).unwrap();
        let numbers: Vec<u32> = tables[0].rows().iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 7]);
    }
}
