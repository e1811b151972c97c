//! A NIK that the village already knows under another name and birth date: never an overwrite.

use calamine::Data;
use serde_json::json;

use crate::world::World;

#[test]
fn a_row_whose_nik_belongs_to_somebody_else_waits_for_a_person() {
    let world = World::new("stranger");
    let server = world.server();
    let laptop = world.laptop("ana").enrolled(&server);
    let village = world.village(300, 11);
    laptop.import(&village.register, &[]);
    let mut table = village.table();
    let row = table.find(0, |row| table.text(row, "nik").len() == 16);
    let nik = table.text(row, "nik");
    table.set(row, "nama", Data::String("ORANG LAIN SAMA SEKALI".into()));
    table.set(row, "tanggallahir", Data::String("01-02-1950".into()));
    let file = world.path("lain.xlsx");
    table.save(&file);
    let done = laptop.import(&file, &[]);
    assert_eq!((&done["doubtful"], &done["changed"]), (&json!(1), &json!(0)), "{done}");
    let issue = done["rows"].as_array().unwrap().iter().find(|issue| issue["code"] == "nik.other_person").unwrap();
    assert_eq!(issue["row"], json!(table.number(row)));
    let known = laptop.ask(&["list", "person", "--where", &format!("nik={nik}")]);
    assert_ne!(known[0]["full_name"], json!("ORANG LAIN SAMA SEKALI"));
}
