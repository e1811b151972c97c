//! Hash chain and signatures: what makes a segment provable (sync.md 2.1).

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};

/// SHA-256 of a chain up to a segment; `hash[0]` is 32 zero bytes.
pub type Hash = [u8; 32];
/// The hash before the first segment.
pub const GENESIS: Hash = [0; 32];
/// Domain tag, so that a segment signature can be mistaken for nothing else.
const TAG: &[u8; 4] = b"PSG1";

/// A segment with its place in the chain and its author's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Device number.
    pub dev: u32,
    /// Position in the chain.
    pub seq: u64,
    /// The signed bytes.
    pub body: Vec<u8>,
    /// Chain hash including this body.
    pub hash: Hash,
    /// Ed25519 by the worker's key over `PSG1 || hash`.
    pub sig: [u8; 64],
}

/// The chain hash after `body`.
#[must_use]
pub fn link(previous: &Hash, body: &[u8]) -> Hash {
    Sha256::new().chain_update(previous).chain_update(body).finalize().into()
}

/// Signs a chain hash with the worker's key.
#[must_use]
pub fn sign(hash: &Hash, key: &SigningKey) -> [u8; 64] {
    key.sign(&[TAG.as_slice(), hash].concat()).to_bytes()
}

/// Whether `sig` is this worker's signature of this chain hash.
#[must_use]
pub fn is_signed_by(hash: &Hash, sig: &[u8; 64], key: &VerifyingKey) -> bool {
    key.verify(&[TAG.as_slice(), hash].concat(), &Signature::from_bytes(sig)).is_ok()
}

/// Links and signs a body.
#[must_use]
pub fn seal(place: (u32, u64), body: Vec<u8>, previous: &Hash, key: &SigningKey) -> Sealed {
    let hash = link(previous, &body);
    Sealed { dev: place.0, seq: place.1, sig: sign(&hash, key), body, hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_breaks_the_chain_and_the_signature() {
        let key = SigningKey::from_bytes(&[9; 32]);
        let first = seal((1, 1), b"{}".to_vec(), &GENESIS, &key);
        let second = seal((1, 2), b"{}".to_vec(), &first.hash, &key);
        assert!(is_signed_by(&second.hash, &second.sig, &key.verifying_key()));
        assert_ne!(first.hash, second.hash, "equal bodies at different places differ");
        assert_ne!(link(&first.hash, b"{ }"), second.hash);
        let other = SigningKey::from_bytes(&[8; 32]).verifying_key();
        assert!(!is_signed_by(&second.hash, &second.sig, &other));
    }
}
