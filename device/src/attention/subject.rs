//! Whom something is about, as people name it: a person or the head of a family, and where they live.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use serde::Serialize;
use serde_json::Value;

use crate::device::Device;
use crate::error::Result;
use crate::{family, row};

/// Somebody. All empty when it is about nobody in particular or nobody known here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Subject {
    /// Person, or head of the family.
    pub name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`; empty if no family is known.
    pub rt_rw: String,
    /// Family whose sheet can be opened; never shown.
    pub family_id: Option<String>,
}

/// Whom a row is about.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_row(device: &Device, row: &Row) -> Result<Subject> {
    of(device, (row.noun, &row.id), &|name| row.fields.get(name).cloned())
}

/// Whom an operation is about, also when its row is not in the view.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_op(device: &Device, op: &Op) -> Result<Subject> {
    let known = row::store::load(&device.db, op.noun, &op.id)?;
    of(device, (op.noun, &op.id), &|name| {
        let written = op.fields.get(name).map(|change| change.value.clone());
        written.or_else(|| known.as_ref()?.fields.get(name).cloned())
    })
}

fn of(device: &Device, (noun, id): (Noun, &str), field: &dyn Fn(&str) -> Option<Value>) -> Result<Subject> {
    let text = |name: &str| field(name).and_then(|value| value.as_str().map(str::to_owned));
    match noun {
        Noun::Family => of_family(device, id),
        Noun::Person => of_person(device, (text("full_name"), text("family_id"))),
        Noun::Visit => text("family_id").map_or(Ok(Subject::default()), |id| of_family(device, &id)),
        Noun::Membership | Noun::Advocacy => known_person(device, text("person_id").as_deref()),
        Noun::Case => {
            let first = field("person_ids").and_then(|ids| ids.get(0)?.as_str().map(str::to_owned));
            known_person(device, first.as_deref())
        }
        Noun::PopulationRef | Noun::OfficialFigure | Noun::Letterhead | Noun::Setting | Noun::Audit => {
            Ok(Subject::default())
        }
    }
}

fn known_person(device: &Device, id: Option<&str>) -> Result<Subject> {
    let person = id.map_or(Ok(None), |id| row::store::load(&device.db, Noun::Person, id))?;
    let Some(person) = person else { return Ok(Subject::default()) };
    let text = |name: &str| person.text(name).map(str::to_owned);
    of_person(device, (text("full_name"), text("family_id")))
}

fn of_person(device: &Device, (name, family): (Option<String>, Option<String>)) -> Result<Subject> {
    let home = family.map_or(Ok(Subject::default()), |id| of_family(device, &id))?;
    Ok(Subject { name: name.unwrap_or_default(), ..home })
}

fn of_family(device: &Device, id: &str) -> Result<Subject> {
    if row::store::load(&device.db, Noun::Family, id)?.is_none() {
        return Ok(Subject::default());
    }
    let listed = family::store::one(&device.db, id)?;
    let area = |digits: Option<String>| digits.unwrap_or_else(|| "000".to_owned());
    Ok(Subject {
        name: listed.head_name.unwrap_or_default(),
        hamlet: listed.hamlet.unwrap_or_default(),
        rt_rw: format!("{}/{}", area(listed.rt), area(listed.rw)),
        family_id: Some(id.to_owned()),
    })
}
