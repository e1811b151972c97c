//! What kind of file this is, told from its bytes and never from its name.

use super::archive;
use super::file_error::FileError;

/// A kind of file this app can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Text,
}

/// Unpacked size above which an archive is taken for a bomb.
const UNPACKED_MAX: u64 = 300 * 1024 * 1024;

/// Recognises the kind, or says why the file is refused.
pub(super) fn recognise(bytes: &[u8]) -> Result<Kind, FileError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive_kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound_kind(bytes);
    }
    match foreign(bytes) {
        Some(found) => Err(FileError::WrongType { found }),
        None => Ok(Kind::Text),
    }
}

fn archive_kind(bytes: &[u8]) -> Result<Kind, FileError> {
    let entries = archive::entries(bytes)?;
    let unpacked = entries.iter().try_fold(0u64, |sum, entry| sum.checked_add(entry.unpacked));
    if unpacked.is_none_or(|total| total > UNPACKED_MAX) {
        return Err(FileError::TooLarge {
            what: "Isi berkas setelah dibuka lebih dari 300 MB".to_owned(),
            remedy: "Hapus lembar, gambar dan format yang tidak perlu, simpan ulang sebagai .xlsx",
        });
    }
    let has = |name: &str| entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name));
    let found = if entries.iter().any(|e| e.name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(FileError::Macro);
    } else if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    } else if has("content.xml") && has("mimetype") {
        return Err(FileError::OldFormat { found: "buku kerja LibreOffice (.ods)" });
    } else if has("xl/workbook.bin") {
        "buku kerja .xlsb"
    } else if has("word/document.xml") {
        "dokumen Word"
    } else if has("ppt/presentation.xml") {
        "presentasi"
    } else {
        "arsip zip"
    };
    Err(FileError::WrongType { found })
}

/// An old Office file: a table, a text, or the wrapping of an encrypted new one.
fn compound_kind(bytes: &[u8]) -> Result<Kind, FileError> {
    if has_stream(bytes, "EncryptedPackage") {
        Err(FileError::Encrypted)
    } else if has_stream(bytes, "_VBA_PROJECT_CUR") {
        Err(FileError::Macro)
    } else if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        // Read whole, one far corner cell of either format can take gigabytes: not on a laptop of 4 GB.
        Err(FileError::OldFormat { found: "buku kerja Excel lama (.xls)" })
    } else if has_stream(bytes, "WordDocument") {
        Err(FileError::WrongType { found: "dokumen Word" })
    } else {
        Err(FileError::WrongType { found: "berkas Office lain" })
    }
}

/// Whether a directory entry of a compound file has this name: UTF-16 at a multiple of 128 bytes.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

/// The Indonesian name of a well-known kind that is no table.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF", "dokumen PDF"),
        (b"\xFF\xD8\xFF", "foto atau gambar"),
        (b"\x89PNG", "foto atau gambar"),
        (b"GIF8", "foto atau gambar"),
        (b"BM", "foto atau gambar"),
        (b"RIFF", "gambar, suara atau video"),
        (b"{\\rtf", "dokumen teks"),
        (b"Rar!", "arsip rar"),
        (b"7z\xBC\xAF", "arsip 7z"),
        (b"PK\x05\x06", "arsip zip"),
        (b"SQLite format 3", "basis data"),
    ];
    let binary = |sign: &[u8]| sign != b"BM" || bytes.contains(&0);
    let known = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign) && binary(sign));
    if let Some((_, name)) = known {
        return Some(name);
    }
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).trim_ascii_start();
    if text.starts_with(b"<") {
        Some("halaman web yang diberi nama tabel")
    } else if !is_wide && bytes.contains(&0) {
        Some("berisi data yang tidak dikenal")
    } else {
        None
    }
}
