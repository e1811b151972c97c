//! `/v1/console/villages`: the list, one village, its report as a file.

use std::time::Instant;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use pesiar_core::access::{Action, allows};
use pesiar_core::audit::Action as Audited;
use pesiar_core::region::VillageCode;
use pesiar_core::time::date_wib;
use pesiar_report::Format;

use super::refusal::Refusal;
use super::session::json;
use crate::data::now_ms;
use crate::error::Error;
use crate::session::Office;
use crate::state::Server;
use crate::village::detail::VillageDetail;
use crate::{own, region, report, village};

/// The villages this person may see. The database is free while the list is made.
pub(super) async fn list(office: Office, State(server): State<Server>) -> Result<Response, Refusal> {
    let start = Instant::now();
    let now_ms = now_ms();
    let known = server.read(village::read).await?;
    let made = tokio::task::spawn_blocking(move || known.list(&office.actor, date_wib(now_ms), now_ms));
    let list = made.await.map_err(|_| Error::Corrupt("village list"))??;
    if list.whole.villages == 0 {
        return Err(Refusal::of("access.denied"));
    }
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(villages = list.whole.villages, ms, "village list");
    json(&list)
}

/// One village, as its L01 of today says it.
pub(super) async fn show(
    office: Office,
    State(server): State<Server>,
    Path(code): Path<String>,
) -> Result<Response, Refusal> {
    let code = allowed(&server, &office, &code).await?;
    let l01 = server.read(move |tx| report::l01(tx, &code, date_wib(now_ms()))).await?;
    json(&VillageDetail::of(l01))
}

/// The report as a file, e.g. `L01.xlsx`: the bytes of `pesiar-server report`, and the download on record.
pub(super) async fn report(
    office: Office,
    State(server): State<Server>,
    Path((code, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let unknown = || Refusal::of("report.unknown");
    let code = allowed(&server, &office, &code).await?;
    let (id, ending) = file.split_once('.').ok_or_else(unknown)?;
    let format = Format::parse(ending).filter(|_| id == "L01").ok_or_else(unknown)?;
    let as_of = date_wib(now_ms());
    let ending = ending.to_ascii_lowercase();
    let name = format!("L01-{code}-{as_of}.{ending}");
    let object = format!("L01 {code} {ending}");
    let bytes = server
        .run(move |db, key| {
            let bytes = db.read(|tx| report::l01_file(tx, &code, as_of, format, &office.name))?;
            // On record before it leaves; drawn before that, because nobody should wait for a drawing.
            let who = office.user();
            db.write(|tx| own::note(tx, key, (&who, Audited::Export), (&object, 0, ""), now_ms()))?;
            Ok(bytes)
        })
        .await?;
    tracing::info!(bytes = bytes.len(), "report downloaded");
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, media_type(&ending).to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// The village, if it exists here and this person may see its reports.
async fn allowed(server: &Server, office: &Office, code: &str) -> Result<VillageCode, Refusal> {
    let code = VillageCode::parse(code).map_err(|_| Refusal::of("village.unknown"))?;
    if !allows(&office.actor, Action::Report, code.area()) {
        return Err(Refusal::of("access.denied"));
    }
    let asked = code.clone();
    let is_here = server.read(move |tx| region::has(tx, &asked)).await?;
    is_here.then_some(code).ok_or_else(|| Refusal::of("village.unknown"))
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}
