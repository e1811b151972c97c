//! Talks, cases and reports.

use super::Gallery;
use super::data::{Home, SECRET};
use crate::e2e::keyboard::ENTER;

/// Advokasi and Registrasi: the lists, and what a row of each opens.
pub(super) async fn talk_and_case(gallery: &mut Gallery) {
    gallery.part("Advokasi", "perlu diajak bicara").await;
    gallery.window.until("document.activeElement.getAttribute('role') === 'listbox'").await;
    gallery.look("advokasi").await;
    gallery.first_row().await;
    gallery.window.sees("Apa jawabannya?").await;
    gallery.look("bicara").await;
    gallery.choose("Menolak").await;
    gallery.window.sees("Apa alasannya?").await;
    gallery.look("bicara-menolak").await;

    gallery.part("Registrasi", "berkas berjalan").await;
    gallery.look("registrasi").await;
    gallery.first_row().await;
    gallery.window.sees("Perjalanan berkas").await;
    gallery.look("berkas").await;
    gallery.press("Diproses").await;
    gallery.window.sees("Simpan langkah").await;
    gallery.look("berkas-langkah").await;
}

/// Laporan: the page without names, and the form of its head.
pub(super) async fn report(gallery: &mut Gallery) {
    gallery.part("Laporan", "Pilih laporan").await;
    gallery.window.sees_at("//img[starts-with(@alt, 'Halaman 1')]").await;
    gallery.look("laporan").await;
    gallery.press("Ubah").await;
    gallery.window.sees("Simpan kop").await;
    gallery.look("kop").await;
    gallery.press("Batal").await;
}

/// The list of names, which the head of the village opens. Its pages are pictures; the file says what is on them.
pub(super) async fn names(gallery: &mut Gallery, home: &Home) {
    gallery.press("Petugas Latihan").await;
    gallery.press("Ganti petugas").await;
    gallery.window.sees("Siapa yang bekerja?").await;
    gallery.choose("Kepala Desa Latihan").await;
    gallery.window.types("#secret", &format!("{SECRET}{ENTER}")).await;
    gallery.window.sees("Perjalanan sasaran").await;
    gallery.part("Laporan", "Pilih laporan").await;
    gallery.choose("Daftar belum terdaftar").await;
    gallery.window.sees("Tampilkan daftar").await;
    gallery.look("nama-tertutup").await;
    gallery.press("Tampilkan daftar").await;
    gallery.window.sees_at("//img[starts-with(@alt, 'Halaman 1')]").await;
    gallery.look("nama").await;

    gallery.press("Simpan CSV").await;
    gallery.window.sees("Laporan sudah tersimpan di laptop ini").await;
    gallery.look("nama-tersimpan").await;
    assert!(home.saved("csv").contains("IMG SRC=X"), "the strange name is missing from the list of names");
}
