//! The one window: its look is in `tauri.conf.json`, what it may keep is decided here.

use tauri::{AppHandle, Manager, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

/// Set when a test drives the window.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Keeps size and place of the window from one start to the next; a driven window always opens as designed.
pub(crate) fn keep_place(handle: &AppHandle) -> tauri::Result<()> {
    if std::env::var_os(AUTOMATION).is_some() {
        return Ok(());
    }
    let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    handle.plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
}

/// Opens the window. The web view keeps nothing on disk: every trace of a person belongs in the encrypted database.
pub(crate) fn open(handle: &AppHandle) -> tauri::Result<()> {
    for config in &handle.config().app.windows {
        WebviewWindowBuilder::from_config(handle, config)?
            // A private web view cannot be driven by a test, so a driven one is not private.
            .incognito(std::env::var_os(AUTOMATION).is_none())
            .build()?;
    }
    Ok(())
}

/// Brings the open window to the front when the app is started a second time.
pub(crate) fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        // A window that will not come forward is still open; there is nobody to tell.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
