//! Opening a village of 1,000 families: the first stretch of the list and the figures of the first screen.

use std::path::Path;

use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::family::card;
use pesiar_device::home;
use pesiar_device::practice::Size;

use crate::Result;
use crate::args::Args;
use crate::budget::{Budget, Unit};
use crate::profile::{self, SECRET};
use crate::save::{FAMILIES, FOLDER};
use crate::spread::{Spread, timed};
use crate::table::Line;

/// Cards the window asks for at a time (`ui/src/field/family/list.svelte.ts`).
const STRETCH: u32 = 100;
const TIMES: usize = 20;

/// Signs in again and again; every time a new connection with an empty cache.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let folder = folder.join(FOLDER);
    drop(profile::practice(&folder, Size::Families(FAMILIES), args.seed)?);
    let (mut unlock, mut list, mut figures, mut both) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let (device, opened) = timed(|| Device::open(&folder, Env::machine(), None, SECRET));
        let device = device?;
        let (page, listed) = timed(|| card::list(&device, "", 0, STRETCH));
        let (shown, counted) = timed(|| home::figures(&device));
        if page?.rows.len() != STRETCH as usize || shown?.families == 0 {
            return Err("the village is not there".into());
        }
        unlock.push(opened);
        list.push(listed);
        figures.push(counted);
        both.push(listed + counted);
    }
    let [unlock, list, figures, both] = [unlock, list, figures, both].map(Spread::new);
    Ok(vec![
        Line::new("open a village of 1,000 families, p95", both.told())
            .budget(Budget::new(Unit::Ms, both.p(95), 300.0, 150.0))
            .beside("OpenSRP 22 s; without drawing the window"),
        Line::new("  first 100 cards of the list", list.told()),
        Line::new("  figures of the first screen (L01)", figures.told()),
        Line::new("  before that: passphrase and database", unlock.told()).beside("Argon2id 64 MiB, t=3"),
    ])
}
