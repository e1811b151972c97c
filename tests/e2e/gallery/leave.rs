//! What is around the work: sending, the bell, drafts, settings, the doctor, and coming back by PIN.

use super::Gallery;

const PIN: &str = "482915";

/// The screens that have no part of their own, and the drafts that were left behind.
pub(super) async fn rest(gallery: &mut Gallery) {
    gallery.part("Kirim & Terima", "Desa Latihan tidak pernah dikirim").await;
    gallery.look("kirim-latihan").await;
    gallery.press("Perlu Perhatian").await;
    gallery.window.sees("Tidak ada yang perlu perhatian").await;
    gallery.look("perhatian-kosong").await;
    gallery.part("Beranda", "Belum disimpan").await;
    gallery.look("beranda-draf").await;
    gallery.press("Petugas Latihan").await;
    gallery.window.sees("Ganti petugas").await;
    gallery.look("menu").await;
    gallery.press("Pengaturan").await;
    gallery.window.sees("Petugas di laptop ini").await;
    gallery.look("pengaturan").await;
    gallery.press("Periksa Laptop").await;
    gallery.window.sees("Salin laporan ke berkas").await;
    gallery.look("periksa").await;
}

/// A PIN is made, the window locked and opened again with it.
pub(super) async fn pin(gallery: &mut Gallery) {
    gallery.press("Kembali").await;
    gallery.press("Buat PIN").await;
    gallery.window.sees("Ketik PIN sekali lagi").await;
    gallery.look("pin-buat").await;
    for label in ["PIN baru", "Ketik PIN sekali lagi"] {
        gallery.window.click_at(&format!("//label[normalize-space(.)='{label}']")).await;
        gallery.window.keys(PIN).await;
    }
    gallery.press("Simpan PIN").await;
    gallery.window.sees("Hapus PIN").await;
    gallery.press("Kunci").await;
    gallery.window.sees_at("//*[@id='pin']").await;
    gallery.look("masuk-pin").await;
    gallery.window.types("#pin", PIN).await;
    gallery.window.sees("Petugas di laptop ini").await;
}
