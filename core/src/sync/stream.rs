//! Names of streams: the unit of replication, ordering, checksum and permission (sync.md 2.1).

use crate::region::VillageCode;
use crate::row::noun::Noun;

/// Settings and code texts, sent to every device.
pub const CONFIG: &str = "g/config";

/// The stream a noun of this village travels in.
#[must_use]
pub fn of(village: &VillageCode, noun: Noun) -> String {
    format!("d/{village}/{}", noun.stream_kind())
}

/// A device's own stream: its audit entries.
#[must_use]
pub fn of_device(dev: u32) -> String {
    format!("dev/{dev}")
}

/// The streams a device holds for one village.
#[must_use]
pub fn of_village(village: &VillageCode) -> [String; 2] {
    [format!("d/{village}/survei"), format!("d/{village}/bpjs")]
}
