//! Where a copy may go: flash disks that are plugged in, and the documents of this laptop.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::{export_folder, media};

/// A place a person may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CopyPlace {
    /// Names it to the shell; a path never leaves it.
    pub id: u32,
    /// Name of the medium, or of the folder.
    pub name: String,
    /// Whether a copy there survives the loss of this laptop.
    pub is_outside: bool,
    /// Room left, in bytes; none if it cannot be read.
    pub free_bytes: Option<u64>,
}

/// A chosen place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Folder the copy goes into.
    pub folder: PathBuf,
    /// What people call it.
    pub name: String,
    /// Whether it can be taken away.
    pub is_outside: bool,
}

/// What was offered to one window. A number once given is never given to another place.
#[derive(Debug, Default)]
pub struct Targets {
    known: BTreeMap<u32, Target>,
    last: u32,
}

impl Targets {
    /// Offers what is there now: media first, then Documents/Pesiar.
    pub fn look(&mut self, documents: &Path) -> Vec<CopyPlace> {
        let outside = media::plugged_in();
        let mut places: Vec<CopyPlace> = Vec::new();
        for medium in outside {
            places.push(self.give(Target { folder: medium.folder, name: medium.name, is_outside: true }));
        }
        let own = documents.join(export_folder::NAME);
        let name = export_folder::place_of(&own.join("x")).folder;
        places.push(self.give(Target { folder: own, name, is_outside: false }));
        places
    }

    /// A place that was offered.
    ///
    /// # Errors
    /// [`Error::Refused`] `folder.unknown`.
    pub fn target(&self, id: u32) -> Result<Target> {
        self.known.get(&id).cloned().ok_or_else(|| Error::refused("folder.unknown", "folder"))
    }

    fn give(&mut self, target: Target) -> CopyPlace {
        self.last += 1;
        // The folder itself may not exist yet; its nearest parent lies on the same disk.
        let there = target.folder.ancestors().find(|folder| folder.exists());
        let free_bytes = there.and_then(|folder| fs4::available_space(folder).ok());
        let place = CopyPlace { id: self.last, name: target.name.clone(), is_outside: target.is_outside, free_bytes };
        self.known.insert(self.last, target);
        place
    }
}
