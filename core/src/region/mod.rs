//! Areas of Indonesia: the official dotted codes of province, regency, district and village.

pub mod kind;
pub mod known;
pub mod name;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Length of a dotted code per level, province first.
const DOTTED: [usize; 4] = [2, 5, 8, 13];

/// How deep an area lies; a higher level is a smaller area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Provinsi, `17`.
    Province = 1,
    /// Kabupaten or kota, `17.06`.
    Regency,
    /// Kecamatan, `17.06.01`.
    District,
    /// Desa or kelurahan, `17.06.01.2001`.
    Village,
}

/// Why a text is not an area code. Codes are public, so they may be named in messages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    /// Not groups of 2, 2, 2 and 4 digits.
    #[error("`{0}` is not an area code")]
    Malformed(String),
    /// A code, but of a larger area than a village.
    #[error("`{0}` is not a village code")]
    NotVillage(String),
}

/// Code of any area, kept dotted: `17`, `17.06`, `17.06.01` or `17.06.01.2001`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaCode(String);

impl AreaCode {
    /// Reads a dotted or undotted code; spaces around it do not matter.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        let text = text.trim();
        let malformed = || RegionError::Malformed(text.chars().take(20).collect());
        let digits: String = text.chars().filter(|c| *c != '.').collect();
        let dotted = dot(&digits).ok_or_else(malformed)?;
        if text == dotted || text == digits { Ok(Self(dotted)) } else { Err(malformed()) }
    }

    /// The code as stored, sent and printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code without dots, as some offices' files want it.
    #[must_use]
    pub fn undotted(&self) -> String {
        self.0.replace('.', "")
    }

    /// How deep the area lies.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.len() {
            2 => Level::Province,
            5 => Level::Regency,
            8 => Level::District,
            _ => Level::Village,
        }
    }

    /// Whether this is a desa or kelurahan.
    #[must_use]
    pub fn is_village(&self) -> bool {
        self.level() == Level::Village
    }

    /// Whether `other` lies inside this area or is this area. Compares whole groups.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let rest = other.0.strip_prefix(self.0.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The next larger area; none above a province.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(front, _)| Self(front.to_owned()))
    }

    /// The area of this level that holds this one, or this one itself; none if it lies deeper.
    #[must_use]
    pub fn ancestor(&self, level: Level) -> Option<Self> {
        let length = DOTTED.get(level as usize - 1)?;
        self.0.get(..*length).map(|front| Self(front.to_owned()))
    }
}

/// Writes digits as a dotted code, if their number and characters allow it.
fn dot(digits: &str) -> Option<String> {
    let is_digits = digits.bytes().all(|b| b.is_ascii_digit());
    if !is_digits || ![2, 4, 6, 10].contains(&digits.len()) {
        return None;
    }
    let groups = [0..2, 2..4, 4..6, 6..10].map(|range| digits.get(range));
    Some(groups.into_iter().flatten().collect::<Vec<_>>().join("."))
}

/// Code of a desa or kelurahan, kept dotted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VillageCode(AreaCode);

impl VillageCode {
    /// Reads a dotted or undotted village code; a larger area is refused.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        AreaCode::parse(text)?.try_into()
    }

    /// The code as stored, sent and printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The village as an area.
    #[must_use]
    pub fn area(&self) -> &AreaCode {
        &self.0
    }
}

impl TryFrom<AreaCode> for VillageCode {
    type Error = RegionError;

    fn try_from(area: AreaCode) -> Result<Self, RegionError> {
        if area.is_village() { Ok(Self(area)) } else { Err(RegionError::NotVillage(area.0)) }
    }
}

impl From<VillageCode> for AreaCode {
    fn from(village: VillageCode) -> Self {
        village.0
    }
}

/// Text in, text out, the same for both codes.
macro_rules! text_code {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = RegionError;

            fn from_str(text: &str) -> Result<Self, RegionError> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = RegionError;

            fn try_from(text: String) -> Result<Self, RegionError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }
    };
}

text_code!(AreaCode);
text_code!(VillageCode);

#[cfg(test)]
mod tests;
