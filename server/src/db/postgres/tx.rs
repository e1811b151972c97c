//! Statements and locks on one PostgreSQL connection.

use std::cell::RefCell;
use std::collections::BTreeSet;

use deadpool_postgres::Object;
use pesiar_core::row::store::Cell;
use tokio::runtime::Handle;
use tokio_postgres::types::ToSql;

use super::bind::{Arg, Got, dollars};
use crate::db::fault::Said;
use crate::db::{Fault, Row, Tx, batch};
use crate::error::Result;

/// A transaction somebody else began and will end.
pub(super) struct PostgresTx<'a> {
    client: &'a Object,
    handle: &'a Handle,
    failed: RefCell<Option<Said>>,
}

impl<'a> PostgresTx<'a> {
    pub(super) const fn new(client: &'a Object, handle: &'a Handle) -> Self {
        Self { client, handle, failed: RefCell::new(None) }
    }

    /// What the first statement that failed said; after it the transaction can only end.
    pub(super) fn failed(&self) -> Option<Said> {
        self.failed.borrow().clone()
    }

    fn note<T>(&self, done: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
        done.map_err(|error| {
            let said = Said::from(error);
            self.failed.borrow_mut().get_or_insert_with(|| said.clone());
            said.into()
        })
    }
}

impl Tx for PostgresTx<'_> {
    fn query(&self, sql: &str, args: &[Cell]) -> Result<Vec<Row>> {
        let args: Vec<Arg<'_>> = args.iter().map(Arg).collect();
        let done = self.handle.block_on(async {
            let statement = self.client.prepare_cached(&dollars(sql)).await?;
            self.client.query(&statement, &references(&args)).await
        });
        self.note(done)?.iter().map(row).collect()
    }

    fn execute(&self, sql: &str, args: &[Cell]) -> Result<u64> {
        let args: Vec<Arg<'_>> = args.iter().map(Arg).collect();
        let done = self.handle.block_on(async {
            let statement = self.client.prepare_cached(&dollars(sql)).await?;
            self.client.execute(&statement, &references(&args)).await
        });
        self.note(done)
    }

    fn lock_device(&self, devs: &[u32]) -> Result<()> {
        let sorted: BTreeSet<u32> = devs.iter().copied().collect();
        let ids: Vec<Cell> = sorted.into_iter().map(Cell::from).collect();
        batch::select(self, ("SELECT dev FROM device", "dev", "ORDER BY dev FOR UPDATE"), &ids).map(|_| ())
    }

    fn lock_streams(&self, names: &[String]) -> Result<()> {
        let sorted: BTreeSet<&String> = names.iter().collect();
        let held = lock(self, sorted.iter().copied())?;
        let missing: Vec<&String> = sorted.into_iter().filter(|name| !held.contains(*name)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        // Once in the life of a stream; should two that create some meet crosswise, one is tried again.
        let rows = missing.iter().map(|name| vec![Cell::from(*name), Cell::Int(0), Cell::from("0")]).collect();
        batch::insert(self, ("INSERT INTO stream (stream, head, ck)", "ON CONFLICT DO NOTHING"), rows)?;
        lock(self, missing.into_iter()).map(|_| ())
    }
}

fn lock<'a>(tx: &PostgresTx<'_>, names: impl Iterator<Item = &'a String>) -> Result<BTreeSet<String>> {
    let ids: Vec<Cell> = names.map(Cell::from).collect();
    let rows = batch::select(tx, ("SELECT stream FROM stream", "stream", "ORDER BY stream FOR UPDATE"), &ids)?;
    rows.iter().map(|row| row.text(0)).collect()
}

fn references<'a>(args: &'a [Arg<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    args.iter().map(|arg| arg as &(dyn ToSql + Sync)).collect()
}

fn row(row: &tokio_postgres::Row) -> Result<Row> {
    let cell = |at| row.try_get::<_, Got>(at).map(|got| got.0).map_err(|_| Fault::Column(at));
    let cells: std::result::Result<Vec<Cell>, Fault> = (0..row.len()).map(cell).collect();
    Ok(Row::new(cells?))
}
