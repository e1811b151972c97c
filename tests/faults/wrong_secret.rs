//! A wrong passphrase waits longer each time and deletes nothing.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::run::Failure;

const PATIENCE: Duration = Duration::from_secs(20);

fn content(folder: &Path) -> Vec<Vec<u8>> {
    ["vault.json", "latihan.db"].map(|name| std::fs::read(folder.join(name)).expect("a file")).to_vec()
}

/// What a try is told once the wait before it is over.
fn told_after_the_wait(laptop: &Laptop) -> Failure {
    let start = Instant::now();
    loop {
        let failure = laptop.refused(&["doctor"]);
        if failure.code != "unlock.wait" {
            return failure;
        }
        assert!(start.elapsed() < PATIENCE, "the wait does not end");
    }
}

#[test]
fn a_wrong_passphrase_waits_longer_each_time_deletes_nothing_and_the_right_one_works_afterwards() {
    let world = World::new("secret");
    let ana = world.laptop("ana");
    ana.ask(&["practice", "--people", "300", "--seed", "5"]);
    let before = content(ana.folder());
    let guesser = ana.with_secret("kuda makan rumput kering");

    let first = guesser.refused(&["doctor"]);
    assert_eq!(first.code, "unlock.wrong");
    assert!(first.message.contains("1 detik") && first.message.contains("Tidak ada data yang dihapus"), "{first:?}");
    let too_soon = ana.refused(&["doctor"]);
    assert_eq!(too_soon.code, "unlock.wait", "the right passphrase was tried during the wait");
    let second = told_after_the_wait(&guesser);
    assert_eq!(second.code, "unlock.wrong");
    assert!(second.message.contains("2 detik"), "the wait does not grow: {second:?}");
    assert_eq!(content(ana.folder()), before, "a guess changed the profile");

    let start = Instant::now();
    while ana.run(&["doctor"]).code != Some(0) {
        assert!(start.elapsed() < PATIENCE, "the right passphrase does not open");
    }
    assert!(start.elapsed() > Duration::from_secs(1), "nobody had to wait");
    assert_eq!(ana.list("person").len(), 300);
    let after = guesser.refused(&["doctor"]);
    assert!(after.message.contains("1 detik"), "the right passphrase did not clear the count: {after:?}");
}
