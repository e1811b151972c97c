//! Bringing a PostgreSQL schema up to date; several servers may start at once.

use deadpool_postgres::Object;

use crate::db::fault::Said;
use crate::error::{Error, Result};

/// Schema steps in order; a released one is frozen by `migrations/LOCK`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../../migrations/server/postgres/0001_foundation.sql"),
    include_str!("../../../../migrations/server/postgres/0002_letterhead.sql"),
    include_str!("../../../../migrations/server/postgres/0003_session.sql"),
    include_str!("../../../../migrations/server/postgres/0004_lives.sql"),
];

/// Only one server at a time; the number is "pesi" and ours alone. A step may take as long as it takes.
const BEGIN: &str = "BEGIN;
     SET LOCAL statement_timeout = 0;
     SELECT pg_advisory_xact_lock(1885696873);
     CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)";

/// Runs the steps that are missing, each in one transaction.
pub(super) async fn run(client: &Object) -> Result<()> {
    let encoding = client.query_one("SHOW server_encoding", &[]).await.map_err(Said::from)?;
    if encoding.try_get::<_, String>(0).map_err(Said::from)? != "UTF8" {
        return Err(Error::usage("basis data PostgreSQL ini bukan UTF8; buatlah yang baru dengan ENCODING 'UTF8'"));
    }
    loop {
        client.batch_execute(BEGIN).await.map_err(Said::from)?;
        let version = version(client).await?;
        if version > MIGRATIONS.len() {
            client.batch_execute("ROLLBACK").await.map_err(Said::from)?;
            return Err(Error::usage("basis data ini dibuat oleh server yang lebih baru"));
        }
        let Some(step) = MIGRATIONS.get(version) else {
            return Ok(client.batch_execute("COMMIT").await.map_err(Said::from)?);
        };
        client.batch_execute(step).await.map_err(Said::from)?;
        let done = format!("DELETE FROM schema_version; INSERT INTO schema_version VALUES ({}); COMMIT", version + 1);
        client.batch_execute(&done).await.map_err(Said::from)?;
    }
}

async fn version(client: &Object) -> Result<usize> {
    let rows = client.query("SELECT version FROM schema_version", &[]).await.map_err(Said::from)?;
    let version: i64 = rows.first().map_or(Ok(0), |row| row.try_get(0)).map_err(Said::from)?;
    usize::try_from(version).map_err(|_| Error::Corrupt("schema version"))
}
