//! Many rows in few statements, of a few fixed sizes so that each stays prepared.

use std::fmt::Write;

use pesiar_core::row::store::Cell;

use super::{Row, Tx};
use crate::error::Result;

/// Rows of one statement. The largest, with the widest table, stays far below the 32,766 parameters of SQLite.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Rows whose `column` is one of `ids`. `head` ends before its `WHERE`, `tail` may order each part; parts come in the
/// order of `ids`.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn select(db: &dyn Tx, (head, column, tail): (&str, &str, &str), ids: &[Cell]) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    for part in parts(ids) {
        let sql = format!("{head} WHERE {column} IN ({}) {tail}", marks(1, part.len()));
        found.extend(db.query(&sql, part)?);
    }
    Ok(found)
}

/// Inserts rows; no two of them may have the same key. `head` ends before `VALUES`, `tail` begins with `ON CONFLICT`.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn insert(db: &dyn Tx, (head, tail): (&str, &str), rows: Vec<Vec<Cell>>) -> Result<()> {
    let width = rows.first().map_or(0, Vec::len);
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let size = fitting(rows.len());
        let lists: Vec<String> = (0..size).map(|row| format!("({})", marks(row * width + 1, width))).collect();
        let sql = format!("{head} VALUES {} {tail}", lists.join(", "));
        let args: Vec<Cell> = rows.by_ref().take(size).flatten().collect();
        db.execute(&sql, &args)?;
    }
    Ok(())
}

fn parts(mut ids: &[Cell]) -> impl Iterator<Item = &[Cell]> {
    std::iter::from_fn(move || {
        let (part, rest) = ids.split_at_checked(fitting(ids.len())).filter(|(part, _)| !part.is_empty())?;
        ids = rest;
        Some(part)
    })
}

fn fitting(rows: usize) -> usize {
    SIZES.into_iter().find(|size| *size <= rows).unwrap_or(0)
}

/// `?4, ?5, ?6` for 3 parameters from the 4th.
fn marks(from: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 6);
    for number in from..from + count {
        let comma = if number == from { "" } else { ", " };
        let _ = write!(text, "{comma}?{number}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_few_sizes_and_nothing_is_left_out() {
        let ids: Vec<Cell> = (0..155_i64).map(Cell::from).collect();
        let cut: Vec<usize> = parts(&ids).map(<[Cell]>::len).collect();
        assert_eq!(cut, [64, 64, 16, 4, 4, 1, 1, 1]);
        assert_eq!(parts(&ids).flatten().count(), ids.len());
        assert_eq!(parts(&[]).count(), 0);
    }

    #[test]
    fn parameters_are_numbered_on() {
        assert_eq!(marks(4, 3), "?4, ?5, ?6");
    }
}
