//! What happened at a household, newest first: visits, talks, cases and lists, each in words.

use std::collections::BTreeMap;

use pesiar_core::advocacy::code::{RefusalReason, Response};
use pesiar_core::case::code::Route;
use pesiar_core::case::state::State;
use pesiar_core::membership::code::{Source, Status};
use pesiar_core::visit::code::Outcome;
use serde::Serialize;

use super::store::{self, Happened};
use crate::device::Device;
use crate::error::Result;
use crate::vault::Vault;

/// One thing that happened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SheetEvent {
    /// What: `visit`, `advocacy`, `case`, `membership`.
    pub kind: String,
    /// Row id of a case, to open it; empty otherwise.
    pub case_id: String,
    /// Day, `YYYY-MM-DD`.
    pub date: String,
    /// What, in words.
    pub title: String,
    /// More of it: note, reasons, next day; empty if there is nothing to add.
    pub detail: String,
    /// Agreed next day, `YYYY-MM-DD`.
    pub next_date: Option<String>,
    /// Who did it: a name of this laptop; empty if it was done on another or by a list.
    pub who: String,
}

/// Everything that happened at a household.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_family(device: &Device, family: &str) -> Result<Vec<SheetEvent>> {
    let names = workers(device);
    let mut events: Vec<(String, SheetEvent)> = Vec::new();
    for happened in store::happened(&device.db, family)? {
        let order = happened.order.clone();
        events.push((order, event(happened, &names)));
    }
    for (date, source, counts) in lists(device, family)? {
        let title = format!("{}: {counts}", source.label());
        let event = SheetEvent { kind: "membership".into(), date: date.clone(), title, ..SheetEvent::default() };
        events.push((date, event));
    }
    events.sort_by(|one, other| other.0.cmp(&one.0));
    Ok(events.into_iter().map(|(_, event)| event).collect())
}

fn event(happened: Happened, names: &BTreeMap<String, String>) -> SheetEvent {
    let (title, detail) = match happened.kind {
        "visit" => (visit_title(&happened), happened.text.clone().unwrap_or_default()),
        "advocacy" => (talk_title(&happened), talk_detail(&happened)),
        _ => (case_title(&happened), happened.text.clone().unwrap_or_default()),
    };
    let case_id = if happened.kind == "case" { happened.id } else { String::new() };
    SheetEvent {
        kind: happened.kind.to_owned(),
        case_id,
        date: happened.date,
        title,
        detail,
        next_date: happened.next_date,
        who: happened.agent.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
    }
}

fn visit_title(visit: &Happened) -> String {
    let label = Outcome::from_code(&visit.code).map_or("Kunjungan", Outcome::label);
    match visit.name.as_deref() {
        Some(respondent) => format!("Kunjungan: {label}, dijawab {respondent}"),
        None => format!("Kunjungan: {label}"),
    }
}

fn talk_title(talk: &Happened) -> String {
    let label = Response::from_code(&talk.code).map_or("Advokasi", Response::label);
    format!("Advokasi {}: {label}", talk.name.as_deref().unwrap_or_default())
}

/// Reasons come as a JSON array of codes.
fn talk_detail(talk: &Happened) -> String {
    let codes: Vec<String> = talk.text.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let labels = codes.iter().filter_map(|code| RefusalReason::from_code(code)).map(RefusalReason::label);
    labels.collect::<Vec<_>>().join("; ")
}

fn case_title(case: &Happened) -> String {
    let route = case.name.as_deref().and_then(Route::from_code).map_or("Registrasi", Route::label);
    let state = State::from_code(&case.code).map_or("", State::label);
    format!("Berkas: {route} - {state}")
}

/// Lists and other sources outside a visit, one line per source and day: `3 aktif, 1 nonaktif`.
fn lists(device: &Device, family: &str) -> Result<Vec<(String, Source, String)>> {
    let mut days: BTreeMap<(String, Source), BTreeMap<Status, i64>> = BTreeMap::new();
    for told in store::told(&device.db, family)?.into_iter().filter(|told| !told.is_from_visit) {
        let (Some(source), Some(status)) = (Source::from_code(&told.source), Status::from_code(&told.status)) else {
            continue;
        };
        *days.entry((told.as_of, source)).or_default().entry(status).or_default() += 1;
    }
    let words = |counts: BTreeMap<Status, i64>| {
        let parts = counts.into_iter().map(|(status, people)| format!("{people} {}", status.label().to_lowercase()));
        parts.collect::<Vec<_>>().join(", ")
    };
    Ok(days.into_iter().map(|((date, source), counts)| (date, source, words(counts))).collect())
}

/// Names of the workers of this laptop; without the key file, nobody has one.
fn workers(device: &Device) -> BTreeMap<String, String> {
    let vault = Vault::load(device.folder());
    vault.map(|vault| vault.workers.into_iter().map(|one| (one.id, one.name)).collect()).unwrap_or_default()
}
