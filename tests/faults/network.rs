//! Whatever the network does, a laptop says one calm line, loses nothing, and goes on where it was.

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::network::{Network, Weather, silence_after};
use crate::world::portal::{PAGE, Portal, http};
use crate::world::server::Server;
use crate::world::{World, today};

const SYNC: &str = "content-type: application/vnd.pesiar.sync\r\n";
const HTML: &str = "content-type: text/html\r\n";

/// A laptop behind a network that can be spoiled, with saved families that wait.
struct Waiting {
    world: World,
    server: Server,
    network: Network,
    ana: Laptop,
}

fn waiting(name: &str) -> Waiting {
    let world = World::new(name);
    let server = world.server();
    let network = Network::to(&server);
    let ana = world.laptop("ana").enrolled_at(&server, &network.url());
    ana.record_all("family", &families(3));
    Waiting { world, server, network, ana }
}

fn families(count: usize) -> Vec<Value> {
    (0..count).map(|number| json!({"hamlet": "Talang Contoh", "rt": format!("{:03}", number + 1)})).collect()
}

impl Waiting {
    /// The sync is refused under this code, and afterwards everything is as it was.
    #[track_caller]
    fn refused(&self, code: &str) {
        let before = (self.ana.pending(), self.ana.base(), self.ana.list("family"));
        let failure = self.ana.refused(&["sync"]);
        assert_eq!(failure.code, code, "{}", failure.message);
        let after = (self.ana.pending(), self.ana.base(), self.ana.list("family"));
        assert_eq!(after, before, "{code} changed something");
    }

    /// In fair weather everything that waited is sent, once.
    fn recovers(&self) {
        self.network.lead_to(self.server.address());
        self.network.becomes(Weather::Fair);
        let waiting = self.ana.pending();
        assert_eq!(self.ana.sync()["accepted"], json!(waiting));
        self.all_is_at_the_province_once();
    }

    fn all_is_at_the_province_once(&self) {
        sync_until_quiet(&[&self.ana]);
        self.ana.base();
        let own = self.ana.doctor()["chain"]["segments"].clone();
        let recorded = "SELECT count(*) FROM segment WHERE dev = 1";
        let recorded: i64 = self.server.database().query_row(recorded, [], |row| row.get(0)).expect("a count");
        assert_eq!(json!(recorded), own, "segments at the province and here");
        assert_eq!(self.server.verify()["broken"], json!([]));
        let as_of = today().to_string();
        assert_eq!(self.server.l01(&as_of), self.ana.l01(&as_of));
    }
}

#[test]
fn a_province_that_cannot_be_reached_costs_one_calm_line() {
    let mut waiting = waiting("down");
    waiting.network.becomes(Weather::Down);
    waiting.refused("sync.unreachable");
    waiting.network.becomes(Weather::Fair);
    waiting.server.stop();
    waiting.refused("sync.unreachable");
    waiting.ana.record_all("family", &families(1));
    assert_eq!((waiting.ana.pending(), waiting.ana.list("family").len()), (4, 4), "work goes on");
    waiting.server.restart();
    waiting.recovers();
}

#[test]
fn whoever_answers_in_the_provinces_place_is_recognised() {
    let waiting = waiting("portal");
    let answered_by = |portal: Portal, code: &str| {
        waiting.network.lead_to(portal.address());
        waiting.refused(code);
    };
    let page = http("200 OK", HTML, PAGE);
    let own = waiting.server.folder();

    answered_by(Portal::plain(page.clone()), "sync.not_our_server");
    answered_by(Portal::certified(&waiting.world.path("asing"), page.clone()), "sync.certificate");
    answered_by(Portal::certified(own, page), "sync.not_our_server");
    answered_by(Portal::certified(own, http("503 Service Unavailable", "", "")), "sync.busy");
    answered_by(Portal::certified(own, http("429 Too Many Requests", "", "")), "sync.busy");
    answered_by(Portal::certified(own, http("401 Unauthorized", "", "{}")), "sync.unknown_device");
    answered_by(Portal::certified(own, http("200 OK", SYNC, "zstd?")), "sync.damaged");
    waiting.recovers();
}

#[test]
fn a_redirect_is_not_followed() {
    let waiting = waiting("redirect");
    let elsewhere = Portal::plain(http("200 OK", HTML, PAGE));
    let location = format!("location: http://{}/login\r\n", elsewhere.address());
    for status in ["302 Found", "307 Temporary Redirect"] {
        let portal = Portal::certified(waiting.server.folder(), http(status, &location, ""));
        waiting.network.lead_to(portal.address());
        waiting.refused("sync.not_our_server");
        assert_eq!((portal.visitors(), elsewhere.visitors()), (1, 0), "{status}");
    }
    waiting.recovers();
}

#[test]
fn an_answer_of_another_province_with_the_same_frames_is_not_taken() {
    let waiting = waiting("stranger");
    let mut writer = pesiar_core::sync::frame::Writer::default();
    let head = json!({"sid": 1, "now": 1, "epoch": 1, "wm": 3, "hash": "00", "durable_wm": 3, "arev": 1});
    writer.push(pesiar_core::sync::frame::Tag::Head, head.to_string().as_bytes());
    let body = writer.finish(Some(&|_| [7; 64]));
    let portal = Portal::certified(waiting.server.folder(), http("200 OK", SYNC, body));
    waiting.network.lead_to(portal.address());
    waiting.refused("sync.not_our_server");
    waiting.recovers();
}

#[test]
fn a_line_cut_anywhere_leaves_the_old_state_or_the_new_one_and_sends_nothing_twice() {
    let waiting = waiting("cut");
    let village = waiting.world.village(300, 31);
    waiting.ana.import(&village.register, &[]);
    let waits = waiting.ana.pending();
    let up = [0, 200, 500, 1500, 8000, 20_000].map(Weather::CutUp);
    let down = [0, 300, 900, 2000, 6000, 15_000].map(Weather::CutDown);
    for weather in up.into_iter().chain(down) {
        waiting.network.becomes(weather);
        let (pending, base) = (waiting.ana.pending(), waiting.ana.base());
        assert_eq!(pending, waits, "{weather:?}");
        let failure = waiting.ana.refused(&["sync"]);
        assert!(["sync.unreachable", "sync.damaged"].contains(&failure.code.as_str()), "{weather:?}: {failure:?}");
        assert_eq!((waiting.ana.pending(), waiting.ana.base()), (pending, base), "{weather:?} changed something");
    }
    waiting.network.becomes(Weather::Fair);
    assert_eq!(waiting.ana.sync()["sent"], json!(waits));
    waiting.all_is_at_the_province_once();
}

#[test]
fn an_answer_that_is_lost_is_asked_for_again_and_nothing_is_recorded_twice() {
    let waiting = waiting("lost");
    for _ in 0..2 {
        waiting.network.becomes(Weather::LoseAnswer);
        waiting.refused("sync.unreachable");
    }
    let recorded = "SELECT count(*) FROM segment WHERE dev = 1";
    let recorded: i64 = waiting.server.database().query_row(recorded, [], |row| row.get(0)).expect("a count");
    assert_eq!(recorded, 3, "the request had arrived");
    waiting.recovers();
}

#[test]
fn a_province_killed_in_the_middle_of_a_sync_goes_on_with_everybody_afterwards() {
    let mut waiting = waiting("crash");
    let village = waiting.world.village(300, 32);
    waiting.ana.import(&village.register, &[]);
    // While the request comes in, and at several moments of the work it makes.
    for after_ms in [0, 15, 40, 80, 150, 300] {
        let packets = waiting.network.packets();
        let child = waiting.ana.command(&["sync"]).spawn().expect("pesiar-field starts");
        silence_after(4, &packets);
        std::thread::sleep(Duration::from_millis(after_ms));
        waiting.server.kill();
        drop(child.wait_with_output().expect("the sync ends"));
        waiting.ana.doctor();
        waiting.ana.base();
        waiting.server.restart();
        assert_eq!(waiting.server.verify()["broken"], json!([]));
    }
    waiting.all_is_at_the_province_once();
}
