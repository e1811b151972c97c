//! The agent at the laptop: one set of gestures, made with the keys alone or by touch alone.

use std::time::Duration;

use crate::e2e::keyboard::{DOWN, ENTER, F2, HOME};
use crate::e2e::window::Window;

/// How the agent works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    Keys,
    Touch,
}

/// An agent in front of the window.
pub(super) struct Agent {
    pub(super) window: Window,
    pub(super) hand: Hand,
}

impl Agent {
    /// Presses the button whose name begins so.
    pub(super) async fn button(&self, name: &str) {
        match self.hand {
            Hand::Keys => self.window.press_button(name).await,
            Hand::Touch => self.window.click_at(&Window::button_path(name)).await,
        }
    }

    /// Chooses the tile whose words begin so.
    pub(super) async fn tile(&self, name: &str) {
        match self.hand {
            Hand::Keys => self.window.choose(name).await,
            Hand::Touch => {
                let path = format!("//label[.//input][starts-with(normalize-space(.), '{name}')]");
                self.window.click_at(&path).await;
            }
        }
        self.is_chosen(name).await;
    }

    /// Fills in the field with this label.
    pub(super) async fn field(&self, label: &str, text: &str) {
        match self.hand {
            Hand::Keys => self.window.tab_to(label).await,
            Hand::Touch => self.window.click_at(&format!("//label[normalize-space(.)='{label}']")).await,
        }
        self.window.keys(text).await;
    }

    /// Takes an answer from the drop-down list with this label.
    pub(super) async fn pick(&self, label: &str, answer: &str) {
        match self.hand {
            Hand::Keys => {
                self.window.tab_to(label).await;
                // Its first letters, as in any list of the system; no pop-up has to open.
                self.window.keys(answer).await;
            }
            Hand::Touch => {
                let select = format!("//select[@id=//label[starts-with(normalize-space(.), '{label}')]/@for]");
                self.window.click_at(&format!("{select}//option[normalize-space(.)='{answer}']")).await;
            }
        }
        let chosen = "[...document.querySelectorAll('select')].map((one) => one.selectedOptions[0]?.text.trim())";
        assert!(self.window.ask(&format!("{chosen}.includes({answer:?})")).await == true, "`{answer}` is not chosen");
    }

    /// Opens a row of the list, counted from 1.
    pub(super) async fn row(&self, place: usize) {
        let row = format!("//*[@role='option' and @aria-posinset='{place}']");
        self.window.sees_at(&row).await;
        match self.hand {
            Hand::Keys => {
                self.window.until("document.activeElement.getAttribute('role') === 'listbox'").await;
                let down = std::iter::repeat_n(DOWN, place - 1);
                self.window.press(std::iter::once(HOME).chain(down).chain([ENTER])).await;
            }
            Hand::Touch => self.window.click_at(&row).await,
        }
    }

    /// Saves the form: F2, or its button.
    pub(super) async fn save(&self) {
        match self.hand {
            Hand::Keys => self.window.press([F2]).await,
            Hand::Touch => self.window.click_at("//button[starts-with(normalize-space(.), 'Simpan')]").await,
        }
    }

    /// Signs in; the field has the focus when the window opens.
    pub(super) async fn sign_in(&self, secret: &str) {
        self.window.until("document.activeElement.id === 'secret'").await;
        self.window.keys(secret).await;
        match self.hand {
            Hand::Keys => self.window.press([ENTER]).await,
            Hand::Touch => self.window.click("Masuk").await,
        }
    }

    /// What the sync line says has not left this laptop, once it is no more what it was.
    pub(super) async fn waiting_is_not(&self, before: u64) -> u64 {
        for _ in 0..200 {
            let now = self.waiting().await;
            if now != before {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.window.picture("sync-line").await;
        panic!("the sync line still says {before}");
    }

    /// What the sync line says has not left this laptop.
    pub(super) async fn waiting(&self) -> u64 {
        let words = self.window.text("body").await;
        let line = words.split("Tersimpan di laptop ini - ").nth(1).expect("the sync line");
        let figure = line.split_whitespace().next().unwrap_or_default().replace('.', "");
        figure.parse().unwrap_or_else(|_| panic!("no count in `{line}`"))
    }

    async fn is_chosen(&self, name: &str) {
        let script = format!(
            "[...document.querySelectorAll('input:checked')].some((one) =>
                [...one.labels].some((label) => label.innerText.trim().startsWith({name:?})))"
        );
        self.window.until(&script).await;
    }

    /// Judges the screen as it is now, and keeps a picture of it.
    pub(super) async fn looks_right(&self, name: &str) {
        let window = &self.window;
        window.picture(&format!("road-{}-{name}", if self.hand == Hand::Keys { "keys" } else { "touch" })).await;
        assert_eq!(window.ask("/[0-9]{16}/.test(document.body.textContent)").await, false, "a full NIK on {name}");
        let overhang = window.ask("document.documentElement.scrollWidth - innerWidth").await;
        assert_eq!(overhang, 0, "{name} is wider than the window");
    }

    /// With the keys: the control that a person needs next has the focus without a single Tab.
    pub(super) async fn is_led_to(&self, name: &str) {
        if self.hand == Hand::Keys {
            self.window.until(&format!("document.activeElement.innerText.trim().startsWith({name:?})")).await;
        }
    }
}
