//! The whole road of a village in the real window, from its files to the paper, once by keys and once by touch.

mod begin;
mod finish;
mod hand;
mod paper;
mod work;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::desk::Desk;
use super::window::Window;
use crate::world::laptop::{Laptop, SECRET};
use crate::world::server::Server;
use crate::world::{World, today};
use hand::{Agent, Hand};

const PEOPLE: u32 = 1400;
const SEED: u64 = 7;

/// A home whose Unduhan holds the village's files, as they come from the desk.
fn home_with_files(world: &World) -> PathBuf {
    let (home, village) = (world.path("home"), world.village(PEOPLE, SEED));
    let downloads = home.join("Unduhan");
    std::fs::create_dir_all(&downloads).expect("a folder");
    for file in [&village.register, &village.members] {
        let name = file.file_name().expect("a name");
        std::fs::copy(file, downloads.join(name)).expect("a copy");
    }
    home
}

/// The road as it is walked; every step asserts what the agent sees.
async fn walk(hand: Hand, size: (u32, u32), world_name: &str) {
    let world = World::new(world_name);
    let (server, home) = (world.server(), home_with_files(&world));
    let laptop = world.laptop("ana").enrolled(&server);
    let desk = Desk::set_up(&home);
    let agent = Agent { window: Window::open(&desk, laptop.folder()).await, hand };
    agent.window.resize(size.0, size.1).await;

    begin::sign_in(&agent, SECRET).await;
    begin::import(&agent).await;
    begin::population(&agent).await;
    let gap = begin::gap(&agent).await;
    let met = work::met(&agent).await;
    let name = work::talk(&agent).await;
    work::papers(&agent, &name).await;
    work::empty(&agent, &met).await;
    finish::send(&agent).await;
    let file = finish::print(&agent).await;
    assert!(file.starts_with(&home), "saved outside this person's home: {}", file.display());
    let (share, sentence) = finish::figures(&agent).await;
    assert_eq!(sentence, gap, "a promise has moved the figures of BPJS");
    one_set_of_figures(&server, &file, &share, &gap);
    agent.window.close().await;
    is_left(&laptop).await;
    laptop.doctor();
    assert_eq!(server.verify()["broken"], json!([]), "a chain broke on the road");
}

/// Waits until the closed window has let go of the profile.
async fn is_left(laptop: &Laptop) {
    let start = Instant::now();
    while laptop.run(&["doctor"]).err.contains("profile.in_use") {
        assert!(start.elapsed() < Duration::from_secs(10), "the window is closed, but the profile is still in use");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// One set of figures: on Beranda, on the paper and at the province.
fn one_set_of_figures(server: &Server, file: &Path, share: &str, gap: &str) {
    let report: Value = server.l01(&today().to_string());
    paper::says_what_the_province_says(&paper::words(file), &report);
    assert_eq!(share, paper::percent_cut(&report["cakupan"]), "Beranda and the province");
    let people = paper::indonesian(&report["gap_registered"]);
    assert!(gap.starts_with(&format!("Kurang {people} jiwa lagi")), "`{gap}`, but the province says {people}");
}

#[tokio::test]
async fn a_village_goes_from_its_files_to_the_paper_with_the_keys_alone() {
    walk(Hand::Keys, (1366, 768), "road-keys").await;
}

#[tokio::test]
async fn a_village_goes_from_its_files_to_the_paper_by_touch_on_an_upright_screen() {
    walk(Hand::Touch, (800, 1280), "road-touch").await;
}
