//! What the window asks about the program itself.

/// The version a villager reads to whoever helps by telephone.
#[tauri::command]
pub(crate) fn app_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
