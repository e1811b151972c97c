//! I-AUDIT: every chain holds from its first link, and every value names a write that is on record.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Violation, hold};
use crate::simulation::book::{Recorded, writes};
use crate::simulation::rows::Rows;

/// Recomputes every chain; returns nothing, because what is stored must be what comes out.
pub(crate) fn chains_hold(recorded: &[Recorded]) -> Result<(), Violation> {
    let mut chains: BTreeMap<u32, (u64, Vec<u8>)> = BTreeMap::new();
    for one in recorded {
        let (seq, hash) = chains.entry(one.dev).or_insert_with(|| (0, vec![0; 32]));
        let link = Sha256::new().chain_update(&hash).chain_update(&one.body).finalize().to_vec();
        hold("I-AUDIT", *seq + 1 == one.seq && link == one.hash, || {
            format!("chain of {} breaks at {}", one.dev, one.seq)
        })?;
        (*seq, *hash) = (one.seq, link);
    }
    Ok(())
}

/// Every dot of every row, open conflicts included, is an operation on that row which is on record.
pub(crate) fn dots_are_recorded(recorded: &[Recorded], rows: &Rows) -> Result<(), Violation> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for segment in recorded {
        for op in writes(segment.seq, &segment.body) {
            known.insert(format!("{}:{}:{}", segment.dev, op.seq, op.op), op.id);
        }
    }
    for (id, row) in rows {
        let waiting = row.conflicts.iter().filter_map(|conflict| conflict["dot"].as_str());
        for dot in row.dots.values().map(String::as_str).chain(waiting) {
            hold("I-AUDIT", known.get(dot) == Some(id), || format!("{id} names {dot}, which is not on record"))?;
        }
    }
    Ok(())
}
