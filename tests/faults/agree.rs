//! F3 to F6: laptop or province is killed at a moment of a sync that only chance knows, over and over; afterwards both
//! sides agree. Twenty times in CI, a thousand times in `make faults`.

use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::plug::pull_the_plug;
use crate::world::dice::Dice;
use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::network::Network;
use crate::world::server::Server;
use crate::world::{World, times, today};

const SEED: u64 = 1_706_012_003;
const PEOPLE: u32 = 300;
/// Kills after which both sides are compared in full; in between each side is only checked by itself.
const STRETCH: u64 = 10;
/// The colleague works once in so many turns: a start of the app costs more than the sync.
const FETCHES: u64 = 3;
/// Some syncs end before their moment comes.
const TRIES_A_KILL: u64 = 3;

struct Pair {
    ana: Laptop,
    budi: Laptop,
    server: Server,
    _network: Network,
    dice: Dice,
    families: Vec<Value>,
    /// How long a sync took that nobody disturbed.
    usual: Duration,
    _world: World,
}

fn pair() -> Pair {
    let world = World::new("agree");
    let server = world.server();
    let network = Network::to(&server);
    let ana = world.laptop("ana").enrolled_at(&server, &network.url());
    ana.import(&world.village(PEOPLE, SEED).register, &[]);
    ana.sync();
    let budi = world.laptop("budi").enrolled(&server);
    budi.sync();
    let families = ana.list("family");
    let usual = Duration::from_millis(600);
    Pair { ana, budi, server, _network: network, dice: Dice::new(SEED), families, usual, _world: world }
}

impl Pair {
    /// Something to send and, now and then, something to fetch.
    fn work(&mut self, turn: u64) {
        let is_shared = turn % FETCHES == 1;
        for laptop in [&self.ana, &self.budi].into_iter().take(if is_shared { 2 } else { 1 }) {
            let visit =
                |_| json!({"family_id": self.families[self.dice.place(self.families.len())]["id"], "outcome": "V2"});
            let visits: Vec<Value> = (0..5).map(visit).collect();
            laptop.record_all("visit", &visits);
        }
        if is_shared {
            self.budi.sync();
        }
    }

    /// Kills one side at some moment of a sync; false if the sync was over before.
    fn kill_one(&mut self) -> bool {
        let is_province = self.dice.below(3) == 0;
        let answers = self.server.answers();
        let mut child = self.ana.command(&["sync"]).spawn().expect("pesiar-field starts");
        let start = Instant::now();
        if self.dice.below(2) == 0 {
            // Applying lasts a moment only: wait for the answer, so that chance finds it.
            let is_awaited = |child: &mut Child| child.try_wait().expect("its state").is_none();
            while self.server.answers() == answers && is_awaited(&mut child) {
                std::thread::sleep(Duration::from_micros(500));
            }
            std::thread::sleep(Duration::from_micros(self.dice.below(120_000)));
        } else {
            let whole = u64::try_from(self.usual.as_micros()).expect("a time");
            std::thread::sleep(Duration::from_micros(self.dice.below(whole)));
        }
        let was_running = child.try_wait().expect("its state").is_none();
        if is_province {
            self.server.kill();
            drop(child.wait_with_output().expect("the sync ends"));
            self.server.restart();
            return was_running;
        }
        let was_alive = pull_the_plug(&mut child);
        if !was_alive {
            self.usual = start.elapsed();
        }
        was_alive
    }

    fn both_agree(&self, after: u64) {
        sync_until_quiet(&[&self.ana, &self.budi]);
        self.ana.doctor();
        assert_eq!(self.server.verify()["broken"], json!([]), "after {after}");
        assert_eq!(rows(&self.ana), rows(&self.budi), "after {after}: two copies of one province");
        for (dev, laptop) in [(1, &self.ana), (2, &self.budi)] {
            let recorded = "SELECT count(*), count(DISTINCT seq) FROM segment WHERE dev = ?1";
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let (all, distinct): (i64, i64) = self.server.database().query_row(recorded, [dev], read).expect("counts");
            let own = laptop.doctor()["chain"]["segments"].clone();
            assert_eq!((json!(all), all), (own, distinct), "after {after}: segments of device {dev}");
        }
        let as_of = today().to_string();
        assert_eq!(self.server.l01(&as_of), self.ana.l01(&as_of), "after {after}");
    }
}

/// The province's rows as a laptop has them; how far its own segments are in them is its own affair.
fn rows(laptop: &Laptop) -> Vec<String> {
    laptop.base().into_iter().filter(|line| !line.contains(" bwm ")).collect()
}

#[test]
fn kills_at_random_moments_of_a_sync_leave_both_sides_agreeing() {
    let mut pair = pair();
    let wanted = times(20, 1000);
    let (mut kills, mut tries) = (0, 0);
    while kills < wanted {
        tries += 1;
        assert!(tries <= wanted * TRIES_A_KILL, "only {kills} of {tries} syncs were still running");
        pair.work(tries);
        if !pair.kill_one() {
            continue;
        }
        kills += 1;
        pair.ana.doctor();
        if kills % STRETCH == 0 {
            pair.both_agree(kills);
        }
    }
    pair.both_agree(kills);
}
