//! Lines given to `record`: a bad one is named by its number, its neighbours are saved.

use serde_json::{Value, json};

use crate::world::World;
use crate::world::laptop::Laptop;
use crate::world::run::finish;

/// Line numbers and codes of the refusals on standard error.
fn refusals(err: &str) -> Vec<(String, String)> {
    let read = |line: &str| {
        let failure: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        let text = |name: &str| failure[name].as_str().expect("text").to_owned();
        assert!(text("message").ends_with('.'), "no sentence: {line}");
        (text("where"), text("code"))
    };
    err.lines().map(read).collect()
}

fn record(laptop: &Laptop, lines: &[&[u8]]) -> (Option<i32>, usize, Vec<(String, String)>) {
    let said = finish(laptop.command(&["record", "family"]), &lines.join(&b'\n'));
    (said.code, said.lines().len(), refusals(&said.err))
}

#[test]
fn a_bad_line_is_named_and_its_neighbours_are_saved_wherever_it_stands() {
    let world = World::new("lines");
    let server = world.server();
    let laptop = world.laptop("ana").enrolled(&server);
    let good: &[u8] = br#"{"hamlet": "Talang Contoh", "rt": "001"}"#;
    let at =
        |line: usize, field: &str, code: &str| (format!("baris {line} {field}").trim().to_owned(), code.to_owned());

    let cut: &[u8] = br#"{"hamlet": "Tal"#;
    let unreadable = |line| at(line, "", "record.unreadable");
    assert_eq!(record(&laptop, &[good, cut, good]), (Some(2), 2, vec![unreadable(2)]));
    assert_eq!(record(&laptop, &[cut, good, good]), (Some(2), 2, vec![unreadable(1)]));
    assert_eq!(record(&laptop, &[b"", b"\xff\xfe", good]), (Some(2), 1, vec![unreadable(2)]));
    assert_eq!(record(&laptop, &[good, b"[1, 2]", b"", good]), (Some(2), 2, vec![unreadable(2)]));
    let unknown: &[u8] = br#"{"hamlets": "Talang"}"#;
    assert_eq!(record(&laptop, &[unknown, good]), (Some(2), 1, vec![at(1, "hamlets", "field.unknown")]));
    let wrong: &[u8] = br#"{"lat_microdeg": "utara"}"#;
    assert_eq!(record(&laptop, &[good, wrong]), (Some(2), 1, vec![at(2, "lat_microdeg", "field.type")]));
    assert_eq!(laptop.list("family").len(), 9);
}

#[test]
fn one_object_may_stand_on_several_lines_and_nothing_at_all_is_refused() {
    let world = World::new("object");
    let server = world.server();
    let laptop = world.laptop("ana").enrolled(&server);
    let object = serde_json::to_string_pretty(&json!({"hamlet": "Talang Contoh", "rt": "001"})).expect("JSON");
    laptop.feed(&["record", "family"], &object).done();
    for nothing in ["", "\n", "{\n\"hamlet\":", "null", "7"] {
        assert_eq!(laptop.feed(&["record", "family"], nothing).failure().code, "record.unreadable", "{nothing:?}");
    }
    assert_eq!(laptop.refused(&["record", "keluarga"]).code, "noun.unknown");
    assert_eq!(laptop.list("family").len(), 1);
}
