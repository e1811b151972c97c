//! A practice village in the window: signing in, where the village stands, and finding a family.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use super::desk::Desk;
use super::window::{Window, built};

const SECRET: &str = "kopi sawah pagi jernih";
const FAMILIES: u32 = 300;
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const END: &str = "\u{e010}";

/// A practice village of 300 families in a folder of its own.
fn practice() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("profile");
    let made = Command::new(built("pesiar-field"))
        .arg("--profile")
        .arg(&profile)
        .args(["practice", "--seed", "7", "--families", &FAMILIES.to_string()])
        .env("PESIAR_SECRET", SECRET)
        .output()
        .expect("pesiar-field runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (home, profile)
}

/// The window on that village, signed in.
async fn signed_in(desk: &Desk, profile: &Path) -> Window {
    let window = Window::open(desk, profile).await;
    window.sees("DESA LATIHAN - DATA CONTOH").await;
    window.types("#secret", &format!("{SECRET}{ENTER}")).await;
    window.sees("Capaian JKN per").await;
    window
}

#[tokio::test]
async fn a_wrong_secret_is_told_calmly_and_the_right_one_opens_beranda() {
    let (home, profile) = practice();
    let desk = Desk::set_up(home.path());
    let window = Window::open(&desk, &profile).await;

    window.types("#secret", &format!("bukan yang benar{ENTER}")).await;
    window.sees("Kata sandi belum tepat.").await;
    window.sees("Tidak ada data yang dihapus.").await;
    window.picture("wrong-secret").await;
    // The first wait is one second; the button says so until it is over.
    window.types("#secret", SECRET).await;
    window.click("Masuk").await;

    window.sees("Terdaftar").await;
    window.sees("Perjalanan sasaran").await;
    window.sees("Tersimpan di laptop ini - ").await;
    window.picture("beranda").await;

    window.click("Kunci").await;
    window.sees("Siapa yang bekerja?").await;
    assert!(!window.text("body").await.contains("Capaian"), "a locked window shows figures");
    window.close().await;
}

#[tokio::test]
async fn a_family_is_found_with_the_keyboard_alone() {
    let (home, profile) = practice();
    let desk = Desk::set_up(home.path());
    let window = signed_in(&desk, &profile).await;

    window.press_control('k').await;
    assert_eq!(window.focused().await, "Cari keluarga");
    window.types("search input", DOWN).await;
    window.sees(&format!("{FAMILIES} keluarga")).await;
    window.types("[role=listbox]", END).await;
    let last = format!("[aria-posinset='{FAMILIES}'][aria-selected=true]");
    let name = window.text(&format!("{last} .name")).await;
    window.picture("keluarga").await;

    window.types("[role=listbox]", ESCAPE).await;
    window.types("search input", &name).await;
    window.sees("keluarga cocok").await;
    window.sees(&name).await;
    window.picture("cari").await;

    window.types("search input", &format!("{ESCAPE}{ESCAPE}")).await;
    window.sees("Capaian JKN per").await;
    window.close().await;
}

#[tokio::test]
async fn the_list_draws_a_screenful_and_shows_no_full_nik() {
    let (home, profile) = practice();
    let desk = Desk::set_up(home.path());
    let window = signed_in(&desk, &profile).await;

    window.click("Sisir").await;
    window.click("Semua keluarga").await;
    window.sees(&format!("{FAMILIES} keluarga")).await;
    for (width, height, name) in [(1366, 768, "keluarga-lebar"), (800, 1280, "keluarga-tegak")] {
        window.resize(width, height).await;
        window.sees("orang").await;
        let drawn = window.ask("document.querySelectorAll('[role=option]').length").await.as_u64();
        assert!(drawn.is_some_and(|rows| (5..=100).contains(&rows)), "{drawn:?} rows at {width} x {height}");
        assert_eq!(window.ask("/[0-9]{16}/.test(document.body.textContent)").await, json!(false), "a full NIK");
        assert_eq!(window.ask("document.documentElement.scrollWidth").await, json!(width), "wider than the window");
        window.picture(name).await;
    }

    window.click("Beranda").await;
    window.sees("Perjalanan sasaran").await;
    window.picture("beranda-tegak").await;
    window.close().await;
}
