//! Declares every command, so that a window may call only what its capability grants.

/// Each is granted by name in `capabilities/main.json`. An undeclared command would be open to every window.
const COMMANDS: &[&str] = &[
    "app_version",
    "family_list",
    "first_code",
    "first_connect",
    "first_practice",
    "first_start_over",
    "first_suggestion",
    "home_figures",
    "session_choose",
    "session_lock",
    "session_sign_out",
    "session_status",
    "session_unlock",
    "session_unlock_pin",
    "session_used",
    "settings_prefer",
    "settings_remove_pin",
    "settings_reset_worker",
    "settings_set_pin",
    "settings_show",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        return Err("ui/dist is missing: the window's pages are embedded, so run `make ui` first".into());
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
