//! Group commit, watched from a second connection: who is committed with whom, and what a failure takes along.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::Ordering;

use pesiar_core::row::store::Cell;
use tempfile::TempDir;

use super::*;
use crate::db::sqlite::open;
use crate::error::Error;

const KEY: [u8; 32] = [1; 32];

struct Case {
    writer: Writer,
    folder: TempDir,
}

impl Case {
    fn new(members_max: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { writer: Writer::gathering(open(&path(folder.path()), &KEY).unwrap(), members_max), folder }
    }

    /// Rows that another process would see.
    fn committed(&self) -> i64 {
        let db = open(&path(self.folder.path()), &KEY).unwrap();
        db.query_row("SELECT count(*) FROM meta", [], |row| row.get(0)).unwrap()
    }

    /// Writes while others come to the desk: they are surely waiting when this one leaves it.
    fn write_before(&self, others: usize) -> Result<()> {
        self.writer.write(|tx| {
            while self.writer.waiting.load(Ordering::SeqCst) < others {
                std::thread::yield_now();
            }
            put(tx, "first")
        })
    }

    /// Begins a write when the first one is at its work.
    fn write_after(&self, work: impl FnMut(&dyn Tx) -> Result<i64>) -> Result<i64> {
        while self.writer.desk.try_lock().is_ok() {
            std::thread::yield_now();
        }
        self.writer.write(work)
    }

    /// The first write, and what a second one gives that was waiting for it.
    fn two<T: Send>(
        &self,
        second: impl FnMut(&dyn Tx) -> Result<i64> + Send,
        look: impl FnOnce(std::thread::Result<Result<i64>>) -> T + Send,
    ) -> (Result<()>, T) {
        std::thread::scope(|scope| {
            let first = scope.spawn(|| self.write_before(1));
            let second = scope.spawn(|| look(catch_unwind(AssertUnwindSafe(|| self.write_after(second)))));
            (first.join().unwrap(), second.join().unwrap())
        })
    }
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join("x.db")
}

fn put(tx: &dyn Tx, key: &str) -> Result<()> {
    tx.execute("INSERT INTO meta (key, value) VALUES (?1, '')", &[Cell::from(key)]).map(|_| ())
}

#[test]
fn who_waits_is_committed_together_and_told_after_it() {
    for (members_max, seen) in [(64, 0), (1, 1)] {
        let case = Case::new(members_max);
        let second = |tx: &dyn Tx| {
            put(tx, "second")?;
            Ok(case.committed())
        };
        let (first, second) = case.two(second, |done| done.unwrap().unwrap());
        first.unwrap();
        assert_eq!(second, seen, "at most {members_max} together");
        assert_eq!(case.committed(), 2);
    }
}

#[test]
fn a_member_that_fails_takes_back_its_own_only() {
    let case = Case::new(64);
    let second = |tx: &dyn Tx| {
        put(tx, "second")?;
        Err(Error::usage("no"))
    };
    let (first, second) = case.two(second, |done| matches!(done, Ok(Err(Error::Usage(_)))));
    assert!(first.is_ok() && second);
    assert_eq!(case.committed(), 1);
}

#[test]
fn a_member_that_panics_still_commits_for_the_others() {
    let case = Case::new(64);
    let second = |tx: &dyn Tx| {
        put(tx, "second")?;
        panic!("in the middle")
    };
    let (first, second) = case.two(second, |done| done.is_err());
    assert!(first.is_ok() && second);
    case.writer.write(|tx| put(tx, "third")).unwrap();
    assert_eq!(case.committed(), 2);
}

#[test]
fn nobody_is_told_yes_when_the_database_took_everything_back() {
    let case = Case::new(64);
    // As SQLite does by itself when the disk is full.
    let second = |tx: &dyn Tx| tx.execute("ROLLBACK", &[]).map(|_| 0);
    let (first, second) = case.two(second, |done| done.unwrap().is_err());
    assert!(matches!(first, Err(Error::Db(Fault::Group(_)))) && second);
    assert_eq!(case.committed(), 0);
    case.writer.write(|tx| put(tx, "third")).unwrap();
    assert_eq!(case.committed(), 1);
}
