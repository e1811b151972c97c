//! Two laptops edit one family while nobody has a network: what merges, what a person must decide, what stays.

use serde_json::{Value, json};

use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::server::Server;
use crate::world::{World, today};

const PEOPLE: u32 = 300;
const SEED: u64 = 21;

/// Two numbers that no practice village has.
const OURS: &str = "1799991203850911";
const THEIRS: &str = "1799991203850922";

/// Two laptops that hold the same village, and somebody of it.
struct Pair {
    _world: World,
    server: Server,
    ana: Laptop,
    budi: Laptop,
    person: String,
    family: String,
}

fn pair(name: &str) -> Pair {
    let world = World::new(name);
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let [ana, budi] = ["ana", "budi"].map(|name| world.laptop(name).enrolled(&server));
    for laptop in [&ana, &budi] {
        laptop.import(&village.register, &[]);
    }
    sync_until_quiet(&[&ana, &budi]);
    let person = ana.list("person").into_iter().find(|person| person["nik"].is_string()).expect("somebody with a NIK");
    let text = |name: &str| person[name].as_str().expect("an id").to_owned();
    Pair { _world: world, server, ana, budi, person: text("id"), family: text("family_id") }
}

impl Pair {
    /// Both laptops and the province hold the same rows, and a further sync changes nothing.
    fn converged(&self) {
        sync_until_quiet(&[&self.ana, &self.budi]);
        let as_of = today().to_string();
        // The report names the sum over ids and revisions of all rows it comes from.
        let state = |laptop: &Laptop| (laptop.l01(&as_of), laptop.list("conflict"));
        let before = state(&self.ana);
        assert_eq!(state(&self.budi), before, "the two laptops differ");
        assert_eq!(self.server.l01(&as_of), before.0, "laptop and province differ");
        for laptop in [&self.ana, &self.budi] {
            let receipt = laptop.sync();
            assert_eq!((&receipt["sent"], &receipt["received"]), (&json!(0), &json!(0)), "{receipt}");
            laptop.doctor();
        }
        assert_eq!(state(&self.ana), before, "a further sync changed something");
    }

    fn both_show(&self, noun: &str, id: &str) -> Value {
        let [ana, budi] = [&self.ana, &self.budi].map(|laptop| laptop.show(noun, id));
        assert_eq!(ana, budi, "the two laptops show {noun} differently");
        ana
    }
}

#[test]
fn different_fields_merge_and_visits_of_both_laptops_stay() {
    let pair = pair("merge");
    pair.ana.record("family", &json!({"id": pair.family, "landmark": "dekat masjid", "rt": "007"}));
    pair.budi.record("family", &json!({"id": pair.family, "phone": "081300000007"}));
    pair.budi.record("person", &json!({"id": pair.person, "employer_name": "Kebun Contoh", "nik": OURS}));
    pair.ana.record("person", &json!({"id": pair.person, "birth_place": "Ipuh", "nik": OURS}));
    for (laptop, note) in [(&pair.ana, "pagi"), (&pair.budi, "sore")] {
        laptop.record("visit", &json!({"family_id": pair.family, "outcome": "V1", "note": note}));
    }
    pair.converged();

    let family = pair.both_show("family", &pair.family);
    assert_eq!([&family["landmark"], &family["rt"], &family["phone"]], ["dekat masjid", "007", "081300000007"]);
    let person = pair.both_show("person", &pair.person);
    assert_eq!([&person["employer_name"], &person["birth_place"], &person["nik"]], ["Kebun Contoh", "Ipuh", OURS]);
    let mut notes: Vec<Value> = pair.budi.list("visit").iter().map(|visit| visit["note"].clone()).collect();
    notes.sort_by_key(Value::to_string);
    assert_eq!(notes, [json!("pagi"), json!("sore")]);
    assert_eq!(pair.ana.list("conflict"), Vec::<Value>::new(), "different fields and equal values are no conflict");
    assert_eq!(pair.ana.list("attention").len() + pair.budi.list("attention").len(), 0);
}

#[test]
fn a_nik_corrected_on_both_laptops_becomes_a_conflict_on_both_and_neither_value_is_lost() {
    let pair = pair("nik");
    pair.ana.record("person", &json!({"id": pair.person, "nik": OURS}));
    pair.budi.record("person", &json!({"id": pair.person, "nik": THEIRS, "birth_place": "Ipuh"}));
    // The first to arrive is in use; the other waits for a person.
    assert_eq!(pair.budi.sync()["needs_attention"], json!(0));
    assert_eq!(pair.ana.sync()["needs_attention"], json!(1));
    pair.converged();

    let person = pair.both_show("person", &pair.person);
    assert_eq!([&person["nik"], &person["birth_place"]], [THEIRS, "Ipuh"]);
    assert_eq!(person["open_conflicts"], json!(1));
    let open = pair.ana.list("conflict");
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!((&open[0]["row_id"], &open[0]["field"]), (&json!(pair.person), &json!("nik")));
    assert_eq!((&open[0]["current"], &open[0]["value"]), (&json!("179999******0922"), &json!("179999******0911")));
    let attention = pair.ana.list("attention");
    assert_eq!((attention.len(), &attention[0]["outcome"]), (1, &json!("conflict:nik")), "its author is told");
    assert!(attention[0]["message"].as_str().is_some_and(|words| words.ends_with('.')));
    assert_eq!(pair.budi.list("attention"), Vec::<Value>::new(), "whose value is in use has nothing to do");
}

#[test]
fn the_phone_number_written_later_wins_in_whatever_order_the_two_arrive_but_no_clock_decides_who_is_dead() {
    let pair = pair("newest");
    let both_write = |ours: &Value, theirs: &Value| {
        for (laptop, value) in [(&pair.ana, ours), (&pair.budi, theirs)] {
            let mut object = value.clone();
            object["id"] = json!(pair.person);
            laptop.record("person", &object);
        }
    };
    both_write(&json!({"phone": "081311111111"}), &json!({"phone": "081322222222"}));
    pair.budi.sync();
    pair.converged();
    assert_eq!(pair.both_show("person", &pair.person)["phone"], "081322222222", "the later came first");

    both_write(&json!({"phone": "081333333333", "presence": 1}), &json!({"phone": "081344444444", "presence": 2}));
    pair.ana.sync();
    pair.converged();
    let person = pair.both_show("person", &pair.person);
    assert_eq!(person["phone"], "081344444444", "the later came last");
    assert_eq!(person["presence"], json!(1), "a clock decided who is dead");
    let open = pair.budi.list("conflict");
    assert_eq!((open.len(), &open[0]["field"], &open[0]["value"]), (1, &json!("presence"), &json!(2)));
}
