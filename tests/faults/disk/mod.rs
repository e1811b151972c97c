//! Disks that fail under a laptop and under the province, in the ways disks do.

mod flipped;
mod flush;
mod full;
mod power;
mod province;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::plug::acknowledged_id;
use crate::world::World;
use crate::world::dice::Dice;
use crate::world::disk::Disk;
use crate::world::laptop::Laptop;
use crate::world::run::Said;
use crate::world::server::Server;

/// A laptop whose profile lies on a disk of its own, with one family to visit.
struct Desk {
    ana: Laptop,
    server: Server,
    disk: Disk,
    dice: Dice,
    family: Value,
    /// Visits given to the last run of `record`.
    given: Vec<String>,
    /// Visits that `record` said are saved.
    acknowledged: BTreeSet<String>,
    _world: World,
}

/// None where the machine has no FUSE.
fn desk(name: &str, seed: u64) -> Option<Desk> {
    let world = World::new(name);
    let disk = Disk::mounted(&world.path("ana"))?;
    let server = world.server();
    let ana = Laptop::new("ana", disk.folder()).enrolled(&server);
    let family = ana.record("family", &json!({"hamlet": "Talang Contoh", "rt": "001"}))["id"].clone();
    Some(Desk {
        ana,
        server,
        disk,
        dice: Dice::new(seed),
        family,
        given: vec![],
        acknowledged: BTreeSet::new(),
        _world: world,
    })
}

impl Desk {
    /// Saves so many visits in one run of `record`, however it ends; whole lines are acknowledgements.
    fn save(&mut self, visits: usize) -> Said {
        let line = |_| {
            let visit = json!({"id": self.dice.row_id(), "family_id": self.family, "outcome": "V2"});
            format!("{visit}\n")
        };
        let input: String = (0..visits).map(line).collect();
        let said = self.ana.feed(&["record", "visit"], &input);
        self.given = input.lines().map(acknowledged_id).collect();
        self.acknowledged.extend(acknowledged(&said));
        said
    }

    /// The database opens, pages and chain are sound, every acknowledged visit is there, and none twice.
    #[track_caller]
    fn nothing_is_lost(&self, after: &str) {
        self.ana.doctor();
        let added = Laptop::new("copy", &self.disk.copied()).added("visit.add");
        let lost: Vec<&String> = self.acknowledged.iter().filter(|id| !added.contains_key(*id)).collect();
        assert!(lost.is_empty(), "{after}: acknowledged and gone: {lost:?}");
        assert!(added.values().all(|count| *count == 1), "{after}: written twice");
    }

    /// What is here is at the province, once.
    fn province_has_everything(&self) {
        self.ana.sync();
        let own = self.ana.doctor()["chain"]["segments"].clone();
        let recorded = "SELECT count(*) FROM segment WHERE dev = 1";
        let recorded: i64 = self.server.database().query_row(recorded, [], |row| row.get(0)).expect("a count");
        assert_eq!(json!(recorded), own, "segments at the province and here");
        assert_eq!(self.server.verify()["broken"], json!([]));
    }
}

/// Ids on whole lines: half a line is no acknowledgement.
fn acknowledged(said: &Said) -> Vec<String> {
    let text = said.text();
    text.split_inclusive('\n').filter(|line| line.ends_with('\n')).map(acknowledged_id).collect()
}
