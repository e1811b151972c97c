//! The shell: one window, one command per use case. Decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod commands;
mod documents;
mod profile;
mod running;
mod window;

use std::env;

use app::App;
use commands::{
    advocacy, app as about, attention, backup, case, doctor, draft, exchange, family, first, home, letterhead, person,
    population, report, session, settings, sweep, sync, target, visit,
};
use tauri::{Manager, RunEvent};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tauri::Builder::default()
        // First, so that a second start hands over before it opens anything of the profile.
        .plugin(tauri_plugin_single_instance::init(|handle, _arguments, _folder| window::show(handle)))
        // Opened from Rust only: the window may not call it.
        .plugin(tauri_plugin_dialog::init())
        .setup(|tauri| {
            let own = tauri.path().app_local_data_dir()?.join("profile");
            tauri.manage(App::new(&profile::chosen(env::args_os(), env::var_os("PESIAR_PROFILE"), own)));
            window::keep_place(tauri.handle())?;
            window::open(tauri.handle())?;
            Ok(())
        })
        .invoke_handler(handled())
        .build(tauri::generate_context!())?
        .run(|handle, event| {
            if matches!(event, RunEvent::Exit) {
                handle.state::<App>().close();
            }
        });
    Ok(())
}

/// Every command, by name: `tests/shell.rs` holds this list against what is declared and granted.
fn handled() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        about::app_version,
        advocacy::advocacy_list,
        advocacy::advocacy_person,
        advocacy::advocacy_record,
        attention::attention_count,
        attention::attention_list,
        backup::backup_copy,
        backup::backup_places,
        case::case_board,
        case::case_family,
        case::case_open,
        case::case_step,
        case::case_view,
        doctor::doctor_run,
        doctor::doctor_save,
        draft::draft_begin,
        draft::draft_discard,
        draft::draft_keep,
        draft::draft_list,
        exchange::import_files,
        exchange::import_lines,
        exchange::import_open,
        exchange::import_pick,
        exchange::import_run,
        exchange::import_save_list,
        exchange::import_stop,
        family::family_list,
        family::family_sheet,
        first::first_code,
        first::first_connect,
        first::first_practice,
        first::first_start_over,
        first::first_suggestion,
        home::home_figures,
        home::home_today,
        letterhead::letterhead_form,
        letterhead::letterhead_save,
        person::person_nik,
        population::population_form,
        population::population_save,
        report::report_preview,
        report::report_save,
        session::session_choose,
        session::session_lock,
        session::session_sign_out,
        session::session_status,
        session::session_unlock,
        session::session_unlock_pin,
        session::session_used,
        settings::settings_prefer,
        settings::settings_remove_pin,
        settings::settings_reset_worker,
        settings::settings_set_pin,
        settings::settings_show,
        sweep::sweep_list,
        sync::sync_overview,
        sync::sync_run,
        sync::sync_stop,
        target::target_list,
        visit::visit_form,
        visit::visit_record,
    ]
}
