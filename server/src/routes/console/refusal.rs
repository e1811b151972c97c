//! What a browser is told when something is refused: a code, and a sentence for whoever sits there.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::Error;

/// A refusal as a page reads it: the members of a laptop's failure, and how long to wait.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Refusal {
    #[serde(skip)]
    #[ts(skip)]
    status: u16,
    /// Stable code `noun.reason`.
    pub code: &'static str,
    /// Sentence in Indonesian.
    pub message: &'static str,
    /// Field or step.
    #[serde(rename = "where")]
    pub place: &'static str,
    /// Whether the same action may succeed later.
    pub retry: bool,
    /// Seconds to wait before the next try.
    pub wait_seconds: i64,
}

/// Status, code, sentence, whether trying again makes sense.
const TEXTS: [(StatusCode, &str, &str, bool); 9] = [
    (StatusCode::UNAUTHORIZED, "login.wrong", "Nama atau kata sandi belum tepat.", true),
    (StatusCode::TOO_MANY_REQUESTS, "login.wait", "Terlalu sering dicoba. Tunggu sebentar, lalu coba lagi.", true),
    (StatusCode::SERVICE_UNAVAILABLE, "login.busy", "Server sedang sibuk. Tunggu sebentar, lalu coba lagi.", true),
    (StatusCode::UNAUTHORIZED, "session.none", "Sesi sudah berakhir. Silakan masuk lagi.", false),
    (StatusCode::FORBIDDEN, "request.foreign", "Permintaan ini tidak datang dari halaman Pesiar.", false),
    (StatusCode::BAD_REQUEST, "request.malformed", "Isian tidak terbaca. Muat ulang halaman, lalu coba lagi.", true),
    (StatusCode::FORBIDDEN, "access.denied", "Akun Bapak/Ibu tidak berhak melihat laporan desa ini.", false),
    (StatusCode::NOT_FOUND, "village.unknown", "Desa ini tidak ada di provinsi ini.", false),
    (StatusCode::NOT_FOUND, "report.unknown", "Laporan ini belum tersedia dalam bentuk berkas itu.", false),
];

impl Refusal {
    /// The refusal of a code; one that is not listed says that the server failed.
    pub(super) fn of(code: &str) -> Self {
        let found = TEXTS.iter().find(|(_, known, ..)| *known == code);
        let failed = (
            StatusCode::SERVICE_UNAVAILABLE,
            "server.failed",
            "Server provinsi sedang tidak dapat menjawab. Coba lagi sebentar lagi.",
            true,
        );
        let (status, code, message, retry) = *found.unwrap_or(&failed);
        Self { status: status.as_u16(), code, message, place: "", retry, wait_seconds: 0 }
    }

    /// The same with a wait, which is rounded up to whole seconds.
    pub(super) const fn wait(mut self, left_ms: i64) -> Self {
        self.wait_seconds = (left_ms + 999) / 1000;
        self
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused { code, .. } => Self::of(code),
            other => {
                tracing::error!(error = %other, "failed");
                Self::of("server.failed")
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        tracing::info!(code = self.code, status = self.status, "refused");
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
        if self.wait_seconds > 0 {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.wait_seconds));
        }
        response
    }
}
