//! Which streams a device holds: decided here and nowhere else. It cannot ask for one it was not given.

use std::collections::BTreeSet;

use pesiar_core::region::VillageCode;
use pesiar_core::row::store::village_of;
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Sub, push};
use pesiar_core::sync::stream;

use super::answer::Facts;
use super::read::Parsed;
use crate::db::Tx;
use crate::device::store as devices;
use crate::enrol;
use crate::error::{Error, Result};

/// Tells of streams the device has and does not know, and of those it knows and has no more. Returns those it has.
///
/// # Errors
/// [`Error::Db`].
pub fn write(tx: &dyn Tx, (facts, parsed): (&Facts<'_>, &Parsed), writer: &mut Writer) -> Result<BTreeSet<String>> {
    let given = given(tx, facts.device.dev)?;
    let held: BTreeSet<&String> = parsed.cursors.iter().map(|cur| &cur.s).collect();
    for name in given.iter().filter(|name| !held.contains(name)) {
        push(writer, Tag::Sub, &Sub { s: name.clone(), reason: String::new(), village: village(tx, name)? });
    }
    let areas = devices::areas(tx, facts.device.dev)?;
    for name in held.into_iter().filter(|name| !given.contains(*name)) {
        let lost = areas.iter().find(|area| area.village == village_of(name)).and_then(|area| area.lost);
        let reason = if lost.is_some_and(|lost| lost.is_security) { "security" } else { "graceful" };
        push(writer, Tag::Unsub, &Sub { s: name.clone(), reason: reason.to_owned(), village: None });
    }
    Ok(given)
}

/// Streams a device has.
fn given(tx: &dyn Tx, dev: u32) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::from([stream::CONFIG.to_owned()]);
    for village in devices::villages(tx, dev)? {
        let code = VillageCode::parse(&village).map_err(|_| Error::Corrupt("village code"))?;
        all.extend(stream::of_village(&code));
    }
    Ok(all)
}

/// The village a stream is of. Its id key was made when it was assigned.
fn village(tx: &dyn Tx, name: &str) -> Result<Option<pesiar_core::enrolment::Village>> {
    let Ok(code) = VillageCode::parse(village_of(name)) else { return Ok(None) };
    enrol::village(tx, &code)
}
