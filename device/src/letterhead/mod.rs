//! Kop dan penandatangan: the letterhead of the village's papers, shown and edited.

pub mod record;

use pesiar_core::access::Action;
use pesiar_core::letterhead::Letterhead;
use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::row;
use crate::saved::Saved;

/// The letterhead as a form, filled with what is printed.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct LetterheadForm {
    /// What is printed.
    pub fields: LetterheadFields,
    /// Whether this person may change it.
    pub may_edit: bool,
}

/// The fields of the form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct LetterheadFields {
    /// First line, e.g. `PEMERINTAH KABUPATEN MUKOMUKO`.
    pub line_regency: String,
    /// Second line.
    pub line_district: String,
    /// Third line.
    pub line_village: String,
    /// Street, postcode, telephone.
    pub address: String,
    /// Where it is signed.
    pub place: String,
    /// Title of who signs.
    pub signatory_title: String,
    /// Name of who signs.
    pub signatory_name: String,
    /// Their NIP, if they have one.
    pub signatory_nip: String,
    /// Whether the camat signs too.
    pub has_camat: bool,
    /// Title of the camat.
    pub camat_title: String,
    /// Name of the camat.
    pub camat_name: String,
    /// Their NIP.
    pub camat_nip: String,
}

/// The letterhead this village's papers carry.
///
/// # Errors
/// [`Error::Db`], [`Error::Sync`] before enrolment.
pub fn printed(device: &Device) -> Result<Letterhead> {
    Ok(Letterhead::of(&device.village()?.place(), row(device)?.as_ref()))
}

/// The form.
///
/// # Errors
/// As [`printed`].
pub fn form(device: &Device) -> Result<LetterheadForm> {
    let fields = serde_json::to_value(printed(device)?).and_then(serde_json::from_value);
    let may_edit = device.require(Action::Write(Noun::Letterhead)).is_ok();
    Ok(LetterheadForm { fields: fields.map_err(|_| Error::Internal("letterhead"))?, may_edit })
}

/// Saves the form: only what differs is written, and what the region says anyway is not, so that it follows the region.
///
/// # Errors
/// [`Error::NotAllowed`] by role, [`Error::Refused`] for a line too long for the paper.
pub fn save(device: &mut Device, fields: &LetterheadFields) -> Result<Saved> {
    let wanted = object(fields)?;
    let plain = object(&Letterhead::of(&device.village()?.place(), None))?;
    let is_own = |name: &str, value: &Value| !value.is_string() || plain.get(name) != Some(value);
    let own = |(name, value): (String, Value)| {
        let value = if is_own(&name, &value) { value } else { Value::from("") };
        (name, value)
    };
    crate::record::one(device, Noun::Letterhead, &wanted.into_iter().map(own).collect())
}

fn row(device: &Device) -> Result<Option<Row>> {
    row::store::load(&device.db, Noun::Letterhead, &record::id(device)?)
}

fn object(fields: &impl Serialize) -> Result<Map<String, Value>> {
    let object = serde_json::to_value(fields).and_then(serde_json::from_value);
    object.map_err(|_| Error::Internal("letterhead"))
}

#[cfg(test)]
mod tests;
