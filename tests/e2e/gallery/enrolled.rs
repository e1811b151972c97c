//! A laptop that is connected: what it sent and received, and a number that two laptops say differently.

use serde_json::json;

use super::{Gallery, SIZES};
use crate::e2e::desk::Desk;
use crate::e2e::keyboard::ENTER;
use crate::e2e::window::Window;
use crate::world::World;
use crate::world::laptop::{SECRET, sync_until_quiet};

/// Two numbers that no practice village has.
const OURS: &str = "1799991203850911";
const THEIRS: &str = "1799991203850922";

#[tokio::test]
async fn a_connected_laptop_shows_what_it_sent_and_what_needs_attention() {
    let world = World::new("gallery");
    let server = world.server();
    let [ana, budi] = ["ana", "budi"].map(|name| world.laptop(name).enrolled(&server));
    let village = world.village(300, 7);
    for laptop in [&ana, &budi] {
        laptop.import(&village.register, &[]);
    }
    sync_until_quiet(&[&ana, &budi]);
    let person = ana.list("person").into_iter().find(|person| person["nik"].is_string()).expect("somebody with a NIK");
    for (laptop, nik) in [(&ana, OURS), (&budi, THEIRS)] {
        laptop.record("person", &json!({"id": person["id"], "nik": nik}));
    }
    budi.sync();

    let home = world.path("home");
    std::fs::create_dir_all(&home).expect("a folder");
    let desk = Desk::set_up(&home);
    let mut gallery = Gallery::new(Window::open(&desk, ana.folder()).await, SIZES);
    gallery.window.call_the_judge().await;
    gallery.window.types("#secret", &format!("{SECRET}{ENTER}")).await;
    gallery.press("Nanti").await;
    gallery.window.sees("Capaian JKN").await;
    gallery.look("beranda-baru").await;

    gallery.part("Kirim & Terima", "Kirim & terima sekarang").await;
    gallery.look("kirim").await;
    gallery.press("Kirim & terima sekarang").await;
    gallery.window.sees_at("//ol/li").await;
    gallery.look("kirim-tanda").await;
    gallery.press("Perlu Perhatian").await;
    gallery.window.sees("Buka keluarga").await;
    gallery.look("perhatian").await;
    gallery.close().await;
}
