//! The first thing a person sees.

use super::desk::Desk;
use super::window::Window;

#[tokio::test]
async fn the_window_opens_with_the_name_and_the_version() {
    let home = tempfile::tempdir().expect("a folder");
    let desk = Desk::set_up(home.path());
    let window = Window::open(&desk, &home.path().join("profile")).await;

    window.sees("Pesiar").await;
    window.sees(env!("CARGO_PKG_VERSION")).await;
    assert_eq!(window.client.title().await.expect("a title"), "Pesiar");
    let picture = window.picture("first").await;
    assert!(std::fs::metadata(picture).expect("the picture").len() > 1_000, "an empty picture");

    window.close().await;
}
