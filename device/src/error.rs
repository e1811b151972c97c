//! Everything that can go wrong on a device, and the small closed form that leaves for the screen.

use serde::Serialize;

use crate::exchange::workbook::file_error::FileError;

/// All failures, in detail, for us. Holds codes and counts, never a NIK or a name.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused.
    #[error("database")]
    Db(rusqlite::Error),
    /// The file system refused.
    #[error("file system")]
    Io(#[source] std::io::Error),
    /// The disk is full: nothing was saved, nothing was lost.
    #[error("disk is full")]
    DiskFull,
    /// The database cannot be read with this key, or is damaged. It is left exactly as it is.
    #[error("database cannot be read")]
    Corrupt,
    /// Written by a newer version of the app.
    #[error("database is newer than this app")]
    Newer,
    /// There is no profile in this folder.
    #[error("no profile here")]
    NoProfile,
    /// There is one already.
    #[error("profile exists")]
    ProfileExists,
    /// Another process has this profile open.
    #[error("profile is in use")]
    InUse,
    /// Wrong passphrase; the next try must wait.
    #[error("wrong secret, wait {wait_s} s")]
    WrongSecret {
        /// Seconds until the next try.
        wait_s: u64,
    },
    /// Tried before the wait was over; nothing was checked.
    #[error("wait {wait_s} s")]
    Wait {
        /// Seconds left.
        wait_s: u64,
    },
    /// Nobody is signed in.
    #[error("locked")]
    Locked,
    /// The passphrase is too short to protect the village's data.
    #[error("secret too weak")]
    WeakSecret,
    /// No such row.
    #[error("no such {what}")]
    NotFound {
        /// Noun.
        what: &'static str,
    },
    /// A rule refused what was entered.
    #[error("refused: {code} {field}")]
    Refused {
        /// Stable code.
        code: &'static str,
        /// Field it is about.
        field: String,
        /// The rule's own sentence, if it has one.
        message: Option<String>,
    },
    /// This person may not do that here.
    #[error("not allowed")]
    NotAllowed,
    /// The practice village is never sent.
    #[error("practice village")]
    Practice,
    /// Somebody asked the work to stop; everything is as it was before it began.
    #[error("stopped")]
    Stopped,
    /// The file cannot be imported at all.
    #[error("file: {0}")]
    File(#[from] FileError),
    /// The network or the server.
    #[error("sync: {0}")]
    Sync(&'static str),
    /// A document of ours could not be written or read: a bug.
    #[error("internal: {0}")]
    Internal(&'static str),
}

/// What leaves for the screen: a closed code, a sentence, where it happened, whether trying again makes sense.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Failure {
    /// Stable code `noun.reason`.
    pub code: String,
    /// Sentence in Indonesian.
    pub message: String,
    /// Field, file or step.
    #[serde(rename = "where")]
    pub place: String,
    /// Whether the same action may succeed later.
    pub retry: bool,
}

impl Error {
    /// A rule's refusal of a field.
    pub fn refused(code: &'static str, field: impl Into<String>) -> Self {
        Self::Refused { code, field: field.into(), message: None }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Db(_) | Self::Io(_) => "storage.failed",
            Self::DiskFull => "storage.full",
            Self::Corrupt => "storage.corrupt",
            Self::Newer => "storage.newer",
            Self::NoProfile => "profile.missing",
            Self::ProfileExists => "profile.exists",
            Self::InUse => "profile.in_use",
            Self::WrongSecret { .. } => "unlock.wrong",
            Self::Wait { .. } => "unlock.wait",
            Self::WeakSecret => "unlock.weak",
            Self::Locked => "unlock.locked",
            Self::NotFound { .. } => "row.not_found",
            Self::Refused { code, .. } => code,
            Self::NotAllowed => "access.denied",
            Self::Practice => "practice.never_sent",
            Self::Stopped => "work.stopped",
            Self::File(error) => error.code(),
            Self::Sync(code) => code,
            Self::Internal(_) => "app.bug",
        }
    }

    /// Whether the disk could not flush. The kernel says so once and forgets what it could not write, so this process
    /// may not claim anything more: the next one reads what is really there.
    #[must_use]
    pub fn is_flush_lost(&self) -> bool {
        use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
        let Self::Db(error) = self else { return false };
        let code = error.sqlite_error().map(|error| error.extended_code);
        matches!(code, Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC))
    }

    fn place(&self) -> String {
        match self {
            Self::Refused { field, .. } => field.clone(),
            Self::NotFound { what } | Self::Internal(what) => (*what).to_owned(),
            _ => String::new(),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseCorrupt, DiskFull, NotADatabase};
        // The index beside the log could not be lengthened: nothing but a full disk does that.
        let is_index_cut = |error: &rusqlite::ffi::Error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::DiskFull,
            _ if error.sqlite_error().is_some_and(is_index_cut) => Self::DiskFull,
            Some(DatabaseCorrupt | NotADatabase) => Self::Corrupt,
            _ => Self::Db(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded) { Self::DiskFull } else { Self::Io(error) }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let message = match error {
            Error::File(file) => file.to_string(),
            Error::Refused { message: Some(message), .. } => message.clone(),
            Error::WrongSecret { wait_s } | Error::Wait { wait_s } => {
                format!("{} Coba lagi dalam {wait_s} detik.", sentence(error.code()))
            }
            _ => sentence(error.code()).to_owned(),
        };
        let retry = matches!(error, Error::Db(_) | Error::Io(_) | Error::DiskFull | Error::InUse | Error::Sync(_));
        Self { code: error.code().to_owned(), message, place: error.place(), retry }
    }
}

/// The Indonesian sentence of a code. A test walks every code through here.
#[must_use]
pub fn sentence(code: &str) -> &'static str {
    TEXTS.iter().find(|(known, _)| *known == code).map_or("Terjadi kesalahan yang belum dikenal.", |(_, text)| text)
}

/// Every code with its sentence.
pub const TEXTS: &[(&str, &str)] = &[
    ("storage.failed", "Data belum tersimpan. Isian Anda tetap ada; coba simpan lagi."),
    ("storage.full", "Penyimpanan penuh. Isian Anda tetap ada; kosongkan ruang lalu simpan lagi."),
    ("storage.corrupt", "Basis data tidak dapat dibuka. Berkasnya tidak diubah; hubungi bantuan teknis."),
    ("storage.newer", "Data ini dibuat oleh versi aplikasi yang lebih baru. Perbarui aplikasi dahulu."),
    ("profile.missing", "Belum ada profil di folder ini. Hubungkan ke provinsi atau buka Desa Latihan."),
    ("profile.exists", "Folder ini sudah berisi profil."),
    ("profile.in_use", "Profil sedang dibuka oleh jendela lain. Tutup dahulu jendela itu."),
    ("unlock.wrong", "Kata sandi belum tepat. Tidak ada data yang dihapus."),
    ("unlock.wait", "Tunggu sebentar sebelum mencoba lagi."),
    ("unlock.weak", "Kata sandi terlalu pendek. Pakai paling sedikit 4 kata atau 12 huruf."),
    ("unlock.no_secret", "Kata sandi belum diberikan. Isi PESIAR_SECRET atau jalankan di terminal."),
    ("unlock.differs", "Kedua kata sandi tidak sama. Ulangi dari awal."),
    ("unlock.locked", "Masuk dahulu dengan kata sandi Anda."),
    ("pin.shape", "PIN terdiri dari 6 angka."),
    ("pin.simple", "PIN ini mudah ditebak. Pilih 6 angka yang tidak berurutan dan tidak berulang."),
    ("pin.birthday", "PIN ini mirip tanggal atau tahun lahir. Pilih 6 angka lain."),
    ("pin.differs", "Kedua PIN tidak sama. Ketik lagi PIN yang kedua."),
    ("pin.wrong", "PIN belum tepat."),
    ("pin.spent", "PIN sudah 5 kali salah. Masuk dengan kata sandi; tidak ada data yang dihapus."),
    ("pin.none", "PIN belum dibuat sejak aplikasi dibuka. Masuk dengan kata sandi."),
    ("preference.lock_minutes", "Waktu kunci otomatis tidak boleh lebih lama daripada ketentuan daerah."),
    ("worker.itself", "Kata sandi Anda sendiri tidak diganti dari daftar ini."),
    ("row.not_found", "Data yang dicari tidak ada di laptop ini."),
    ("row.unknown", "Data yang diubah tidak dikenal."),
    ("row.moved", "Data ini sudah pindah ke desa lain. Isian Anda tetap disimpan; serahkan ke petugas desa itu."),
    ("op.incomplete", "Keputusan ini belum lengkap, jadi belum dijalankan."),
    ("merge.itself", "Orang tidak dapat digabungkan dengan dirinya sendiri."),
    ("merge.unknown", "Orang yang dipertahankan tidak ada lagi di desa ini, jadi penggabungan belum dijalankan."),
    ("row.other_noun", "Nomor data ini sudah dipakai untuk hal lain."),
    ("row.id", "Nomor data tidak sah."),
    ("field.missing", "Isian wajib belum diisi."),
    ("field.type", "Bentuk isian tidak sesuai."),
    ("field.unknown", "Nama isian tidak dikenal."),
    ("field.append_only", "Catatan ini tidak dapat diubah; buat catatan baru."),
    ("code.unknown", "Kode isian tidak dikenal."),
    ("letterhead.too_long", "Isian kop terlalu panjang. Paling banyak 120 huruf."),
    ("nik.invalid", "NIK harus 16 angka dan bukan angka contoh."),
    ("nik.taken", "NIK sudah dipakai orang lain di desa ini. Gabungkan atau perbaiki."),
    ("kk.same_as_nik", "Nomor KK sama dengan NIK."),
    ("population.number", "Jumlah penduduk harus angka di atas nol, misalnya 1.412."),
    ("population.year", "Tahun harus empat angka, misalnya 2026."),
    ("population.source", "Pilih dari mana jumlah penduduk ini."),
    ("date.future", "Tanggal ini masih di masa depan."),
    ("case.moved_on", "Tahap berkas sudah diubah orang lain. Buka lagi berkasnya."),
    ("case.illegal_step", "Berkas tidak dapat berpindah ke tahap itu."),
    ("case.state_unknown", "Tahap berkas tidak dikenal."),
    ("case.only_from_feedback", "Tahap Terverifikasi hanya dari umpan balik BPJS."),
    ("case.nobody", "Pilih dahulu siapa yang didaftarkan."),
    ("case.no_route", "Pilih dahulu jalur pendaftarannya."),
    ("case.no_state", "Pilih dahulu sampai di mana berkasnya."),
    ("case.person_busy", "Ada anggota yang masih punya berkas lain. Selesaikan atau batalkan dahulu berkas itu."),
    ("case.already_active", "Ada anggota yang sudah aktif. Kuota hanya untuk yang belum aktif."),
    (
        "case.family_incomplete",
        "Semua anggota dalam KK yang belum aktif harus ikut didaftarkan. Pilih juga anggota yang lain.",
    ),
    ("case.step_incomplete", "Isian ini diperlukan untuk tahap itu."),
    ("case.instalment", "Nomor cicilan tidak sesuai dengan jumlah cicilan."),
    ("advocacy.no_answer", "Pilih dahulu jawabannya."),
    ("advocacy.follow_up_missing", "Pilih kapan berbicara lagi, karena masih pikir-pikir."),
    ("advocacy.follow_up_past", "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."),
    ("advocacy.reason_text", "Tulis alasan lainnya dengan singkat."),
    ("record.unreadable", "Isian tidak dapat dibaca. Kirim satu objek JSON per baris."),
    ("noun.unknown", "Jenis data tidak dikenal."),
    ("segment.too_large", "Isian terlalu besar untuk satu kali simpan."),
    ("access.denied", "Peran Anda tidak mencakup tindakan ini."),
    ("practice.never_sent", "Desa Latihan tidak pernah dikirim ke provinsi."),
    ("work.stopped", "Dihentikan. Tidak ada yang berubah; data di laptop ini tetap seperti sebelumnya."),
    ("work.running", "Pekerjaan yang sama masih berjalan. Tunggu sampai selesai atau hentikan dahulu."),
    ("report.unknown", "Laporan ini belum tersedia."),
    (
        "report.names",
        "Daftar nama hanya untuk petugas desa, kepala desa, penyelia, dan verifikator. Laporan Capaian desa tetap dapat dibuka.",
    ),
    ("report.format", "Bentuk berkas ini belum tersedia. Pilih pdf, xlsx, csv, json, atau txt."),
    (
        "import.kind_missing",
        "Jenis daftar BPJS belum disebut: lengkap atau sasaran. Tulis di berkas atau pilih saat impor.",
    ),
    ("import.date_missing", "Tanggal daftar BPJS belum disebut. Tulis \"PER TANGGAL\" di berkas atau isi saat impor."),
    ("import.format", "Bentuk berkas tidak dikenal. Pakai ekspor OpenSID atau daftar BPJS."),
    ("import.not_offered", "Pilihan berkas sudah berubah. Pilih berkasnya sekali lagi."),
    ("import.none_open", "Belum ada berkas yang dibuka. Pilih berkasnya sekali lagi."),
    ("import.no_list", "Tidak ada baris yang perlu diperbaiki."),
    ("folder.unknown", "Tempat penyimpanan itu tidak ada lagi. Pasang lagi flashdisk, lalu pilih sekali lagi."),
    ("folder.full", "Ruang di tempat itu tidak cukup. Pakai flashdisk lain atau kosongkan ruangnya dahulu."),
    ("folder.unwritable", "Berkas tidak dapat ditulis di tempat itu. Pilih tempat lain; data di laptop ini aman."),
    ("copy.differs", "Salinan tidak sama dengan aslinya dan sudah dihapus lagi. Pakai flashdisk lain."),
    ("doctor.not_run", "Jalankan pemeriksaan dahulu, lalu salin laporannya."),
    ("enrol.code", "Kode pendaftaran salah ketik. Periksa lagi huruf dan angkanya."),
    ("enrol.refused", "Kode pendaftaran tidak berlaku atau sudah kedaluwarsa. Minta kode baru."),
    ("enrol.address", "Alamat server belum benar. Contoh: pesiar.bengkuluprov.go.id:8443."),
    (
        "enrol.unreachable",
        "Server provinsi belum dapat dihubungi. Periksa alamat dan jaringan internet, lalu coba lagi dengan kode yang sama.",
    ),
    (
        "enrol.other_secret",
        "Pendaftaran yang lalu dimulai dengan kata sandi lain. Pakai kata sandi itu, atau mulai dari awal.",
    ),
    ("enrol.dead", "Kode ini sudah lima kali salah dan tidak berlaku lagi. Minta kode baru."),
    ("sync.unreachable", "Provinsi belum dapat dihubungi. Data aman di laptop ini; pekerjaan bisa diteruskan."),
    (
        "sync.not_our_server",
        "Jaringan ini menjawab dengan halaman lain, bukan server provinsi. Data aman di laptop ini.",
    ),
    ("sync.certificate", "Sertifikat server tidak dikenal. Pengiriman dihentikan; data aman di laptop ini."),
    ("sync.busy", "Server sedang sibuk. Coba lagi sebentar; data aman di laptop ini."),
    ("sync.refused", "Server menolak permintaan ini. Data aman di laptop ini; hubungi bantuan teknis."),
    ("sync.damaged", "Jawaban server terpotong. Tidak ada yang berubah; coba lagi."),
    ("sync.unknown_device", "Laptop ini tidak dikenal atau sudah dicabut oleh provinsi. Hubungi penyelia."),
    ("sync.fork", "Riwayat laptop ini berbeda dengan catatan provinsi. Data aman; hubungi bantuan teknis."),
    ("sync.not_enrolled", "Laptop ini belum terhubung ke provinsi."),
    ("sync.checksum", "Data dari provinsi akan diambil ulang pada pengiriman berikutnya."),
    (
        "sync.locked",
        "Pengiriman berhenti karena laptop dikunci. Data aman di laptop ini; sisanya terkirim pada kesempatan berikutnya.",
    ),
    ("sync.stopped", "Pengiriman dihentikan. Data aman di laptop ini; sisanya terkirim pada kesempatan berikutnya."),
    ("stream.not_assigned", "Anda tidak lagi bertugas di desa ini."),
    ("signature", "Tanda tangan catatan tidak cocok."),
    ("unreadable", "Catatan tidak dapat dibaca oleh server."),
    ("revoked", "Laptop ini sudah dicabut; catatannya menunggu pemeriksaan."),
    (
        "conflict-dead",
        "Data ini sudah dihapus atau digabungkan. Isian Anda tetap disimpan; penyelia dapat memulihkannya.",
    ),
    ("suspended", "Laptop ini sedang ditahan provinsi. Isian tetap disimpan sampai ada keputusan."),
    ("area.lost", "Laptop ini tidak lagi bertugas di desa itu. Isian tetap disimpan untuk diperiksa provinsi."),
    ("conflict", "Isian ini juga diubah orang lain. Seseorang perlu memilih isian yang benar."),
    ("app.bug", "Terjadi kesalahan di aplikasi. Data yang sudah tersimpan aman."),
];

/// Result of the device crate.
pub type Result<T> = std::result::Result<T, Error>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_sentence_that_ends_like_one() {
        for (place, (code, text)) in TEXTS.iter().enumerate() {
            assert!(text.ends_with('.') && text.len() > 15, "{code}");
            assert!(TEXTS.iter().skip(place + 1).all(|(other, _)| other != code), "{code} twice");
        }
    }

    #[test]
    fn no_error_leaves_without_a_sentence() {
        let all = [
            Error::DiskFull,
            Error::Corrupt,
            Error::Newer,
            Error::NoProfile,
            Error::ProfileExists,
            Error::InUse,
            Error::WrongSecret { wait_s: 1 },
            Error::Wait { wait_s: 1 },
            Error::WeakSecret,
            Error::Locked,
            Error::NotFound { what: "x" },
            Error::NotAllowed,
            Error::Practice,
            Error::Stopped,
            Error::Internal("x"),
            Error::Io(std::io::Error::other("x")),
        ];
        for error in &all {
            assert!(TEXTS.iter().any(|(code, _)| *code == error.code()), "{}", error.code());
        }
    }
}
