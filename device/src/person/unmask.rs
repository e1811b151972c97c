//! Seeing one full NIK: by right only, and on record before it is shown.

use pesiar_core::access::Action;
use pesiar_core::audit::Action as Audited;
use pesiar_core::row::noun::Noun;

use crate::device::Device;
use crate::error::{Error, Result};
use crate::{audit, row};

/// The full NIK of one person, in digits; empty if there is none.
///
/// # Errors
/// [`Error::NotAllowed`] by role, [`Error::NotFound`] for an unknown person, [`Error::Db`] if it cannot be noted.
pub fn nik(device: &mut Device, person_id: &str) -> Result<String> {
    device.require(Action::Unmask)?;
    let person = row::store::load(&device.db, Noun::Person, person_id)?.ok_or(Error::NotFound { what: "person" })?;
    audit::note(device, Audited::ViewNik, person_id, 1, "lembar keluarga")?;
    Ok(person.text("nik").unwrap_or_default().to_owned())
}
