//! Signatures of requests (device key) and answers (server key).

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use sha2::{Digest, Sha256};

/// Headers of a signed request.
pub mod header {
    /// Device number.
    pub const DEVICE: &str = "x-device";
    /// Rising number of this request.
    pub const SID: &str = "x-sid";
    /// Device wall clock at sending, ms.
    pub const WALL: &str = "x-wall";
    /// Signature, hex.
    pub const SIG: &str = "x-sig";
}

/// Signs a request: method, path, sid, clock and the digest of the body as sent (compressed).
#[must_use]
pub fn sign_request(place: (&str, u64, i64), body: &[u8], key: &SigningKey) -> String {
    to_hex(&key.sign(request_text(place, body).as_bytes()).to_bytes())
}

/// Whether a request was signed by this device.
#[must_use]
pub fn is_request_signed(place: (&str, u64, i64), body: &[u8], sig_hex: &str, key: &VerifyingKey) -> bool {
    let Some(sig) = from_hex::<64>(sig_hex) else { return false };
    key.verify(request_text(place, body).as_bytes(), &Signature::from_bytes(&sig)).is_ok()
}

fn request_text((path, sid, wall): (&str, u64, i64), body: &[u8]) -> String {
    format!("POST|{path}|{sid}|{wall}|{}", to_hex(&Sha256::digest(body)))
}

/// Signs the digest of an answer's frames.
#[must_use]
pub fn sign_answer(digest: &[u8; 32], key: &SigningKey) -> [u8; 64] {
    key.sign(&[b"PSA1".as_slice(), digest].concat()).to_bytes()
}

/// Whether an answer comes from this server.
#[must_use]
pub fn is_answer_signed(digest: &[u8; 32], sig: &[u8; 64], key: &VerifyingKey) -> bool {
    key.verify(&[b"PSA1".as_slice(), digest].concat(), &Signature::from_bytes(sig)).is_ok()
}

/// Lower-case hex.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads hex of exactly `N` bytes.
#[must_use]
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0u8; N];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Reads a public key from hex.
#[must_use]
pub fn public_key(hex: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&from_hex::<32>(hex)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_covers_path_number_clock_and_body() {
        let key = SigningKey::from_bytes(&[5; 32]);
        let sig = sign_request(("/v1/sync", 3, 99), b"body", &key);
        let public = key.verifying_key();
        assert!(is_request_signed(("/v1/sync", 3, 99), b"body", &sig, &public));
        for (place, body) in [
            (("/v1/x", 3, 99), b"body"),
            (("/v1/sync", 4, 99), b"body"),
            (("/v1/sync", 3, 98), b"body"),
            (("/v1/sync", 3, 99), b"bodz"),
        ] {
            assert!(!is_request_signed(place, body, &sig, &public));
        }
    }

    #[test]
    fn hex_reads_back_and_refuses_anything_else() {
        assert_eq!(from_hex::<2>(&to_hex(&[0xab, 0x01])), Some([0xab, 0x01]));
        assert_eq!(from_hex::<2>("abc"), None);
        assert_eq!(from_hex::<2>("zz01"), None);
    }
}
