//! Declares every command, so that a window may call only what its capability grants.

/// Each is granted by name in `capabilities/main.json`. An undeclared command would be open to every window.
const COMMANDS: &[&str] = &[
    "advocacy_list",
    "advocacy_person",
    "advocacy_record",
    "app_version",
    "case_board",
    "case_family",
    "case_open",
    "case_step",
    "case_view",
    "draft_begin",
    "draft_discard",
    "draft_keep",
    "draft_list",
    "family_list",
    "family_sheet",
    "home_figures",
    "home_today",
    "person_nik",
    "session_lock",
    "session_status",
    "session_unlock",
    "sweep_list",
    "target_list",
    "visit_form",
    "visit_record",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        return Err("ui/dist is missing: the window's pages are embedded, so run `make ui` first".into());
    }
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
