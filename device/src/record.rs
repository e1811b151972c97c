//! Recording by noun: one door for the command line and for scripts.

use pesiar_core::access::Action;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::saved::Saved;
use crate::{advocacy, case, draft, family, letterhead, membership, official_figure, person, population_ref, visit};

/// Saves one entered object, and then drops the draft it was written as: a cut in between leaves both, never neither.
///
/// # Errors
/// [`Error::NotAllowed`] by role, and whatever the noun's own rules say.
pub fn one(device: &mut Device, noun: Noun, input: &Map<String, Value>) -> Result<Saved> {
    device.require(Action::Write(noun))?;
    let saved = written(device, noun, input)?;
    draft::saved(device, input);
    Ok(saved)
}

fn written(device: &mut Device, noun: Noun, input: &Map<String, Value>) -> Result<Saved> {
    match noun {
        Noun::Family => family::record::record(device, input),
        Noun::Person => person::record::record(device, input),
        Noun::Membership => membership::record::record(device, input),
        Noun::Visit => visit::record::record(device, input),
        Noun::Advocacy => advocacy::record::record(device, input),
        Noun::Case => case::record::record(device, input),
        Noun::PopulationRef => population_ref::record::record(device, input),
        Noun::OfficialFigure => official_figure::record::record(device, input),
        Noun::Letterhead => letterhead::record::record(device, input),
        Noun::Setting | Noun::Audit => Err(Error::NotAllowed),
    }
}
