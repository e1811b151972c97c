//! What the window may do: its content policy and its capabilities, word for word, so that a drift is seen.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn config() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).expect("the configuration")
}

/// Words between quotes after `start`, up to `end`.
fn quoted(text: &str, start: &str, end: &str) -> BTreeSet<String> {
    let list = text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).expect("the list").0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_content_policy_is_the_strict_one() {
    let config = config();
    let security = &config["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");
    let directives: BTreeSet<&str> = policy.split(';').map(str::trim).collect();
    let wanted = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src ipc: http://ipc.localhost",
    ];
    assert_eq!(directives, BTreeSet::from(wanted), "a change here needs a reason in docs/adr");
    assert_eq!(security["freezePrototype"], json!(true));
    assert_eq!(security.get("dangerousDisableAssetCspModification"), None);
    assert_eq!(security.get("assetProtocol"), None, "the page reads no file");
    assert_eq!(config["app"]["withGlobalTauri"], json!(false));
    assert_eq!(config["build"].get("devUrl"), None, "nothing is loaded from a network");
}

#[test]
fn the_window_may_call_our_commands_and_nothing_of_the_platform() {
    let capability: Value = serde_json::from_str(&read("capabilities/main.json")).expect("the capability");
    assert_eq!(capability["windows"], json!(["main"]));
    assert_eq!(capability.get("remote"), None, "no address may call us");
    let granted = capability["permissions"].as_array().expect("a list");
    let granted: BTreeSet<&str> = granted.iter().map(|one| one.as_str().expect("a plain permission")).collect();
    let commands = quoted(&read("build.rs"), "const COMMANDS: &[&str] =", "];");
    let expected: BTreeSet<String> = commands.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    assert_eq!(granted, expected.iter().map(String::as_str).collect(), "granted against declared");
    assert_eq!(config()["app"]["security"]["capabilities"], json!(["main"]));
    let files = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/capabilities"));
    assert_eq!(files.expect("the folder").count(), 1, "one capability file");
}

#[test]
fn every_declared_command_is_handled_and_no_other() {
    let main = read("src/main.rs");
    let handled = main.split_once("generate_handler![").and_then(|(_, rest)| rest.split_once(']')).expect("the list").0;
    let handled: BTreeSet<String> = handled
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next().filter(|name| !name.is_empty()))
        .map(str::to_owned)
        .collect();
    assert_eq!(handled, quoted(&read("build.rs"), "const COMMANDS: &[&str] =", "];"));
}

#[test]
fn no_plugin_gives_the_page_files_a_shell_or_the_network() {
    let manifest = read("Cargo.toml");
    for plugin in ["fs", "shell", "http", "opener", "process", "upload", "websocket", "sql", "store", "localhost"] {
        assert!(!manifest.contains(&format!("tauri-plugin-{plugin}")), "tauri-plugin-{plugin}");
    }
    let package = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/package.json"));
    let package = package.expect("ui/package.json");
    assert!(!package.contains("@tauri-apps/plugin-"), "the page calls our commands only");
}
