//! The app's window as a test sees it: what it says, what can be pressed, what it looks like.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use super::desk::Desk;

const PATIENCE: Duration = Duration::from_secs(10);

/// Answers when the letters are there and what was last changed has been drawn.
const PAINTED: &str = "const [done] = arguments;
    document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(done)))";

/// One open window. End it with `close`, or the next window of this desk cannot open.
pub(crate) struct Window {
    pub(crate) client: Client,
}

impl Window {
    /// Opens the app on a profile folder.
    pub(crate) async fn open(desk: &Desk, profile: &Path) -> Self {
        let options = json!({ "binary": built("pesiar"), "args": ["--profile", profile] });
        let wanted = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&desk.address())
            .await
            .expect("the app opens its window");
        Self { client }
    }

    /// Waits until the words can be read somewhere in the window.
    pub(crate) async fn sees(&self, words: &str) {
        let path = format!("//body//*[contains(normalize-space(.), '{words}')]");
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        if found.is_err() {
            self.picture("missing").await;
            panic!("the window never showed `{words}`; it shows: {}", self.text("body").await);
        }
    }

    /// Waits until a path of the page leads somewhere.
    pub(crate) async fn sees_at(&self, path: &str) {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await;
        if found.is_err() {
            self.picture("missing").await;
            panic!("nothing is at `{path}`; the window shows: {}", self.text("body").await);
        }
    }

    /// Waits until a script answers yes.
    pub(crate) async fn until(&self, script: &str) {
        let start = std::time::Instant::now();
        while self.ask(script).await != true {
            if start.elapsed() > PATIENCE {
                self.picture("missing").await;
                panic!("never: {script}; the window shows: {}", self.text("body").await);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The words in one part of the window. As the page has them: the driver's own reading loses clipped names.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.one(css).await.prop("innerText").await.expect("its words").unwrap_or_default()
    }

    /// Clicks the button with this name.
    pub(crate) async fn click(&self, name: &str) {
        let path = format!("//button[normalize-space(.)='{name}']");
        let button = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        button.expect("the button is there").click().await.expect("the button can be clicked");
    }

    /// The path of the button whose words, or whose name for those who hear it, begin so.
    pub(crate) fn button_path(name: &str) -> String {
        let named = format!("starts-with(normalize-space(.), '{name}') or starts-with(@aria-label, '{name}')");
        format!("//button[not(@disabled) and ({named})]")
    }

    /// Clicks the first thing there that a path of the page leads to.
    pub(crate) async fn click_at(&self, path: &str) {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(path)).await;
        let clicked = match found {
            Ok(element) => element.click().await,
            Err(error) => Err(error),
        };
        if let Err(error) = clicked {
            self.picture("missing").await;
            panic!("`{path}` cannot be clicked: {error}");
        }
    }

    /// Types into one part of the window.
    pub(crate) async fn types(&self, css: &str, text: &str) {
        self.one(css).await.send_keys(text).await.expect("it takes keys");
    }

    /// What a script answers, for what only the page itself can tell.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.client.execute(&format!("return {script}"), Vec::new()).await.expect("the script runs")
    }

    /// Makes the page so large, and waits until it is.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_rect(0, 0, width, height).await.expect("the window can be resized");
        for _ in 0..100 {
            if self.ask("[innerWidth, innerHeight]").await == json!([width, height]) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the page is {} and not {width} x {height}", self.ask("[innerWidth, innerHeight]").await);
    }

    /// Keeps a picture of the window, for people, as `e2e/NAME.png` in the target folder.
    pub(crate) async fn picture(&self, name: &str) -> PathBuf {
        let folder = target().join("e2e");
        let file = folder.join(format!("{name}.png"));
        self.client.execute_async(PAINTED, Vec::new()).await.expect("the page is painted");
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        std::fs::write(&file, picture).expect("the picture is kept");
        file
    }

    /// Ends the app.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("the window closes");
    }

    async fn one(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        found.unwrap_or_else(|error| panic!("nothing is `{css}`: {error}"))
    }
}

/// A debug binary of this workspace, which cargo does not build for another package's tests.
pub(crate) fn built(name: &str) -> PathBuf {
    let file = target().join("debug").join(name);
    assert!(file.exists(), "{} is missing: run `make e2e`, which builds it", file.display());
    file
}

/// The target folder this test was built into: TARGET/debug/deps/THIS.
fn target() -> PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    this.ancestors().nth(3).expect("a test lies in TARGET/debug/deps").to_path_buf()
}
