//! The road: two laptops, one village, from its workbook to the same report on both and at the province.

use std::path::PathBuf;

use calamine::Data;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::day::{self, Day};
use super::recount::{self, recount};
use crate::world::laptop::{Laptop, sync_until_quiet};
use crate::world::table::Table;
use crate::world::village::Village;
use crate::world::{World, today};

const PEOPLE: u32 = 1400;
const SEED: u64 = 7;
const POPULATION: i64 = 1410;

#[test]
fn a_village_goes_from_its_workbook_to_one_report_on_two_laptops_and_at_the_province() {
    let world = World::new("road");
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let ana = world.laptop("ana").enrolled(&server);
    let budi = world.laptop("budi").enrolled(&server);
    let today = today();

    import_the_register(&ana, &village);
    import_the_register(&budi, &village);
    the_same_file_adds_nobody(&ana, &village);
    import_the_members(&ana, &village, today - 20.days());
    let people = json!({"year": 2026, "semester": 1, "population": POPULATION, "source": "BIP_DESA"});
    ana.record("population_ref", &people);
    let plan = day::plan(&ana);
    work(&ana, &plan, 0, today);
    work(&budi, &plan, 1, today);
    sync_until_quiet(&[&ana, &budi]);
    bpjs_answers(&budi, &answered(&world, &village, &budi, &plan, today), plan.submitted.len());
    sync_until_quiet(&[&ana, &budi]);

    let report = ana.l01(&today.to_string());
    assert_eq!(budi.l01(&today.to_string()), report, "the two laptops");
    assert_eq!(server.l01(&today.to_string()), report, "laptop and province");
    for laptop in [&ana, &budi] {
        recount::assert_same(&report, &recount(laptop, today, POPULATION));
        laptop.doctor();
    }
    every_stage_was_reached(&report);
    assert_eq!(server.verify()["broken"], json!([]));
    the_same_file_adds_nobody(&budi, &village);
    again_the_same_members(&budi, &village, today - 20.days());
}

/// A rehearsal first, which leaves nothing behind.
fn import_the_register(laptop: &Laptop, village: &Village) {
    let before = laptop.doctor();
    let rehearsed = laptop.import(&village.register, &["--dry-run"]);
    assert_eq!((&rehearsed["new"], &rehearsed["dry_run"]), (&json!(PEOPLE), &json!(true)));
    assert_eq!((laptop.list("person").len(), laptop.doctor()), (0, before), "a rehearsal left something behind");

    let done = laptop.import(&village.register, &[]);
    for (count, expected) in [("new", PEOPLE), ("same", 0), ("changed", 0), ("doubtful", 0), ("rejected", 0)] {
        assert_eq!(done[count], json!(expected), "{count} in {done}");
    }
    assert_eq!(laptop.list("person").len(), PEOPLE as usize);
    assert_eq!(laptop.list("family").len() as u64, done["families"].as_u64().expect("a count"));
    without_card_stands_apart(laptop, &village.table());
}

/// Whoever has KK `0`, `-` or nothing in the file is in a family without a number, and nobody else is.
fn without_card_stands_apart(laptop: &Laptop, table: &Table) {
    let is_blank = |row: &usize| matches!(table.text(*row, "no_kk").as_str(), "" | "0" | "-");
    let written = (0..table.len()).filter(is_blank).count();
    assert!(written > 10, "this seed has too few people without a card: {written}");
    let bare = recount::families_without_card(&laptop.list("family"));
    let in_bare = |person: &&Value| person["family_id"].as_str().is_some_and(|id| bare.contains(id));
    assert_eq!(laptop.list("person").iter().filter(in_bare).count(), written);
}

fn the_same_file_adds_nobody(laptop: &Laptop, village: &Village) {
    let (people, segments) = (laptop.list("person").len(), laptop.doctor()["chain"]["segments"].clone());
    for _ in 0..2 {
        let again = laptop.import(&village.register, &[]);
        assert_eq!((&again["same"], &again["new"]), (&json!(PEOPLE), &json!(0)), "{again}");
    }
    assert_eq!(laptop.list("person").len(), people);
    // Two imports are two entries in the audit, and not one operation more.
    let after = laptop.doctor()["chain"]["segments"].as_u64().zip(segments.as_u64());
    assert!(after.is_some_and(|(after, before)| after <= before + 2), "{after:?}");
}

fn import_the_members(laptop: &Laptop, village: &Village, as_of: Date) {
    let done = laptop.import(&village.members, &["--as-of", &as_of.to_string()]);
    let listed = laptop.list("membership").len();
    assert_eq!((&done["new"], &done["kind"]), (&json!(listed), &json!("FULL")), "{done}");
    assert!(listed > 1300 && done["rejected"] == json!(0) && done["doubtful"] == json!(0), "{done}");
    again_the_same_members(laptop, village, as_of);
}

/// Also on the other laptop, which has them by sync.
fn again_the_same_members(laptop: &Laptop, village: &Village, as_of: Date) {
    let before = laptop.list("membership").len();
    let again = laptop.import(&village.members, &["--as-of", &as_of.to_string()]);
    assert_eq!((&again["new"], &again["changed"]), (&json!(0), &json!(0)), "{again}");
    assert_eq!(laptop.list("membership").len(), before);
}

/// Fifteen visits, conversations, cases, and one statement that is old news.
fn work(laptop: &Laptop, plan: &Day, turn: usize, today: Date) {
    let visits = day::visits(plan, turn);
    assert_eq!(laptop.record_all("visit", &visits).len(), 15);
    laptop.record_all("advocacy", &day::conversations(plan, turn));
    laptop.record_all("case", &day::cases(plan, turn));
    let old = json!({"person_id": plan.silent[turn], "status": "AKTIF", "as_of": (today - 80.days()).to_string()});
    laptop.record("membership", &old);
}

/// BPJS answers: a second list, of today, that names three of the people of the cases as active.
fn answered(world: &World, village: &Village, laptop: &Laptop, plan: &Day, today: Date) -> PathBuf {
    let submitted = plan.submitted.iter().map(|id| laptop.show("person", id)["nik"].clone());
    let niks: Vec<String> = submitted.map(|nik| nik.as_str().expect("a NIK").to_owned()).collect();
    let mut table = Table::read(&village.members);
    table.retain(|table, row| niks.contains(&table.text(row, "NIK")));
    for row in 0..table.len() {
        table.set(row, "STATUS", Data::String("AKTIF".into()));
        table.set(row, "ALASAN NONAKTIF", Data::Empty);
    }
    table.title(2, &format!("PER TANGGAL: {today}"));
    let file = world.path("jawaban.xlsx");
    table.save(&file);
    file
}

fn bpjs_answers(laptop: &Laptop, file: &std::path::Path, people: usize) {
    let done = laptop.import(file, &[]);
    assert_eq!((&done["changed"], &done["new"]), (&json!(people), &json!(0)), "{done}");
}

/// Else equal figures could be equal zeros.
fn every_stage_was_reached(report: &Value) {
    for figure in ["T", "A", "B", "N", "unknown", "stale", "families_without_card", "persons_without_card"] {
        assert!(report[figure].as_i64() > Some(0), "{figure} is zero in {report}");
    }
    for stage in ["targets", "visited", "willing", "submitted", "verified"] {
        assert!(report["funnel"][stage].as_i64() > Some(0), "{stage} is zero in {report}");
    }
    assert!(report["counted"].as_i64() < Some(i64::from(PEOPLE)), "nobody was found dead or moved");
}
