//! Files that cannot be imported: refused in a sentence that says what to do, with nothing half applied.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::run::finish;
use crate::world::server::Server;
use crate::world::table::Table;

const PEOPLE: u32 = 300;

/// Memory one import may address, in kB: more than a village of 300 needs, less than a file of 200 MB.
const MEMORY_KB: u32 = 190_000;

/// A laptop that holds a village, and the village's register to spoil.
struct Desk {
    world: World,
    _server: Server,
    ana: Laptop,
    table: Table,
    register: PathBuf,
}

fn desk() -> Desk {
    let world = World::new("files");
    let server = world.server();
    let village = world.village(PEOPLE, 6);
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&village.register, &[]);
    Desk { ana, table: village.table(), register: village.register, world, _server: server }
}

impl Desk {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.world.path(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The file is refused under this code, in a sentence with these words, and nothing changed.
    #[track_caller]
    fn refused(&self, file: &Path, code: &str, words: &[&str]) {
        let before = self.ana.doctor();
        let failure = self.ana.try_import(file, &[]).failure();
        assert_eq!(failure.code, code, "{}", failure.message);
        for word in words {
            assert!(failure.message.contains(word), "{word:?} is not in {:?}", failure.message);
        }
        assert_eq!(self.ana.doctor(), before, "{code} left something behind");
        assert_eq!(self.ana.list("person").len(), PEOPLE as usize, "{code}");
    }
}

#[test]
fn what_is_no_workbook_is_refused_whole() {
    let desk = desk();
    let book = std::fs::read(&desk.register).expect("the register");
    desk.refused(&desk.world.path("tidak-ada.xlsx"), "file.not_found", &["Periksa nama"]);
    desk.refused(&desk.file("surat.xlsx", b"%PDF-1.7 ..."), "file.wrong_type", &["PDF", "simpan ulang"]);
    desk.refused(&desk.file("kosong.xlsx", b""), "file.empty", &["kosong"]);
    desk.refused(&desk.file("putus.xlsx", &book[..book.len() / 2]), "file.damaged", &["salinan baru"]);
    desk.refused(&desk.file("makro.xlsm", &with_macro(&book)), "file.macro", &["makro", "simpan ulang"]);
    desk.refused(&desk.file("catatan.txt", b"Rapat desa hari Senin"), "file.no_header", &["baris judul", "impor lagi"]);
}

/// A part of the workbook takes the name under which Excel keeps its programs.
fn with_macro(book: &[u8]) -> Vec<u8> {
    let (part, program) = (b"docProps/core.xml", b"xl/vbaProject.bin");
    let mut bytes = book.to_vec();
    let places: Vec<usize> = (0..bytes.len() - part.len()).filter(|at| bytes[*at..].starts_with(part)).collect();
    assert_eq!(places.len(), 2, "the name stands before the part and in the directory");
    for at in places {
        bytes[at..at + program.len()].copy_from_slice(program);
    }
    bytes
}

#[test]
fn a_workbook_without_people_or_without_a_column_is_refused_by_sheet_row_and_column() {
    let mut desk = desk();
    let empty = desk.world.path("lembar-kosong.xlsx");
    let mut book = Workbook::new();
    book.add_worksheet();
    book.save(&empty).expect("a workbook");
    desk.refused(&empty, "file.empty", &["kosong"]);

    for column in ["kk_level", "tanggallahir"] {
        desk.table.remove_column(column);
        let file = desk.world.path("kurang.xlsx");
        desk.table.save(&file);
        let row = format!("baris {}", desk.table.number(0) - 1);
        desk.refused(&file, "file.missing_column", &[desk.table.sheet(), &row, column, "Tambahkan judul kolom"]);
    }
}

#[test]
fn a_file_of_200_mb_is_refused_at_once_and_is_not_held_in_memory() {
    let desk = desk();
    let huge = desk.world.path("besar.xlsx");
    File::create(&huge).and_then(|file| file.set_len(200 << 20)).expect("a sparse file");
    desk.refused(&huge, "file.too_large", &["50 MB", "simpan ulang", "impor lagi"]);

    let limited = |file: &Path| {
        let start = Instant::now();
        let said = finish(desk.ana.command_within(MEMORY_KB, &["import", file.to_str().expect("UTF-8")]), b"");
        (said, start.elapsed())
    };
    assert_eq!(limited(&desk.register).0.code, Some(0), "too little memory for any import");
    let (said, took) = limited(&huge);
    assert_eq!(said.failure().code, "file.too_large");
    assert!(took < Duration::from_secs(5), "it took {took:?}");
}
