//! Every route of the server stands in `docs/api.md`, and nothing else does.

use std::collections::BTreeSet;
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

/// Paths the routers name: `.route("/healthz", get(..)`.
fn routed() -> BTreeSet<String> {
    let sources = ["server/src/routes/mod.rs", "server/src/routes/console/mod.rs"].map(read).concat();
    let paths = sources.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next());
    paths.map(str::to_owned).collect()
}

/// Paths of the first column: `GET /healthz`.
fn documented() -> BTreeSet<String> {
    let page = read("docs/api.md");
    let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    cells.filter_map(|cell| cell.split_once(' ')).map(|(_, path)| path.to_owned()).collect()
}

#[test]
fn the_page_of_routes_is_true() {
    assert!(routed().len() > 5, "the routers are found");
    assert_eq!(routed(), documented());
}
