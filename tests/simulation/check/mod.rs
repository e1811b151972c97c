//! The invariants of sync.md 3.1, each a small function that reads and decides nothing else.

pub(crate) mod area;
pub(crate) mod audit;
pub(crate) mod base;
pub(crate) mod end;
pub(crate) mod once;
pub(crate) mod review;
pub(crate) mod view;

/// A promise that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Violation {
    /// Id of sync.md 3.1.
    pub(crate) id: &'static str,
    /// What was found.
    pub(crate) text: String,
}

/// Fails with a violation unless `holds`.
pub(crate) fn hold(id: &'static str, holds: bool, text: impl FnOnce() -> String) -> Result<(), Violation> {
    if holds { Ok(()) } else { Err(Violation { id, text: text() }) }
}

/// Fails with the difference, if there is one.
pub(crate) fn same(id: &'static str, difference: Option<String>, what: &str) -> Result<(), Violation> {
    difference.map_or(Ok(()), |text| Err(Violation { id, text: format!("{what}: {text}") }))
}
