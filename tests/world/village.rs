//! The files of a practice village: the register and the BPJS lists, as a village would bring them.

use std::path::PathBuf;

use super::World;
use super::run::{command, finish};
use super::table::Table;

/// A village on paper.
pub(crate) struct Village {
    /// OpenSID workbook.
    pub(crate) register: PathBuf,
    /// Full BPJS list.
    pub(crate) members: PathBuf,
}

impl World {
    /// Draws a village of so many people; the same seed draws the same.
    pub(crate) fn village(&self, people: u32, seed: u64) -> Village {
        let village = Village { register: self.path("desa.xlsx"), members: self.path("bpjs.xlsx") };
        let mut command = command("pesiar-field");
        command.args(["practice", "--people", &people.to_string(), "--seed", &seed.to_string()]);
        command.arg("--workbook").arg(&village.register).arg("--bpjs").arg(&village.members);
        finish(command, b"").done();
        village
    }
}

impl Village {
    /// The register, to read or to edit.
    pub(crate) fn table(&self) -> Table {
        Table::read(&self.register)
    }
}
