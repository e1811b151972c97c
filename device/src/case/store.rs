//! All SQL of cases beyond the shared row tables.

use std::collections::BTreeSet;

use pesiar_core::case::state::State;
use rusqlite::Connection;

use crate::error::Result;

/// A case as the board needs it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Row id.
    pub id: String,
    /// Row ids of its persons.
    pub person_ids: Vec<String>,
    /// Route code.
    pub route: String,
    /// State code.
    pub state: String,
    /// Day it was opened.
    pub opened: Option<String>,
    /// Day it was first handed in.
    pub submitted: Option<String>,
    /// Last day to pay.
    pub pay_until: Option<String>,
}

impl Listed {
    /// Its state; none if this version does not know it.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        State::from_code(&self.state)
    }
}

/// Cases of a village, the oldest first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn all(db: &Connection, village: &str) -> Result<Vec<Listed>> {
    let mut statement = db.prepare_cached(
        "SELECT id, coalesce(person_ids, '[]'), coalesce(route, ''), coalesce(state, ''), opened_date, submitted_date,
                first_payment_due_to
         FROM registration_case
         WHERE village_code = ?1
         ORDER BY coalesce(opened_date, submitted_date), id",
    )?;
    let rows = statement.query_map([village], |row| {
        let person_ids: String = row.get(1)?;
        Ok(Listed {
            id: row.get(0)?,
            person_ids: serde_json::from_str(&person_ids).unwrap_or_default(),
            route: row.get(2)?,
            state: row.get(3)?,
            opened: row.get(4)?,
            submitted: row.get(5)?,
            pay_until: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Persons in a case that is not over.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn busy(db: &Connection, village: &str) -> Result<BTreeSet<String>> {
    let open = all(db, village)?.into_iter().filter(|case| case.state().is_some_and(State::is_open));
    Ok(open.flat_map(|case| case.person_ids).collect())
}
