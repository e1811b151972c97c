//! How this laptop likes to be looked at: kept beside the database, so that the door has the right letters too.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::profile::{create_private, write_atomically};

/// File name inside the profile folder. Nothing about a person is in it.
const FILE: &str = "preferences.json";

/// How large letters are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// As designed.
    #[default]
    Normal,
    /// A sixth larger.
    Large,
    /// A third larger.
    Largest,
}

/// Language of the screens; sentences about refusals stay Indonesian.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

/// What a person chose in Pengaturan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
#[serde(default)]
pub struct Preferences {
    /// Letters.
    pub text_size: TextSize,
    /// Mode Terang: black on white, for reading outdoors.
    pub is_bright: bool,
    /// Language.
    pub language: Language,
    /// Minutes without use until the screen locks; none: as long as the area allows.
    pub lock_minutes: Option<i64>,
}

/// What was chosen in this folder; a missing or damaged file is no reason to keep anybody out.
#[must_use]
pub fn load(folder: &Path) -> Preferences {
    let bytes = std::fs::read(folder.join(FILE)).ok();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Keeps what was chosen.
///
/// # Errors
/// [`Error::Io`].
pub fn save(folder: &Path, preferences: &Preferences) -> Result<()> {
    let bytes = serde_json::to_vec_pretty(preferences).map_err(|_| Error::Internal("preferences"))?;
    create_private(folder)?;
    write_atomically(&folder.join(FILE), &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_again_and_a_damaged_file_means_nothing_was() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("profile");
        assert_eq!(load(&folder), Preferences::default());
        let chosen = Preferences {
            text_size: TextSize::Largest,
            is_bright: true,
            language: Language::En,
            lock_minutes: Some(2),
        };
        save(&folder, &chosen).unwrap();
        assert_eq!(load(&folder), chosen);
        std::fs::write(folder.join(FILE), b"{\"text_size\":\"large\",\"later\":1}").unwrap();
        assert_eq!(load(&folder), Preferences { text_size: TextSize::Large, ..Preferences::default() });
        std::fs::write(folder.join(FILE), b"{").unwrap();
        assert_eq!(load(&folder), Preferences::default());
    }
}
