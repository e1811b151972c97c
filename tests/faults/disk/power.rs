//! F9 and F10 on a laptop: the power is cut at a write or flush by chance, while it opens, saves or closes.

use super::desk;
use crate::world::disk::{Fault, Loss};
use crate::world::times;

const SEED: u64 = 1_706_012_009;
const VISITS: usize = 12;

#[test]
fn power_cut_at_any_write_loses_no_acknowledged_visit_whether_sectors_are_torn_or_not() {
    let Some(mut desk) = desk("power", SEED) else { return };
    desk.disk.works();
    desk.save(VISITS);
    let (points, _) = desk.disk.counted();
    assert!(points > VISITS as u64 * 2, "hardly anything was written: {points}");

    let (cuts, mut came) = (times(12, 400), [0, 0]);
    for turn in 0..cuts {
        let loss = if turn % 2 == 0 { Loss::Whole } else { Loss::Torn };
        let point = 1 + desk.dice.below(points);
        desk.disk.plan(Fault::PowerCut(point));
        desk.save(VISITS);
        came[usize::from(loss == Loss::Torn)] += u64::from(desk.disk.has_failed());
        desk.disk.power_returns(loss, &mut desk.dice);
        desk.nothing_is_lost(&format!("turn {turn}, {loss:?} at write point {point} of {points}"));
    }
    assert!(came.iter().sum::<u64>() > cuts * 3 / 4, "the power was cut {came:?} times of {cuts}");
    assert!(desk.acknowledged.len() > VISITS * 2, "hardly anything was saved: {}", desk.acknowledged.len());
    desk.province_has_everything();
}
