//! Beginning an answer: who we are, how far this device's chain is recorded, what became of its segments.

use pesiar_core::sync::auth::to_hex;
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Head, Res, push};

use super::apply::Judged;
use crate::device::store::Device;

/// What every part of an answer refers to.
pub struct Facts<'a> {
    /// The request.
    pub sid: u64,
    /// Server time, ms.
    pub now_ms: i64,
    /// Life line.
    pub epoch: i64,
    /// The device after its segments were applied.
    pub device: &'a Device,
    /// Most rows of one page.
    pub rows_a_page: i64,
}

/// Head and outcomes.
#[must_use]
pub fn begin(facts: &Facts<'_>, results: &[Judged]) -> Writer {
    let mut writer = Writer::default();
    let head = Head {
        sid: facts.sid,
        now: facts.now_ms,
        epoch: facts.epoch,
        wm: facts.device.wm,
        hash: to_hex(&facts.device.hash),
        durable_wm: 0,
        arev: facts.device.arev,
    };
    push(&mut writer, Tag::Head, &head);
    for res in runs(results) {
        push(&mut writer, Tag::Res, &res);
    }
    writer
}

/// Joins neighbours that were simply applied: a good day is one line.
fn runs(results: &[Judged]) -> Vec<Res> {
    let mut all: Vec<Res> = Vec::new();
    for (seq, outcomes) in results {
        let is_plain = outcomes.iter().all(|outcome| outcome == "applied");
        match all.last_mut() {
            Some(last) if is_plain && last.ops.is_empty() && last.to + 1 == *seq => last.to = *seq,
            _ => {
                let ops = if is_plain { Vec::new() } else { outcomes.clone() };
                all.push(Res { from: *seq, to: *seq, ops });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_remarks_is_one_line() {
        let plain = |seq| (seq, vec!["applied".to_owned(); 3]);
        let remark = (3, vec!["applied".to_owned(), "merged".to_owned()]);
        let runs = runs(&[plain(1), plain(2), remark, plain(4), plain(5)]);
        let shape: Vec<_> = runs.iter().map(|r| (r.from, r.to, r.ops.len())).collect();
        assert_eq!(shape, [(1, 2, 0), (3, 3, 2), (4, 5, 0)]);
    }
}
