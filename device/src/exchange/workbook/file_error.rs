//! Why a file was refused as a whole: a stable code and an Indonesian sentence with its remedy.

/// A file that cannot be read at all. Nothing of it was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no such file.
    #[error("Berkas tidak ditemukan. Periksa nama dan letaknya, lalu pilih berkas itu lagi.")]
    NotFound,
    /// The file is there, but the system does not let us read it.
    #[error("Berkas tidak dapat dibuka. Tutup dulu berkas itu di Excel atau LibreOffice, lalu coba lagi.")]
    Unreadable,
    /// More bytes, rows, columns or cells than this app will hold in memory.
    #[error("{what}. {remedy}, lalu impor lagi.")]
    TooLarge {
        /// What is too large, naming the sheet when it is one sheet.
        what: String,
        /// What to do, without the closing words.
        remedy: &'static str,
    },
    /// Not a table at all, or a table in a form this app does not read.
    #[error(
        "Berkas ini {found}, bukan tabel. Buka berkas aslinya di Excel atau LibreOffice, simpan ulang sebagai .xlsx atau .csv, lalu impor lagi."
    )]
    WrongType {
        /// What it seems to be, in Indonesian.
        found: &'static str,
    },
    /// A workbook in a form that cannot be read within limits.
    #[error(
        "Berkas ini {found}, yang belum dapat diimpor. Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu impor lagi."
    )]
    OldFormat {
        /// What it is, in Indonesian.
        found: &'static str,
    },
    /// The workbook carries program code.
    #[error(
        "Berkas ini berisi makro (program), yang dapat merusak laptop. Buka di Excel, simpan ulang sebagai .xlsx, lalu impor lagi."
    )]
    Macro,
    /// No byte, no sheet or no filled cell.
    #[error("Berkas ini kosong. Periksa apakah datanya sudah tersimpan, lalu impor lagi.")]
    Empty,
    /// Opening it asks for a password.
    #[error(
        "Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, simpan ulang sebagai .xlsx, lalu impor lagi."
    )]
    Encrypted,
    /// Cut off in copying, or otherwise not what its type promises.
    #[error(
        "Berkas ini rusak atau tidak tersalin utuh. Minta salinan baru, atau buka di Excel dan simpan ulang sebagai .xlsx, lalu impor lagi."
    )]
    Damaged,
    /// The header row lacks a column without which nobody can be recognised.
    #[error(
        "Lembar \"{sheet}\", baris {row}: kolom {column} tidak ada pada baris judul. Tambahkan judul kolom itu, simpan, lalu impor lagi."
    )]
    MissingColumn {
        /// Name on the tab.
        sheet: String,
        /// Row of the header, counted from 1.
        row: u32,
        /// Header words looked for.
        column: String,
    },
    /// No sheet has a header row that belongs to a known layout.
    #[error(
        "Lembar \"{sheet}\": baris judul tabel tidak ditemukan dalam {within} baris pertama. Pastikan ada baris judul berisi kolom {columns}, lalu impor lagi."
    )]
    NoHeader {
        /// First sheet of the file.
        sheet: String,
        /// How many rows were looked at.
        within: usize,
        /// Header words looked for.
        columns: String,
    },
}

impl FileError {
    /// Stable code for scripts and translations.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "file.not_found",
            Self::Unreadable => "file.unreadable",
            Self::TooLarge { .. } => "file.too_large",
            Self::WrongType { .. } | Self::OldFormat { .. } => "file.wrong_type",
            Self::Macro => "file.macro",
            Self::Empty => "file.empty",
            Self::Encrypted => "file.encrypted",
            Self::Damaged => "file.damaged",
            Self::MissingColumn { .. } => "file.missing_column",
            Self::NoHeader { .. } => "file.no_header",
        }
    }
}
