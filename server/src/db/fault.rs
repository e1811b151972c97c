//! What a database can refuse with. No text of it holds a value of a row or a password.

use tokio_postgres::error::SqlState;

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// SQLite said so.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL said so, or could not be reached.
    #[error("{0}")]
    Postgres(Said),
    /// The writes this one was committed with were lost together, and so was this one.
    #[error("lost with its group: {0}")]
    Group(String),
    /// A statement failed and the work went on as if it had not: nothing of it was kept.
    #[error("a statement failed: {0}")]
    Swallowed(String),
    /// A column that is not what the statement was written for.
    #[error("column {0} is of another kind")]
    Column(usize),
}

/// What PostgreSQL said, without what it said of rows.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{text}")]
pub struct Said {
    code: Option<SqlState>,
    text: String,
}

impl Said {
    /// Words of our own.
    #[must_use]
    pub(super) fn words(text: &str) -> Self {
        Self { code: None, text: text.to_owned() }
    }

    /// Whether the same work may do better the next time: it met another transaction.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let code = self.code.as_ref();
        code.is_some_and(|code| [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED].contains(code))
    }
}

impl From<&tokio_postgres::Error> for Said {
    fn from(error: &tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else {
            let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
            return Self { code: None, text: format!("{error}{cause}") };
        };
        let code = said.code();
        // Class 22 quotes the value it could not read, class 23 the row it could not keep.
        let may_quote = ["22", "23"].iter().any(|class| code.code().starts_with(class));
        let words = if may_quote { said.constraint().unwrap_or("a value") } else { said.message() };
        Self { code: Some(code.clone()), text: format!("{} {words}", code.code()) }
    }
}

impl From<tokio_postgres::Error> for Said {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::from(&error)
    }
}
