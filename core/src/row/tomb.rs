//! A tombstone: a row that is gone for good. Never forgotten by the server, so that nothing revives it by accident.

use serde::{Deserialize, Serialize};

use super::Row;
use super::noun::Noun;
use crate::segment::dot::Dot;

/// Why a row is no longer in its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// Taken away by a person, with a reason.
    Deleted,
    /// One person with another row, which stays.
    Merged,
    /// Handed over to another village, where it lives on.
    Moved,
    /// Kept at the province only, e.g. an old visit.
    Archived,
}

impl Why {
    /// The stable text, in columns and on the wire.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Merged => "merged",
            Self::Moved => "moved",
            Self::Archived => "archived",
        }
    }

    /// The member with this text.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Deleted, Self::Merged, Self::Moved, Self::Archived].into_iter().find(|why| why.code() == code)
    }
}

/// A row that is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Tomb {
    /// Why.
    pub why: Why,
    /// The reason given, the row that stays, or the new stream.
    pub to: String,
    /// The write that ended it; a `restore` must name it.
    pub dot: Dot,
    /// The row as it was, its revision raised by the end itself.
    pub last: Row,
}

impl Tomb {
    /// The end of a row.
    #[must_use]
    pub fn of(row: &Row, (why, to): (Why, &str), dot: Dot) -> Self {
        let mut last = row.clone();
        last.rev += 1;
        Self { why, to: to.to_owned(), dot, last }
    }

    /// Row id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.last.id
    }

    /// What it was.
    #[must_use]
    pub const fn noun(&self) -> Noun {
        self.last.noun
    }
}
