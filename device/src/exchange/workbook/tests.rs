//! Opening files: what is refused, under which code, and what is read.

use std::io::Write;
use std::time::Instant;

use pesiar_report::sheet::{self, Column, Value, write_xlsx};

use super::*;

fn workbook_of(rows: &[Vec<Value<'_>>]) -> Vec<u8> {
    let columns = [Column { title: "KEPALA", width: 10.0 }];
    write_xlsx(&[sheet::Sheet { name: "DATA", titles: &[], columns: &columns, rows }]).unwrap()
}

fn code_of(bytes: &[u8]) -> &'static str {
    open_bytes(bytes).map_or_else(|error| error.code(), |_| "read")
}

/// Replaces names of equal length everywhere in an archive.
fn renamed(bytes: &[u8], pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (old, new) in pairs {
        assert_eq!(old.len(), new.len());
        for at in 0..bytes.len() - old.len() {
            if bytes[at..].starts_with(old.as_bytes()) {
                bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
            }
        }
    }
    bytes
}

/// Writes another unpacked size for the first sheet into the central directory.
fn with_declared_size(bytes: &[u8], size: u32) -> Vec<u8> {
    let name = b"xl/worksheets/sheet1.xml";
    let mut bytes = bytes.to_vec();
    let at = bytes.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    assert!(bytes[at..].starts_with(b"PK\x01\x02"));
    bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    bytes
}

/// The smallest thing that looks like an old Office file with these streams.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(512, 0xFF);
    for stream in streams {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.append(&mut entry);
    }
    bytes
}

#[test]
fn what_is_no_table_is_refused_under_its_own_code() {
    let book = workbook_of(&[]);
    let word = [("xl/workbook.xml", "xl/workbook.abc"), ("docProps/core.xml", "word/document.xml")];
    let table: &[(&str, Vec<u8>)] = &[
        ("file.empty", Vec::new()),
        ("file.empty", b" \r\n\t ".to_vec()),
        ("file.empty", b"\xEF\xBB\xBF".to_vec()),
        ("file.empty", b";;;\n;;;\n".to_vec()),
        ("file.wrong_type", b"%PDF-1.7 NIK;NAMA".to_vec()),
        ("file.wrong_type", b"\xFF\xD8\xFF\xE0JFIF".to_vec()),
        ("file.wrong_type", b"\x89PNG\r\n".to_vec()),
        ("file.wrong_type", b"{\\rtf1 NIK}".to_vec()),
        ("file.wrong_type", b"\n <html><table>".to_vec()),
        ("file.wrong_type", b"\x00\x01\x02\x03".to_vec()),
        ("file.wrong_type", renamed(&book, &word)),
        ("file.wrong_type", renamed(&book, &[("xl/workbook.xml", "xl/workbook.bin")])),
        ("file.wrong_type", compound(&["WordDocument"])),
        ("file.wrong_type", compound(&["Lain"])),
        ("file.macro", renamed(&book, &[("docProps/core.xml", "xl/vbaProject.bin")])),
        ("file.macro", compound(&["Workbook", "_VBA_PROJECT_CUR"])),
        ("file.encrypted", compound(&["EncryptionInfo", "EncryptedPackage"])),
        ("file.wrong_type", compound(&["Workbook"])),
        ("file.damaged", b"PK\x03\x04 and then nothing".to_vec()),
        ("file.damaged", [&book[..], &book[..]].concat()),
    ];
    for (code, bytes) in table {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
        assert_eq!(code_of(bytes), *code, "{start:?}");
    }
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("warga.xlsx");
    assert_eq!(open(&path).unwrap_err(), FileError::NotFound);
    assert_eq!(open(folder.path()).unwrap_err(), FileError::Unreadable);
    File::create(&path).unwrap().write_all(&workbook_of(&[])).unwrap();
    assert_eq!(open(&path).unwrap()[0].name, "DATA");
}

#[test]
fn a_bomb_is_refused_by_what_it_declares_and_by_what_it_hides() {
    let rows = vec![vec![Value::Text("ISI"); 20]; 500];
    let book = workbook_of(&rows);
    assert_eq!(code_of(&book), "read");
    assert_eq!(code_of(&with_declared_size(&book, 301 * 1024 * 1024)), "file.too_large");
    assert_eq!(code_of(&with_declared_size(&book, 0xFFFF_FFFF)), "file.damaged");
    for lie in [0, 100, 20_000] {
        let forged = with_declared_size(&book, lie);
        assert_eq!(code_of(&forged), "file.damaged", "declares only {lie}");
    }
}

#[test]
fn limits_on_bytes_rows_columns_and_cells() {
    let csv = |rows: usize, columns: usize| {
        let line = ["A"; 201][..columns].join(";");
        vec![line; rows].join("\n").into_bytes()
    };
    assert_eq!(code_of(&vec![b'A'; 50 * 1024 * 1024 + 1]), "file.too_large");
    assert_eq!(code_of(&csv(200_000, 2)), "read");
    assert_eq!(code_of(&csv(200_001, 2)), "file.too_large");
    assert_eq!(code_of(&csv(2, 200)), "read");
    assert_eq!(code_of(&csv(2, 201)), "file.too_large");
    let sparse = format!("A\n{}", vec![format!("{}A", ";".repeat(199)); 60_000].join("\n"));
    assert_eq!(code_of(sparse.as_bytes()), "file.too_large");
    let wide = vec![vec![Value::Text("A"); 201]];
    assert_eq!(code_of(&workbook_of(&wide)), "file.too_large");
}

#[test]
fn two_cells_in_far_corners_cost_two_cells() {
    let book = workbook_of(&[vec![Value::Text("A")]]);
    // 1,048,576 rows: refused by its row number, not by running out of memory.
    let text = open_bytes(&book).unwrap();
    assert_eq!(text[0].rows.len(), 2);
    let started = Instant::now();
    let far = format!("A\n{}A", "\n".repeat(199_000));
    let sheet = open_bytes(far.as_bytes()).unwrap().remove(0);
    assert_eq!(sheet.rows.len(), 199_002);
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn every_refusal_names_a_remedy() {
    let sentences = [
        FileError::NotFound,
        FileError::Unreadable,
        file_too_large(),
        FileError::WrongType { found: "dokumen PDF" },
        FileError::Macro,
        FileError::Empty,
        FileError::Encrypted,
        FileError::Damaged,
    ];
    for error in sentences {
        let words = error.to_string();
        assert!(words.ends_with('.') && words.contains("lagi"), "{words}");
        assert!(error.code().starts_with("file."));
    }
    assert!(FileError::Macro.to_string().contains("simpan ulang sebagai .xlsx"));
}

#[test]
fn a_workbook_keeps_numbers_apart_from_text() {
    let rows = [vec![Value::Text("1799994101800003"), Value::Int(1_799_994_101_800_003)]];
    let sheet = open_bytes(&workbook_of(&rows)).unwrap().remove(0);
    assert_eq!(sheet.rows[1][0], Cell::Text("1799994101800003".into()));
    assert!(matches!(sheet.rows[1][1], Cell::Number(_)));
}

#[test]
fn text_tables_of_every_kind_read_the_same() {
    let expected = ["NIK", "NAMA, LENGKAP", "AÉ"];
    let utf8 = "NIK;\"NAMA, LENGKAP\";AÉ\n".as_bytes().to_vec();
    let mut utf16 = b"\xFF\xFE".to_vec();
    utf16.extend("NIK\tNAMA, LENGKAP\tAÉ\r\n".encode_utf16().flat_map(u16::to_le_bytes));
    let table = [
        utf8.clone(),
        [b"\xEF\xBB\xBF".to_vec(), utf8].concat(),
        "NIK,\"NAMA, LENGKAP\",AÉ\r\n".as_bytes().to_vec(),
        "sep=,\r\nNIK,\"NAMA, LENGKAP\",AÉ".as_bytes().to_vec(),
        b"NIK;NAMA, LENGKAP;A\xC9\n".to_vec(),
        b"NIK\tNAMA, LENGKAP\tA\xC9\r".to_vec(),
        utf16,
    ];
    for bytes in table {
        let sheet = open_bytes(&bytes).unwrap().remove(0);
        let words: Vec<String> = sheet.rows.last().unwrap().iter().map(Cell::text).collect();
        assert_eq!(words, expected, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn row_numbers_of_a_text_table_count_empty_lines_as_excel_does() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text = ["A;B", "", "", "\"satu\ndua\";C", "", "D;E"].join(line_end);
        let sheet = open_bytes(text.as_bytes()).unwrap().remove(0);
        let filled: Vec<usize> = (0..sheet.rows.len()).filter(|row| !sheet.rows[*row].is_empty()).collect();
        assert_eq!(filled, [0, 3, 5], "{line_end:?}");
    }
}

#[test]
fn a_quote_that_never_closes_is_damage_and_not_a_loss_of_people() {
    let text = format!("NIK;NAMA\n\"1;A\n{}", "2;B\n".repeat(100));
    assert_eq!(code_of(text.as_bytes()), "file.damaged");
}

#[test]
fn broken_copies_never_panic_and_never_hang() {
    let book = workbook_of(&vec![vec![Value::Text("ISI"), Value::Int(3)]; 40]);
    let mut noise = 12_345u32;
    let mut next = |below: usize| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise as usize % below
    };
    for _ in 0..300 {
        let mut broken = book.clone();
        broken.truncate(book.len() - next(book.len()));
        for _ in 0..next(6) {
            let at = next(broken.len());
            broken[at] = next(256).to_le_bytes()[0];
        }
        assert!(
            ["read", "file.damaged", "file.empty", "file.wrong_type", "file.too_large"].contains(&code_of(&broken))
        );
    }
}
