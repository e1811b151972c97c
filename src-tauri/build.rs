//! Declares every command, so that a window may call only what its capability grants.

/// Each is granted by name in `capabilities/main.json`. An undeclared command would be open to every window.
const COMMANDS: &[&str] = &[
    "advocacy_list",
    "advocacy_person",
    "advocacy_record",
    "app_version",
    "attention_count",
    "attention_list",
    "backup_copy",
    "backup_places",
    "case_board",
    "case_family",
    "case_open",
    "case_step",
    "case_view",
    "doctor_run",
    "doctor_save",
    "draft_begin",
    "draft_discard",
    "draft_keep",
    "draft_list",
    "family_list",
    "family_sheet",
    "home_figures",
    "home_today",
    "import_files",
    "import_lines",
    "import_open",
    "import_pick",
    "import_run",
    "import_save_list",
    "import_stop",
    "letterhead_form",
    "letterhead_save",
    "person_nik",
    "population_form",
    "population_save",
    "report_preview",
    "report_save",
    "session_lock",
    "session_status",
    "session_unlock",
    "sweep_list",
    "sync_overview",
    "sync_run",
    "sync_stop",
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
