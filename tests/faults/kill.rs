//! The plug is pulled fifty times in one day of saving and sending: nothing acknowledged is lost, nothing is twice.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::{Duration, Instant};

use pesiar_core::row::noun::Noun;
use serde_json::{Value, json};

use super::plug::{acknowledged_id, pull_the_plug, whole_lines};
use crate::world::colleague::Colleague;
use crate::world::dice::Dice;
use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::ledger::count_added;
use crate::world::network::Network;
use crate::world::server::Server;
use crate::world::{World, today};

const SEED: u64 = 1_706_012_005;
const PEOPLE: u32 = 300;
const VISITS: usize = 500;
/// Lines given to one run of `record`: more than it can save before the plug is pulled.
const LINES_A_RUN: usize = 60;
const KILLS: usize = 50;
/// Some runs end before their moment comes; so many tries are enough for fifty kills.
const TRIES_MAX: usize = 120;
const PATIENCE: Duration = Duration::from_secs(60);

struct Day {
    ana: Laptop,
    budi: Colleague,
    network: Network,
    visits: Vec<Value>,
    acknowledged: BTreeSet<String>,
    dice: Dice,
    /// Visits of the colleague, who begins when the village has reached them.
    others: usize,
}

#[test]
fn fifty_kills_in_a_day_of_saves_and_syncs_lose_nothing_and_repeat_nothing() {
    let world = World::new("kill");
    let server = world.server();
    let network = Network::to(&server);
    let ana = world.laptop("ana").enrolled_at(&server, &network.url());
    ana.import(&world.village(PEOPLE, SEED).register, &[]);
    let mut dice = Dice::new(SEED);
    let visits = script(&ana, &mut dice);
    let budi = Colleague::enrolled(&world, &server, "budi");
    let mut day = Day { ana, budi, network, visits, acknowledged: BTreeSet::new(), dice, others: 0 };

    let (mut saving, mut syncing) = (0, 0);
    for turn in 0..TRIES_MAX {
        if saving <= syncing {
            saving += usize::from(day.plug_pulled_while_saving());
        } else {
            syncing += usize::from(day.plug_pulled_while_syncing(&server));
        }
        day.nothing_is_lost(turn);
        if turn % 8 == 7 {
            day.ana.sync(); // left alone now and then, so that later ones die over a village that is known
        }
        if saving + syncing == KILLS {
            break;
        }
    }
    assert_eq!(saving + syncing, KILLS, "{saving} kills while saving, {syncing} while syncing");
    assert!(day.acknowledged.len() > KILLS, "hardly anything was saved: {}", day.acknowledged.len());
    day.everything_is_sent_again_and_counted_once();
    day.province_has_each_once(&server);
}

/// Visits with ids made by the client, as the app makes them when a form is opened.
fn script(ana: &Laptop, dice: &mut Dice) -> Vec<Value> {
    let people = ana.list("person");
    let visit = |_| {
        let person = &people[dice.place(people.len())];
        let met = json!([{"person_id": person["id"], "advocacy_response": "A1", "presence": 1}]);
        let id = dice.row_id();
        json!({"id": id, "family_id": person["family_id"], "outcome": "V1", "note": "kunjungan", "persons": met})
    };
    (0..VISITS).map(visit).collect()
}

impl Day {
    /// Saves until its moment comes; the last three acknowledged lines are given again.
    fn plug_pulled_while_saving(&mut self) -> bool {
        let start = self.acknowledged.len().saturating_sub(3).min(VISITS - LINES_A_RUN);
        let lines = self.visits[start..start + LINES_A_RUN].iter().map(|visit| format!("{visit}\n"));
        let input: String = lines.collect();
        let mut child = self.ana.command(&["record", "visit"]).spawn().expect("pesiar-field starts");
        let mut stdin = child.stdin.take().expect("its input is piped");
        // The pipe is handed back, so that it stays open and the command waits for more.
        let feeder = std::thread::spawn(move || stdin.write_all(input.as_bytes()).map(|()| stdin));
        let lines = whole_lines(child.stdout.take().expect("its output is piped"));
        // One in five dies while it opens the database, the others while they save.
        let (mut heard, from_start) = (Vec::new(), self.dice.below(5) == 0);
        if !from_start {
            heard.push(lines.recv_timeout(PATIENCE).expect("a first acknowledgement"));
        }
        let moment = Instant::now() + Duration::from_millis(self.dice.below(if from_start { 400 } else { 120 }));
        while let Ok(line) = lines.recv_timeout(moment.saturating_duration_since(Instant::now())) {
            heard.push(line);
        }
        let was_alive = pull_the_plug(&mut child);
        drop(feeder.join());
        heard.extend(lines);
        self.acknowledged.extend(heard.iter().map(|line| acknowledged_id(line)));
        was_alive
    }

    /// So that there is something to receive: visits, and a phone number of everybody met.
    fn colleague_works(&mut self) {
        let knows_village = self.others > 0 || self.budi.sync().received >= u64::from(PEOPLE);
        for _ in 0..if knows_village { 4 } else { 0 } {
            let visit = &self.visits[self.dice.place(VISITS)];
            let phone = format!("0813{:08}", self.dice.below(100_000_000));
            let person = json!({"id": visit["persons"][0]["person_id"], "phone": phone});
            self.budi.record(Noun::Person, &person);
            self.budi.record(Noun::Visit, &json!({"family_id": visit["family_id"], "outcome": "V2"}));
            self.others += 1;
        }
        self.budi.sync();
    }

    /// Syncs until so many packets have passed or until the province has answered, and a little longer.
    fn plug_pulled_while_syncing(&mut self, server: &Server) -> bool {
        self.colleague_works();
        let (packets, answers) = (self.network.packets(), server.answers());
        let is_answer_awaited = self.dice.below(2) == 0;
        let wanted = if is_answer_awaited { u64::MAX } else { self.dice.below(6) };
        let mut child = self.ana.command(&["sync"]).spawn().expect("pesiar-field starts");
        let (mut passed, start) = (0, Instant::now());
        while passed < wanted && server.answers() == answers && child.try_wait().expect("its state").is_none() {
            assert!(start.elapsed() < PATIENCE, "the sync neither moves nor ends");
            passed += u64::from(packets.recv_timeout(Duration::from_millis(1)).is_ok());
        }
        let moment = Instant::now() + Duration::from_micros(self.dice.below(150_000));
        while Instant::now() < moment && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        pull_the_plug(&mut child)
    }

    /// The database opens, the chain verifies, every acknowledged visit is there and nothing is there twice.
    fn nothing_is_lost(&self, turn: usize) {
        self.ana.doctor();
        let added = self.ana.added("visit.add");
        let lost: Vec<&String> = self.acknowledged.iter().filter(|id| !added.contains_key(*id)).collect();
        assert!(lost.is_empty(), "turn {turn}: acknowledged and gone: {lost:?}");
        assert!(added.values().all(|count| *count == 1), "turn {turn}: written twice");
        self.ana.base();
    }

    fn everything_is_sent_again_and_counted_once(&mut self) {
        let all = self.ana.record_all("visit", &self.visits);
        assert_eq!(all.len(), VISITS);
        let segments = self.ana.doctor()["chain"]["segments"].clone();
        let again = self.ana.record_all("visit", &self.visits);
        assert!(again.iter().all(|saved| saved["already"] == json!(true)), "a repeated line was taken for a new one");
        assert_eq!(self.ana.doctor()["chain"]["segments"], segments, "a repeated line was written");
        self.nothing_is_lost(TRIES_MAX);
    }

    fn province_has_each_once(&mut self, server: &Server) {
        sync_until_quiet(&[&self.ana]);
        self.budi.sync();
        assert_eq!(self.ana.list("visit").len(), VISITS + self.others);
        assert_eq!(server.verify()["broken"], json!([]));
        let db = server.database();
        let mut statement = db.prepare("SELECT body FROM segment WHERE dev = 1").expect("segments");
        let bodies = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).expect("bodies");
        let recorded = count_added(bodies.map(|body| body.expect("a body")), "visit.add");
        assert_eq!(recorded, self.ana.added("visit.add"), "the province recorded something else");
        let report = server.l01(&today().to_string());
        assert_eq!(self.ana.l01(&today().to_string()), report, "laptop and province");
        assert_eq!(self.budi.l01(today()), report, "colleague and province");
    }
}
