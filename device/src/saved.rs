//! The answer to every save: which row, in which segment, and what the rules had to say.

use pesiar_core::finding::Finding;
use serde::Serialize;

/// A save that is on the disk, signed.
#[derive(Debug, Clone, Serialize)]
pub struct Saved {
    /// Row id.
    pub id: String,
    /// Segment it is in.
    pub segment: u64,
    /// Warnings; none of them blocked the save.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Whether it had been saved before: the same form sent again, or nothing differs.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub already: bool,
}

impl Saved {
    /// A new save.
    #[must_use]
    pub const fn new(id: String, segment: u64) -> Self {
        Self { id, segment, findings: Vec::new(), already: false }
    }

    /// Something saved before.
    #[must_use]
    pub const fn again(id: String, segment: u64) -> Self {
        Self { id, segment, findings: Vec::new(), already: true }
    }
}
