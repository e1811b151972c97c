//! I-ONCE, I-CLOCK, I-REVOKE and a part of I-AUDIT: what the province recorded, looked at as soon as it is there.

use serde_json::Value;

use super::{Violation, hold};
use crate::simulation::book::{Book, Recorded};

/// Whether a segment may have been recorded like this.
pub(crate) fn is_sound(one: &Recorded, book: &Book, previous: Option<u64>) -> Result<(), Violation> {
    let place = (one.dev, one.seq);
    hold("I-ONCE", previous == Some(one.seq - 1), || format!("{place:?} was recorded after {previous:?}"))?;
    let known = book.recorded.get(&place);
    hold("I-ONCE", known.is_none_or(|hash| *hash == one.hash), || format!("{place:?} has two hashes"))?;
    if one.dev != 0 {
        let written = book.written.get(&place).map(|segment| &segment.hash);
        hold("I-ONCE", written == Some(&one.hash), || format!("{place:?} is not what the laptop wrote"))?;
    }
    hold("I-CLOCK", one.t_cmp_ms <= one.received_at_ms, || format!("{place:?} is of the future"))?;
    let ops = serde_json::from_slice::<Value>(&one.body).ok().and_then(|body| Some(body["ops"].as_array()?.len()));
    let wanted = ops.unwrap_or(1).max(1);
    hold("I-AUDIT", one.outcomes.len() == wanted, || {
        format!("{place:?}: {} outcomes for {wanted} ops", one.outcomes.len())
    })?;
    let is_revoked = book.revoked.get(&one.dev).is_some_and(|wm| one.seq > *wm);
    let is_kept_out = one.outcomes.iter().all(|outcome| outcome.starts_with("quarantined:"));
    hold("I-REVOKE", !is_revoked || is_kept_out, || format!("{place:?} of a revoked laptop: {:?}", one.outcomes))
}
