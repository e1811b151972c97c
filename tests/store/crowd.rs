//! Many at once: nothing is skipped, a failure is nobody else's, two that meet crosswise both get through.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use pesiar_core::row::noun::Noun;
use pesiar_core::sync::cursor::Entry;
use pesiar_core::sync::intake::world::Move;
use pesiar_server::db::{Db, Tx};
use pesiar_server::device::store as devices;
use pesiar_server::error::{Error, Result};
use pesiar_server::stream::store as streams;

use super::{Store, both, put};

const STREAMS: usize = 20;
const WRITERS: usize = 24;
const READERS: usize = 20;
/// Transactions of one writer, in two streams each.
const WRITES: usize = 25;

fn name(stream: usize) -> String {
    format!("d/17.06.01.{}/survei", 2000 + stream)
}

/// Takes the next positions of two streams, which are named in no order.
fn enter(tx: &dyn Tx, writer: usize, write: usize) -> Result<()> {
    let (first, second) = ((writer * 7 + write * 3) % STREAMS, (writer + write * 11 + 1) % STREAMS);
    let mut names = vec![name(first), name(second)];
    names.dedup();
    tx.lock_streams(&names)?;
    for (part, name) in names.iter().enumerate() {
        let mut stream = streams::one(tx, name)?;
        stream.head += 1;
        let entry = Entry { seq: stream.head, dev: 1, other: 0 };
        let row_id = format!("{writer}-{write}-{part}");
        let step = Move { stream: name.clone(), row_id, noun: Noun::Family, entry, gone: None };
        streams::enter(tx, std::iter::once(&step), 0)?;
        streams::save(tx, name, stream)?;
    }
    Ok(())
}

/// Polls all streams until the writers have ended and everything is read. A position is never missed and never comes late.
fn poll(db: &Db, has_ended: &AtomicBool) -> usize {
    let mut cursors = [0; STREAMS];
    loop {
        let is_last = has_ended.load(Ordering::SeqCst);
        for (stream, cursor) in cursors.iter_mut().enumerate() {
            let (head, page) = db
                .read(|tx| {
                    Ok((streams::one(tx, &name(stream))?.head, streams::after(tx, &name(stream), *cursor, 1000)?))
                })
                .unwrap();
            for placed in page {
                assert_eq!(placed.entry.seq, *cursor + 1, "a gap in {}", name(stream));
                *cursor = placed.entry.seq;
            }
            assert_eq!(*cursor, head, "head and page of {} are not of one snapshot", name(stream));
        }
        if is_last {
            return cursors.iter().map(|cursor| usize::try_from(*cursor).unwrap()).sum();
        }
    }
}

fn torture(store: &Store) {
    // Two servers on one database, where that is meant to be.
    let other = store.other();
    let db = |number: usize| other.as_ref().filter(|_| number % 2 == 1).unwrap_or(&store.db);
    let (has_ended, entered) = (AtomicBool::new(false), AtomicU32::new(0));
    std::thread::scope(|scope| {
        let read = |number: usize| poll(db(number), &has_ended);
        let readers: Vec<_> = (0..READERS).map(|number| scope.spawn(move || read(number))).collect();
        let write = |writer: usize| {
            for write in 0..WRITES {
                db(writer).write(|tx| enter(tx, writer, write)).unwrap();
                let (first, second) = ((writer * 7 + write * 3) % STREAMS, (writer + write * 11 + 1) % STREAMS);
                entered.fetch_add(if first == second { 1 } else { 2 }, Ordering::SeqCst);
            }
        };
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        has_ended.store(true, Ordering::SeqCst);
        let entered = usize::try_from(entered.load(Ordering::SeqCst)).unwrap();
        for reader in readers {
            assert_eq!(reader.join().unwrap(), entered, "{}", store.kind);
        }
    });
}

#[test]
fn no_reader_ever_misses_a_position_on_sqlite() {
    torture(&Store::sqlite());
}

#[test]
fn no_reader_ever_misses_a_position_on_postgres() {
    torture(&Store::postgres());
}

#[test]
fn a_failure_is_nobody_elses() {
    for store in both() {
        let results: Vec<Result<()>> = std::thread::scope(|scope| {
            let write = |number: usize| {
                store.db.write(|tx| {
                    put(tx, &format!("k{number}"), "1")?;
                    if number.is_multiple_of(3) { Err(Error::usage("no")) } else { Ok(()) }
                })
            };
            let writers: Vec<_> = (0_usize..60).map(|number| scope.spawn(move || write(number))).collect();
            writers.into_iter().map(|writer| writer.join().unwrap()).collect()
        });
        for (number, result) in results.iter().enumerate() {
            assert_eq!(result.is_ok(), number % 3 != 0, "{} {number}", store.kind);
            assert_eq!(store.meta(&format!("k{number}")).is_some(), number % 3 != 0, "{} {number}", store.kind);
        }
    }
}

#[test]
fn two_that_lock_crosswise_both_get_through() {
    for store in both() {
        let devs: Vec<u32> = (1..=2).map(|key| store.db.write(|tx| devices::insert(tx, &[key; 32])).unwrap()).collect();
        let (arrived, tries) = (AtomicU32::new(0), AtomicU32::new(0));
        let cross = |key: &str, first: u32, second: u32| {
            store.db.write(|tx| {
                tries.fetch_add(1, Ordering::SeqCst);
                put(tx, key, "1")?;
                tx.lock_device(&[first])?;
                arrived.fetch_add(1, Ordering::SeqCst);
                // Where writers take turns the other never comes while we are here.
                let start = Instant::now();
                while arrived.load(Ordering::SeqCst) < 2 && start.elapsed() < Duration::from_millis(300) {
                    std::thread::yield_now();
                }
                tx.lock_device(&[second])
            })
        };
        let cross = &cross;
        std::thread::scope(|scope| {
            let one = scope.spawn(|| cross("a", devs[0], devs[1]));
            let two = scope.spawn(|| cross("b", devs[1], devs[0]));
            one.join().unwrap().unwrap();
            two.join().unwrap().unwrap();
        });
        assert_eq!(["a", "b"].map(|key| store.meta(key).is_some()), [true, true], "{}", store.kind);
        assert_eq!(tries.load(Ordering::SeqCst) > 2, store.is_postgres(), "{}: nobody was tried again", store.kind);
    }
}

#[test]
fn devices_and_streams_are_held_until_the_end() {
    let store = Store::postgres();
    let dev = store.db.write(|tx| devices::insert(tx, &[1; 32])).unwrap();
    let is_in = AtomicBool::new(false);
    let step = |tx: &dyn Tx| {
        assert!(!is_in.swap(true, Ordering::SeqCst), "two at once");
        let value = pesiar_server::db::store::meta(tx, "n")?.map_or(0, |text| text.parse::<u32>().unwrap());
        std::thread::yield_now();
        put(tx, "n", &(value + 1).to_string())?;
        is_in.store(false, Ordering::SeqCst);
        Ok(())
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                store.db.write(|tx| {
                    tx.lock_device(&[dev])?;
                    step(tx)
                })
            });
        }
    });
    assert_eq!(store.meta("n").as_deref(), Some("8"));
}
