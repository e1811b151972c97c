//! Row ids: UUIDv8 of a random seed and a number for rows made by hand, so that a segment need not send them; UUIDv8 of
//! an HMAC for rows made by an import. Frozen with the sync format (design.md 12).

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

/// The random part of rows made by hand in one save.
pub type Seed = [u8; 8];

/// The id of the `n`th row made by hand with a seed: 60 bits, version, variant, 4 bits, zeros, `n`. The zeros are what
/// makes the rows of one save share a prefix and compress to almost nothing.
#[must_use]
pub fn by_hand(seed: Seed, n: u16) -> String {
    let [a, b, c, d, e, f, g, h] = seed;
    let [high, low] = n.to_be_bytes();
    Builder::from_custom_bytes([a, b, c, d, e, f, g, h, 0, g >> 4, 0, 0, 0, 0, high, low]).into_uuid().to_string()
}

/// Seed and number of an id made by hand; none of another kind of id.
#[must_use]
pub fn seed_of(id: &str) -> Option<(Seed, u16)> {
    let [a, b, c, d, e, f, g, h, _, nibble, .., high, low] = Uuid::try_parse(id).ok()?.into_bytes();
    let (seed, n) = ([a, b, c, d, e, f, g & 0x0f | nibble << 4, h], u16::from_be_bytes([high, low]));
    (by_hand(seed, n) == id).then_some((seed, n))
}

/// The ids of rows made in one save: the first is given (a form's own), the others follow it.
#[derive(Debug, Clone)]
pub struct Siblings {
    seed: Seed,
    next: u16,
}

impl Siblings {
    /// Ids that follow `first`, or of a new `seed` if `first` was not made by hand here.
    #[must_use]
    pub fn after(first: &str, seed: Seed) -> Self {
        seed_of(first).map_or(Self { seed, next: 0 }, |(seed, n)| Self { seed, next: n.saturating_add(1) })
    }

    /// The next id.
    pub fn next_id(&mut self) -> String {
        let id = by_hand(self.seed, self.next);
        self.next = self.next.saturating_add(1);
        id
    }
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
        let hand = by_hand([0xf3; 8], 5);
        let import = imported(&VillageKey::new([7; 32]), &["a"]);
        assert_eq!(hand, "f3f3f3f3-f3f3-83f3-800f-000000000005");
        assert!(is_row_id(&hand) && hand.as_bytes()[14] == b'8');
        assert!(is_row_id(&import) && import.as_bytes()[14] == b'8');
        assert!(!is_row_id(&hand.to_uppercase()));
    }

    #[test]
    fn an_id_made_by_hand_gives_its_seed_back_and_an_imported_one_has_none() {
        for seed in [[0; 8], [0xff; 8], [1, 2, 3, 4, 5, 6, 0x97, 8]] {
            assert_eq!(seed_of(&by_hand(seed, 700)), Some((seed, 700)));
        }
        assert_eq!(seed_of(&imported(&VillageKey::new([7; 32]), &["a"])), None);
        let mut siblings = Siblings::after(&by_hand([7; 8], 0), [9; 8]);
        assert_eq!(siblings.next_id(), by_hand([7; 8], 1));
        assert_eq!(Siblings::after("0193a0d0-7c00-7000-8000-000000000001", [9; 8]).next_id(), by_hand([9; 8], 0));
    }
}
