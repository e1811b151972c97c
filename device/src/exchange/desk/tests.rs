//! A file on the table: what it is, what would happen, what happens, and stopping in the middle of it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::*;
use crate::db;
use crate::env::Env;
use crate::practice::{self, Size, open as practice_open, write};
use crate::progress::{Stop, WorkStep};

const SECRET: &str = "kopi sawah pagi jernih";

struct Table {
    folder: TempDir,
    device: Device,
}

/// A practice village of a few families, and files of another one.
fn table() -> Table {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    practice_open::create(&profile, Env::machine(), (Size::Families(10), 1), SECRET).unwrap();
    let device = Device::open(&profile, Env::machine(), None, SECRET).unwrap();
    Table { folder, device }
}

impl Table {
    fn register(&self, families: u32, seed: u64) -> PathBuf {
        let village = practice::generate(Size::Families(families), seed, self.device.env.today());
        self.file("desa.xlsx", &write::register_workbook(&village).unwrap())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn open(&mut self, path: &Path) -> OpenedFile {
        open(&mut self.device, path, &Progress::silent()).unwrap()
    }

    fn run(&mut self, dry_run: bool) -> ImportCounts {
        run(&mut self.device, Wish { kind: None, as_of: None, dry_run }, &Progress::silent()).unwrap()
    }
}

#[test]
fn a_register_is_recognised_rehearsed_and_taken_over_and_known_again() {
    let mut table = table();
    let file = table.register(40, 9);
    let opened = table.open(&file);
    assert_eq!((opened.layout, opened.kind, opened.imported_at_ms), (Layout::Register, None, None));
    std::fs::remove_file(&file).unwrap(); // the stick is pulled out: what was opened is what counts

    let before = db::fingerprint(&table.device.db);
    let would = table.run(true);
    assert_eq!((would.new + would.doubtful + would.rejected, would.dry_run), (opened.people, true));
    assert_eq!(db::fingerprint(&table.device.db), before, "a rehearsal left something behind");
    let done = table.run(false);
    assert_eq!(ImportCounts { dry_run: true, ..done.clone() }, would);
    let again = table.register(40, 9);
    assert!(table.open(&again).imported_at_ms.is_some(), "the same file is not known again");
    assert_eq!(table.run(true).same, opened.people);
}

#[test]
fn every_count_opens_exactly_its_people_and_shows_no_full_number() {
    let mut table = table();
    let rows = "no_kk,nik,nama,sex,tanggallahir,kk_level\n\
        1799992011100007,1799991708800001,ANI,2,17-08-1980,1\n\
        1799992011100007,1799991708800001,ANI,2,17-08-1980,4\n\
        1799992011100007,123,BUDI,1,17-08-1990,4\n\
        1799992011100007,1.79999E+15,,1,17-08-1990,4\n";
    let file = table.file("rusak.csv", rows.as_bytes());
    table.open(&file);
    let counts = table.run(true);
    assert_eq!((counts.new, counts.doubtful, counts.rejected), (1, 1, 2), "{counts:?}");
    for (group, count) in [(Group::New, 1), (Group::Doubtful, 1), (Group::Rejected, 2), (Group::Note, counts.notes)] {
        let found = lines(&table.device, group, 0, 100).unwrap();
        assert_eq!((found.total, found.rows.len()), (count, count as usize), "{group:?}: {found:?}");
    }
    let told = serde_json::to_string(&lines(&table.device, Group::New, 0, 9).unwrap()).unwrap();
    assert!(told.contains("ANI") && told.contains("179999******0001") && !told.contains("1799991708800001"), "{told}");

    let wrong = lines(&table.device, Group::Rejected, 0, 9).unwrap().rows;
    assert_eq!([wrong[0].name.as_str(), wrong[1].name.as_str()], ["BUDI", ""], "{wrong:?}");

    let saved = save_repair_list(&table.device, table.folder.path()).unwrap();
    let list = std::fs::read_to_string(table.folder.path().join("Pesiar").join(&saved.name)).unwrap();
    assert!(list.contains("Perlu diperbaiki") && list.contains("Perlu dicocokkan"), "{list}");
    assert!(!list.contains("ANI") && !list.contains("BUDI") && !list.contains("179999"), "{list}");
}

#[test]
fn stopping_anywhere_leaves_the_database_exactly_as_it_was() {
    let mut table = table();
    let file = table.register(60, 9);
    table.open(&file);
    let before = db::fingerprint(&table.device.db);
    let wish = |dry_run| Wish { kind: None, as_of: None, dry_run };
    for (dry_run, moment) in [(true, 0), (true, 20), (false, 0), (false, 1), (false, 30), (false, 59)] {
        // A step is told to nobody between pauses, so the wish comes from the stage and a count of steps seen.
        let stop = Stop::default();
        let (wanted, asker) = (Mutex::new(moment), stop.clone());
        let progress = Progress::counting(stop, move |step: WorkStep| {
            let mut left = wanted.lock().unwrap();
            if step.stage == Stage::Matching && *left == 0 {
                asker.ask();
            }
            *left -= i32::from(step.stage == Stage::Matching);
        });
        let error = run(&mut table.device, wish(dry_run), &progress).unwrap_err();
        assert_eq!(error.code(), "work.stopped", "{dry_run} {moment}");
        assert_eq!(db::fingerprint(&table.device.db), before, "{dry_run} {moment}: something was half applied");
    }
    assert!(table.run(false).new > 100, "the file can still be taken over");
}

#[test]
fn steps_are_counted_in_people() {
    let mut table = table();
    let file = table.register(40, 9);
    let people = table.open(&file).people;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    let progress = Progress::new(Stop::default(), move |step| ear.lock().unwrap().push(step));
    run(&mut table.device, Wish { kind: None, as_of: None, dry_run: false }, &progress).unwrap();
    let heard = heard.lock().unwrap();
    assert_eq!(heard[0].stage, Stage::Reading);
    assert_eq!(heard.last().unwrap().stage, Stage::Finishing);
    let matching: Vec<&WorkStep> = heard.iter().filter(|step| step.stage == Stage::Matching).collect();
    assert!(matching.iter().all(|step| step.done <= step.whole && step.whole <= people), "{matching:?}");
}

#[test]
fn a_list_that_does_not_say_what_it_is_waits_for_an_answer() {
    let mut table = table();
    let rows = "NIK,NAMA PESERTA,STATUS,SEGMEN\n1799991708800001,ANI,AKTIF,PBI JK\n";
    let file = table.file("bpjs.csv", rows.as_bytes());
    let opened = table.open(&file);
    assert_eq!((opened.layout, opened.kind, opened.as_of), (Layout::BpjsList, None, None));
    assert_eq!(opened.dates[0], table.device.env.today().to_string());
    let wish = Wish { kind: None, as_of: None, dry_run: true };
    let error = run(&mut table.device, wish, &Progress::silent()).unwrap_err();
    assert_eq!(error.code(), "import.kind_missing");
    let answered = Wish { kind: Some(ChosenKind::Full), as_of: Some(table.device.env.today()), dry_run: true };
    assert_eq!(run(&mut table.device, answered, &Progress::silent()).unwrap().doubtful, 1);
}
