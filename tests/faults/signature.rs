//! A damaged signature in the device's own store: set aside at the province, told to the worker, blocking nothing.

use serde_json::{Value, json};

use crate::world::laptop::Laptop;
use crate::world::{World, today};

/// Damages the signature of a stored segment, as a bad disk or a bad hand would.
fn damage(laptop: &Laptop, saved: &Value) {
    let damage = "UPDATE segment SET sig = zeroblob(64) WHERE seq = ?1";
    assert_eq!(laptop.database().execute(damage, [saved["segment"].as_i64()]).expect("segments"), 1);
}

#[test]
fn a_segment_with_a_bad_signature_is_quarantined_and_the_rest_goes_on() {
    let world = World::new("signature");
    let server = world.server();
    let laptop = world.laptop("ana").enrolled(&server);
    let saved = |rt: &str| laptop.record("family", &json!({"rt": rt, "hamlet": "Tanjung"}));
    saved("001");
    let damaged = saved("002");
    saved("003");
    damage(&laptop, &damaged);
    let doctor = laptop.run(&["doctor"]).json();
    assert_eq!((&doctor["ok"], &doctor["chain"]["broken"]), (&json!(false), &json!([damaged["segment"]])));

    let receipt = laptop.sync();
    assert_eq!((&receipt["accepted"], &receipt["needs_attention"]), (&json!(2), &json!(1)));
    assert_eq!(laptop.pending(), 0);
    let remarks = laptop.list("attention");
    assert_eq!(remarks.len(), 1);
    assert_eq!((&remarks[0]["outcome"], &remarks[0]["row_id"]), (&json!("quarantined:signature"), &damaged["id"]));
    assert!(remarks[0]["message"].as_str().is_some_and(|words| words.starts_with("Tanda tangan")), "{remarks:?}");
    assert_eq!(server.verify()["broken"], json!([]));
    saved("004");
    assert_eq!(laptop.sync()["accepted"], json!(1), "the queue goes on");
}

#[test]
fn what_the_province_set_aside_leaves_the_laptops_figures_and_stays_in_perlu_perhatian() {
    let world = World::new("aside");
    let server = world.server();
    let laptop = world.laptop("ana").enrolled(&server);
    laptop.import(&world.village(300, 51).register, &[]);
    let people = laptop.list("person");
    let at_home = people.iter().find(|person| person["presence"].is_null()).expect("somebody");
    laptop.sync();
    let before = laptop.l01(&today().to_string());

    let dead = json!([{"person_id": at_home["id"], "presence": 2}]);
    let visit = json!({"family_id": at_home["family_id"], "outcome": "V1", "persons": dead});
    damage(&laptop, &laptop.record("visit", &visit));
    assert_ne!(laptop.l01(&today().to_string())["counted"], before["counted"], "while it waits it counts");
    laptop.sync();
    assert_eq!(server.l01(&today().to_string()), before, "the province took it after all");
    assert_eq!(laptop.l01(&today().to_string()), before, "laptop and province count differently");
    assert_eq!(laptop.list("visit"), Vec::<Value>::new());
    assert_eq!(laptop.list("attention").len(), 2, "the visit and the presence");
}
