//! Cells as people and spreadsheets spoil them: named by sheet, row and column, while good rows are imported.

use calamine::Data;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::server::Server;
use crate::world::table::Table;
use crate::world::village::Village;

const PEOPLE: u32 = 300;
const SEED: u64 = 6;

struct Desk {
    world: World,
    _server: Server,
    ana: Laptop,
    village: Village,
    table: Table,
}

fn desk() -> Desk {
    let world = World::new("cells");
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let ana = world.laptop("ana").enrolled(&server);
    Desk { ana, table: village.table(), village, world, _server: server }
}

impl Desk {
    fn import(&self) -> Value {
        let file = self.world.path("rusak.xlsx");
        self.table.save(&file);
        self.ana.import(&file, &[])
    }
}

/// The only remark with this code.
fn remark(done: &Value, code: &str) -> Value {
    let rows = done["rows"].as_array().expect("remarks");
    let found: Vec<&Value> = rows.iter().filter(|remark| remark["code"] == code).collect();
    assert_eq!(found.len(), 1, "{code} in {done}");
    found[0].clone()
}

#[test]
fn a_bad_row_is_named_and_its_neighbours_are_imported() {
    let mut desk = desk();
    let row = desk.table.find(4, |row| (row..row + 6).all(|row| desk.table.text(row, "nik").len() == 16));
    let twice = desk.table.text(row, "nik");
    desk.table.set(row + 1, "nik", Data::Float(1_799_990_101_800_003.0));
    desk.table.set(row + 2, "nik", Data::String("1,79999E+15".into()));
    desk.table.set(row + 3, "nik", Data::String("17999901018000".into()));
    desk.table.set(row + 4, "nik", Data::String(twice));
    desk.table.set(row + 5, "tanggallahir", Data::String("kemarin".into()));
    let done = desk.import();
    let counts = ["new", "rejected", "doubtful", "same", "changed"].map(|name| done[name].clone());
    assert_eq!(counts, [json!(PEOPLE - 4), json!(3), json!(1), json!(0), json!(0)], "{done}");
    assert_eq!(desk.ana.list("person").len(), PEOPLE as usize - 4);

    let damaged = "nik.damaged_by_excel";
    let places: Vec<&Value> =
        done["rows"].as_array().expect("remarks").iter().filter(|r| r["code"] == damaged).map(|r| &r["row"]).collect();
    assert_eq!(places, [&json!(desk.table.number(row + 1)), &json!(desk.table.number(row + 2))]);
    for (code, place, column, remedy) in [
        ("nik.invalid", row + 3, "nik", "Perbaiki menurut KTP/KK"),
        ("nik.twice_in_file", row + 4, "nik", "Cocokkan dengan KTP/KK"),
        ("date.unreadable", row + 5, "tanggallahir", "Tulis seperti 17-08-1980"),
    ] {
        let remark = remark(&done, code);
        let message = remark["message"].as_str().expect("a sentence");
        let at = format!("Lembar {}, baris {}, kolom {column}: ", desk.table.sheet(), desk.table.number(place));
        assert!(message.starts_with(&at) && message.contains(remedy), "{message}");
    }
}

#[test]
fn a_name_that_looks_like_a_page_or_a_formula_stays_a_name() {
    let mut desk = desk();
    let names = ["<IMG SRC=X ONERROR=ALERT(1)>", "=1+1", "'; DROP TABLE PERSON; --"];
    for (row, name) in names.iter().enumerate() {
        desk.table.set(row, "nama", Data::String((*name).into()));
    }
    assert_eq!(desk.import()["new"], json!(PEOPLE));
    let listed: Vec<Value> = desk.ana.list("person").iter().map(|person| person["full_name"].clone()).collect();
    for name in names {
        assert!(listed.contains(&json!(name)), "{name} did not survive");
    }
}

/// Day, month and year of a cell written with numbers alone; nothing for months by name and ISO dates.
fn day_first(text: &str) -> Option<Date> {
    let numbers: Vec<i16> = text.split(['-', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [day, month, year] = numbers[..] else { return None };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Rewrites every birth date that is written with numbers alone; returns how many.
fn rewrite(table: &mut Table, with: impl Fn(Date) -> Data) -> usize {
    let dates: Vec<(usize, Date)> =
        (0..table.len()).filter_map(|row| Some((row, day_first(&table.text(row, "tanggallahir"))?))).collect();
    for (row, date) in &dates {
        table.set(*row, "tanggallahir", with(*date));
    }
    dates.len()
}

#[test]
fn birth_dates_kept_as_serial_numbers_are_the_same_birth_dates() {
    let mut desk = desk();
    desk.ana.import(&desk.village.register, &[]);
    let epoch: Date = "1899-12-30".parse().expect("a date");
    let written = rewrite(&mut desk.table, |date| Data::Float(f64::from((date - epoch).get_days())));
    assert!(written > 200, "too few dates were rewritten: {written}");
    let done = desk.import();
    assert_eq!((&done["same"], &done["rejected"]), (&json!(PEOPLE), &json!(0)), "{done}");
}

#[test]
fn birth_dates_written_month_first_are_the_same_birth_dates_and_somebody_is_asked_to_look() {
    let mut desk = desk();
    desk.ana.import(&desk.village.register, &[]);
    let written =
        rewrite(&mut desk.table, |date| Data::String(format!("{:02}/{:02}/{}", date.month(), date.day(), date.year())));
    assert!(written > 200, "too few dates were rewritten: {written}");
    let done = desk.import();
    assert_eq!((&done["same"], &done["rejected"]), (&json!(PEOPLE), &json!(0)), "{done}");
    let remark = remark(&done, "date.order");
    let message = remark["message"].as_str().expect("a sentence");
    assert_eq!((&remark["sheet"], &remark["column"]), (&json!(desk.table.sheet()), &json!("tanggallahir")));
    assert!(message.contains("MM/DD") && message.contains("cocokkan"), "{message}");
}
