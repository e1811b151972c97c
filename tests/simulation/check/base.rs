//! I-SNAP: the base of a stream only ever equals a state the province once had.

use super::{Violation, hold, same};
use crate::simulation::book::{Book, Place};
use crate::simulation::rows;
use rusqlite::Connection;

/// Notes where each base claims to stand, and compares those that moved, or all after an answer.
pub(crate) fn is_a_real_state(
    db: &Connection,
    book: &mut Book,
    (dev, streams): (u32, &[String]),
) -> Result<(), Violation> {
    for stream in streams {
        let key = (dev, stream.clone());
        if let Some(place) = claim(db, stream) {
            hold("I-SNAP", book.states.contains_key(&place), || format!("{dev} claims {place:?}, which never was"))?;
            book.claims.insert(key, place);
        }
        let (should, _) = book.claimed(dev, stream);
        let place = book.claims.get(&(dev, stream.clone()));
        same("I-SNAP", rows::difference(&rows::of_base(db, stream), &should), &format!("base of {dev} at {place:?}"))?;
    }
    Ok(())
}

/// A cursor that follows the tail says: my base is the stream as it was at `base_seq`.
fn claim(db: &Connection, stream: &str) -> Option<Place> {
    let sql = "SELECT epoch, base_seq FROM cursor WHERE stream = ?1 AND base_seq >= 0";
    db.prepare_cached(sql)
        .expect("a table")
        .query_row([stream], |row| Ok((row.get(0)?, stream.to_owned(), row.get(1)?)))
        .ok()
}
