//! The window killed while somebody types: what was saved is there once, and what was typed comes back in its field.

use std::path::Path;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use super::desk::Desk;
use super::keyboard::{DOWN, ENTER, F2};
use super::window::Window;
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::laptop::Laptop;

const KILLS: u64 = 30;
/// A field is kept at most 300 ms after the last key; the rest is for a machine that does other things too.
const KEPT_WITHIN: Duration = Duration::from_millis(1500);
const WORDS: &str = "datang sore, bapak ke sawah, ibu di pasar, anak di rumah nenek ";

/// Puts the cursor behind what is written.
const AT_ITS_END: &str = "(() => {
    const note = document.querySelector('textarea');
    note.focus();
    note.setSelectionRange(note.value.length, note.value.length);
    return note.value;
})()";

/// What the script did before it was killed.
#[derive(Default)]
struct Typed {
    /// Everything typed into the note, and how much of it was old enough to be kept.
    all: String,
    kept: usize,
    /// The save was acknowledged on the screen.
    is_saved: bool,
}

#[tokio::test]
async fn thirty_kills_while_typing_lose_no_save_and_the_draft_comes_back() {
    let mut dice = Dice::new(7);
    let world = World::new("dicabut");
    let server = world.server();
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&world.village(300, 3).register, &[]);
    let mut before = Typed::default();
    let mut saved = 0;
    for round in 0..KILLS {
        let desk = Desk::set_up(&world.path("home"));
        let window = Window::open(&desk, ana.folder()).await;
        window.sees("Siapa yang bekerja?").await;
        window.types("#secret", &format!("{}{ENTER}", ana.secret())).await;
        window.sees("Capaian JKN per").await;
        open_the_form(&window, &before).await;
        let after = type_until_killed(&window, ana.folder(), (&mut dice, round)).await;
        saved += usize::from(after.is_saved);
        before = if after.is_saved { Typed::default() } else { after };
        drop(desk);
        assert_eq!(visits(&ana), saved, "round {round}: every acknowledged visit is there, once");
    }
    assert!(saved >= 3, "only {saved} saves in {KILLS} rounds: the test saw too little");
    ana.doctor();
}

/// A new visit, or the one that was left, with what had been typed still in its field.
async fn open_the_form(window: &Window, before: &Typed) {
    if before.kept > 0 {
        window.press_button("Lanjutkan").await;
    } else {
        window.click("Sisir").await;
        window.sees("rumah sasaran").await;
        window.types("[role=listbox]", &format!("{DOWN}{ENTER}")).await;
        window.press_button("Mulai kunjungan").await;
        window.until("document.querySelector('textarea, [role=toolbar]') !== null").await;
        // A form that was left without a word in it is open again at once.
        if window.ask("document.querySelector('textarea') === null").await == true {
            window.press_button("Berhasil, data lengkap").await;
        }
    }
    window.sees("Catatan").await;
    let note = window.ask("document.querySelector('textarea').value").await;
    let note = note.as_str().expect("a note").to_owned();
    assert!(before.all.starts_with(&note) && note.len() >= before.kept, "typed {:?}, found {note:?}", before.all);
}

/// Types on in the note and is killed at a random moment; now and then it saves first.
async fn type_until_killed(window: &Window, profile: &Path, (dice, round): (&mut Dice, u64)) -> Typed {
    let found = window.ask(AT_ITS_END).await;
    let mut typed = Typed { all: found.as_str().unwrap_or_default().to_owned(), ..Typed::default() };
    let end = Instant::now() + Duration::from_millis(dice.below(2500));
    let mut times = vec![(typed.all.len(), Instant::now() - KEPT_WITHIN)];
    for key in WORDS.chars().cycle().skip(usize::try_from(dice.below(20)).unwrap_or(0)) {
        if Instant::now() >= end {
            break;
        }
        window.press([key]).await;
        typed.all.push(key);
        times.push((typed.all.len(), Instant::now()));
    }
    if round % 4 == 3 {
        window.press([F2]).await;
        window.sees("Tersimpan: Berhasil").await;
        typed.is_saved = true;
    }
    let now = Instant::now();
    let app = app_of(profile).expect("the app is running");
    kill(app, Signal::SIGKILL).expect("it can be killed");
    // Until it is gone it still holds the profile.
    while !is_gone(app) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    typed.kept = times.iter().rev().find(|(_, at)| now - *at >= KEPT_WITHIN).map_or(0, |(length, _)| *length);
    typed
}

/// The process of the app on this profile, known by its arguments: its program may have been built anew meanwhile.
fn app_of(profile: &Path) -> Option<Pid> {
    let arguments = format!("--profile\0{}\0", profile.display());
    let found = std::fs::read_dir("/proc").expect("processes").flatten().find(|entry| {
        let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).ends_with(&arguments)
    });
    found.and_then(|entry| entry.file_name().to_str()?.parse().ok()).map(Pid::from_raw)
}

/// Ended, with every thread and file of it.
fn is_gone(process: Pid) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let is_over = stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with(['Z', 'X']));
    is_over && std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count) <= 1
}

fn visits(laptop: &Laptop) -> usize {
    let all = laptop.list("visit");
    let mut ids: Vec<&str> = all.iter().filter_map(|visit: &Value| visit["id"].as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len(), "a visit is there twice");
    all.len()
}
