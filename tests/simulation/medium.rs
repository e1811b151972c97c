//! Storage that can die at a chosen commit or run full: databases in memory, reopened from what was committed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};

use rusqlite::{Connection, MAIN_DB};

/// When a process dies: at its `nth` commit from now (0 is the next), before or after it took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Death {
    pub(crate) nth: i64,
    pub(crate) is_after: bool,
}

/// Ends a process at a commit: from then on nothing more is committed.
#[derive(Debug, Default)]
pub(crate) struct Switch {
    left: AtomicI64,
    is_armed: AtomicBool,
    is_after: AtomicBool,
    is_dead: AtomicBool,
}

impl Switch {
    /// Sets the moment of death; none lets the process live.
    pub(crate) fn arm(&self, death: Option<Death>) {
        self.is_armed.store(death.is_some(), SeqCst);
        if let Some(death) = death {
            self.left.store(death.nth, SeqCst);
            self.is_after.store(death.is_after, SeqCst);
        }
    }

    /// Whether the process died.
    pub(crate) fn is_dead(&self) -> bool {
        self.is_dead.load(SeqCst)
    }

    /// A new process on the same machine.
    pub(crate) fn revive(&self) {
        self.is_dead.store(false, SeqCst);
        self.is_armed.store(false, SeqCst);
    }

    /// Asked at every commit; true turns it into a rollback, as a power cut would.
    fn refuses(&self) -> bool {
        if self.is_dead() {
            return true;
        }
        if !self.is_armed.load(SeqCst) || self.left.fetch_sub(1, SeqCst) > 0 {
            return false;
        }
        self.is_dead.store(true, SeqCst);
        !self.is_after.load(SeqCst)
    }
}

/// Opens an image, or an empty database; every commit asks `switch`.
pub(crate) fn open(image: Option<&[u8]>, switch: &Arc<Switch>) -> Connection {
    let mut db = Connection::open_in_memory().expect("memory");
    if let Some(image) = image {
        db.deserialize_read_exact(MAIN_DB, image, image.len(), false).expect("an image");
    }
    let switch = Arc::clone(switch);
    db.commit_hook(Some(move || switch.refuses())).expect("a hook");
    db
}

/// Everything committed so far.
pub(crate) fn image(db: &mut Connection) -> Vec<u8> {
    db.serialize(MAIN_DB).expect("an image").to_vec()
}

/// Leaves room for so many more pages, or for all.
pub(crate) fn leave_room(db: &Connection, pages: Option<i64>) {
    let used: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("a count");
    let most = pages.map_or(1_073_741_823, |more| used + more);
    db.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(())).expect("a limit");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(db: &Connection) -> i64 {
        db.query_row("SELECT count(*) FROM x", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_process_dies_at_its_commit_and_leaves_what_was_committed() {
        for (is_after, kept) in [(false, 1), (true, 2)] {
            let switch = Arc::new(Switch::default());
            let mut db = open(None, &switch);
            db.execute_batch("CREATE TABLE x (n); INSERT INTO x VALUES (1)").unwrap();
            switch.arm(Some(Death { nth: 0, is_after }));
            assert_eq!(db.execute_batch("INSERT INTO x VALUES (2)").is_ok(), is_after);
            assert!(switch.is_dead() && db.execute_batch("INSERT INTO x VALUES (3)").is_err());
            let image = image(&mut db);
            switch.revive();
            let again = open(Some(&image), &switch);
            assert_eq!(count(&again), kept);
            again.execute_batch("INSERT INTO x VALUES (4)").unwrap();
        }
    }

    #[test]
    fn a_full_disk_refuses_and_has_room_again() {
        let db = open(None, &Arc::new(Switch::default()));
        db.execute_batch("CREATE TABLE x (n)").unwrap();
        leave_room(&db, Some(1));
        assert!(db.execute_batch("INSERT INTO x VALUES (randomblob(20000))").is_err());
        leave_room(&db, None);
        db.execute_batch("INSERT INTO x VALUES (randomblob(20000))").unwrap();
        assert_eq!(count(&db), 1);
    }
}
