//! Doors and locks, on real profiles in temporary folders.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use pesiar_core::access::Role;
use pesiar_core::time::Clock;
use tempfile::TempDir;

use super::first::Secret;
use super::*;
use crate::practice::{Size, open};
use crate::preference::TextSize;
use crate::vault::Vault;
use crate::{audit, segment};

const SECRET: &str = "kopi sawah pagi jernih";
const PIN: &str = "481592";
const AGENT: &str = "u-latihan";
const HEAD: &str = "u-kepala";

struct Set(AtomicI64);

impl Clock for Set {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A small practice village in the chosen folder, a locked session on it, and its clock.
struct House {
    home: TempDir,
    session: Session,
    clock: Arc<Set>,
}

impl House {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let clock = Arc::new(Set(AtomicI64::new(1_795_000_000_000)));
        let env = Env { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..Env::machine() };
        let folder = home.path().join("profile");
        open::create(&folder, env.clone(), (Size::Families(4), 1), SECRET).unwrap();
        Self { session: Session::new(&folder, env), home, clock }
    }

    fn signed_in(worker: &str) -> Self {
        let mut house = Self::new();
        house.session.unlock(worker, SECRET).unwrap();
        house
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }
}

fn code<T>(done: Result<T>) -> String {
    done.map_or_else(|error| error.code().to_owned(), |_| "done".to_owned())
}

#[test]
fn whoever_signs_in_is_who_writes() {
    let mut house = House::signed_in(AGENT);
    let status = house.session.status().unwrap();
    assert_eq!((status.worker_name.as_str(), status.role_label.as_str()), ("Petugas Latihan", "Agen PESIAR"));
    assert_eq!(status.workers.len(), 2);
    house.session.unlock(HEAD, SECRET).unwrap();
    let status = house.session.status().unwrap();
    assert_eq!((status.worker_id.as_deref(), status.role.as_str()), (Some(HEAD), "village_head"));
    let device = house.session.device().unwrap();
    assert_eq!((device.author.user.as_str(), device.author.role), (HEAD, Role::VillageHead));
    audit::note(device, pesiar_core::audit::Action::Print, "L01", 1, "").unwrap();
    house.session.unlock(AGENT, SECRET).unwrap();
    let device = house.session.device().unwrap();
    let heads = segment::store::authors(&device.db).unwrap();
    assert!(heads.contains(&HEAD.to_owned()), "the entry was written by whoever did it: {heads:?}");
    assert_eq!(segment::verify::chain(device).unwrap().broken, [0u64; 0], "two hands, one sound chain");
}

#[test]
fn a_pin_opens_again_until_it_was_wrong_five_times() {
    let mut house = House::signed_in(AGENT);
    assert_eq!(code(house.session.set_pin("111111", "111111")), "pin.simple");
    assert_eq!(code(house.session.set_pin(PIN, "481593")), "pin.differs");
    house.session.set_pin(PIN, PIN).unwrap();
    house.session.lock().unwrap();
    assert_eq!(code(house.session.device().map(|_| ())), "unlock.locked");
    assert_eq!(code(house.session.unlock_by_pin(HEAD, PIN)), "pin.none", "a PIN is one person's");
    house.session.unlock_by_pin(AGENT, PIN).unwrap();
    house.session.device().unwrap();
    house.session.lock().unwrap();
    for _ in 0..4 {
        assert_eq!(code(house.session.unlock_by_pin(AGENT, "000007")), "pin.wrong");
        house.pass(8);
    }
    assert_eq!(house.session.status().unwrap().workers[0].pin_tries, Some(1));
    assert_eq!(code(house.session.unlock_by_pin(AGENT, "000007")), "pin.spent");
    house.pass(60);
    assert_eq!(code(house.session.unlock_by_pin(AGENT, PIN)), "pin.none");
    assert_eq!(house.session.status().unwrap().workers[0].pin_tries, None);
    house.session.unlock(AGENT, SECRET).unwrap();
}

#[test]
fn a_pin_is_in_memory_and_nowhere_else() {
    let mut house = House::signed_in(AGENT);
    let before = files(&house);
    house.session.set_pin(PIN, PIN).unwrap();
    assert_eq!(files(&house), before, "making a PIN changed a file");
    house.session.sign_out().unwrap();
    assert_eq!(code(house.session.unlock_by_pin(AGENT, PIN)), "pin.none", "signing out keeps no key");
    let mut again = Session::new(&house.home.path().join("profile"), Env::machine());
    assert_eq!(code(again.unlock_by_pin(AGENT, PIN)), "pin.none");
}

fn files(house: &House) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let entries = std::fs::read_dir(house.home.path().join("profile")).unwrap().map(|entry| entry.unwrap());
    let mut all: Vec<_> = entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn the_screen_locks_when_nobody_is_there_and_waits_longer_over_a_form() {
    let mut house = House::signed_in(AGENT);
    house.pass(299);
    house.session.used("home").unwrap();
    house.pass(299);
    assert!(house.session.device().is_ok());
    assert_eq!(house.session.status().unwrap().lock_in_seconds, Some(1), "a command is no use");
    house.pass(1);
    assert_eq!(code(house.session.device().map(|_| ())), "unlock.locked");
    assert_eq!(code(house.session.used("home")), "unlock.locked", "too late");
    let status = house.session.status().unwrap();
    assert!(!status.unlocked && status.village_name.is_empty() && status.worker_id.as_deref() == Some(AGENT));
    assert!(house.session.background().is_ok(), "a sync goes on");

    house.session.unlock(AGENT, SECRET).unwrap();
    house.session.used("visit").unwrap();
    house.pass(899);
    assert!(house.session.device().is_ok());
    house.pass(1);
    assert!(house.session.device().is_err());
}

#[test]
fn nothing_is_written_while_locked_even_by_what_goes_on() {
    let mut house = House::signed_in(AGENT);
    house.session.lock().unwrap();
    let device = house.session.background().unwrap();
    audit::note(device, pesiar_core::audit::Action::Print, "L01", 1, "").unwrap();
    assert_eq!(code(audit::flush(device)), "unlock.locked");
}

#[test]
fn a_person_may_lock_earlier_than_the_area_asks_but_not_later() {
    let mut house = House::signed_in(AGENT);
    let wanted = |minutes| Preferences { lock_minutes: Some(minutes), ..Preferences::default() };
    assert_eq!(code(house.session.prefer(wanted(6))), "preference.lock_minutes");
    assert_eq!(code(house.session.prefer(wanted(0))), "preference.lock_minutes");
    house.session.prefer(Preferences { text_size: TextSize::Large, ..wanted(2) }).unwrap();
    assert_eq!(house.session.settings().unwrap().lock_minutes, 2);
    house.pass(120);
    assert_eq!(code(house.session.settings()), "unlock.locked");
    let mut again = Session::new(&house.home.path().join("profile"), Env::machine());
    assert_eq!(again.status().unwrap().preferences.text_size, TextSize::Large, "known before anybody signs in");
}

#[test]
fn the_village_head_replaces_a_forgotten_passphrase_on_record() {
    let mut house = House::signed_in(AGENT);
    let fresh = "air bening di desa";
    assert_eq!(code(house.session.reset_worker(HEAD, SECRET, fresh, fresh)), "access.denied");
    house.session.unlock(HEAD, SECRET).unwrap();
    assert_eq!(code(house.session.reset_worker(HEAD, SECRET, fresh, fresh)), "worker.itself");
    assert_eq!(code(house.session.reset_worker(AGENT, SECRET, "pendek", "pendek")), "unlock.weak");
    assert_eq!(code(house.session.reset_worker(AGENT, SECRET, fresh, SECRET)), "unlock.differs");
    assert_eq!(code(house.session.reset_worker(AGENT, "bukan kata sandi saya", fresh, fresh)), "unlock.wrong");
    house.pass(2);
    let written = segment::store::head(&house.session.device().unwrap().db).unwrap().0;
    house.session.reset_worker(AGENT, SECRET, fresh, fresh).unwrap();
    let device = house.session.device().unwrap();
    assert_eq!(segment::store::head(&device.db).unwrap().0, written + 1, "on record");
    assert_eq!(code(house.session.unlock(AGENT, SECRET)), "unlock.wrong");
    house.pass(2);
    house.session.unlock(AGENT, fresh).unwrap();
    assert_eq!(segment::verify::chain(house.session.device().unwrap()).unwrap().broken, [0u64; 0]);
}

#[test]
fn the_practice_village_lives_beside_ones_own_and_each_has_its_door() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("desa");
    let mut session = Session::new(&folder, Env::machine());
    let status = session.status().unwrap();
    assert!(!status.profile_exists && status.can_connect && status.can_practise && !status.has_both);
    let mut steps = Vec::new();
    let secret = Secret { first: SECRET, repeated: SECRET };
    session.first().practise(Some(&secret), |step| steps.push(step)).unwrap();
    assert_eq!(steps.len(), usize::try_from(open::Step::COUNT).unwrap());
    session.enter(true, AGENT, SECRET).unwrap();
    let status = session.status().unwrap();
    assert!(status.practice && status.unlocked && status.can_connect && !status.can_practise);
    assert!(home.path().join("desa-latihan").join("latihan.db").exists() && !folder.join("vault.json").exists());
    assert_eq!(code(session.choose(false)), "profile.missing");
    assert_eq!(code(session.first().practise(None, |_| ())), "profile.in_use");
    session.close().unwrap();
    assert_eq!(code(session.first().practise(None, |_| ())), "profile.exists");
}

#[test]
fn keys_of_an_enrolment_that_was_never_answered_are_no_village_and_can_be_laid_aside() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("desa");
    std::fs::create_dir(&folder).unwrap();
    Vault::create(&Env::machine(), SECRET, false).unwrap().0.save(&folder).unwrap();
    let mut session = Session::new(&folder, Env::machine());
    assert!(!session.status().unwrap().profile_exists);
    let code_typed = pesiar_core::enrolment::Code::new(&[1; 32], &[2; 10]).printed();
    let other = "kata sandi yang lain";
    let secret = Secret { first: other, repeated: other };
    let connect = |session: &Session| code(session.first().connect("localhost:1", &code_typed, &secret));
    assert_eq!(connect(&session), "enrol.other_secret");
    session.first().start_over().unwrap();
    assert_eq!(connect(&session), "enrol.unreachable");
    let aside = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    assert!(aside.filter(|path| path.is_dir()).all(|path| path.join("vault.json").exists()), "nothing is deleted");
    open::create(&home.path().join("desa-latihan"), Env::machine(), (Size::Families(2), 1), SECRET).unwrap();
    let finished = Session::new(&home.path().join("desa-latihan"), Env::machine());
    assert_eq!(code(finished.first().start_over()), "profile.exists");
}

#[test]
fn a_damaged_practice_village_keeps_nobody_from_their_own() {
    let house = House::new();
    let beside = house.home.path().join("profile-latihan");
    std::fs::create_dir(&beside).unwrap();
    std::fs::write(beside.join("vault.json"), b"{").unwrap();
    let mut session = Session::new(&house.home.path().join("profile"), Env::machine());
    assert!(session.status().unwrap().profile_exists);
    std::fs::write(house.home.path().join("profile").join("vault.json"), b"{").unwrap();
    assert_eq!(code(session.status()), "storage.corrupt");
}

#[test]
fn a_village_that_is_open_elsewhere_says_so_at_the_door() {
    let mut house = House::signed_in(AGENT);
    let mut second = Session::new(&house.home.path().join("profile"), Env::machine());
    assert!(second.status().unwrap().in_use);
    assert_eq!(code(second.unlock(AGENT, SECRET)), "profile.in_use");
    house.session.lock().unwrap();
    assert!(second.status().unwrap().in_use, "a locked window still has it open");
    house.session.sign_out().unwrap();
    assert!(!second.status().unwrap().in_use);
    second.unlock(AGENT, SECRET).unwrap();
}
