//! A laptop whose clock is wrong by years: it is not refused, and it neither wins nor loses for ever.

use pesiar_core::row::noun::Noun;
use serde_json::{Value, json};

use crate::world::World;
use crate::world::colleague::Colleague;
use crate::world::laptop::Laptop;

const YEAR_MS: i64 = 365 * 86_400_000;

fn phone_after_sync(laptop: &Laptop, person: &Value) -> Value {
    laptop.sync();
    laptop.show("person", person["id"].as_str().expect("an id"))["phone"].clone()
}

#[test]
fn a_clock_two_years_ahead_or_in_1980_does_not_decide_whose_phone_number_is_newer() {
    let world = World::new("clock");
    let server = world.server();
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&world.village(300, 61).register, &[]);
    ana.sync();
    let person = ana.list("person")[0].clone();
    let phone = |number: &str| json!({"id": person["id"], "phone": number});
    let mut ahead = Colleague::with_clock(&world, &server, "ahead", 2 * YEAR_MS);
    let mut behind = Colleague::with_clock(&world, &server, "behind", -46 * YEAR_MS);
    for laptop in [&mut ahead, &mut behind] {
        assert!(laptop.sync().received >= 300, "a wrong clock was refused");
    }

    ahead.record(Noun::Person, &phone("081311111111"));
    ana.record("person", &phone("081322222222"));
    ahead.sync();
    assert_eq!(phone_after_sync(&ana, &person), "081322222222", "two years ahead won over the later one");

    ana.record("person", &phone("081333333333"));
    behind.record(Noun::Person, &phone("081344444444"));
    ana.sync();
    behind.sync();
    assert_eq!(phone_after_sync(&ana, &person), "081344444444", "1980 lost against the earlier one");
    assert_eq!(server.verify()["broken"], json!([]));
}
