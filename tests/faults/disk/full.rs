//! F7: the disk runs full at a write point, and stays full until somebody frees room.

use serde_json::Value;

use super::{acknowledged, desk};
use crate::world::disk::Fault;
use crate::world::run::Said;
use crate::world::times;

const SEED: u64 = 1_706_012_007;
const VISITS: usize = 8;
const POINTS: u64 = 200;

#[test]
fn a_full_disk_refuses_a_save_with_its_sentence_still_sends_and_works_again_with_room() {
    let Some(mut desk) = desk("full", SEED) else { return };
    let (tries, mut refused) = (times(6, POINTS), 0);
    for try_no in 0..tries {
        // In CI a few of the two hundred points, others each time round the dice.
        let point = if tries == POINTS { try_no + 1 } else { 1 + desk.dice.below(POINTS) };
        let after = format!("full from write point {point}");
        desk.disk.plan(Fault::Full(point));
        let said = desk.save(VISITS);
        if acknowledged(&said).len() < VISITS {
            refused += 1;
            is_told(&said, &after);
        }
        desk.ana.sync(); // still full
        desk.nothing_is_lost(&after);
        desk.disk.works();
        assert_eq!(acknowledged(&desk.save(1)).len(), 1, "{after}: room again, and nothing is saved");
    }
    assert!(refused * 2 >= tries, "only {refused} of {tries} runs met the full disk");
    desk.nothing_is_lost("room again");
    desk.province_has_everything();
}

/// Every line that is not saved says why.
fn is_told(said: &Said, after: &str) {
    assert_ne!(said.code, Some(0), "{after}: no failure: {}", said.text());
    for line in said.err.lines() {
        let failure: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("{after}: no JSON: {line}"));
        assert_eq!(failure["code"], "storage.full", "{after}: {line}");
        let words = failure["message"].as_str().expect("a sentence");
        assert!(words.contains("penuh"), "{after}: {words}");
    }
}
