//! Importing one file: recognise it, rehearse or do it in one transaction, and say what happened to every person.

use std::path::Path;

use jiff::civil::Date;
use pesiar_core::access::Action;
use pesiar_core::audit::Action as Audited;
use pesiar_core::membership::code::ListKind;
use pesiar_core::sync::auth::to_hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::header::{Format, recognise};
use super::issue::Issue;
use super::line::{Group, ImportLine};
use super::{bpjs_list, import_bpjs, import_register, register, store, workbook};
use crate::audit;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::progress::{Progress, Stage};
use crate::segment::append::Save;

/// What a person may say about a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Layout; recognised from the header if none.
    pub format: Option<Format>,
    /// Kind of a BPJS list; read from the file if none.
    pub kind: Option<ListKind>,
    /// Date of a BPJS list; read from the file if none.
    pub as_of: Option<Date>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What happened to the persons of a file; every one is in exactly one of the five counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Imported {
    /// Not known before.
    pub new: u32,
    /// Known, nothing differs.
    pub same: u32,
    /// Known, fields taken over.
    pub changed: u32,
    /// Needs a person's decision; nothing was overwritten.
    pub doubtful: u32,
    /// Not usable as it stands in the file.
    pub rejected: u32,
    /// Families in the file.
    pub families: u32,
    /// Layout that was recognised.
    pub format: String,
    /// Kind of a BPJS list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Whether nothing was stored.
    pub dry_run: bool,
    /// Reasons, row by row.
    pub rows: Vec<Issue>,
    /// What becomes of each person, for a screen; names stay in memory.
    #[serde(skip)]
    pub lines: Vec<ImportLine>,
}

impl Imported {
    /// Counts a person and says what becomes of them.
    pub(super) fn tell(&mut self, line: ImportLine) {
        match line.group {
            Group::New => self.new += 1,
            Group::Same => self.same += 1,
            Group::Changed => self.changed += 1,
            Group::Doubtful => self.doubtful += 1,
            Group::Rejected => self.rejected += 1,
            Group::Note => {}
        }
        self.lines.push(line);
    }
}

/// Imports a file.
///
/// # Errors
/// [`Error::File`] if nothing of it can be used; nothing is half applied. [`Error::NotAllowed`] by role.
pub fn file(device: &mut Device, path: &Path, options: Options) -> Result<Imported> {
    let bytes = workbook::read_file(path)?;
    bytes_named(device, &bytes, options)
}

/// Imports a file that is in memory.
///
/// # Errors
/// As [`file`].
pub fn bytes_named(device: &mut Device, bytes: &[u8], options: Options) -> Result<Imported> {
    watched(device, bytes, options, &Progress::silent())
}

/// Imports a file that is in memory, telling how far it is; may be stopped at any person.
///
/// # Errors
/// As [`file`]; [`Error::Stopped`] with everything as it was.
pub fn watched(device: &mut Device, bytes: &[u8], options: Options, progress: &Progress) -> Result<Imported> {
    device.require(Action::Import)?;
    progress.step(Stage::Reading, 0, 0)?;
    let sheets = workbook::open_bytes(bytes)?;
    progress.check()?;
    let today = device.env.today();
    let format = options.format.map_or_else(|| recognise(&sheets), Ok)?;
    let batch = device.env.row_id();
    let village = device.village()?;
    let mut imported = match format {
        Format::Register => {
            let register = register::from_sheets(&sheets, today)?;
            run(device, (options.dry_run, &batch, progress), |save| {
                import_register::apply(save, &village, register, progress)
            })?
        }
        Format::BpjsList => {
            let list = bpjs_list::from_sheets(&sheets, today)?;
            let kind = options.kind.or(list.kind).ok_or_else(|| Error::refused("import.kind_missing", "kind"))?;
            let as_of = options.as_of.or(list.as_of).ok_or_else(|| Error::refused("import.date_missing", "as_of"))?;
            run(device, (options.dry_run, &batch, progress), |save| {
                import_bpjs::apply(save, &village, (list, kind, as_of), progress)
            })?
        }
    };
    imported.dry_run = options.dry_run;
    if !options.dry_run {
        store::insert(&device.db, &batch, &hash_of(bytes), &imported, device.env.now_ms())?;
        let people = imported.new + imported.changed + imported.same;
        audit::note(device, Audited::Import, &batch, i64::from(people), &imported.format)?;
    }
    Ok(imported)
}

/// SHA-256 of a file in hex: by it a file is known again.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

fn run(
    device: &mut Device,
    (dry_run, batch, progress): (bool, &str, &Progress),
    work: impl FnOnce(&mut Save<'_>) -> Result<Imported>,
) -> Result<Imported> {
    if dry_run {
        return device.rehearse(work);
    }
    device.write(|save| {
        save.in_batch(batch);
        let done = work(save)?;
        // The last moment at which stopping leaves nothing behind.
        progress.step(Stage::Finishing, 0, 0)?;
        Ok(done)
    })
}
