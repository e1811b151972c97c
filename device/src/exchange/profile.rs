//! A file layout as data: which columns it has and under which names they are met.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pesiar_core::code::fold_label;
use serde::Deserialize;

/// One known layout, read from a file in `profiles/`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name of the layout for scripts.
    pub format: String,
    /// Its columns, in the order they are asked for when missing.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnSpec>,
    /// Column key to further spellings of its codes.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// One column of a layout.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// What the reader calls it.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Whether the file is refused without it.
    #[serde(default)]
    pub is_required: bool,
    /// Whether a filled cell here says that the row is about a person.
    #[serde(default)]
    pub is_identity: bool,
    /// Header words met besides the title; case, spaces and punctuation do not matter.
    #[serde(default)]
    pub names: Vec<String>,
}

/// The register of OpenSID, and by its synonyms the export of SIAK.
pub static OPENSID: LazyLock<Profile> = LazyLock::new(|| embedded(include_str!("profiles/opensid.toml")));

/// The list BPJS gives to agents.
pub static BPJS_LIST: LazyLock<Profile> = LazyLock::new(|| embedded(include_str!("profiles/bpjs_list.toml")));

/// A profile that does not parse knows no column; the test below keeps that from being shipped.
fn embedded(text: &str) -> Profile {
    toml::from_str(text).unwrap_or_default()
}

impl Profile {
    /// Folded header words to column keys.
    #[must_use]
    pub fn names(&self) -> BTreeMap<String, &str> {
        let pairs = self.columns.iter().flat_map(|column| {
            let words = column.names.iter().chain([&column.title, &column.key]);
            words.map(|name| (fold_label(name), column.key.as_str()))
        });
        pairs.collect()
    }

    /// The code that this layout writes in its own words, or the words themselves.
    #[must_use]
    pub fn translate(&self, key: &str, words: &str) -> String {
        let folded = fold_label(words);
        let spellings = self.values.get(key).into_iter().flatten();
        let mut known = spellings.filter(|(spelling, _)| fold_label(spelling) == folded);
        known.next().map_or_else(|| words.to_owned(), |(_, code)| code.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_profiles_are_read_and_no_header_word_means_two_columns() {
        for (profile, columns) in [(&*OPENSID, 18), (&*BPJS_LIST, 12)] {
            assert_eq!(profile.columns.len(), columns, "{}", profile.format);
            let mut owners = BTreeMap::new();
            for column in &profile.columns {
                for name in column.names.iter().chain([&column.title]) {
                    let before = owners.insert(fold_label(name), &column.key);
                    assert!(before.is_none_or(|key| key == &column.key), "{name}");
                }
            }
        }
    }

    #[test]
    fn words_of_a_branch_become_codes() {
        assert_eq!(BPJS_LIST.translate("status", "Non Aktif - Premi"), "NONAKTIF");
        assert_eq!(BPJS_LIST.translate("status", "AKTIF"), "AKTIF");
    }
}
