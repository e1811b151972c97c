//! The window used without a mouse: real key presses, and a walk by Tab until the wanted control has the focus.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};

use super::window::Window;

pub(crate) const TAB: char = '\u{e004}';
pub(crate) const ENTER: char = '\u{e007}';
pub(crate) const CONTROL: char = '\u{e009}';
pub(crate) const SPACE: char = '\u{e00d}';
pub(crate) const HOME: char = '\u{e011}';
pub(crate) const DOWN: char = '\u{e015}';
pub(crate) const F2: char = '\u{e032}';

/// More stops than any screen has, so that a walk ends when the control cannot be reached.
const STOPS_MAX: usize = 120;

/// What a person would call the control that has the focus.
const FOCUSED: &str = "(() => {
    const it = document.activeElement;
    if (!it || it === document.body) return '';
    const label = it.getAttribute('aria-label')
        ?? (it.labels?.length ? [...it.labels].map((one) => one.innerText).join(' ') : it.innerText);
    return (label ?? '').replace(/\\s+/g, ' ').trim();
})()";

impl Window {
    /// Presses keys one after another, wherever the focus is.
    pub(crate) async fn press(&self, keys: impl IntoIterator<Item = char>) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        }
        self.client.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Presses a key while Control is held.
    pub(crate) async fn press_control(&self, key: char) {
        let actions = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: CONTROL })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: CONTROL });
        self.client.perform_actions(actions).await.expect("keys can be pressed");
    }

    /// Types words into whatever has the focus.
    pub(crate) async fn keys(&self, words: &str) {
        self.press(words.chars()).await;
    }

    /// What a person would call the control that has the focus.
    pub(crate) async fn focused(&self) -> String {
        self.ask(FOCUSED).await.as_str().unwrap_or_default().to_owned()
    }

    /// Walks by Tab to the control whose name begins so.
    pub(crate) async fn tab_to(&self, name: &str) {
        let mut passed = Vec::new();
        for _ in 0..STOPS_MAX {
            let focused = self.focused().await;
            if focused.starts_with(name) {
                return;
            }
            passed.push(focused);
            self.press([TAB]).await;
        }
        self.picture("unreachable").await;
        panic!("`{name}` cannot be reached by Tab; passed: {passed:?}");
    }

    /// Walks to a button and presses it. Waits for it to be there first: screens fill when the device has answered.
    pub(crate) async fn press_button(&self, name: &str) {
        self.sees_at(&Self::button_path(name)).await;
        self.tab_to(name).await;
        self.press([ENTER]).await;
    }

    /// Walks to a tile and chooses it.
    pub(crate) async fn choose(&self, name: &str) {
        self.sees(name).await;
        self.walk_tiles(name).await;
        self.press([SPACE]).await;
    }

    /// Radio tiles are one tab stop: arrows move between them, and choose on the way.
    async fn walk_tiles(&self, name: &str) {
        for _ in 0..STOPS_MAX {
            if self.focused().await.starts_with(name) {
                return;
            }
            let is_radio = self.ask("document.activeElement?.type === 'radio'").await == true;
            if is_radio && self.is_in_this_group(name).await {
                self.press([DOWN]).await;
            } else {
                self.press([TAB]).await;
            }
        }
        self.picture("unreachable").await;
        panic!("the tile `{name}` cannot be reached by keys");
    }

    async fn is_in_this_group(&self, name: &str) -> bool {
        let script = format!(
            "[...document.querySelectorAll(`input[name='${{document.activeElement.name}}']`)]
                .some((one) => [...one.labels].some((label) => label.innerText.trim().startsWith({name:?})))"
        );
        self.ask(&script).await == true
    }
}
