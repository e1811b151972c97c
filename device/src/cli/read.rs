//! Commands that read: list, show, report.

use pesiar_core::access::Action;
use pesiar_core::audit::Action as Audited;
use pesiar_core::row::noun::Noun;
use serde_json::Value;

use super::args::{Args, Report};
use super::print;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::report::document::{self, ReportId, ReportWanted};
use crate::row::shown::{Detail, json};
use crate::{attention, audit, draft, person, row};

type Listing<'a> = (&'a str, &'a [String], Option<&'a str>);

/// `list NOUN`.
pub(super) fn list(
    args: &Args,
    device: &Device,
    (noun, filters, search): (&String, &Vec<String>, Option<&str>),
) -> Result<bool> {
    let value = listed(device, (noun, filters, search))?;
    print::value(args.json, &value)?;
    Ok(true)
}

fn listed(device: &Device, (noun, filters, search): Listing<'_>) -> Result<Value> {
    let to_value = |value| value_or_bug(value);
    match noun {
        "conflict" => return to_value(serde_json::to_value(attention::conflicts(device)?)),
        "attention" => return to_value(serde_json::to_value(attention::remarks(device)?)),
        "draft" => return to_value(serde_json::to_value(draft::list(device)?)),
        _ => {}
    }
    let noun = known(noun)?;
    let rows = match search {
        Some(text) if noun == Noun::Person => person::search::search(device, text, 50)?,
        _ => row::store::list(&device.db, noun, &pairs(filters)?)?,
    };
    Ok(rows.iter().map(|row| json(row, device.author.role, Detail::List)).collect())
}

fn value_or_bug(value: serde_json::Result<Value>) -> Result<Value> {
    value.map_err(|_| Error::Internal("list"))
}

fn pairs(filters: &[String]) -> Result<Vec<(String, String)>> {
    let split = |text: &String| text.split_once('=').map(|(field, value)| (field.to_owned(), value.to_owned()));
    filters.iter().map(|text| split(text).ok_or_else(|| Error::refused("field.unknown", text.clone()))).collect()
}

/// The noun of this name.
pub(super) fn known(name: &str) -> Result<Noun> {
    Noun::from_name(name).ok_or_else(|| Error::refused("noun.unknown", name))
}

/// `show NOUN ID`.
pub(super) fn show(args: &Args, device: &mut Device, noun: &str, id: &str) -> Result<bool> {
    let noun = known(noun)?;
    let row = row::store::load(&device.db, noun, id)?.ok_or(Error::NotFound { what: noun.name() })?;
    if matches!(noun, Noun::Person | Noun::Family) {
        device.require(Action::Unmask)?;
        audit::note(device, Audited::ViewNik, id, 1, "lembar keluarga")?;
    }
    print::value(args.json, &json(&row, device.author.role, Detail::Full))?;
    Ok(true)
}

/// `report ID`.
pub(super) fn report(args: &Args, device: &mut Device, wanted: &Report) -> Result<bool> {
    let as_of = wanted.as_of.unwrap_or_else(|| device.env.today());
    let format =
        pesiar_report::Format::parse(&wanted.format).ok_or_else(|| Error::refused("report.format", "format"))?;
    let asked =
        ReportWanted { id: ReportId::parse(&wanted.id)?, letter_no: wanted.letter_no.clone().unwrap_or_default() };
    let bytes = document::bytes(device, &asked, as_of, format)?;
    match &wanted.out {
        Some(path) => {
            crate::profile::write_atomically(path, &bytes)?;
            print::value(args.json, &serde_json::json!({"out": path, "bytes": bytes.len()}))?;
        }
        None => print::bytes(&bytes)?,
    }
    Ok(true)
}
