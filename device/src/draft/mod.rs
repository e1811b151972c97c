//! Drafts: a form as it was left, kept until it is saved or thrown away on purpose.

pub mod offer;
pub mod store;

use pesiar_core::row::noun::Noun;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::row;

/// A form that was left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Draft {
    /// Form instance; becomes the row id when saved, so that saving twice is saving once.
    pub draft_id: String,
    /// What is being written.
    pub noun: String,
    /// Row it is about, e.g. the family of a visit.
    pub subject_id: String,
    /// Field that had the focus; empty before any had it.
    pub field: String,
    /// The form's own fields; null for a form that was never left.
    #[ts(type = "unknown")]
    pub body: Value,
}

/// The form to go on with: the one named, else the newest open one of this noun and subject, else a fresh one with an
/// id of its own. A fresh form is not kept before something is entered.
///
/// # Errors
/// [`Error::Refused`] for a noun nobody fills in by form; [`Error::Db`].
pub fn begin(device: &Device, (noun, subject_id): (&str, &str), draft_id: Option<&str>) -> Result<Draft> {
    known(noun)?;
    let is_same = |draft: &Draft| draft.noun == noun && draft.subject_id == subject_id;
    let mut open: Vec<Draft> = list(device)?.into_iter().filter(is_same).collect();
    let named = open.iter().position(|draft| Some(draft.draft_id.as_str()) == draft_id);
    if open.is_empty() {
        let (noun, subject_id) = (noun.to_owned(), subject_id.to_owned());
        return Ok(Draft { draft_id: device.env.row_id(), noun, subject_id, field: String::new(), body: Value::Null });
    }
    Ok(open.swap_remove(named.unwrap_or(0)))
}

/// Keeps a draft. One whose row is already saved is not kept again: a late keystroke must not bring it back.
///
/// # Errors
/// [`Error::Refused`] for an id or noun that is none; [`Error::Db`], [`Error::DiskFull`].
pub fn keep(device: &Device, draft: &Draft) -> Result<()> {
    known(&draft.noun)?;
    if !pesiar_core::id::is_row_id(&draft.draft_id) {
        return Err(Error::refused("row.id", "draft_id"));
    }
    if is_saved(device, draft)? {
        return Ok(());
    }
    store::save(&device.db, draft, device.env.now_ms())
}

/// Drafts, newest first. A leftover, whose row was saved before the power went, is dropped here.
///
/// # Errors
/// [`Error::Db`].
pub fn list(device: &Device) -> Result<Vec<Draft>> {
    let mut open = Vec::new();
    for draft in store::list(&device.db)? {
        if is_saved(device, &draft)? {
            store::delete(&device.db, &draft.draft_id)?;
        } else {
            open.push(draft);
        }
    }
    Ok(open)
}

/// Throws a draft away, because its author said so.
///
/// # Errors
/// [`Error::Db`].
pub fn discard(device: &Device, draft_id: &str) -> Result<()> {
    store::delete(&device.db, draft_id)
}

/// Drops the draft of what was just saved, if it had one. The row is on the disk already, so a failure here is no
/// failure of the save: the leftover is recognised when drafts are listed.
pub fn saved(device: &Device, input: &Map<String, Value>) {
    if let Some(id) = input.get("id").and_then(Value::as_str) {
        let _ = store::delete(&device.db, id);
    }
}

fn known(noun: &str) -> Result<Noun> {
    Noun::from_name(noun).ok_or_else(|| Error::refused("noun.unknown", noun))
}

fn is_saved(device: &Device, draft: &Draft) -> Result<bool> {
    let Some(noun) = Noun::from_name(&draft.noun) else { return Ok(false) };
    Ok(row::store::load(&device.db, noun, &draft.draft_id)?.is_some())
}

#[cfg(test)]
mod tests;
