//! Databases: the columns of core's field table on both sides, and every old database opens.

use std::path::Path;

use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::columns;
use rusqlite::Connection;

fn columns_of(db: &Connection, table: &str) -> Vec<String> {
    let mut statement = db.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid").unwrap();
    let names = statement.query_map([table], |row| row.get(0)).unwrap();
    names.collect::<rusqlite::Result<_>>().unwrap()
}

#[track_caller]
fn check(db: &Connection, side: &str) {
    for noun in Noun::ALL {
        let wanted: Vec<&str> = columns(*noun).collect();
        assert_eq!(columns_of(db, noun.table()), wanted, "{side} {}", noun.table());
    }
}

/// Opened twice: an empty file, then what the first opening made of it. A later release adds the databases
/// of this one as fixtures and opens them here.
fn twice(open: impl Fn(&Path) -> Connection) -> Connection {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    drop(open(&path));
    open(&path)
}

#[test]
fn device_and_server_have_the_columns_of_the_field_table() {
    check(&twice(|path| pesiar_device::db::open(path, &[1; 32]).unwrap()), "device");
    check(&twice(|path| pesiar_server::db::open(path, &[1; 32]).unwrap()), "server");
}

#[test]
fn every_table_is_strict_or_virtual() {
    let db = twice(|path| pesiar_device::db::open(path, &[1; 32]).unwrap());
    let loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
                 AND name NOT LIKE 'sqlite_%'";
    let names: Vec<String> =
        db.prepare(loose).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
    assert_eq!(names, Vec::<String>::new());
}
