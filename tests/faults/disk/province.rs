//! F8, F9, F10 and F11 at the province: what it answered for is there, and a full disk stops nobody for good.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::world::dice::Dice;
use crate::world::disk::{Disk, Fault, Loss};
use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::server::Server;
use crate::world::{World, times, today};

const SEED: u64 = 1_706_012_109;
const VISITS: usize = 6;

/// A province on a disk of its own, and a laptop on a sound one.
struct Province {
    ana: Laptop,
    server: Server,
    disk: Disk,
    dice: Dice,
    family: Value,
    _world: World,
}

fn province(name: &str) -> Option<Province> {
    let world = World::new(name);
    let disk = Disk::mounted(&world.path("province"))?;
    let server = Server::start(disk.folder());
    let ana = world.laptop("ana").enrolled(&server);
    let family = ana.record("family", &json!({"hamlet": "Talang Contoh", "rt": "001"}))["id"].clone();
    ana.sync();
    Some(Province { ana, server, disk, dice: Dice::new(SEED), family, _world: world })
}

impl Province {
    fn save(&self, visits: usize) {
        let visit = json!({"family_id": self.family, "outcome": "V2"});
        self.ana.record_all("visit", &vec![visit; visits]);
    }

    /// The province dies as its power does, and comes back with what its disk kept.
    fn power_returns(&mut self, loss: Loss) {
        self.server.kill();
        self.disk.power_returns(loss, &mut self.dice);
        self.server.restart();
    }

    /// Whatever the laptop was told to be recorded is, the chains hold, and what the laptop fetched adds up.
    #[track_caller]
    fn kept_its_word(&self, after: &str) {
        assert_eq!(self.server.verify()["broken"], json!([]), "{after}");
        let own = self.ana.doctor()["chain"]["segments"].as_u64().expect("a count");
        let answered = own - self.ana.pending();
        let recorded = self.recorded();
        let lost: Vec<u64> = (1..=answered).filter(|seq| !recorded.contains_key(&seq.cast_signed())).collect();
        assert!(lost.is_empty(), "{after}: answered for and gone: {lost:?}");
        self.ana.base();
        let db = self.database();
        for check in pesiar_device::db::CHECKS {
            let complaints = pesiar_device::db::complaints(&db, check).expect("a check");
            assert!(complaints.is_empty(), "{after}: {complaints:?}");
        }
    }

    /// A copy of its database as it is now: never the one on the disk.
    fn database(&self) -> Connection {
        Server::at(&self.disk.copied()).database()
    }

    /// Segments of the laptop and how often each is there.
    fn recorded(&self) -> BTreeMap<i64, i64> {
        let db = self.database();
        let mut statement =
            db.prepare("SELECT seq, count(*) FROM segment WHERE dev = 1 GROUP BY seq").expect("segments");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    }

    fn both_agree(&self) {
        sync_until_quiet(&[&self.ana]);
        self.kept_its_word("in the end");
        let own = self.ana.doctor()["chain"]["segments"].clone();
        assert_eq!(json!(self.recorded().len()), own, "segments at the province and here");
        let as_of = today().to_string();
        assert_eq!(self.server.l01(&as_of), self.ana.l01(&as_of));
    }
}

#[test]
fn a_province_whose_power_is_cut_at_any_write_kept_whatever_it_answered_for() {
    let Some(mut province) = province("dark-province") else { return };
    province.disk.works();
    province.save(VISITS);
    province.ana.sync();
    let (points, _) = province.disk.counted();

    let (cuts, mut came) = (times(6, 200), 0);
    for turn in 0..cuts {
        province.save(VISITS);
        let loss = if turn % 2 == 0 { Loss::Whole } else { Loss::Torn };
        let point = 1 + province.dice.below(points);
        province.disk.plan(Fault::PowerCut(point));
        province.ana.run(&["sync"]);
        came += u64::from(province.disk.has_failed());
        province.power_returns(loss);
        province.kept_its_word(&format!("turn {turn}, {loss:?} at write point {point} of {points}"));
    }
    assert!(came * 4 > cuts * 3, "the power was cut {came} times of {cuts}");
    province.both_agree();
}

#[test]
fn a_province_whose_flush_fails_answers_for_nothing_and_ends_so_that_it_is_started_anew() {
    let Some(mut province) = province("dull-province") else { return };
    for flush in 1..=times(2, 3) {
        province.save(VISITS);
        let waits = province.ana.pending();
        province.disk.plan(Fault::FlushFails(flush));
        let said = province.ana.run(&["sync"]);
        if province.disk.has_failed() {
            assert_eq!(said.code, Some(1), "flush {flush}: it answered: {}", said.text());
            assert_eq!(province.ana.pending(), waits, "flush {flush}");
            assert!(province.server.has_ended(), "flush {flush}: it goes on with a disk that lost something");
        }
        assert!(province.disk.has_failed() || flush > 1, "a sync was not flushed");
        province.power_returns(Loss::Whole);
        province.kept_its_word(&format!("flush {flush}"));
    }
    province.both_agree();
}

#[test]
fn a_province_with_a_full_disk_says_later_takes_nothing_in_part_and_recovers_without_help() {
    let Some(province) = province("full-province") else { return };
    let mut refused = 0;
    for point in 1..=times(2, 40) {
        province.save(60);
        let (waits, recorded) = (province.ana.pending(), province.recorded().len());
        province.disk.plan(Fault::Full(point));
        let said = province.ana.run(&["sync"]);
        if said.code != Some(0) {
            refused += 1;
            assert_eq!(said.failure().code, "sync.busy", "full from write point {point}");
            assert_eq!((province.ana.pending(), province.recorded().len()), (waits, recorded), "from {point}: in part");
        }
        province.server.l01(&today().to_string()); // reading goes on
        province.disk.works();
        province.ana.sync();
        province.kept_its_word(&format!("full from write point {point}"));
    }
    assert!(refused > 0, "the disk was never full");
    province.both_agree();
}
