//! The shell: one window, one command per use case. Decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod commands;
mod profile;
mod window;

use std::env;

use app::App;
use commands::{advocacy, app as about, case, draft, family, home, person, session, sweep, target, visit};
use tauri::{Manager, RunEvent};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tauri::Builder::default()
        // First, so that a second start hands over before it opens anything of the profile.
        .plugin(tauri_plugin_single_instance::init(|handle, _arguments, _folder| window::show(handle)))
        .setup(|tauri| {
            let own = tauri.path().app_local_data_dir()?.join("profile");
            tauri.manage(App::new(&profile::chosen(env::args_os(), env::var_os("PESIAR_PROFILE"), own)));
            window::open(tauri.handle())?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            about::app_version,
            session::session_status,
            session::session_unlock,
            session::session_lock,
            draft::draft_begin,
            draft::draft_keep,
            draft::draft_list,
            draft::draft_discard,
            home::home_figures,
            home::home_today,
            target::target_list,
            advocacy::advocacy_list,
            advocacy::advocacy_person,
            advocacy::advocacy_record,
            case::case_board,
            case::case_family,
            case::case_open,
            case::case_step,
            case::case_view,
            family::family_list,
            family::family_sheet,
            person::person_nik,
            sweep::sweep_list,
            visit::visit_form,
            visit::visit_record,
        ])
        .build(tauri::generate_context!())?
        .run(|handle, event| {
            if matches!(event, RunEvent::Exit) {
                handle.state::<App>().close();
            }
        });
    Ok(())
}
