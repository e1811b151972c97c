//! Group commit: writes that wait together are committed together, because what costs is the disk, not the work.
//!
//! There is no writer thread. Who holds the connection works inside its own savepoint and then either commits for
//! everybody before it, or, if somebody waits for the connection, leaves the transaction to them. So nobody waits for
//! a company that does not come, and work may borrow from its caller.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::tx::SqliteTx;
use crate::db::{Fault, Tx};
use crate::error::Result;

/// Most writes of one commit.
pub(super) const MEMBERS_MAX: usize = 64;
/// A commit takes no further member after this.
const GATHER: Duration = Duration::from_millis(10);

/// Exit status after a lost flush: `EX_IOERR` of sysexits, so that an operator can tell it.
const FLUSH_LOST: i32 = 74;

/// The only connection that writes.
pub(super) struct Writer {
    desk: Mutex<Desk>,
    /// Who stands before the desk. Counted before waiting for it, so that whoever leaves sees them.
    waiting: AtomicUsize,
    members_max: usize,
}

struct Desk {
    db: Connection,
    open: Option<Group>,
}

/// Writes in one transaction that is not committed yet.
struct Group {
    began: Instant,
    members: usize,
    end: Arc<End>,
}

/// How a group ended, told to all its members.
#[derive(Default)]
struct End {
    outcome: Mutex<Option<std::result::Result<(), String>>>,
    told: Condvar,
}

impl Writer {
    /// A writer that commits at most so many together.
    pub(super) const fn gathering(db: Connection, members_max: usize) -> Self {
        Self { desk: Mutex::new(Desk { db, open: None }), waiting: AtomicUsize::new(0), members_max }
    }

    /// As [`crate::db::Db::write`].
    pub(super) fn write<T>(&self, mut work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        let mut desk = self.enter();
        let end = desk.join()?;
        // A panic must not leave the others without their commit: it goes on its way when they have it.
        let worked = catch_unwind(AssertUnwindSafe(|| desk.member(&mut work)));
        let is_good = matches!(worked, Ok(Ok(_)));
        if desk.is_lost(is_good) {
            desk.close(Err("rolled back by the database".to_owned()));
        } else if !self.leaves_open(&desk) {
            desk.commit();
        }
        drop(desk);
        let worked = worked.unwrap_or_else(|panic| resume_unwind(panic))?;
        end.wait()?;
        Ok(worked)
    }

    /// Lends the connection between two transactions: what was left open is committed first.
    pub(super) fn lend<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        let mut desk = self.enter();
        if desk.open.is_some() {
            desk.commit();
        }
        work(&mut desk.db)
    }

    fn enter(&self) -> MutexGuard<'_, Desk> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        desk
    }

    /// Whether somebody waits who may still join: they will have the desk next, and the duty to commit.
    fn leaves_open(&self, desk: &Desk) -> bool {
        let is_wanted = self.waiting.load(Ordering::SeqCst) > 0;
        is_wanted && desk.open.as_ref().is_some_and(|group| group.members < self.members_max && !group.is_late())
    }
}

impl Desk {
    /// Begins a transaction, or joins the one left open.
    fn join(&mut self) -> Result<Arc<End>> {
        if self.open.is_none() {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            self.open = Some(Group { began: Instant::now(), members: 0, end: Arc::default() });
        }
        let Some(group) = &mut self.open else { return Err(Fault::Group("no transaction".to_owned()).into()) };
        group.members += 1;
        Ok(Arc::clone(&group.end))
    }

    /// Does one member's work; what it wrote is gone if it fails.
    fn member<T>(&self, work: &mut impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        self.db.execute_batch("SAVEPOINT member")?;
        let tx = SqliteTx::new(&self.db);
        let done = tx.judge(work(&tx))?;
        self.db.execute_batch("RELEASE member")?;
        Ok(done)
    }

    /// Takes back what a failed member wrote. True if the database has taken back everybody's, as it does on a full disk.
    fn is_lost(&self, is_good: bool) -> bool {
        if self.db.is_autocommit() {
            return true;
        }
        !is_good && self.db.execute_batch("ROLLBACK TO member; RELEASE member").is_err()
    }

    fn commit(&mut self) {
        let outcome = self.db.execute_batch("COMMIT");
        if outcome.as_ref().is_err_and(is_flush_lost) {
            // What this connection reads may not be on the disk: the next process reads what is. Nobody was answered.
            tracing::error!("the disk could not flush; ending, to be started anew");
            std::process::exit(FLUSH_LOST);
        }
        self.close(outcome.map_err(|error| error.to_string()));
    }

    fn close(&mut self, outcome: std::result::Result<(), String>) {
        if !self.db.is_autocommit() {
            // If this fails too, the next BEGIN says so.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        if let Some(group) = self.open.take() {
            group.end.tell(outcome);
        }
    }
}

/// Whether the disk could not flush. The kernel says so once and forgets what it could not write.
fn is_flush_lost(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC))
}

impl Group {
    fn is_late(&self) -> bool {
        self.began.elapsed() >= GATHER
    }
}

impl End {
    fn tell(&self, outcome: std::result::Result<(), String>) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.told.notify_all();
    }

    fn wait(&self) -> Result<()> {
        let mut outcome = self.outcome.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &*outcome {
                Some(Ok(())) => return Ok(()),
                Some(Err(text)) => return Err(Fault::Group(text.clone()).into()),
                None => outcome = self.told.wait(outcome).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

#[cfg(test)]
mod tests;
