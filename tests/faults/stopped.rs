//! A sync that somebody stops, or that the screen is locked under, ends calmly within a moment and is gone on with later.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use pesiar_core::row::noun::Noun;
use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::error::{Error, Result};
use pesiar_device::progress::{Progress, Stage, Stop};
use pesiar_device::sync::trip::travel;
use pesiar_device::sync::{self, Lend, overview, waiting};
use serde_json::json;

use crate::world::World;
use crate::world::laptop::SECRET;
use crate::world::network::Network;
use crate::world::server::Server;

/// Somebody signed in who has saved three families.
struct Desk {
    _world: World,
    server: Server,
    network: Network,
    device: Device,
}

fn desk(name: &str) -> Desk {
    let world = World::new(name);
    let server = world.server();
    let network = Network::to(&server);
    let folder = world.path("ana");
    let code = server.code("enumerator", "Ana");
    sync::enrol::run(&folder, Env::machine(), (&network.url(), &code), SECRET).expect("enrolled");
    let mut device = Device::open(&folder, Env::machine(), None, SECRET).expect("the profile opens");
    for rt in ["001", "002", "003"] {
        let family = json!({"hamlet": "Talang Contoh", "rt": rt});
        pesiar_device::record::one(&mut device, Noun::Family, family.as_object().expect("an object")).expect("saved");
    }
    Desk { _world: world, server, network, device }
}

#[test]
fn a_sync_on_a_dead_line_can_be_stopped_at_once_and_sends_everything_later() {
    let mut desk = desk("dead-line");
    let dead = TcpListener::bind("127.0.0.1:0").expect("a free port"); // accepts and says nothing
    desk.network.lead_to(dead.local_addr().expect("its address"));
    let stop = Stop::default();
    let progress = Progress::new(stop.clone(), |_| {});
    let asker = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        stop.ask();
    });
    let start = Instant::now();
    let error = travel(&mut &mut desk.device, &progress).expect_err("nobody answers");
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
    assert!(matches!(error, Error::Sync("sync.stopped")), "{error:?}");
    asker.join().expect("asked");

    assert_eq!(waiting::count(&desk.device).expect("a count").saves, 3);
    assert_eq!(overview::of(&desk.device).expect("an overview").receipts, [], "nothing was answered");
    desk.network.lead_to(desk.server.address());
    assert_eq!(sync::run(&mut desk.device).expect("it syncs").accepted, 3);
    let overview = overview::of(&desk.device).expect("an overview");
    assert_eq!((overview.waiting.saves, overview.receipts.len(), overview.receipts[0].recorded), (0, 1, 3));
}

/// Lends the profile until the screen is locked.
struct Locking<'a> {
    device: &'a mut Device,
    lends: u32,
}

impl Lend for Locking<'_> {
    fn lend<T>(&mut self, work: impl FnOnce(&mut Device) -> Result<T>) -> Result<T> {
        self.lends = self.lends.checked_sub(1).ok_or(Error::Locked)?;
        work(self.device)
    }
}

#[test]
fn a_screen_that_is_locked_meanwhile_ends_the_sync_calmly_wherever_it_is() {
    let mut desk = desk("locked");
    for lends in 1..=2 {
        let mut lender = Locking { device: &mut desk.device, lends };
        let error = travel(&mut lender, &Progress::silent()).expect_err("locked");
        assert!(matches!(error, Error::Sync("sync.locked")), "{lends}: {error:?}");
        assert_eq!(waiting::count(&desk.device).expect("a count").saves, 3, "{lends}");
    }
    // The province has them since the second try; they are answered again and recorded once.
    assert_eq!(sync::run(&mut desk.device).expect("it syncs").accepted, 3);
    let recorded = "SELECT count(*) FROM segment WHERE dev = 1";
    let recorded: i64 = desk.server.database().query_row(recorded, [], |row| row.get(0)).expect("a count");
    assert_eq!(recorded, 3);
}

#[test]
fn steps_are_told_in_saves_and_the_profile_is_free_while_an_answer_is_waited_for() {
    let mut desk = desk("steps");
    let (sender, heard) = std::sync::mpsc::channel();
    let progress = Progress::new(Stop::default(), move |step| sender.send(step).unwrap_or_default());
    let mut lender = Locking { device: &mut desk.device, lends: 100 };
    let receipt = travel(&mut lender, &progress).expect("it syncs");
    // To begin, to build a request, to apply its answer, and to keep the receipt: never across the network.
    assert_eq!((100 - lender.lends) % 2, 0, "{}", lender.lends);
    let steps: Vec<_> = heard.try_iter().collect();
    assert_eq!((steps[0].stage, steps[0].done, steps[0].whole), (Stage::Sending, 0, 3));
    assert!(receipt.at_ms > 0 && receipt.sent == 3, "{receipt:?}");
}
