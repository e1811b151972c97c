//! Enrolment: the one-time code a person types, and what device and server tell each other with it.

use serde::{Deserialize, Serialize};

use crate::setting::Setting;

/// Crockford's digits: no I, L, O or U, so that a read-aloud code is typed as meant.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a typed code.
pub const CHARS: usize = 20;

/// A typed code: 8 characters of the CA's fingerprint, 4 that find the code, 6 that prove it, 2 that catch typing errors.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// First 40 bits of the SHA-256 of the CA certificate, so that first contact refuses any other server.
    pub ca: String,
    /// Finds the code at the server; five wrong secrets kill it.
    pub finder: String,
    /// Proves it.
    pub secret: String,
}

/// The text is no enrolment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an enrolment code")]
pub struct CodeError;

impl Code {
    /// Builds a code from the CA fingerprint and 10 random bytes (one character each).
    #[must_use]
    pub fn new(ca_fingerprint: &[u8; 32], random: &[u8; 10]) -> Self {
        let secret: String = random.iter().map(|byte| digit(u64::from(*byte))).collect();
        let (finder, secret) = secret.split_at(4);
        Self { ca: fingerprint(ca_fingerprint), finder: finder.to_owned(), secret: secret.to_owned() }
    }

    /// Reads what a person typed: case, spaces and dashes do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// [`CodeError`] if the length or the check characters are wrong.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).map(read_aloud).collect();
        if plain.len() != CHARS || !plain.bytes().all(|byte| DIGITS.contains(&byte)) {
            return Err(CodeError);
        }
        let (data, check) = plain.split_at(18);
        if check != check_of(data) {
            return Err(CodeError);
        }
        let (ca, rest) = data.split_at(8);
        let (finder, secret) = rest.split_at(4);
        Ok(Self { ca: ca.to_owned(), finder: finder.to_owned(), secret: secret.to_owned() })
    }

    /// What was typed so far, in groups of four as on the printed code: nothing is refused while somebody types.
    #[must_use]
    pub fn grouped(text: &str) -> String {
        let plain: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).map(read_aloud).take(CHARS).collect();
        plain.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// The first character typed that no code has, e.g. a U.
    #[must_use]
    pub fn stranger(text: &str) -> Option<char> {
        let typed = text.chars().filter(|c| c.is_alphanumeric()).map(read_aloud);
        typed.into_iter().find(|c| !u8::try_from(*c).is_ok_and(|byte| DIGITS.contains(&byte)))
    }

    /// The code as printed: five groups of four.
    #[must_use]
    pub fn printed(&self) -> String {
        let data = format!("{}{}{}", self.ca, self.finder, self.secret);
        let all: Vec<char> = data.chars().chain(check_of(&data).chars()).collect();
        all.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// Whether a CA certificate's SHA-256 is the one this code was made for.
    #[must_use]
    pub fn is_for(&self, ca_fingerprint: &[u8; 32]) -> bool {
        self.ca == fingerprint(ca_fingerprint)
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(..)")
    }
}

fn read_aloud(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn digit(number: u64) -> char {
    let place = usize::try_from(number % 32).unwrap_or(0);
    char::from(DIGITS.get(place).copied().unwrap_or(b'0'))
}

/// First 40 bits as 8 characters.
fn fingerprint(digest: &[u8; 32]) -> String {
    let bits = digest.iter().take(5).fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
    (0..8).rev().map(|place| digit(bits >> (place * 5))).collect()
}

/// Two characters from a weighted sum: catches one wrong character and two swapped ones.
fn check_of(data: &str) -> String {
    let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0) as u64;
    let sum = data.bytes().fold(7u64, |sum, byte| (sum * 37 + value(byte) + 1) % 1021);
    [digit(sum / 32), digit(sum)].iter().collect()
}

/// What a device asks with a code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// The finder of the code.
    pub finder: String,
    /// The secret of the code.
    pub secret: String,
    /// Device public key, hex.
    pub device_key: String,
    /// Worker public key, hex.
    pub worker_key: String,
    /// App version.
    pub app: String,
}

/// A village a device is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village {
    /// Dotted code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Name of the kecamatan.
    pub district: String,
    /// Name of the kabupaten or kota.
    pub regency: String,
    /// Name of the province.
    pub province: String,
    /// Key of imported row ids, hex.
    pub key: String,
}

/// What the server answers. Asking again with the same keys gets the same answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Device number.
    pub dev: u32,
    /// Worker id, e.g. `u-31`.
    pub user: String,
    /// Worker's name.
    pub name: String,
    /// Role code.
    pub role: String,
    /// Assignment revision.
    pub arev: i64,
    /// Server answer key, hex.
    pub server_key: String,
    /// Villages assigned.
    pub villages: Vec<Village>,
    /// Settings that hold there.
    pub settings: Vec<Setting>,
    /// Server time, ms.
    pub now: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::new(&[0xA7; 32], &[0, 1, 2, 30, 31, 5, 6, 7, 8, 9]);
        let printed = code.printed();
        assert_eq!(printed.len(), 24);
        assert_eq!(Code::parse(&printed.to_lowercase().replace('-', " ").replace('0', "o")), Ok(code.clone()));
        assert!(code.is_for(&[0xA7; 32]) && !code.is_for(&[0xA6; 32]));
    }

    #[test]
    fn what_is_half_typed_is_grouped_and_a_letter_that_no_code_has_is_named() {
        assert_eq!(Code::grouped("7k2m o"), "7K2M-0");
        assert_eq!(Code::grouped(""), "");
        assert_eq!(Code::grouped(&"a".repeat(30)), "AAAA-AAAA-AAAA-AAAA-AAAA");
        assert_eq!(
            (Code::stranger("7k2u"), Code::stranger("il-o 9"), Code::stranger("né")),
            (Some('U'), None, Some('é'))
        );
    }

    #[test]
    fn a_wrong_or_swapped_character_is_noticed_before_anything_is_sent() {
        let printed = Code::new(&[0xA7; 32], &[0, 1, 2, 30, 31, 5, 6, 7, 8, 9]).printed().replace('-', "");
        for place in 0..printed.len() {
            let mut bad: Vec<char> = printed.chars().collect();
            bad[place] = if bad[place] == '7' { '8' } else { '7' };
            assert_eq!(Code::parse(&bad.iter().collect::<String>()), Err(CodeError), "wrong at {place}");
        }
        for place in 1..printed.len() {
            let mut bad: Vec<char> = printed.chars().collect();
            bad.swap(place - 1, place);
            let text: String = bad.iter().collect();
            assert!(text == printed || Code::parse(&text).is_err(), "swapped at {place}");
        }
    }
}
