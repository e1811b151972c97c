//! The household sheet: where, who lives there, how each stands in JKN, and what happened so far.

use pesiar_core::family::code::SafetyNote;
use pesiar_core::row::Row;
use pesiar_core::row::field::Care;
use pesiar_core::row::noun::Noun;
use pesiar_core::sweep::Todo;
use serde::Serialize;
use serde_json::Value;

use super::member::{self, SheetMember};
use super::timeline::{self, SheetEvent};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::row::shown::{Detail, shown};
use crate::sweep::house;
use crate::{row, visit};

/// One household, opened. Numbers masked; what is sensitive only for whoever may see it.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct FamilySheet {
    /// Row id; never shown.
    pub id: String,
    /// Head of family; empty if nobody is known yet.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// RT, three digits.
    pub rt: String,
    /// RW, three digits.
    pub rw: String,
    /// Address.
    pub address: String,
    /// What finds the house.
    pub landmark: String,
    /// KK number, masked; empty without one.
    pub card: String,
    /// What to know before knocking; empty if nothing, or not for this role.
    pub safety: String,
    /// Task: `visit`, `again`, `advocate`, `done`; empty in a house without a target person.
    pub todo: String,
    /// Day it is due, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Whether that day is today or gone by.
    pub is_due: bool,
    /// Visits so far.
    pub attempts: i64,
    /// Members, in the order of the family card; those who moved or died last.
    pub members: Vec<SheetMember>,
    /// What happened, newest first.
    pub timeline: Vec<SheetEvent>,
}

/// Opens a household.
///
/// # Errors
/// [`Error::NotFound`] for an unknown family.
pub fn open(device: &Device, id: &str) -> Result<FamilySheet> {
    let family = row::store::load(&device.db, Noun::Family, id)?.ok_or(Error::NotFound { what: "family" })?;
    let text = |name: &str| family.text(name).unwrap_or_default().to_owned();
    let task = house::of_family(device, id)?;
    let members = member::all(device, id)?;
    Ok(FamilySheet {
        id: id.to_owned(),
        head_name: members.first().map(|head| head.name.clone()).unwrap_or_default(),
        hamlet: text("hamlet"),
        rt: family.text("rt").unwrap_or("000").to_owned(),
        rw: family.text("rw").unwrap_or("000").to_owned(),
        address: text("address"),
        landmark: text("landmark"),
        card: family.text("family_card_no").map(pesiar_core::person::nik::mask).unwrap_or_default(),
        safety: safety(device, &family),
        todo: task.map_or("", |task| Todo::code(task.todo)).to_owned(),
        due: task.and_then(|task| task.due).map(|due| due.to_string()),
        is_due: task.is_some_and(|task| task.is_due(device.env.today())),
        attempts: visit::store::count(&device.db, id)?,
        members,
        timeline: timeline::of_family(device, id)?,
    })
}

/// The note on safety and its words, for whoever may see it.
fn safety(device: &Device, family: &Row) -> String {
    let seen = |name: &str| {
        let value = family.fields.get(name).unwrap_or(&Value::Null);
        let value = shown(value, Care::Sensitive, device.author.role, Detail::Full)?;
        value.as_str().map(str::to_owned)
    };
    let note = seen("safety_note").and_then(|code| SafetyNote::from_code(&code));
    let label = note.filter(|note| *note != SafetyNote::None).map(|note| note.label().to_owned());
    [label, seen("safety_text")].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

/// An official label in capitals as a word in a sentence: `KEPALA KELUARGA` as `Kepala keluarga`.
#[must_use]
pub fn calm(label: &str) -> String {
    if label.chars().any(char::is_lowercase) {
        return label.to_owned();
    }
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
}

#[cfg(test)]
mod tests;
