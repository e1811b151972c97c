//! Row ids: UUIDv7 for rows made by hand, UUIDv8 of an HMAC for rows made by an import.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::{Builder, Uuid};

/// Secret of one village, handed out at enrolment, so that two laptops importing one file make the
/// same rows while nobody outside can test whether a NIK is in a village (design.md 12).
#[derive(Clone, PartialEq, Eq)]
pub struct VillageKey([u8; 32]);

impl VillageKey {
    /// Wraps 32 random bytes made by the server.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes, for storing inside an encrypted database.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for VillageKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VillageKey(..)")
    }
}

/// Makes a UUIDv7 from a time in ms since 1970 and ten random bytes.
#[must_use]
pub fn by_hand(now_ms: i64, random: [u8; 10]) -> String {
    let millis = u64::try_from(now_ms).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
}

/// Makes the UUIDv8 of an imported row from what identifies it, e.g. `["person", nik]`.
///
/// Parts are length-prefixed, so `["ab","c"]` and `["a","bc"]` differ.
#[must_use]
pub fn imported(key: &VillageKey, parts: &[&str]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key.0) else {
        return Uuid::nil().to_string(); // HMAC takes keys of every length: cannot happen
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    let digest = mac.finalize().into_bytes();
    let mut bytes = [0u8; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// Whether a text is a UUID in the canonical form used by every row id.
#[must_use]
pub fn is_row_id(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok_and(|id| id.hyphenated().to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_laptops_with_the_village_key_make_the_same_id() {
        let key = VillageKey::new([7; 32]);
        assert_eq!(imported(&key, &["person", "x"]), imported(&key.clone(), &["person", "x"]));
        assert_ne!(imported(&key, &["person", "x"]), imported(&VillageKey::new([8; 32]), &["person", "x"]));
        assert_ne!(imported(&key, &["ab", "c"]), imported(&key, &["a", "bc"]));
    }

    #[test]
    fn ids_are_canonical_uuids_of_their_version() {
        let hand = by_hand(1_763_800_123_456, [3; 10]);
        let import = imported(&VillageKey::new([7; 32]), &["a"]);
        assert!(is_row_id(&hand) && hand.as_bytes()[14] == b'7');
        assert!(is_row_id(&import) && import.as_bytes()[14] == b'8');
        assert!(!is_row_id(&hand.to_uppercase()));
    }
}
