//! Open drafts as they are offered on the next start: about whom, and where the pen was.

use pesiar_core::row::noun::Noun;
use serde::Serialize;

use super::{list, store};
use crate::device::Device;
use crate::error::Result;
use crate::{family, row};

/// One form that waits to be saved.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct OpenDraft {
    /// Form instance; never shown.
    pub draft_id: String,
    /// What is being written: `visit`, `advocacy`, `case`.
    pub noun: String,
    /// Row it is about; never shown.
    pub subject_id: String,
    /// Family it belongs to; empty if its subject is no longer on this laptop.
    pub family_id: String,
    /// Head of that family, or the person the form is about; empty if unknown.
    pub name: String,
    /// When it was last left, ms since 1970 UTC.
    pub kept_at_ms: i64,
}

/// Open drafts, newest first; those of one family if one is named.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn open(device: &Device, family_id: Option<&str>) -> Result<Vec<OpenDraft>> {
    let mut offered = Vec::new();
    for draft in list(device)? {
        let (family, name) = subject(device, &draft.subject_id)?;
        if family_id.is_some_and(|wanted| wanted != family) {
            continue;
        }
        offered.push(OpenDraft {
            kept_at_ms: store::kept_at_ms(&device.db, &draft.draft_id)?,
            family_id: family,
            name,
            draft_id: draft.draft_id,
            noun: draft.noun,
            subject_id: draft.subject_id,
        });
    }
    Ok(offered)
}

/// Family and name of the person or family a form is about.
fn subject(device: &Device, id: &str) -> Result<(String, String)> {
    if let Some(person) = row::store::load(&device.db, Noun::Person, id)? {
        let text = |field| person.text(field).unwrap_or_default().to_owned();
        return Ok((text("family_id"), text("full_name")));
    }
    match row::store::load(&device.db, Noun::Family, id)? {
        Some(found) => Ok((id.to_owned(), family::store::one(&device.db, &found.id)?.head_name.unwrap_or_default())),
        None => Ok((String::new(), String::new())),
    }
}
