//! Every line has a verdict in words, and the report that leaves the laptop names nobody.

use super::*;
use crate::doctor::printed;
use crate::env::Env;
use crate::practice::{Size, open};

const SECRET: &str = "kopi sawah pagi jernih";

fn village(folder: &std::path::Path) -> Device {
    open::create(folder, Env::machine(), (Size::Families(8), 1), SECRET).unwrap();
    Device::open(folder, Env::machine(), None, SECRET).unwrap()
}

fn line<'a>(found: &'a Examination, name: &str) -> &'a CheckLine {
    found.lines.iter().find(|line| line.name == name).unwrap()
}

#[test]
fn a_sound_laptop_is_told_so_line_by_line_and_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let mut device = village(&folder.path().join("profile"));
    assert_eq!(printed::save(&device, folder.path()).unwrap_err().code(), "doctor.not_run");
    let found = run(&mut device, &Progress::silent()).unwrap();
    for name in ["Basis data", "Riwayat simpanan", "Jam laptop", "Belum terkirim", "Salinan di luar laptop", "Versi"] {
        assert!(line(&found, name).is_good, "{:?}", line(&found, name));
    }
    let saved = printed::save(&device, folder.path()).unwrap();
    let text = std::fs::read_to_string(folder.path().join("Pesiar").join(saved.name)).unwrap();
    assert!(text.contains("Basis data: baik.") && text.ends_with("tidak berisi data warga.\r\n"), "{text}");
    let people = crate::row::store::list(&device.db, pesiar_core::row::noun::Noun::Person, &[]).unwrap();
    assert!(people.iter().all(|person| !text.contains(person.text("full_name").unwrap())));
}

#[test]
fn a_clock_that_ran_backwards_and_a_broken_chain_are_told_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let mut device = village(&folder.path().join("profile"));
    let later = device.env.now_ms() + 2 * DAY_MS;
    device.db.execute("UPDATE segment SET written_at_ms = ?1", [later]).unwrap();
    device.db.execute("UPDATE segment SET sig = zeroblob(64) WHERE seq = 1", []).unwrap();
    let found = run(&mut device, &Progress::silent()).unwrap();
    assert!(!found.is_good);
    for name in ["Jam laptop", "Riwayat simpanan"] {
        assert!(!line(&found, name).is_good && !line(&found, name).advice.is_empty(), "{name}");
    }
}

#[test]
fn numbers_are_written_as_people_read_them() {
    assert_eq!([grouped(0), grouped(1_234), grouped(1_234_567)], ["0", "1.234", "1.234.567"]);
    assert_eq!([span(59 * 60_000), span(180 * 60_000), span(3 * DAY_MS)], ["59 menit", "3 jam", "3 hari"]);
    assert_eq!([size(700 * 1024 * 1024), size(3 * 1024 * 1024 * 1024)], ["700 MB", "3,0 GB"]);
}
