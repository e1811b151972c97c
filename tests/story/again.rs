//! The village brings its workbook again, edited: what it changed is taken over, what the field changed stays.

use calamine::Data;
use serde_json::{Value, json};

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::table::Table;

const PEOPLE: u32 = 300;
const SEED: u64 = 11;

/// The person of a row of the workbook, as listed.
fn person_of(laptop: &Laptop, table: &Table, row: usize) -> Value {
    let (name, nik) = (table.text(row, "nama"), table.text(row, "nik"));
    let found = laptop.ask(&["list", "person", "--search", &nik]);
    let found = found.as_array().expect("a list").iter().find(|person| person["full_name"] == name.as_str());
    found.unwrap_or_else(|| panic!("row {row} is nobody")).clone()
}

fn birth_place(laptop: &Laptop, person: &Value) -> Value {
    laptop.show("person", person["id"].as_str().expect("an id"))["birth_place"].clone()
}

/// The first remark with this code.
fn remark<'a>(done: &'a Value, code: &str) -> Option<&'a Value> {
    done["rows"].as_array().expect("remarks").iter().find(|remark| remark["code"] == code)
}

#[test]
fn two_edited_rows_change_two_people_and_a_field_changed_by_hand_is_not_overwritten() {
    let world = World::new("again");
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&village.register, &[]);

    let mut table = village.table();
    let has_nik = |row: usize| table.text(row, "nik").len() == 16;
    let first = table.find(0, has_nik);
    let second = table.find(first + 1, has_nik);
    let third = table.find(second + 1, has_nik);
    let [one, two, three] = [first, second, third].map(|row| person_of(&ana, &table, row));
    ana.record("person", &json!({"id": three["id"], "birth_place": "Ketahun"}));
    for row in [first, second, third] {
        table.set(row, "tempatlahir", Data::String("Enggano".into()));
    }
    let edited = world.path("desa-baru.xlsx");
    table.save(&edited);

    let done = ana.import(&edited, &[]);
    assert_eq!([&done["changed"], &done["doubtful"], &done["new"]], [&json!(2), &json!(1), &json!(0)], "{done}");
    assert_eq!(done["same"], json!(PEOPLE - 3));
    assert_eq!([&one, &two].map(|person| birth_place(&ana, person)), [json!("Enggano"), json!("Enggano")]);
    assert_eq!(birth_place(&ana, &three), json!("Ketahun"), "field work was overwritten");
    let remark = remark(&done, "person.differs").expect("a remark");
    assert_eq!(remark["row"], json!(table.number(third)));
    assert!(remark["message"].as_str().is_some_and(|words| words.contains("tempat lahir")), "{remark}");

    let again = ana.import(&edited, &[]);
    assert_eq!((&again["changed"], &again["new"]), (&json!(0), &json!(0)), "{again}");
}

#[test]
fn a_field_changed_by_hand_is_no_question_while_the_file_says_what_it_said_before() {
    let world = World::new("quiet");
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&village.register, &[]);
    let table = village.table();
    let person = person_of(&ana, &table, table.find(0, |row| table.text(row, "nik").len() == 16));
    ana.record("person", &json!({"id": person["id"], "birth_place": "Ketahun", "phone": "081234567890"}));

    let again = ana.import(&village.register, &[]);
    assert_eq!((&again["same"], &again["doubtful"]), (&json!(PEOPLE), &json!(0)), "{again}");
    assert_eq!(birth_place(&ana, &person), json!("Ketahun"));
}
