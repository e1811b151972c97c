//! Declares every command, so that a window may call only what its capability grants.

/// Each is granted by name in `capabilities/main.json`. An undeclared command would be open to every window.
const COMMANDS: &[&str] = &[
    "app_version",
    "family_list",
    "home_figures",
    "letterhead_form",
    "letterhead_save",
    "report_preview",
    "report_save",
    "session_lock",
    "session_status",
    "session_unlock",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        return Err("ui/dist is missing: the window's pages are embedded, so run `make ui` first".into());
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
