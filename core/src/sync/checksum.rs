//! The checksum of a stream: both ends add up what they hold and compare (design.md 12).

use sha2::{Digest, Sha256};

/// What one row adds: the first 8 bytes of SHA-256 over `<row id>:<rev>`. Sums wrap.
#[must_use]
pub fn of_row(row_id: &str, rev: i64) -> u64 {
    let digest = Sha256::digest(format!("{row_id}:{rev}").as_bytes());
    let mut first = [0u8; 8];
    first.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_does_not_depend_on_order_and_changes_with_a_revision() {
        let sum = |rows: &[(&str, i64)]| rows.iter().fold(0u64, |sum, (id, rev)| sum.wrapping_add(of_row(id, *rev)));
        assert_eq!(sum(&[("a", 1), ("b", 2)]), sum(&[("b", 2), ("a", 1)]));
        assert_ne!(sum(&[("a", 1), ("b", 2)]), sum(&[("a", 1), ("b", 3)]));
    }
}
