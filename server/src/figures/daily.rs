//! A new day changes figures without anybody's doing (sources grow old): renewed in the background, village by village.

use std::time::Duration;

use super::{lock, refresh, store};
use crate::data::now_ms;
use crate::db::Db;
use crate::error::Result;
use crate::state::Server;

/// How often the day is looked at.
const EVERY: Duration = Duration::from_secs(10 * 60);
/// Left to devices between two villages.
const PAUSE: Duration = Duration::from_millis(20);

/// Keeps stored figures of today until the process ends.
pub async fn keep(server: Server) {
    loop {
        match renew_all(&server).await {
            Ok(0) => {}
            Ok(villages) => tracing::info!(villages, "figures of a new day"),
            Err(error) => tracing::error!(error = %error, "figures of a new day"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn renew_all(server: &Server) -> Result<u64> {
    let mut villages = 0;
    while server.run(|db, _| renew_one(db, now_ms())).await? {
        villages += 1;
        tokio::time::sleep(PAUSE).await;
    }
    Ok(villages)
}

/// Renews the figures of one village that are not of today; whether there was one.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn renew_one(db: &Db, now_ms: i64) -> Result<bool> {
    let today = pesiar_core::time::date_wib(now_ms).to_string();
    // Looked for in a snapshot: on most days there is nothing, and nobody has to wait for that.
    let Some(village) = db.read(|tx| store::outdated(tx, &today))? else { return Ok(false) };
    db.write(|tx| {
        lock(tx, [village.as_str()])?;
        refresh(tx, &village, now_ms)
    })?;
    Ok(true)
}
