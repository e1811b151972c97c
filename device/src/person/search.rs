//! Search by the beginnings of words: name, NIK, KK number, RT.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;

use super::store;
use crate::device::Device;
use crate::error::Result;
use crate::row;

/// Persons found, at most `limit`; nothing for an empty text.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn search(device: &Device, text: &str, limit: u32) -> Result<Vec<Row>> {
    let query = fts_query(text);
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let ids = store::matching(&device.db, &query, limit)?;
    let rows = ids.iter().map(|id| row::store::load(&device.db, Noun::Person, id));
    rows.filter_map(Result::transpose).collect()
}

/// Families with a person found, all of them, in the order one walks.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn families(device: &Device, text: &str) -> Result<Vec<String>> {
    let query = fts_query(text);
    if query.is_empty() { Ok(Vec::new()) } else { store::families_matching(&device.db, &query) }
}

/// Every word as a quoted prefix, so that nothing typed is read as query syntax. `RT 003` becomes one word.
fn fts_query(text: &str) -> String {
    let joined = text.to_lowercase().replace("rt ", "rt").replace("rt.", "rt");
    let words = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fts_query;

    #[test]
    fn typed_text_is_never_query_syntax() {
        assert_eq!(fts_query("Nur'aini OR \"x"), "\"nur\"* \"aini\"* \"or\"* \"x\"*");
        assert_eq!(fts_query("RT 003"), "\"rt003\"*");
        assert_eq!(fts_query(" *** "), "");
    }
}
