//! F11 on a laptop: one flush answers EIO. The kernel forgets what it could not write and says so once, so nothing may
//! be claimed after it, and the next process begins with what is really on the disk.

use super::{acknowledged, desk};
use crate::world::disk::{Fault, Loss};
use crate::world::run::Said;
use crate::world::times;

const SEED: u64 = 1_706_012_011;
const VISITS: usize = 6;

#[test]
fn a_flush_that_fails_ends_the_run_and_nothing_is_claimed_that_is_not_on_the_disk() {
    let Some(mut desk) = desk("flush", SEED) else { return };
    desk.disk.works();
    desk.save(VISITS);
    let (_, flushes) = desk.disk.counted();
    assert!(flushes > VISITS as u64, "a save was not flushed: {flushes}");

    let mut ended_early = 0;
    for round in 0..times(1, 20) {
        for flush in 1..=flushes {
            desk.disk.plan(Fault::FlushFails(flush));
            let said = desk.save(VISITS);
            let after = format!("round {round}, flush {flush} of {flushes}");
            assert!(desk.disk.has_failed(), "{after} never came");
            let claimed = acknowledged(&said);
            assert_eq!(claimed, desk.given[..claimed.len()], "{after}: it went on");
            if claimed.len() < VISITS {
                ended_early += 1;
                is_one_calm_line(&said, &after);
            }
            desk.disk.power_returns(Loss::Whole, &mut desk.dice);
            desk.nothing_is_lost(&after);
        }
    }
    assert!(ended_early >= VISITS, "only {ended_early} runs noticed");
    desk.province_has_everything();
}

/// It said so once and tried nothing more.
fn is_one_calm_line(said: &Said, after: &str) {
    assert_ne!(said.code, Some(0), "{after}: no failure: {}", said.text());
    let lines: Vec<&str> = said.err.lines().collect();
    assert!(matches!(lines.as_slice(), [line] if line.contains("\"storage.failed\"")), "{after}: {}", said.err);
}
