//! Everything that can go wrong on the server, and the status a device sees. Logged once, where it leaves.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};

use crate::db::Fault;

/// Seconds until a device asks again after a failure of ours: a full disk is not freed at once.
const LATER_S: u16 = 60;

/// All failures. Holds codes and counts, never a NIK or a name.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error("database: {0}")]
    Db(#[from] Fault),
    /// The file system refused.
    #[error("file system: {0}")]
    Io(#[from] std::io::Error),
    /// Certificates could not be made or read.
    #[error("certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A report could not be written.
    #[error("report: {0}")]
    Report(#[from] pesiar_report::ReportError),
    /// Stored data cannot be read back.
    #[error("stored data cannot be read: {0}")]
    Corrupt(&'static str),
    /// Somebody asked for something that cannot be: a sentence for the operator.
    #[error("{0}")]
    Usage(String),
    /// A request that is refused.
    #[error("refused: {code}")]
    Refused {
        /// Status.
        status: StatusCode,
        /// Stable code.
        code: &'static str,
    },
}

impl Error {
    /// A refused request.
    #[must_use]
    pub const fn refused(status: StatusCode, code: &'static str) -> Self {
        Self::Refused { status, code }
    }

    /// A sentence for the operator.
    pub fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Db(Fault::Sqlite(error))
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, code) = match &self {
            Self::Refused { status, code } => {
                tracing::info!(code, status = status.as_u16(), "refused");
                (*status, *code)
            }
            other => {
                tracing::error!(error = %other, "failed");
                (StatusCode::SERVICE_UNAVAILABLE, "server.failed")
            }
        };
        let mut answer =
            (status, [("content-type", "application/json")], format!("{{\"code\":\"{code}\"}}")).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(RETRY_AFTER, LATER_S.into());
        }
        answer
    }
}

/// Result of the server crate.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_of_ours_says_when_to_ask_again_and_a_refusal_does_not() {
        let later = |error: Error| error.into_response().headers().get(RETRY_AFTER).cloned();
        assert_eq!(later(Error::Corrupt("x")), Some(LATER_S.into()));
        assert_eq!(later(Error::refused(StatusCode::BAD_REQUEST, "request.malformed")), None);
    }
}
