//! A copy opens with the same passphrase and holds the same; another one never takes its place.

use super::*;
use crate::db;
use crate::env::Env;
use crate::practice::{Size, open};
use crate::progress::Stop;

const SECRET: &str = "kopi sawah pagi jernih";

fn village(folder: &Path) -> Device {
    open::create(folder, Env::machine(), (Size::Families(12), 1), SECRET).unwrap();
    Device::open(folder, Env::machine(), None, SECRET).unwrap()
}

fn target(folder: &Path) -> Target {
    Target { folder: folder.to_owned(), name: "KINGSTON".to_owned(), is_outside: true }
}

#[test]
fn a_copy_made_while_the_profile_is_open_opens_with_the_same_passphrase_and_is_equal() {
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut device = village(&home.path().join("profile"));
    let before = db::fingerprint(&device.db);
    let saved = copy(&mut device, &target(stick.path()), &Progress::silent()).unwrap();

    let copied = stick.path().join(&saved.name);
    let bytes = std::fs::read(copied.join("latihan.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite format"), "the copy is not encrypted");
    assert!(!saved.name.contains("Latihan") && saved.name.starts_with("Salinan Pesiar 20"), "{}", saved.name);
    let opened = Device::open(&copied, Env::machine(), None, SECRET).unwrap();
    assert_eq!(db::fingerprint(&opened.db), before);
    assert!(crate::doctor::checkup(&opened).unwrap().ok);
    drop(opened);
    assert!(matches!(
        Device::open(&copied, Env::machine(), None, "salah sama sekali ya"),
        Err(Error::WrongSecret { .. })
    ));
    assert!(last_copy_ms(&device.db).unwrap().is_some());
    assert_eq!(audit::store::count(&device.db).unwrap(), 1 + audit_before(&home.path().join("p2")));
}

/// Entries that wait in a village nobody copied.
fn audit_before(folder: &Path) -> usize {
    audit::store::count(&village(folder).db).unwrap()
}

#[test]
fn a_second_copy_leaves_the_first_alone() {
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut device = village(&home.path().join("profile"));
    let one = copy(&mut device, &target(stick.path()), &Progress::silent()).unwrap();
    let two = copy(&mut device, &target(stick.path()), &Progress::silent()).unwrap();
    assert_ne!(one.name, two.name);
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 2);
}

#[test]
fn a_copy_that_fails_or_is_stopped_leaves_nothing_there() {
    let (home, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut device = village(&home.path().join("profile"));
    let stop = Stop::default();
    let asker = stop.clone();
    let progress = Progress::counting(stop, move |step| {
        if step.stage == Stage::Comparing {
            asker.ask();
        }
    });
    // Heard at the step after the one that asked; here the copy is whole and counts.
    copy(&mut device, &target(stick.path()), &progress).unwrap();
    let asked = Stop::default();
    asked.ask();
    let error = copy(&mut device, &target(stick.path()), &Progress::new(asked, |_| {})).unwrap_err();
    assert_eq!(error.code(), "work.stopped");
    std::fs::write(home.path().join("file"), b"not a folder").unwrap();
    let error = copy(&mut device, &target(&home.path().join("file")), &Progress::silent()).unwrap_err();
    assert_eq!(error.code(), "folder.unwritable");
    assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 1);
}

#[test]
fn a_copy_that_differs_is_noticed() {
    let home = tempfile::tempdir().unwrap();
    let device = village(&home.path().join("profile"));
    let path = home.path().join("salinan.db");
    store::copy_into(&device.db, &path).unwrap();
    assert!(store::is_same(&device.db, &path).unwrap());
    device.db.execute("DELETE FROM visit WHERE id = (SELECT min(id) FROM visit)", []).unwrap();
    assert!(!store::is_same(&device.db, &path).unwrap());
}
