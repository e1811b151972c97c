//! A PostgreSQL database: transactions that are tried again when they met another, one snapshot per read.

mod bind;
mod connect;
mod migrate;
mod tx;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use deadpool_postgres::{Object, Pool};
use tokio::runtime::{Handle, Runtime};

use super::fault::Said;
use super::{Fault, Tx};
use crate::data::random;
use crate::error::{Error, Result};
use tx::PostgresTx;

/// How often work is done again after it met another transaction.
const AGAIN_MAX: u32 = 5;
/// Longest wait before the first time, ms; doubled each time.
const JITTER_MS: u64 = 20;

const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE";
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

/// An open database. Calls block; they may come from any thread that may.
pub struct Postgres {
    pool: Pool,
    /// Drives the connections. An own one, so that the command line needs none and no request can starve it.
    runtime: Option<Runtime>,
    handle: Handle,
}

/// How one try ended that did not do the work.
struct Failed {
    error: Error,
    is_worth_another: bool,
    /// Whether its connection is outside a transaction again.
    has_ended: bool,
}

impl Postgres {
    /// Opens a database by its URL and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Usage`] for a URL that cannot be used or a database a newer server wrote, [`Error::Db`].
    pub fn open(url: &str) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let pool = connect::pool(url)?;
        let db = Self { pool, handle: runtime.handle().clone(), runtime: Some(runtime) };
        let client = db.client()?;
        db.handle.block_on(migrate::run(&client))?;
        Ok(db)
    }

    /// As [`super::Db::write`]: READ COMMITTED, with locks that [`Tx::lock_device`] and [`Tx::lock_streams`] take in order.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn write<T>(&self, work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        self.again(WRITE, work)
    }

    /// As [`super::Db::read`]: REPEATABLE READ, so every statement sees the same.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn read<T>(&self, work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        self.again(READ, work)
    }

    fn again<T>(&self, begin: &str, mut work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        let mut tries = 0;
        loop {
            match self.once(begin, &mut work) {
                Ok(done) => return Ok(done),
                Err(failed) if failed.is_worth_another && tries < AGAIN_MAX => {
                    std::thread::sleep(jitter(tries));
                    tries += 1;
                }
                Err(failed) => return Err(failed.error),
            }
        }
    }

    fn once<T>(&self, begin: &str, work: &mut impl FnMut(&dyn Tx) -> Result<T>) -> std::result::Result<T, Failed> {
        let client = self.client().map_err(|error| Failed { error, is_worth_another: false, has_ended: true })?;
        let done = catch_unwind(AssertUnwindSafe(|| self.transact(&client, begin, work)));
        if !matches!(&done, Ok(Ok(_) | Err(Failed { has_ended: true, .. }))) {
            // Still in a transaction, or lost: closed, so that nobody is given it.
            drop(Object::take(client));
        }
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn transact<T>(
        &self,
        client: &Object,
        begin: &str,
        work: &mut impl FnMut(&dyn Tx) -> Result<T>,
    ) -> std::result::Result<T, Failed> {
        let run = |sql: &str| self.handle.block_on(client.batch_execute(sql)).map_err(Said::from);
        let lost = |said: Said, is_worth_another| Failed { error: said.into(), is_worth_another, has_ended: false };
        // Nothing has happened yet: a connection that died in the pool is simply replaced.
        run(begin).map_err(|said| lost(said, true))?;
        let tx = PostgresTx::new(client, &self.handle);
        let worked = work(&tx);
        // A statement that failed has ended the transaction, even if the work went on without it: COMMIT would roll back
        // and say nothing. What the first one said counts, because all after it only say that there was one.
        let failed = tx.failed();
        if failed.is_none() && worked.is_ok() {
            run("COMMIT").map_err(|said| lost(said.clone(), said.is_transient()))?;
            return worked.map_err(|error| Failed { error, is_worth_another: false, has_ended: true });
        }
        run("ROLLBACK").map_err(|said| lost(said, false))?;
        let is_worth_another = failed.as_ref().is_some_and(Said::is_transient);
        let swallowed = || Fault::Swallowed(failed.map(|said| said.to_string()).unwrap_or_default()).into();
        Err(Failed { error: worked.err().unwrap_or_else(swallowed), is_worth_another, has_ended: true })
    }

    fn client(&self) -> Result<Object> {
        self.handle.block_on(self.pool.get()).map_err(|error| connect::said(&error).into())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Waiting for its thread could be forbidden where we are dropped.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl From<Said> for Error {
    fn from(said: Said) -> Self {
        Self::Db(Fault::Postgres(said))
    }
}

/// A random wait, so that two that met do not meet again.
fn jitter(tries: u32) -> Duration {
    let most = JITTER_MS << tries.min(AGAIN_MAX);
    Duration::from_millis(u64::from_le_bytes(random()) % most)
}
