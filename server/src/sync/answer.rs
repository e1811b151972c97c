//! Beginning an answer: who we are, how far this device's chain is recorded, what became of its segments.

use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::intake::world::Chain;
use pesiar_core::sync::message::{Head, Res, hash_text, push};

use crate::db::Tx;
use crate::error::Result;
use crate::segment::store as segments;

/// What every part of an answer refers to.
pub struct Facts<'a> {
    /// The request.
    pub sid: u64,
    /// Server time, ms.
    pub now_ms: i64,
    /// Life line.
    pub epoch: i64,
    /// The device in the snapshot the answer is read from.
    pub device: &'a Chain,
    /// Its highest segment that is also safe off this machine.
    pub durable_wm: u64,
}

/// Head, and the outcome of every recorded segment the device does not know it of: an answer that was lost is told again.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn begin(tx: &dyn Tx, facts: &Facts<'_>, known: u64) -> Result<Writer> {
    let mut writer = Writer::default();
    let head = Head {
        sid: facts.sid,
        now: facts.now_ms,
        epoch: facts.epoch,
        wm: facts.device.wm,
        hash: hash_text(&facts.device.hash),
        durable_wm: facts.durable_wm,
        arev: facts.device.arev,
    };
    push(&mut writer, Tag::Head, &head);
    if known < facts.device.wm {
        for res in runs(segments::outcomes(tx, facts.device.dev, known)?) {
            push(&mut writer, Tag::Res, &res);
        }
    }
    Ok(writer)
}

/// Joins neighbours that were simply applied: a good day is one line.
fn runs(results: Vec<(u64, Vec<String>)>) -> Vec<Res> {
    let mut all: Vec<Res> = Vec::new();
    for (seq, ops) in results {
        match all.last_mut() {
            Some(last) if ops.is_empty() && last.ops.is_empty() && last.to + 1 == seq => last.to = seq,
            _ => all.push(Res { from: seq, to: seq, ops }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_remarks_is_one_line() {
        let remark = (3, vec!["applied".to_owned(), "merged".to_owned()]);
        let plain = |seq| (seq, Vec::new());
        let runs = runs(vec![plain(1), plain(2), remark, plain(4), plain(5)]);
        let shape: Vec<_> = runs.iter().map(|r| (r.from, r.to, r.ops.len())).collect();
        assert_eq!(shape, [(1, 2, 0), (3, 3, 2), (4, 5, 0)]);
    }
}
