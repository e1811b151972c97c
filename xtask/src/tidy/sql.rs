//! Rule: SQL stands only in files named `store.rs` or `db.rs`, in a folder `db/`, in tests and in migrations.

use super::Breach;
use crate::source::Source;
use crate::tree::{Tree, name_of};

const RULE: &str = "SQL outside a `store.rs`, `db.rs` or `db/`";

/// Top folders where SQL may stand anywhere.
const FREE: [&str; 3] = ["tests/", "bench/", "xtask/"];

/// Beginnings of statements, as house style writes them: upper case, one space.
const STATEMENTS: [&str; 13] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "REPLACE INTO ",
    "DELETE FROM ",
    "PRAGMA ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "CREATE UNIQUE INDEX ",
    "CREATE TRIGGER ",
    "CREATE VIEW ",
    "ALTER TABLE ",
    "DROP TABLE ",
];

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let guarded = tree.ending(&["rs"]).filter(|(path, _)| !is_free(path));
    guarded.flat_map(|(path, text)| breaches(path, text)).collect()
}

fn is_free(path: &str) -> bool {
    let is_test = path.split('/').any(|part| part == "tests") || name_of(path) == "tests.rs";
    let is_driver = path.split('/').any(|part| part == "db");
    FREE.iter().any(|folder| path.starts_with(folder))
        || ["store.rs", "db.rs"].contains(&name_of(path))
        || is_test
        || is_driver
}

fn breaches(path: &str, text: &str) -> Vec<Breach> {
    let source = Source::read(text);
    let end = source.tests_from();
    let strings = source.strings.iter().filter(|(line, text)| *line < end && is_sql(text));
    strings.map(|(line, _)| Breach::new(path, *line, RULE)).collect()
}

/// Upper-case SQL anywhere in the text, or SQL in any case at its start.
fn is_sql(text: &str) -> bool {
    let flat = text.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    let upper = flat.to_uppercase();
    let starts = STATEMENTS.iter().any(|statement| upper.starts_with(statement));
    let is_select = upper.starts_with("SELECT ");
    STATEMENTS.iter().any(|statement| has_word(&flat, statement))
        || is_update(&flat)
        || (starts && (!is_select || upper.contains(" FROM ")))
        || (upper.starts_with("UPDATE ") && upper.split(' ').nth(2) == Some("SET"))
}

fn is_update(flat: &str) -> bool {
    flat.split_once("UPDATE ").is_some_and(|(_, rest)| rest.contains(" SET "))
}

/// Whether `needle` stands in the text and does not merely end a longer word.
fn has_word(flat: &str, needle: &str) -> bool {
    flat.match_indices(needle).any(|(at, _)| {
        let before = flat.get(..at).and_then(|front| front.chars().next_back());
        before.is_none_or(|c| !crate::source::is_word(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, &format!("//! x.\n{text}\n"))])).len()
    }

    #[test]
    fn every_kind_of_statement_outside_a_store_fails() {
        for sql in [
            "SELECT nik FROM person",
            "INSERT INTO visit (id) VALUES (?1)",
            "INSERT OR REPLACE INTO visit (id) VALUES (?1)",
            "UPDATE person SET nik = ?1",
            "UPDATE person\\n SET nik = ?1",
            "DELETE FROM visit",
            "PRAGMA user_version",
            "CREATE TABLE x (id TEXT)",
            "WITH a AS (SELECT 1) TABLE a",
            "select nik from person",
            "update person set nik = 1",
            "pragma foreign_keys",
        ] {
            assert_eq!(found("device/src/visit/mod.rs", &format!("fn f() {{ g(\"{sql}\"); }}")), 1, "{sql}");
        }
    }

    #[test]
    fn a_statement_over_several_lines_fails_on_its_first() {
        let tree =
            Tree::of(&[("device/src/a.rs", "//! x.\n\nconst Q: &str = \"\n  SELECT\n  nik\n  FROM person\";\n")]);
        assert_eq!(check(&tree), [Breach::new("device/src/a.rs", 3, RULE)]);
    }

    #[test]
    fn stores_tests_and_tools_may_write_sql() {
        let sql = "const Q: &str = \"SELECT nik FROM person\";";
        for path in [
            "device/src/visit/store.rs",
            "device/src/db.rs",
            "server/src/db/sqlite/mod.rs",
            "device/src/visit/tests.rs",
            "tests/story/a.rs",
            "bench/src/main.rs",
            "xtask/src/a.rs",
        ] {
            assert_eq!(found(path, sql), 0, "{path}");
        }
        assert_eq!(found("device/src/visit/mod.rs", &format!("#[cfg(test)]\nmod tests {{\n    {sql}\n}}")), 0);
    }

    #[test]
    fn prose_and_comments_are_not_sql() {
        for text in [
            "// SELECT nik FROM person",
            "const A: &str = \"Pilih keluarga\";",
            "const A: &str = \"select a family\";",
            "const A: &str = \"UPDATE=1 rewrites the golden files\";",
            "const A: &str = \"PRESELECT nothing\";",
        ] {
            assert_eq!(found("device/src/visit/mod.rs", text), 0, "{text}");
        }
    }
}
