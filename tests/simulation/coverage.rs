//! What the runs really met. Green means nothing if a fault never happened, so a counter at zero fails.

use std::collections::BTreeMap;

use super::fault::Fault;

/// Events that a long run must have seen, beside every [`Fault`].
const WANTED: [&str; 32] = [
    "outcome applied",
    "outcome merged",
    "outcome conflict",
    "outcome rejected case.moved_on",
    "outcome rejected nik.invalid",
    "outcome rejected row.unknown",
    "outcome rejected stream.not_assigned",
    "outcome quarantined unreadable",
    "outcome quarantined signature",
    "outcome quarantined revoked",
    "page last",
    "page more",
    "page of a snapshot",
    "page of a tail",
    "page restart epoch",
    "segment repeated",
    "request refused",
    "answer refused",
    "answer stale",
    "laptop dies before save",
    "laptop dies after save",
    "laptop dies before request",
    "laptop dies after request",
    "laptop dies before answer",
    "laptop dies after answer",
    "laptop dies while pages are staged",
    "server dies before",
    "server dies after",
    "disk full at save",
    "disk full at answer",
    "save refused",
    "laptop wiped",
];

/// How often each thing happened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coverage(BTreeMap<String, u64>);

impl Coverage {
    /// Counts one.
    pub(crate) fn count(&mut self, name: impl Into<String>) {
        *self.0.entry(name.into()).or_default() += 1;
    }

    /// Adds another run's counters.
    pub(crate) fn add(&mut self, other: &Self) {
        for (name, count) in &other.0 {
            *self.0.entry(name.clone()).or_default() += count;
        }
    }

    /// What should have happened and did not.
    pub(crate) fn missing(&self) -> Vec<String> {
        let faults = Fault::ALL.into_iter().map(Fault::name);
        let wanted = WANTED.into_iter().map(str::to_owned);
        faults.chain(wanted).filter(|name| !self.0.contains_key(name)).collect()
    }
}

impl std::fmt::Display for Coverage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(name, count)| writeln!(f, "{count:>9}  {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_happened_is_named() {
        let mut met = Coverage::default();
        assert_eq!(met.missing().len(), WANTED.len() + Fault::ALL.len());
        met.count("outcome applied");
        met.count(Fault::Cut.name());
        let missing = met.missing();
        assert_eq!(missing.len(), WANTED.len() + Fault::ALL.len() - 2);
        assert!(missing.contains(&"fault Flipped".to_owned()) && !missing.contains(&"fault Cut".to_owned()));
    }
}
