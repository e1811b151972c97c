//! Periksa Laptop as a person reads it: one line a question, a verdict, and what to do.

use serde::Serialize;

use crate::device::Device;
use crate::error::Result;
use crate::progress::{Progress, Stage};
use crate::segment::store as segments;
use crate::segment::verify;
use crate::{backup, db, draft, sync};

/// Below this much room on the disk a save could fail, in bytes.
const ROOM_MIN: u64 = 500 * 1024 * 1024;
/// Clocks differ by this much before anybody is bothered, ms.
const CLOCK_MAX_MS: i64 = 10 * 60 * 1000;
/// Days without a copy outside the laptop before it says so (design.md 12).
const DAYS_MAX: i64 = 3;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CheckLine {
    /// What was looked at.
    pub name: String,
    /// Whether it is well.
    pub is_good: bool,
    /// What was found.
    pub words: String,
    /// What to do; empty if nothing.
    pub advice: String,
}

/// All answers. Holds counts and days, no name, number or place of anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Examination {
    /// Whether every line is well.
    pub is_good: bool,
    /// When, ms by the clock of this laptop.
    pub at_ms: i64,
    /// Line by line.
    pub lines: Vec<CheckLine>,
}

/// Looks at everything that can be looked at offline, and keeps the result for the report.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn run(device: &mut Device, progress: &Progress) -> Result<Examination> {
    let mut lines = vec![database(device, progress)?];
    progress.step(Stage::Chain, 0, 0)?;
    lines.push(chain(device)?);
    progress.step(Stage::Machine, 0, 0)?;
    lines.extend([room(device), clock(device)?, unsent(device)?, copies(device)?, drafts(device)?, version()]);
    let done = Examination { is_good: lines.iter().all(|line| line.is_good), at_ms: device.env.now_ms(), lines };
    device.examined = Some(done.clone());
    Ok(done)
}

fn good(name: &str, words: impl Into<String>) -> CheckLine {
    CheckLine { name: name.to_owned(), is_good: true, words: words.into(), advice: String::new() }
}

fn attention(name: &str, words: impl Into<String>, advice: &str) -> CheckLine {
    CheckLine { name: name.to_owned(), is_good: false, words: words.into(), advice: advice.to_owned() }
}

fn database(device: &Device, progress: &Progress) -> Result<CheckLine> {
    let mut problems = 0;
    for (done, check) in db::CHECKS.iter().enumerate() {
        progress.step(Stage::Database, done, db::CHECKS.len())?;
        problems += db::complaints(&device.db, check)?.len();
    }
    let name = "Basis data";
    Ok(if problems == 0 {
        good(name, "Utuh. Semua halaman terbaca dan cocok.")
    } else {
        let advice = "Jangan menghapus apa pun. Salin data ke flashdisk sekarang, lalu hubungi bantuan teknis.";
        attention(name, format!("{problems} bagian tidak cocok."), advice)
    })
}

fn chain(device: &Device) -> Result<CheckLine> {
    let chain = verify::chain(device)?;
    let name = "Riwayat simpanan";
    Ok(if chain.broken.is_empty() {
        good(name, format!("{} simpanan, semuanya utuh dan bertanda tangan.", grouped(chain.segments)))
    } else {
        let words = format!("{} dari {} simpanan tidak cocok.", chain.broken.len(), grouped(chain.segments));
        attention(name, words, "Jangan menghapus apa pun. Kirim laporan ini kepada bantuan teknis.")
    })
}

fn room(device: &Device) -> CheckLine {
    let name = "Ruang penyimpanan";
    match fs4::available_space(device.profile.folder()) {
        Ok(bytes) if bytes >= ROOM_MIN => good(name, format!("Masih {}.", size(bytes))),
        Ok(bytes) => attention(
            name,
            format!("Tinggal {}.", size(bytes)),
            "Kosongkan ruang: pindahkan foto dan film ke flashdisk. Jangan menghapus folder Pesiar.",
        ),
        Err(_) => attention(name, "Tidak dapat dibaca.", "Periksa apakah diska laptop masih terbaca."),
    }
}

/// The clock against what the province said last, and against the last save: time does not run backwards.
fn clock(device: &Device) -> Result<CheckLine> {
    let name = "Jam laptop";
    let advice = "Betulkan tanggal dan jam laptop. Data yang sudah tersimpan tetap aman.";
    let now = device.env.now_ms();
    let printed = pesiar_core::time::printed(now);
    let (head, _) = segments::head(&device.db)?;
    let newest = segments::written_at(&device.db, head)?.unwrap_or(0);
    if now + CLOCK_MAX_MS < newest {
        let words = format!("Menunjukkan {printed}, lebih awal daripada simpanan terakhir.");
        return Ok(attention(name, words, advice));
    }
    let server_ms = db::meta_int(&device.db, "server_now")?;
    let Some(synced_ms) = sync::store::last_receipt_ms(&device.db)?.filter(|_| server_ms > 0) else {
        return Ok(good(name, format!("{printed}. Belum pernah dicocokkan dengan provinsi.")));
    };
    let apart_ms = (synced_ms - server_ms).abs();
    Ok(if apart_ms <= CLOCK_MAX_MS {
        good(name, format!("{printed}. Cocok dengan jam provinsi waktu terakhir terhubung."))
    } else {
        attention(name, format!("Berbeda {} dari jam provinsi waktu terakhir terhubung.", span(apart_ms)), advice)
    })
}

fn unsent(device: &Device) -> Result<CheckLine> {
    let name = "Belum terkirim";
    if device.practice {
        return Ok(good(name, "Desa Latihan tidak pernah dikirim."));
    }
    let pending = device.pending()?;
    let since = sync::store::last_receipt_ms(&device.db)?.map(|at_ms| days(device, at_ms));
    let when = match since {
        None => "belum pernah terhubung ke provinsi".to_owned(),
        Some(0) => "terakhir terhubung hari ini".to_owned(),
        Some(days) => format!("terakhir terhubung {days} hari lalu"),
    };
    let words = if pending == 0 {
        format!("Semua sudah terkirim; {when}.")
    } else {
        format!("{} simpanan menunggu; {when}.", grouped(pending))
    };
    let is_late = pending > 0 && since.is_none_or(|days| days > 2 * DAYS_MAX);
    let advice = "Cari jaringan bila ada kesempatan, lalu buka Kirim & Terima. Pekerjaan bisa diteruskan.";
    Ok(if is_late { attention(name, words, advice) } else { good(name, words) })
}

/// Whatever is at the province is outside the laptop too; what counts is the younger of the two.
fn copies(device: &Device) -> Result<CheckLine> {
    let name = "Salinan di luar laptop";
    let copied = backup::last_copy_ms(&device.db)?;
    let is_all_sent = !device.practice && device.pending()? == 0;
    let synced = sync::store::last_receipt_ms(&device.db)?.filter(|_| is_all_sent);
    let advice = "Pasang flashdisk, lalu pakai Salin data di bawah.";
    Ok(match (copied.map(|at_ms| days(device, at_ms)), synced) {
        (_, Some(_)) => good(name, "Semua simpanan sudah ada di provinsi."),
        (Some(0), None) => good(name, "Disalin hari ini."),
        (Some(days), None) if days <= DAYS_MAX => good(name, format!("Disalin {days} hari lalu.")),
        (Some(days), None) => attention(name, format!("{days} hari belum ada salinan di luar laptop."), advice),
        (None, None) if device.practice => good(name, "Desa Latihan tidak perlu disalin."),
        (None, None) => attention(name, "Belum pernah disalin ke luar laptop.", advice),
    })
}

fn drafts(device: &Device) -> Result<CheckLine> {
    let count = draft::list(device)?.len();
    let words = if count == 0 { "Tidak ada.".to_owned() } else { format!("{count} isian menunggu diteruskan.") };
    Ok(good("Isian yang belum disimpan", words))
}

fn version() -> CheckLine {
    good("Versi", format!("Pesiar {}, susunan data {}.", env!("CARGO_PKG_VERSION"), db::SCHEMA))
}

fn days(device: &Device, at_ms: i64) -> i64 {
    (device.env.now_ms() - at_ms).max(0) / DAY_MS
}

fn span(ms: i64) -> String {
    let minutes = ms / 60_000;
    match minutes {
        0..120 => format!("{minutes} menit"),
        120..2880 => format!("{} jam", minutes / 60),
        _ => format!("{} hari", minutes / 1440),
    }
}

fn size(bytes: u64) -> String {
    let tenths = bytes / (1024 * 1024 * 1024 / 10);
    if tenths >= 10 { format!("{},{} GB", tenths / 10, tenths % 10) } else { format!("{} MB", bytes / (1024 * 1024)) }
}

/// Thousands with points, as Indonesians write them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
