//! Settings on a device: given by the province, read by the rules.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::setting::{Setting, Settings};
use pesiar_core::sync::stream;
use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::row;

/// Everything that was given.
///
/// # Errors
/// [`Error::Db`].
pub fn all(db: &Connection) -> Result<Settings> {
    Ok(Settings::from_rows(&row::store::list(db, Noun::Setting, &[])?))
}

/// Keeps settings given at enrolment, until the stream `g/config` brings them as rows.
///
/// # Errors
/// [`Error::Db`].
pub fn seed(db: &Connection, settings: &[Setting]) -> Result<()> {
    for (place, setting) in settings.iter().enumerate() {
        let value = serde_json::to_value(setting).map_err(|_| Error::Internal("setting"))?;
        let mut row = Row::new(Noun::Setting, &format!("seed-{place}"), stream::CONFIG);
        for (name, value) in value.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            row.fields.insert(name.clone(), value.clone());
        }
        row::store::save(db, &row)?;
    }
    Ok(())
}
