//! Databases: the columns of core's field table on both sides, and every old database opens.

use std::collections::BTreeMap;
use std::path::Path;

use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::columns;
use pesiar_server::db::Tx;
use pesiar_server::db::postgres::Postgres;
use pesiar_server::db::sqlite::Sqlite;
use pesiar_server::error::Result;
use rusqlite::Connection;

use crate::world::World;
use crate::world::cluster::cluster;

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

/// Every table with its columns in order, but those a database keeps for itself.
fn tables(tx: &dyn Tx, sql: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in tx.query(sql, &[])? {
        tables.entry(row.text(0)?).or_default().push(row.text(1)?);
    }
    Ok(tables)
}

#[test]
fn both_databases_of_the_server_have_the_same_tables_and_columns() {
    let world = World::new("migrate");
    let sqlite = Sqlite::open(&world.path("x.db"), [1; 32].into()).unwrap();
    let in_sqlite = "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
                     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid";
    let in_postgres = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
                       WHERE table_schema = 'public' AND table_name <> 'schema_version'
                       ORDER BY table_name, ordinal_position";
    let url = cluster().database();
    drop(Postgres::open(&url).unwrap());
    let postgres = Postgres::open(&url).unwrap();
    let (one, other) =
        (sqlite.read(|tx| tables(tx, in_sqlite)).unwrap(), postgres.read(|tx| tables(tx, in_postgres)).unwrap());
    assert!(one.len() > 20, "{one:?}");
    assert_eq!(one, other);
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
