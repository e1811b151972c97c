//! The list of contents of a zip file, read before anything is unpacked.

use super::file_error::FileError;

/// Name and unpacked size of one file inside the archive, as declared.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) unpacked: u64,
}

const END_LEN: usize = 22;
const ENTRY_LEN: usize = 46;
const COMMENT_LEN_MAX: usize = 65_535;
const END_SIGN: &[u8] = b"PK\x05\x06";
const ENTRY_SIGN: &[u8] = b"PK\x01\x02";
const ZIP64_FIELD: u16 = 1;

/// Reads the central directory.
///
/// The declared sizes bound the real ones: the zip reader below calamine ends an entry with an
/// error at the first byte beyond its declared size (a test here forges one). So that both
/// readers see the same directory, a file with two possible directories counts as damaged.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, FileError> {
    directory(bytes).ok_or(FileError::Damaged)
}

fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let end = end_record(bytes)?;
    let count = number(bytes, end + 10, 2)?;
    let length = usize::try_from(number(bytes, end + 12, 4)?).ok()?;
    let start = usize::try_from(number(bytes, end + 16, 4)?).ok()?;
    if start.checked_add(length)? != end {
        return None;
    }
    let mut at = start;
    let mut found = Vec::new();
    while at < end {
        let (entry, next) = entry(bytes, at)?;
        found.push(entry);
        at = next;
    }
    (found.len() as u64 == count).then_some(found)
}

/// Where the only end record stands; `None` when there is none or more than one.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(END_LEN + COMMENT_LEN_MAX);
    let tail = bytes.get(from..)?;
    let mut at = tail.windows(END_SIGN.len()).enumerate().filter(|(_, window)| *window == END_SIGN);
    let (only, None) = (at.next()?.0, at.next()) else {
        return None;
    };
    Some(from + only)
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if bytes.get(at..at + 4)? != ENTRY_SIGN {
        return None;
    }
    let length = |offset| usize::try_from(number(bytes, at + offset, 2)?).ok();
    let (name_len, extra_len, comment_len) = (length(28)?, length(30)?, length(32)?);
    let name = bytes.get(at + ENTRY_LEN..at + ENTRY_LEN + name_len)?;
    let extra_at = at + ENTRY_LEN + name_len;
    let extra = bytes.get(extra_at..extra_at + extra_len)?;
    let unpacked = match number(bytes, at + 24, 4)? {
        0xFFFF_FFFF => zip64_size(extra)?,
        size => size,
    };
    let name = String::from_utf8_lossy(name).into_owned();
    Some((Entry { name, unpacked }, extra_at + extra_len + comment_len))
}

/// The 64-bit unpacked size, which comes first in its extra field.
fn zip64_size(extra: &[u8]) -> Option<u64> {
    let mut at = 0;
    loop {
        let length = usize::try_from(number(extra, at + 2, 2)?).ok()?;
        if number(extra, at, 2)? == u64::from(ZIP64_FIELD) {
            return number(extra, at + 4, 8);
        }
        at += 4 + length;
    }
}

/// A little-endian number of `length` bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let field = bytes.get(at..at.checked_add(length)?)?;
    Some(field.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}
