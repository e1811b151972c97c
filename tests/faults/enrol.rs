//! Enrolment codes that do not hold, and enrolment over a network that fails in the middle.

use pesiar_core::enrolment::Code;
use serde_json::json;

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::network::{Network, Weather};
use crate::world::run::Failure;
use crate::world::server::Server;

fn enrol(laptop: &Laptop, url: &str, code: &str) -> Failure {
    laptop.refused(&["enrol", "--server", url, "--code", code])
}

fn devices(server: &Server) -> i64 {
    let count = "SELECT count(*) FROM device WHERE dev <> 0";
    server.database().query_row(count, [], |row| row.get(0)).expect("a count")
}

#[test]
fn a_mistyped_code_never_leaves_the_laptop() {
    let world = World::new("typo");
    let server = world.server();
    let network = Network::to(&server);
    let code = server.code("enumerator", "Ana");
    let ana = world.laptop("ana");
    let last = if code.ends_with('7') { '8' } else { '7' };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    for typed in [wrong.as_str(), &code[1..], "", "AAAA-BBBB-CCCC-DDDD-EEEE"] {
        let failure = enrol(&ana, &network.url(), typed);
        assert_eq!((failure.code.as_str(), failure.place.as_str()), ("enrol.code", "code"), "{typed:?}");
    }
    assert_eq!(network.connections(), 0, "a mistyped code was sent");
    ana.ask(&["enrol", "--server", &network.url(), "--code", &code.to_lowercase().replace('-', " ")]);
}

#[test]
fn five_wrong_guesses_kill_a_code_and_an_expired_one_is_refused() {
    let world = World::new("guess");
    let server = world.server();
    let (ana, budi) = (world.laptop("ana"), world.laptop("budi"));
    let right = server.code("enumerator", "Ana");
    let code = Code::parse(&right).expect("a code");
    for guess in 0..5 {
        let guessed = Code { secret: format!("GUESS{guess}").replace('U', "V"), ..code.clone() };
        assert_eq!(enrol(&ana, &server.url(), &guessed.printed()).code, "enrol.refused", "guess {guess}");
    }
    assert_eq!(enrol(&ana, &server.url(), &right).code, "enrol.dead", "even the right secret");

    let right = server.code("enumerator", "Budi");
    server.database().execute("UPDATE enrol_code SET expires_at_ms = 1", []).expect("codes");
    assert_eq!(enrol(&budi, &server.url(), &right).code, "enrol.refused");
    assert_eq!(devices(&server), 0);
    let fresh = server.code("enumerator", "Budi");
    budi.ask(&["enrol", "--server", &server.url(), "--code", &fresh]);
    budi.sync();
}

#[test]
fn a_code_of_one_province_is_not_shown_to_another() {
    let world = World::new("other");
    let server = world.server();
    let other = Server::start(&world.path("lain"));
    let ana = world.laptop("ana");
    let code = server.code("enumerator", "Ana");
    assert_eq!(enrol(&ana, &other.url(), &code).code, "sync.certificate");
    assert!(!other.log().contains("refused"), "the stranger was asked: {}", other.log());
    ana.ask(&["enrol", "--server", &server.url(), "--code", &code]);
}

#[test]
fn a_used_code_enrols_nobody_else_and_an_enrolled_laptop_is_not_enrolled_again() {
    let world = World::new("used");
    let server = world.server();
    let (ana, budi) = (world.laptop("ana"), world.laptop("budi"));
    let code = server.code("enumerator", "Ana");
    ana.ask(&["enrol", "--server", &server.url(), "--code", &code]);
    assert_eq!(enrol(&budi, &server.url(), &code).code, "enrol.refused");
    assert_eq!(enrol(&ana, &server.url(), &server.code("enumerator", "Ana")).code, "profile.exists");
    assert_eq!(devices(&server), 1);
    ana.sync();
}

#[test]
fn a_lost_answer_costs_no_code_and_asking_again_gets_the_same_device() {
    let world = World::new("asked");
    let server = world.server();
    let network = Network::to(&server);
    let ana = world.laptop("ana");
    let code = server.code("enumerator", "Ana");
    network.becomes(Weather::Down);
    assert_eq!(enrol(&ana, &network.url(), &code).code, "sync.unreachable");
    network.becomes(Weather::LoseAnswer);
    assert_eq!(enrol(&ana, &network.url(), &code).code, "sync.unreachable");
    assert_eq!(devices(&server), 1, "the request had arrived");

    network.becomes(Weather::Fair);
    let other = ana.with_secret("sapi makan rumput hijau");
    assert_eq!(enrol(&other, &network.url(), &code).code, "unlock.wrong", "the keys belong to the first passphrase");
    let enrolled = ana.ask(&["enrol", "--server", &network.url(), "--code", &code]);
    assert_eq!((&enrolled["device"], devices(&server)), (&json!(1), 1), "{enrolled}");
    ana.sync();
    ana.doctor();
}
