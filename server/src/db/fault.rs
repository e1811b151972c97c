//! What a database can refuse with. No text of it holds a value of a row or a password.

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// SQLite said so.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The writes this one was committed with were lost together, and so was this one.
    #[error("lost with its group: {0}")]
    Group(String),
    /// A column that is not what the statement was written for.
    #[error("column {0} is of another kind")]
    Column(usize),
}
