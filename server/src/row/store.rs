//! All SQL of rows that live.

use std::collections::BTreeMap;

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::{Cell, cells, columns, from_cells, statements};

use crate::db::{Row as Selected, Tx, batch};
use crate::error::{Error, Result};

/// Rows by id, in few statements; an id that is not there is not in the answer.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn load_many(db: &dyn Tx, noun: Noun, ids: &[String]) -> Result<BTreeMap<String, Row>> {
    let ids: Vec<Cell> = ids.iter().map(Cell::from).collect();
    let rows = batch::select(db, (&statements(noun).select, "id", ""), &ids)?;
    rows.into_iter().map(|row| read(noun, row).map(|row| (row.id.clone(), row))).collect()
}

/// Rows of a noun in a village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_village(db: &dyn Tx, noun: Noun, village: &str) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code = ?1 ORDER BY id", statements(noun).select);
    db.query(&sql, &[village.into()])?.into_iter().map(|row| read(noun, row)).collect()
}

/// Rows of a noun in every village, in order of village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_villages(db: &dyn Tx, noun: Noun) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code <> '' ORDER BY village_code, id", statements(noun).select);
    db.query(&sql, &[])?.into_iter().map(|row| read(noun, row)).collect()
}

/// Saves rows of any nouns in few statements; of two with one id the later stands.
///
/// # Errors
/// [`Error::Db`].
pub fn save_many(db: &dyn Tx, rows: &[&Row]) -> Result<()> {
    let mut nouns: BTreeMap<Noun, BTreeMap<&str, Vec<Cell>>> = BTreeMap::new();
    for row in rows {
        nouns.entry(row.noun).or_default().insert(&row.id, cells(row));
    }
    for (noun, rows) in nouns {
        let names: Vec<&str> = columns(noun).collect();
        let updates: Vec<String> = names.iter().skip(1).map(|name| format!("{name} = excluded.{name}")).collect();
        let head = format!("INSERT INTO {} ({})", noun.table(), names.join(", "));
        let tail = format!("ON CONFLICT (id) DO UPDATE SET {}", updates.join(", "));
        batch::insert(db, (&head, &tail), rows.into_values().collect())?;
    }
    Ok(())
}

/// Takes rows out.
///
/// # Errors
/// [`Error::Db`].
pub fn remove(db: &dyn Tx, noun: Noun, id: &str) -> Result<()> {
    db.execute(&format!("DELETE FROM {} WHERE id = ?1", noun.table()), &[id.into()])?;
    Ok(())
}

/// Id and revision of every row of a village, for the data version of a report.
///
/// # Errors
/// [`Error::Db`].
pub fn revisions(db: &dyn Tx, village: &str) -> Result<Vec<(String, i64)>> {
    let mut all = Vec::new();
    for noun in Noun::ALL.iter().filter(|noun| noun.is_counted()) {
        let sql = format!("SELECT id, rev FROM {} WHERE village_code = ?1", noun.table());
        for row in db.query(&sql, &[village.into()])? {
            all.push((row.text(0)?, row.int(1)?));
        }
    }
    Ok(all)
}

fn read(noun: Noun, row: Selected) -> Result<Row> {
    from_cells(noun, row.into_cells()).ok_or(Error::Corrupt("row"))
}
