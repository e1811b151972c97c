//! Before the work: the first start both ways, and Masuk.

use super::Gallery;
use super::data::SECRET;
use crate::e2e::keyboard::ENTER;

/// An empty laptop: connecting, and the way that makes a practice village.
pub(super) async fn start(gallery: &mut Gallery) {
    gallery.window.sees("Siapkan laptop ini").await;
    gallery.look("pertama").await;
    gallery.press("Hubungkan ke provinsi").await;
    gallery.window.sees("Alamat server provinsi").await;
    gallery.window.sees("Usulkan lagi").await;
    gallery.look("hubungkan").await;
    gallery.window.keys("127.0.0.1:9").await;
    gallery.window.types("input[placeholder^=XXXX]", "8888-AAAA").await;
    gallery.look("hubungkan-kode").await;
    gallery.press("Kembali").await;

    gallery.press("Desa Latihan").await;
    gallery.window.sees("Kata sandi latihan").await;
    gallery.look("latihan").await;
    gallery.choose("Kata sandi sendiri").await;
    gallery.look("latihan-sandi").await;
    gallery.choose("Kata sandi latihan").await;
    gallery.press("Buat Desa Latihan").await;
    gallery.window.sees("Siapa yang bekerja?").await;
    gallery.look("masuk-pertama").await;
}

/// Masuk: a wrong passphrase, then the right one. Ends on Beranda, the offer of a PIN put off.
pub(super) async fn sign_in(gallery: &mut Gallery) {
    gallery.window.sees("Siapa yang bekerja?").await;
    gallery.look("masuk").await;
    gallery.window.types("#secret", &format!("bukan yang benar{ENTER}")).await;
    gallery.window.sees("Kata sandi belum tepat.").await;
    gallery.look("masuk-salah").await;
    gallery.window.types("#secret", SECRET).await;
    gallery.window.click("Masuk").await;
    // The window opens where it was locked.
    gallery.part("Beranda", "Perjalanan sasaran").await;
    gallery.look("beranda-pin").await;
    gallery.press("Nanti").await;
    gallery.look("beranda").await;
}
