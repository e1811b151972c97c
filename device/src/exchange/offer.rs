//! Files that may be imported, found where people keep them, so that nobody has to type a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::Serialize;

use crate::error::{Error, Result};
use crate::media::{self, Medium};

/// Files offered at once; whoever looks for another opens it through the system's own dialog.
const OFFERED_MAX: usize = 30;
/// Names looked at in all: a stick full of photos must not hold the screen.
const NAMES_MAX: usize = 5_000;

/// Where a file lies, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum FilePlace {
    /// A flash disk.
    Medium,
    /// Downloads.
    Downloads,
    /// Documents.
    Documents,
    /// The desktop.
    Desktop,
    /// The person's own folder.
    Home,
    /// Opened through the system's dialog.
    Chosen,
}

/// A file a person may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct OfferedFile {
    /// Names it to the shell; a path never leaves it.
    pub id: u32,
    /// File name.
    pub name: String,
    /// Where it lies.
    pub place: FilePlace,
    /// Name of the folder or medium.
    pub folder: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Last changed, ms since 1970 UTC.
    pub modified_at_ms: i64,
}

/// What was offered to one window. A number once given is never given to another file.
#[derive(Debug, Default)]
pub struct Offers {
    paths: BTreeMap<u32, PathBuf>,
    last: u32,
}

impl Offers {
    /// Offers what lies in the usual places now, newest first.
    pub fn look(&mut self, home: &Path) -> Vec<OfferedFile> {
        self.look_in(&usual_places(home), &media::plugged_in())
    }

    fn look_in(&mut self, folders: &[(FilePlace, PathBuf)], media: &[Medium]) -> Vec<OfferedFile> {
        let mut search = Search { found: Vec::new(), left: NAMES_MAX };
        for medium in media {
            search.folder(FilePlace::Medium, &medium.folder, 2);
        }
        for (place, folder) in folders {
            search.folder(*place, folder, usize::from(*place != FilePlace::Home));
        }
        let mut found = search.found;
        found.sort_by(|a, b| (b.1.modified_at_ms, &a.1.name).cmp(&(a.1.modified_at_ms, &b.1.name)));
        found.dedup_by(|a, b| a.0 == b.0);
        found.truncate(OFFERED_MAX);
        found.into_iter().map(|(path, file)| self.give(path, file)).collect()
    }

    /// Offers a file that was chosen in the system's dialog.
    ///
    /// # Errors
    /// [`Error::File`] if there is no such file.
    pub fn add(&mut self, path: &Path) -> Result<OfferedFile> {
        let file = about(FilePlace::Chosen, path).ok_or(crate::exchange::workbook::file_error::FileError::NotFound)?;
        Ok(self.give(path.to_owned(), file))
    }

    /// The path of an offered file.
    ///
    /// # Errors
    /// [`Error::Refused`] if it was never offered.
    pub fn path(&self, id: u32) -> Result<PathBuf> {
        self.paths.get(&id).cloned().ok_or_else(|| Error::refused("import.not_offered", "file"))
    }

    fn give(&mut self, path: PathBuf, file: OfferedFile) -> OfferedFile {
        self.last += 1;
        self.paths.insert(self.last, path);
        OfferedFile { id: self.last, ..file }
    }
}

/// Indonesian and English desktops name these folders differently.
fn usual_places(home: &Path) -> Vec<(FilePlace, PathBuf)> {
    let named = [
        (FilePlace::Downloads, "Downloads"),
        (FilePlace::Downloads, "Unduhan"),
        (FilePlace::Documents, "Documents"),
        (FilePlace::Documents, "Dokumen"),
        (FilePlace::Desktop, "Desktop"),
    ];
    let mut places: Vec<_> = named.into_iter().map(|(place, name)| (place, home.join(name))).collect();
    places.push((FilePlace::Home, home.to_owned()));
    places
}

struct Search {
    found: Vec<(PathBuf, OfferedFile)>,
    /// Names still looked at.
    left: usize,
}

impl Search {
    /// Looks into a folder and `depth` folders below it. What cannot be read is passed over.
    fn folder(&mut self, place: FilePlace, folder: &Path, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if name.starts_with(['.', '~']) {
                continue; // hidden, or the lock file of an open workbook
            }
            // Not followed: a link could lead round in a circle.
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() && depth > 0 {
                self.folder(place, &path, depth - 1);
            } else if kind.is_file() && is_table(&path) {
                self.found.extend(about(place, &path).map(|file| (path, file)));
            }
        }
    }
}

fn is_table(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "xlsx" | "csv")
}

fn about(place: FilePlace, path: &Path) -> Option<OfferedFile> {
    let found = path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let since = found.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    Some(OfferedFile {
        id: 0,
        name: name(path)?,
        place,
        folder: path.parent().and_then(name).unwrap_or_default(),
        bytes: found.len(),
        modified_at_ms: i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
    })
}

#[cfg(test)]
mod tests {
    use std::fs::{File, FileTimes};
    use std::time::Duration;

    use super::*;

    fn put(folder: &Path, name: &str, age_s: u64) {
        std::fs::create_dir_all(folder).unwrap();
        let file = File::create(folder.join(name)).unwrap();
        let at = UNIX_EPOCH + Duration::from_secs(1_700_000_000 - age_s);
        file.set_times(FileTimes::new().set_modified(at)).unwrap();
    }

    fn names(files: &[OfferedFile]) -> Vec<&str> {
        files.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn tables_of_the_usual_places_and_of_a_stick_are_offered_newest_first() {
        let home = tempfile::tempdir().unwrap();
        let stick = tempfile::tempdir().unwrap();
        put(&home.path().join("Unduhan/WhatsApp"), "penduduk.XLSX", 20);
        put(&home.path().join("Documents"), "bpjs.csv", 10);
        put(&stick.path().join("desa/rt"), "stik.xlsx", 5);
        for other in ["surat.pdf", "lama.xls", "~$bpjs.xlsx", ".tersembunyi.csv"] {
            put(&home.path().join("Documents"), other, 1);
        }
        let media = [Medium { name: "KINGSTON".to_owned(), folder: stick.path().to_owned() }];
        let mut offers = Offers::default();
        let found = offers.look_in(&usual_places(home.path()), &media);
        assert_eq!(names(&found), ["stik.xlsx", "bpjs.csv", "penduduk.XLSX"]);
        let places: Vec<FilePlace> = found.iter().map(|file| file.place).collect();
        assert_eq!(places, [FilePlace::Medium, FilePlace::Documents, FilePlace::Downloads]);
        assert_eq!(offers.path(found[1].id).unwrap(), home.path().join("Documents/bpjs.csv"));
    }

    #[test]
    fn only_what_was_offered_can_be_opened_and_a_number_is_never_given_twice() {
        let home = tempfile::tempdir().unwrap();
        put(&home.path().join("Downloads"), "a.xlsx", 0);
        let mut offers = Offers::default();
        let first = offers.look(home.path()).remove(0).id;
        assert_eq!(offers.path(first + 1).unwrap_err().code(), "import.not_offered");
        let again = offers.look(home.path()).remove(0).id;
        assert_ne!(first, again);
        assert_eq!(offers.path(first).unwrap(), offers.path(again).unwrap());
    }

    #[test]
    fn no_more_are_offered_than_a_person_reads() {
        let home = tempfile::tempdir().unwrap();
        for number in 0..50 {
            put(&home.path().join("Downloads"), &format!("{number}.csv"), number);
        }
        assert_eq!(Offers::default().look(home.path()).len(), OFFERED_MAX);
    }
}
