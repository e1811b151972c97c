//! A dot names one write: device, segment, operation.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The name of one write, printed `812:57:2`. Concurrency is judged by dots, never by clocks (sync.md 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Device number given at enrolment; 0 is the server.
    pub dev: u32,
    /// Position of the segment in that device's chain, from 1.
    pub seq: u64,
    /// Position of the operation in that segment, from 0.
    pub op: u16,
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.dev, self.seq, self.op)
    }
}

/// The text was not `device:seq:op`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a dot reads device:seq:op")]
pub struct DotError;

impl FromStr for Dot {
    type Err = DotError;

    fn from_str(text: &str) -> Result<Self, DotError> {
        let mut parts = text.split(':');
        let (Some(dev), Some(seq), Some(op), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(DotError);
        };
        let dot = Self {
            dev: dev.parse().map_err(|_| DotError)?,
            seq: seq.parse().map_err(|_| DotError)?,
            op: op.parse().map_err(|_| DotError)?,
        };
        if dot.to_string() == text { Ok(dot) } else { Err(DotError) }
    }
}

impl Serialize for Dot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Dot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_has_one_spelling() {
        let dot = Dot { dev: 812, seq: 57, op: 2 };
        assert_eq!("812:57:2".parse(), Ok(dot));
        for bad in ["", "1:2", "1:2:3:4", "01:2:3", "a:1:1", "1:2:70000", "+1:2:3"] {
            assert_eq!(bad.parse::<Dot>(), Err(DotError), "{bad}");
        }
    }
}
