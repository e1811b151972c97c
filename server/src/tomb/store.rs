//! All SQL of rows that are gone. What ended is kept here for ever, with what it held, so that it can be restored.

use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::Cell;
use pesiar_core::row::tomb::{Tomb, Why};
use pesiar_core::row::wire::WireRow;

use crate::db::{Row, Tx, batch};
use crate::error::{Error, Result};

/// Those of these rows that are gone.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_rows(db: &dyn Tx, ids: &[String]) -> Result<Vec<Tomb>> {
    let select = "SELECT stream, why, to_id, dot, doc FROM dead_row";
    let ids: Vec<Cell> = ids.iter().map(Cell::from).collect();
    batch::select(db, (select, "row_id", ""), &ids)?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Tomb> {
    let corrupt = || Error::Corrupt("dead row");
    let wire: WireRow = serde_json::from_str(&row.text(4)?).map_err(|_| corrupt())?;
    Ok(Tomb {
        why: Why::from_code(&row.text(1)?).ok_or_else(corrupt)?,
        to: row.text(2)?,
        dot: row.text(3)?.parse().map_err(|_| corrupt())?,
        last: wire.into_row(&row.text(0)?).ok_or_else(corrupt)?,
    })
}

/// Keeps an end.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &dyn Tx, tomb: &Tomb, now_ms: i64) -> Result<()> {
    let doc = serde_json::to_string(&WireRow::from_row(&tomb.last)).map_err(|_| Error::Corrupt("dead row"))?;
    let sql = "INSERT INTO dead_row (row_id, noun, stream, why, to_id, dot, doc, ended_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (row_id) DO UPDATE SET why = excluded.why, to_id = excluded.to_id, dot = excluded.dot,
             doc = excluded.doc, stream = excluded.stream, ended_at_ms = excluded.ended_at_ms";
    let noun: Noun = tomb.noun();
    let args = [
        tomb.id().into(),
        noun.name().into(),
        (&tomb.last.stream).into(),
        tomb.why.code().into(),
        (&tomb.to).into(),
        tomb.dot.to_string().into(),
        doc.into(),
        now_ms.into(),
    ];
    db.execute(sql, &args)?;
    Ok(())
}

/// Forgets an end: the row was restored.
///
/// # Errors
/// [`Error::Db`].
pub fn revive(db: &dyn Tx, id: &str) -> Result<()> {
    db.execute("DELETE FROM dead_row WHERE row_id = ?1", &[id.into()])?;
    Ok(())
}
