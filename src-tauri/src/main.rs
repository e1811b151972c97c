//! The shell: one window, one command per use case. Decides nothing.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod commands;
mod profile;
mod window;

use std::env;

use app::App;
use commands::{app as about, family, first, home, session, settings};
use tauri::{Manager, RunEvent};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tauri::Builder::default()
        // First, so that a second start hands over before it opens anything of the profile.
        .plugin(tauri_plugin_single_instance::init(|handle, _arguments, _folder| window::show(handle)))
        .setup(|tauri| {
            let own = tauri.path().app_local_data_dir()?.join("profile");
            tauri.manage(App::new(&profile::chosen(env::args_os(), env::var_os("PESIAR_PROFILE"), own)));
            window::keep_place(tauri.handle())?;
            window::open(tauri.handle())?;
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            about::app_version,
            family::family_list,
            first::first_code,
            first::first_connect,
            first::first_practice,
            first::first_start_over,
            first::first_suggestion,
            home::home_figures,
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
        ])
        .build(tauri::generate_context!())?
        .run(|handle, event| {
            if matches!(event, RunEvent::Exit) {
                handle.state::<App>().close();
            }
        });
    Ok(())
}
