//! What happened, in order: a hash over all of it, and the last events for whoever looks for the cause.

use std::collections::VecDeque;

use sha2::{Digest, Sha256};

/// Events that are printed with a failure, unless `PESIAR_SIM_EVENTS` says another number.
const KEPT: usize = 40;

/// The trace of a run.
pub(crate) struct Trace {
    hash: Sha256,
    last: VecDeque<String>,
    kept: usize,
}

impl Trace {
    /// Nothing happened yet.
    pub(crate) fn new() -> Self {
        let kept = std::env::var("PESIAR_SIM_EVENTS").ok().and_then(|text| text.parse().ok());
        Self { hash: Sha256::new(), last: VecDeque::new(), kept: kept.unwrap_or(KEPT) }
    }

    /// Adds an event.
    pub(crate) fn note(&mut self, now_ms: i64, event: &str) {
        let line = format!("{now_ms} {event}");
        self.hash.update(line.as_bytes());
        if self.last.len() == self.kept {
            self.last.pop_front();
        }
        self.last.push_back(line);
    }

    /// Adds bytes that are too long to print.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.hash.update(Sha256::digest(bytes));
    }

    /// Hash of everything so far, hex.
    pub(crate) fn hash(&self) -> String {
        pesiar_core::sync::auth::to_hex(&self.hash.clone().finalize())
    }

    /// The last events.
    pub(crate) fn last(&self) -> Vec<String> {
        self.last.iter().cloned().collect()
    }
}
