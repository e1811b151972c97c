//! Importing a village register of 5,000 persons, and writing a workbook of as many rows.

use std::path::Path;

use pesiar_core::time::date_wib;
use pesiar_device::env::Env;
use pesiar_device::exchange::import::{self, Imported, Options};
use pesiar_device::exchange::register;
use pesiar_device::practice::{Size, generate, write};

use crate::Result;
use crate::args::Args;
use crate::budget::{Budget, Unit};
use crate::profile;
use crate::spread::timed;
use crate::table::{Line, bytes, float, ms};

const PEOPLE: u32 = 5_000;

/// Reads it, rehearses it, takes it over, takes it over again.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let today = date_wib(Env::machine().now_ms());
    let village = generate(Size::People(PEOPLE), args.seed, today);
    let (workbook, written) = timed(|| write::register_workbook(&village));
    let workbook = workbook?;
    let path = folder.join("register.xlsx");
    std::fs::write(&path, &workbook)?;
    let mut device = profile::practice(&folder.join("import"), Size::Families(1), args.seed + 1)?;
    let (read, parsed) = timed(|| register::read(&path, today));
    read?;
    let rehearsal = Options { dry_run: true, ..Options::default() };
    let (would, rehearsed) = timed(|| import::file(&mut device, &path, rehearsal));
    let (done, taken) = timed(|| import::file(&mut device, &path, Options::default()));
    let (same, again) = timed(|| import::file(&mut device, &path, Options::default()));
    let (would, done, same) = (would?, done?, same?);
    if would.new != done.new || same.new != 0 || done.new < PEOPLE / 10 * 9 {
        return Err("the register was not taken over as it should be".into());
    }
    let size = bytes(float(workbook.len() as u64));
    Ok(vec![
        Line::new("import 5,000 persons from XLSX", ms(taken))
            .budget(Budget::new(Unit::Ms, taken, 5_000.0, 2_000.0))
            .beside(format!("{}; 43 columns, {size}", counts(&done))),
        Line::new("  of it reading the workbook", ms(parsed)),
        Line::new("  dry run", ms(rehearsed)),
        Line::new("  the same file again", ms(again)).beside(counts(&same)),
        Line::new("write 5,000 rows as XLSX", ms(written))
            .budget(Budget::new(Unit::Ms, written, 1_000.0, 400.0))
            .beside(format!("43 columns, {size}")),
    ])
}

fn counts(done: &Imported) -> String {
    format!("{} new, {} same, {} doubtful, {} rejected", done.new, done.same, done.doubtful, done.rejected)
}
