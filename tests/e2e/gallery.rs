//! Every screen of the app in the real window, at three sizes and in Mode Terang: each is judged, and its picture is kept.

mod data;
mod enrolled;
mod first;
mod leave;
mod paper;
mod visit;

use fantoccini::actions::{InputSource, MouseActions, PointerAction};

use super::desk::Desk;
use super::keyboard::ENTER;
use super::window::Window;
use crate::e2e::gallery::data::{Home, SECRET};

/// An old laptop, a netbook, and a tablet held upright.
const SIZES: &[(u32, u32)] = &[(1024, 600), (800, 1280), (1366, 768)];

/// One way through the screens, with everything that was found wrong on it.
struct Gallery {
    window: Window,
    sizes: &'static [(u32, u32)],
    /// Mode Terang: contrast is held to 7:1.
    bright: bool,
    faults: Vec<String>,
}

impl Gallery {
    fn new(window: Window, sizes: &'static [(u32, u32)]) -> Self {
        Self { window, sizes, bright: false, faults: Vec::new() }
    }

    /// Judges the screen as it is now, at every size, and keeps its pictures. A fault does not stop the walk.
    async fn look(&mut self, name: &str) {
        self.take_the_mouse_away().await;
        let kind = if self.bright { "terang" } else { "layar" };
        for (width, height) in self.sizes {
            self.window.resize(*width, *height).await;
            self.window.picture(&format!("{kind}-{name}-{width}x{height}")).await;
            for fault in self.window.judged(self.bright).await {
                self.faults.push(format!("{kind} {name} {width} x {height}: {fault}"));
            }
        }
    }

    /// What lies under a resting pointer looks chosen in a picture.
    async fn take_the_mouse_away(&self) {
        let corner = PointerAction::MoveTo { duration: None, x: 2.0, y: 2.0 };
        let moved = self.window.client.perform_actions(MouseActions::new("mouse".to_owned()).then(corner)).await;
        moved.expect("the pointer can be moved");
    }

    /// Presses the button whose name begins so.
    async fn press(&self, name: &str) {
        self.window.click_at(&Window::button_path(name)).await;
    }

    /// Chooses the tile whose words begin so.
    async fn choose(&self, name: &str) {
        self.window.click_at(&format!("//label[.//input][starts-with(normalize-space(.), '{name}')]")).await;
    }

    /// Goes to a part of the app, and waits until its screen says these words.
    async fn part(&self, name: &str, words: &str) {
        self.window.click_at(&format!("//nav//button[normalize-space(.)='{name}']")).await;
        self.window.sees_at(&format!("//main//*[contains(normalize-space(.), '{words}')]")).await;
    }

    /// Opens the first row of the list that has the focus.
    async fn first_row(&self) {
        self.window.sees_at("//*[@role='option' and @aria-posinset='1']").await;
        self.window.until("document.activeElement.getAttribute('role') === 'listbox'").await;
        self.window.press([ENTER]).await;
    }

    /// Ends the walk. Everything that was wrong is told at once.
    async fn close(self) {
        self.window.close().await;
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

/// The walk through a practice village, from signing in to the list of names.
async fn walk(gallery: &mut Gallery, home: &Home) {
    visit::data(gallery).await;
    visit::house(gallery).await;
    visit::strange_name(gallery).await;
    paper::talk_and_case(gallery).await;
    paper::report(gallery).await;
    leave::rest(gallery).await;
    leave::pin(gallery).await;
    paper::names(gallery, home).await;
}

#[tokio::test]
async fn every_screen_is_fit_to_be_shown() {
    let home = Home::with_village();
    let desk = Desk::set_up(home.folder());
    let mut gallery = Gallery::new(Window::open(&desk, &home.profile()).await, SIZES);
    gallery.window.call_the_judge().await;

    first::sign_in(&mut gallery).await;
    walk(&mut gallery, &home).await;

    gallery.close().await;
}

#[tokio::test]
async fn every_screen_can_be_read_in_the_sun() {
    let home = Home::with_village();
    let desk = Desk::set_up(home.folder());
    let mut gallery = Gallery::new(Window::open(&desk, &home.profile()).await, &[(1366, 768)]);
    gallery.window.call_the_judge().await;

    gallery.window.types("#secret", &format!("{SECRET}{ENTER}")).await;
    gallery.press("Buat PIN").await;
    gallery.choose("Mode Terang").await;
    gallery.window.until("document.documentElement.dataset.mode === 'bright'").await;
    gallery.bright = true;
    gallery.press("Kunci").await;
    first::sign_in(&mut gallery).await;
    walk(&mut gallery, &home).await;

    gallery.close().await;
}

#[tokio::test]
async fn the_first_start_is_fit_to_be_shown_both_ways() {
    let home = Home::empty();
    let desk = Desk::set_up(home.folder());
    let mut gallery = Gallery::new(Window::open(&desk, &home.profile()).await, SIZES);
    gallery.window.call_the_judge().await;

    first::start(&mut gallery).await;

    gallery.close().await;
}
