//! The file on the table: read once, so that what was rehearsed is exactly what is taken over, even with the stick gone.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::access::Action;
use pesiar_core::membership::code::ListKind;
use serde::{Deserialize, Serialize};

use super::header::{Format, recognise};
use super::import::{self, Imported, Options};
use super::line::{Group, ImportLine};
use super::{bpjs_list, register, repair_list, store, workbook};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::export_folder::{self, SavedFile};
use crate::progress::{Progress, Stage};

/// An opened file and what the last run said of its people. Gone when the profile is locked.
pub struct Desk {
    bytes: Vec<u8>,
    last: Option<Imported>,
}

/// A layout this app knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum Layout {
    /// Buku penduduk of OpenSID or SIAK.
    Register,
    /// A list of BPJS.
    BpjsList,
}

/// Kinds of BPJS list a person may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum ChosenKind {
    /// Only those who need something.
    Target,
    /// All members.
    Full,
}

/// What a file is, before anything is done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct OpenedFile {
    /// File name.
    pub name: String,
    /// Recognised layout.
    pub layout: Layout,
    /// Persons in it.
    pub people: u32,
    /// Kind of a BPJS list, if the file says it.
    pub kind: Option<ChosenKind>,
    /// Date of a BPJS list, `YYYY-MM-DD`, if the file says it.
    pub as_of: Option<String>,
    /// Likely dates to choose from, newest first, `YYYY-MM-DD`; no list is of a later day than the first.
    pub dates: Vec<String>,
    /// When the very same file was imported here before, ms since 1970 UTC.
    pub imported_at_ms: Option<i64>,
}

/// What a person said about the file, and whether it is meant.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Wish {
    /// Kind of a BPJS list; as the file says if none.
    pub kind: Option<ChosenKind>,
    /// Date of a BPJS list; as the file says if none.
    pub as_of: Option<Date>,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// What a run did or would do, in persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ImportCounts {
    /// Not known before.
    pub new: u32,
    /// Known, nothing differs.
    pub same: u32,
    /// Known, fields taken over.
    pub changed: u32,
    /// A person must compare.
    pub doubtful: u32,
    /// Must be put right in the file first.
    pub rejected: u32,
    /// Remarks about anything else.
    pub notes: u32,
    /// Families in the file.
    pub families: u32,
    /// Whether nothing was stored.
    pub dry_run: bool,
}

/// A stretch of the lines of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ImportLines {
    /// Lines of the group.
    pub total: u32,
    /// This stretch.
    pub rows: Vec<ImportLine>,
}

/// Reads a file and says what it is.
///
/// # Errors
/// [`Error::File`] in a sentence; [`Error::NotAllowed`] by role.
pub fn open(device: &mut Device, path: &Path, progress: &Progress) -> Result<OpenedFile> {
    device.require(Action::Import)?;
    device.desk = None;
    progress.step(Stage::Reading, 0, 0)?;
    let bytes = workbook::read_file(path)?;
    let sheets = workbook::open_bytes(&bytes)?;
    progress.check()?;
    let today = device.env.today();
    let mut opened = OpenedFile {
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        layout: Layout::Register,
        people: 0,
        kind: None,
        as_of: None,
        dates: likely_dates(today),
        imported_at_ms: store::imported_at(&device.db, &import::hash_of(&bytes))?,
    };
    match recognise(&sheets)? {
        Format::Register => opened.people = register::from_sheets(&sheets, today)?.persons_seen,
        Format::BpjsList => {
            let list = bpjs_list::from_sheets(&sheets, today)?;
            opened.layout = Layout::BpjsList;
            opened.people = list.persons_seen;
            opened.kind = list.kind.and_then(chosen);
            opened.as_of = list.as_of.map(|date| date.to_string());
        }
    }
    progress.check()?;
    device.desk = Some(Desk { bytes, last: None });
    Ok(opened)
}

/// Lists are made at the turn of a month, or on the day somebody asks for one.
fn likely_dates(today: Date) -> Vec<String> {
    let mut dates = vec![today, today.first_of_month()];
    dates.extend((1..=2).map(|months| today.first_of_month().saturating_sub(months.months())));
    dates.dedup();
    dates.iter().map(ToString::to_string).collect()
}

const fn chosen(kind: ListKind) -> Option<ChosenKind> {
    match kind {
        ListKind::Target => Some(ChosenKind::Target),
        ListKind::Full => Some(ChosenKind::Full),
        ListKind::Official => None,
    }
}

/// Rehearses or takes over the opened file.
///
/// # Errors
/// As [`import::watched`]; `import.none_open` if no file is open.
pub fn run(device: &mut Device, wish: Wish, progress: &Progress) -> Result<ImportCounts> {
    let mut desk = device.desk.take().ok_or_else(none_open)?;
    let kind = wish.kind.map(|kind| match kind {
        ChosenKind::Target => ListKind::Target,
        ChosenKind::Full => ListKind::Full,
    });
    let options = Options { format: None, kind, as_of: wish.as_of, dry_run: wish.dry_run };
    let done = import::watched(device, &desk.bytes, options, progress);
    let counts = done.as_ref().map(counts_of).ok();
    let refused = match done {
        Ok(imported) => {
            desk.last = Some(imported);
            None
        }
        Err(error) => Some(error),
    };
    device.desk = Some(desk); // also after a stop: the person may begin again
    match (counts, refused) {
        (Some(counts), None) => Ok(counts),
        (_, error) => Err(error.unwrap_or(Error::Internal("import"))),
    }
}

fn none_open() -> Error {
    Error::refused("import.none_open", "file")
}

fn counts_of(imported: &Imported) -> ImportCounts {
    ImportCounts {
        new: imported.new,
        same: imported.same,
        changed: imported.changed,
        doubtful: imported.doubtful,
        rejected: imported.rejected,
        notes: number(imported.lines.iter().filter(|line| line.group == Group::Note).count()),
        families: imported.families,
        dry_run: imported.dry_run,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Lines of one group of the last run.
///
/// # Errors
/// `import.none_open` before the first run.
pub fn lines(device: &Device, group: Group, offset: u32, limit: u32) -> Result<ImportLines> {
    let last = last(device)?;
    let of_group = || last.lines.iter().filter(|line| line.group == group);
    let rows = of_group().skip(offset as usize).take(limit as usize).cloned().collect();
    Ok(ImportLines { total: number(of_group().count()), rows })
}

fn last(device: &Device) -> Result<&Imported> {
    device.desk.as_ref().and_then(|desk| desk.last.as_ref()).ok_or_else(none_open)
}

/// Saves what must be put right as a file that can be passed on: places and reasons, no names and no numbers.
///
/// # Errors
/// `import.no_list` if there is nothing to put right; `folder.full`, `folder.unwritable`.
pub fn save_repair_list(device: &Device, documents: &Path) -> Result<SavedFile> {
    let bytes = repair_list::csv(&last(device)?.lines)?;
    let stem = format!("Daftar perbaikan impor {}", device.env.today());
    export_folder::save(documents, (&stem, "csv"), &bytes)
}

#[cfg(test)]
mod tests;
