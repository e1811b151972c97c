//! L05 leaves the laptop: identity numbers stay text, and nothing that was typed becomes a formula.

use calamine::{DataType, Reader, Xlsx, open_workbook};
use serde_json::{Value, json};

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::server::Server;
use crate::world::table::Table;

const PEOPLE: u32 = 300;
const SEED: u64 = 5;

/// Names that a spreadsheet or a browser would take for something else.
const HOSTILE: [&str; 4] = ["=1+1", "@SUM(A1)", "-2+3", "<img src=x onerror=alert(1)>"];

/// People of the register who say that they are not registered.
const ASKED: usize = 20;

/// A village where twenty people and four more with such a name are not registered.
fn unregistered(world: &World) -> (Laptop, Server) {
    let server = world.server();
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&world.village(PEOPLE, SEED).register, &[]);
    let family = ana.list("family")[0]["id"].clone();
    let people = HOSTILE.map(|name| json!({"family_id": family, "full_name": name, "no_nik_reason": "BELUM_DITANYA"}));
    let mut asked = ana.record_all("person", &people);
    let lives_here = |person: &Value| person["nik"].is_string() && person["presence"].is_null();
    asked.extend(ana.list("person").into_iter().filter(lives_here).take(ASKED));
    let stated = |person: &Value| json!({"person_id": person["id"], "status": "BELUM_TERDAFTAR"});
    ana.record_all("membership", &asked.iter().map(stated).collect::<Vec<_>>());
    (ana, server)
}

#[test]
fn the_named_list_keeps_every_nik_as_text_and_has_no_formula() {
    let world = World::new("paper");
    let (ana, _server) = unregistered(&world);
    let listed = ana.ask(&["report", "L05"]);
    let listed = listed["rows"].as_array().expect("rows").clone();
    assert_eq!(listed.len(), ASKED + HOSTILE.len());

    let file = world.path("L05.xlsx");
    ana.ask(&["report", "L05", "--format", "xlsx", "--out", file.to_str().expect("UTF-8")]);
    let table = Table::read(&file);
    assert_eq!(table.len(), listed.len());
    for (row, line) in listed.iter().enumerate() {
        for (column, field) in [("NIK", "nik"), ("No KK", "family_card_no"), ("Nama", "full_name")] {
            let cell = table.cell(row, column);
            assert!(cell.is_string() || cell.is_empty(), "{column} of row {row} is no text: {cell:?}");
            assert_eq!(table.text(row, column), line[field].as_str().expect("text"), "{column} of row {row}");
        }
    }
    let with_nik = (0..table.len()).filter(|row| table.text(*row, "NIK").len() == 16).count();
    assert_eq!(with_nik, ASKED);
    let mut book: Xlsx<_> = open_workbook(&file).expect("a workbook");
    let formulas = book.worksheet_formula("L05").expect("the sheet");
    assert_eq!(formulas.used_cells().filter(|(.., text)| !text.is_empty()).count(), 0, "a formula");
}

#[test]
fn the_csv_has_no_cell_that_a_spreadsheet_would_run() {
    let world = World::new("csv");
    let (ana, _server) = unregistered(&world);
    let csv = ana.run(&["report", "L05", "--format", "csv"]).done().text();
    for name in HOSTILE {
        assert!(csv.contains(name), "{name} is missing");
    }
    for cell in csv.lines().flat_map(|line| line.split(',')) {
        let start = cell.trim_start_matches('\u{feff}').trim_start_matches('"').chars().next();
        assert!(!matches!(start, Some('=' | '+' | '-' | '@' | '\t')), "a formula: {cell}");
    }
}

#[test]
fn looking_at_a_named_list_is_on_record() {
    let world = World::new("record");
    let (ana, _server) = unregistered(&world);
    let before = ana.doctor()["chain"]["segments"].as_u64().expect("a count");
    ana.ask(&["report", "L05"]);
    assert_eq!(ana.doctor()["chain"]["segments"].as_u64(), Some(before + 1), "no entry in the audit");
    let entries = ana.list("audit");
    let last = entries.iter().max_by_key(|entry| entry["at"].as_str().map(str::to_owned)).expect("an entry");
    assert_eq!((&last["action"], &last["object"]), (&json!("EXPORT"), &json!("L05")), "{last}");
}
