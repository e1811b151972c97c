//! The data and the houses: targets, import, population, the sweep, a family and a visit to it.

use super::Gallery;
use super::data::{STRANGE, STRANGE_NIK};
use crate::e2e::keyboard::{DOWN, ENTER};

/// Petakan: the list, two files brought in, and the number of residents.
pub(super) async fn data(gallery: &mut Gallery) {
    gallery.part("Petakan", "Prioritas").await;
    gallery.look("sasaran").await;
    gallery.press("Impor data").await;
    gallery.window.sees("keluarga-baru.csv").await;
    gallery.look("impor-berkas").await;

    gallery.press("keluarga-baru.csv").await;
    gallery.window.sees("Hasil pemeriksaan").await;
    gallery.look("impor-hasil").await;
    gallery.press("1 Perlu diperbaiki").await;
    gallery.window.sees("ANAK SALAH NIK").await;
    gallery.look("impor-baris").await;
    gallery.press("Kembali").await;
    gallery.press("Simpan ke Data Desa").await;
    gallery.window.sees("Sudah tersimpan di Data Desa").await;
    gallery.look("impor-selesai").await;

    gallery.press("Impor berkas lain").await;
    gallery.press("daftar-sasaran.csv").await;
    gallery.window.sees("Periksa dulu").await;
    gallery.look("impor-tanya").await;
    gallery.window.click_at("//label[.//input[@name='kind' and @value='target']]").await;
    gallery.window.click_at("(//label[.//input[@name='as_of']])[1]").await;
    gallery.press("Periksa dulu").await;
    gallery.press("Simpan ke Data Desa").await;
    gallery.window.sees("Sudah tersimpan di Data Desa").await;

    gallery.part("Petakan", "Prioritas").await;
    gallery.press("Jumlah penduduk").await;
    gallery.window.sees("Jumlah penduduk desa").await;
    gallery.look("penduduk").await;
}

/// Sisir, and the first house of the list: its sheet and the forms of a visit. Leaves a draft behind.
pub(super) async fn house(gallery: &mut Gallery) {
    gallery.part("Sisir", "rumah sasaran").await;
    gallery.window.until("document.activeElement.getAttribute('role') === 'listbox'").await;
    gallery.look("sisir").await;
    gallery.window.press([DOWN, ENTER]).await;
    gallery.window.sees("Anggota keluarga").await;
    gallery.look("keluarga").await;
    gallery.press("Mulai kunjungan").await;
    gallery.window.sees("Bagaimana hasil kunjungan ini?").await;
    gallery.look("kunjungan").await;
    gallery.press("Berhasil, data lengkap").await;
    gallery.window.sees("Siapa yang menjawab?").await;
    gallery.look("kunjungan-bertemu").await;
    gallery.press("Ganti hasil").await;
    gallery.press("Menolak diwawancarai").await;
    gallery.window.sees("Isian sudah disimpan sementara di laptop ini.").await;
    gallery.look("kunjungan-menolak").await;
}

/// The family whose head is named like a piece of a page: found, opened, and words all the way.
pub(super) async fn strange_name(gallery: &mut Gallery) {
    gallery.part("Sisir", "rumah sasaran").await;
    gallery.window.types("search input", "img src").await;
    gallery.window.sees("keluarga cocok").await;
    is_only_words(gallery).await;
    gallery.look("cari").await;
    gallery.window.types("search input", &DOWN.to_string()).await;
    gallery.window.press([ENTER]).await;
    gallery.window.sees("Anggota keluarga").await;
    is_only_words(gallery).await;
    gallery.look("keluarga-cari").await;
    full_nik_on_demand(gallery).await;
    gallery.press("Buka berkas").await;
    gallery.window.sees("Lewat jalur mana?").await;
    is_only_words(gallery).await;
    gallery.look("berkas-baru").await;
}

/// The only screen on which a whole number may be read, and only while somebody asks for it.
async fn full_nik_on_demand(gallery: &mut Gallery) {
    gallery.press("Lihat NIK").await;
    gallery.window.sees(STRANGE_NIK).await;
    gallery.window.picture("layar-nik").await;
    let faults = gallery.window.judged(false).await;
    let others: Vec<&String> = faults.iter().filter(|fault| !fault.starts_with("a full NIK")).collect();
    assert_eq!((faults.len(), others.len()), (1, 0), "the judge knows the number and nothing else: {faults:?}");
    gallery.press("Tutup").await;
    gallery.window.until("!document.body.innerText.includes('1799 9901')").await;
}

pub(super) async fn is_only_words(gallery: &Gallery) {
    gallery.window.until(&format!("document.body.innerText.includes({STRANGE:?})")).await;
    let drawn = gallery.window.ask("document.querySelectorAll('img[src=x], [onerror]').length").await;
    assert_eq!(drawn, 0, "a name became a part of the page");
}
