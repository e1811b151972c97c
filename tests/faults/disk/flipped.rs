//! F12: one bit of the database is not what was written.

use serde_json::json;

use super::desk;
use crate::world::times;

const SEED: u64 = 1_706_012_012;

#[test]
fn a_bit_that_turned_around_anywhere_in_the_database_is_noticed_and_nothing_is_deleted() {
    let Some(mut desk) = desk("bit", SEED) else { return };
    desk.save(20);
    for turn in 0..times(6, 300) {
        let bit = desk.disk.flip("pesiar.db", &mut desk.dice);
        let said = desk.ana.run(&["doctor"]);
        match said.code {
            Some(1) => assert_eq!(said.failure().code, "storage.corrupt", "turn {turn}, bit {bit}"),
            Some(2) => assert_eq!(said.json()["ok"], json!(false), "turn {turn}, bit {bit}"),
            other => panic!("turn {turn}, bit {bit}: exit {other:?}, not noticed: {}{}", said.text(), said.err),
        }
        desk.disk.turn_back("pesiar.db", bit, &mut desk.dice);
        desk.nothing_is_lost(&format!("turn {turn}, bit {bit} turned back"));
    }
}
