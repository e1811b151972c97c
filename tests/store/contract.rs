//! One transaction at a time: all or nothing, one snapshot, and every value comes back as it went.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::Cell;
use pesiar_core::row::tomb::Why;
use pesiar_core::segment::dot::Dot;
use pesiar_core::sync::cursor::Entry;
use pesiar_core::sync::intake::world::Move;
use pesiar_server::db::Tx;
use pesiar_server::error::{Error, Result};
use pesiar_server::row::store as rows;
use pesiar_server::stream::store as streams;
use serde_json::json;

use super::{both, put};

const STREAM: &str = "d/17.06.01.2005/survei";

#[test]
fn a_write_that_fails_leaves_nothing_behind() {
    for store in both() {
        let failed = store.db.write(|tx| {
            put(tx, "a", "1")?;
            Err::<(), _>(Error::usage("no"))
        });
        assert!(matches!(failed, Err(Error::Usage(_))), "{}", store.kind);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            store.db.write(|tx| -> Result<()> {
                put(tx, "b", "1")?;
                panic!("in the middle")
            })
        }));
        assert!(panicked.is_err());
        store.db.write(|tx| put(tx, "c", "1")).unwrap();
        assert_eq!(["a", "b", "c"].map(|key| store.meta(key).is_some()), [false, false, true], "{}", store.kind);
    }
}

#[test]
fn a_write_whose_statement_failed_is_not_kept_even_if_the_work_goes_on() {
    for store in both() {
        let done = store.db.write(|tx| {
            put(tx, "a", "1")?;
            let _ = tx.execute("INSERT INTO meta (key, value) VALUES (?1, ?2)", &["a".into(), "2".into()]);
            Ok(())
        });
        assert!(matches!(done, Err(Error::Db(_))), "{}", store.kind);
        assert_eq!(store.meta("a"), None, "{}", store.kind);
        store.db.write(|tx| put(tx, "a", "3")).unwrap();
        assert_eq!(store.meta("a").as_deref(), Some("3"), "{}", store.kind);
    }
}

#[test]
fn a_read_is_one_snapshot_and_neither_waits_for_a_write_nor_makes_one() {
    for store in both() {
        store.db.write(|tx| put(tx, "a", "1")).unwrap();
        let value = |tx: &dyn Tx, key| pesiar_server::db::store::meta(tx, key).unwrap();
        let seen = store.db.read(|tx| {
            let before = value(tx, "a");
            std::thread::scope(|scope| {
                let write = || {
                    store.db.write(|tx| {
                        put(tx, "a", "2")?;
                        put(tx, "b", "2")
                    })
                };
                scope.spawn(write).join().unwrap().unwrap();
            });
            Ok([before, value(tx, "a"), value(tx, "b")])
        });
        assert_eq!(seen.unwrap(), [Some("1".to_owned()), Some("1".to_owned()), None], "{}", store.kind);
        assert_eq!(store.meta("a").as_deref(), Some("2"), "{}", store.kind);
        assert!(store.db.read(|tx| put(tx, "c", "1")).is_err(), "{}", store.kind);
        assert_eq!(store.meta("c"), None, "{}", store.kind);
    }
}

#[test]
fn a_reader_does_not_see_what_is_not_committed() {
    for store in both() {
        let during = store.db.write(|tx| {
            put(tx, "a", "1")?;
            Ok(std::thread::scope(|scope| scope.spawn(|| store.meta("a")).join().unwrap()))
        });
        assert_eq!(during.unwrap(), None, "{}", store.kind);
        assert_eq!(store.meta("a").as_deref(), Some("1"), "{}", store.kind);
    }
}

#[test]
fn every_kind_of_value_comes_back_as_it_went() {
    let insert = "INSERT INTO segment (dev, seq, body, hash, sig, outcome, t_cmp_ms, received_at_ms)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let text = "Siti 'Aminah' \"ꦱꦶꦠꦶ\" 👵 \\ ?1 $1 %";
    let bytes: Vec<u8> = (0..=255).collect();
    for store in both() {
        let args = [
            7_u32.into(),
            i64::MAX.into(),
            bytes.as_slice().into(),
            [].as_slice().into(),
            Cell::Blob(vec![0]),
            text.into(),
            i64::MIN.into(),
            0_i64.into(),
        ];
        store.db.write(|tx| tx.execute(insert, &args)).unwrap();
        let read = "SELECT dev, seq, body, hash, sig, outcome, t_cmp_ms, received_at_ms, NULL, dev = 7 FROM segment";
        let row = store.db.read(|tx| Ok(tx.first(read, &[])?.unwrap())).unwrap();
        let mut cells = row.clone().into_cells();
        assert_eq!(cells.split_off(8), [Cell::Null, Cell::Int(1)], "{}", store.kind);
        assert_eq!(cells, args, "{}", store.kind);
        assert!(row.text(0).is_err() && row.int(5).is_err() && row.opt_text(8).unwrap().is_none(), "{}", store.kind);
    }
}

#[test]
fn words_are_put_in_order_by_their_bytes_on_any_machine() {
    for store in both() {
        for code in ["b", "B", "a-c", "ab", "é", "17.06", "17", "17.06.01"] {
            store.db.write(|tx| pesiar_server::region::store::insert(tx, code, "")).unwrap();
        }
        let order = store.db.read(|tx| {
            let rows = tx.query("SELECT code FROM region ORDER BY code", &[])?;
            rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>>>()
        });
        assert_eq!(order.unwrap(), ["17", "17.06", "17.06.01", "B", "a-c", "ab", "b", "é"], "{}", store.kind);
    }
}

fn person(number: i64, note: &str) -> Row {
    let mut row = Row::new(Noun::Person, &format!("0193a0d0-7c00-7000-8000-{number:012}"), STREAM);
    let fields = json!({"full_name": format!("Ani {number} {note}"), "presence": number % 5 + 1, "pregnant": number % 2 == 0,
        "disability_type": ["fisik"], "from_the_future": {"a": number}});
    row.fields = serde_json::from_value(fields).unwrap();
    for name in row.fields.keys().cloned().collect::<Vec<_>>() {
        row.dots.set(&name, Dot { dev: 3, seq: 4, op: 5 });
    }
    row.rev = number;
    row
}

#[test]
fn many_rows_together_are_the_same_as_one_by_one() {
    let mut setting = Row::new(Noun::Setting, "s", "g/config");
    setting.fields = serde_json::from_value(json!({"key": "k", "value": 9860})).unwrap();
    let mut all: Vec<Row> = (0..155).map(|number| person(number, "")).collect();
    all.push(setting);
    all.extend((0..90).map(|number| person(number * 2, "lagi")));
    for store in both() {
        store.db.write(|tx| all[..10].iter().try_for_each(|row| rows::save_many(tx, &[row]))).unwrap();
        store.db.write(|tx| rows::save_many(tx, &all.iter().collect::<Vec<_>>())).unwrap();
        let ids: Vec<String> = all.iter().map(|row| row.id.clone()).chain(["none".to_owned()]).collect();
        let many = store.db.read(|tx| rows::load_many(tx, Noun::Person, &ids)).unwrap();
        assert_eq!(many.len(), 167, "{}", store.kind);
        for row in many.values() {
            let one = store.db.read(|tx| rows::load_many(tx, Noun::Person, std::slice::from_ref(&row.id))).unwrap();
            let last = all.iter().rev().find(|last| last.id == row.id);
            assert_eq!((one.get(&row.id), Some(row)), (last, last), "{}", store.kind);
        }
        let settings = store.db.read(|tx| rows::load_many(tx, Noun::Setting, &["s".to_owned()])).unwrap();
        assert_eq!(settings["s"].fields.get("value"), Some(&json!(9860)), "{}", store.kind);
    }
}

#[test]
fn places_in_a_stream_come_back_in_order_with_whose_they_are_and_why_a_row_is_gone() {
    let step = |number: i64, seq: i64, gone: Option<(Why, String, i64)>| Move {
        stream: STREAM.to_owned(),
        row_id: format!("row {number}"),
        noun: Noun::Person,
        entry: Entry { seq, dev: 7, other: seq / 2 },
        gone,
    };
    let first: Vec<Move> = (1..=155).map(|number| step(number, number, None)).collect();
    let again = [step(3, 156, None), step(5, 157, Some((Why::Merged, "row 6".to_owned(), 9)))];
    for store in both() {
        store.db.write(|tx| streams::enter(tx, first.iter(), 1)).unwrap();
        store.db.write(|tx| streams::enter(tx, again.iter(), 2)).unwrap();
        let places = store.db.read(|tx| streams::after(tx, STREAM, 0, 1000)).unwrap();
        assert!(places.is_sorted_by_key(|placed| placed.entry.seq), "{}", store.kind);
        assert_eq!(places.len(), 155, "{}", store.kind);
        for (placed, step) in places.iter().rev().zip(again.iter().rev()) {
            assert_eq!((&placed.row_id, placed.entry, &placed.gone), (&step.row_id, step.entry, &step.gone));
        }
        let named = store.db.read(|tx| streams::of_rows(tx, &["row 5".to_owned(), "none".to_owned()])).unwrap();
        assert_eq!(named.len(), 1, "{}", store.kind);
    }
}
