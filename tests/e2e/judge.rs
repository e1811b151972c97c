//! Judges what a screen shows: words, identity numbers, sizes of what is pressed, contrast, names for screen readers.

use std::path::Path;

use serde_json::{Value, json};

use super::window::Window;

const JUDGE: &str = include_str!("judge.js");

impl Window {
    /// Loads what `judged` needs. Once per page.
    pub(crate) async fn call_the_judge(&self) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&file).expect("axe-core is installed: make ui");
        self.client.execute(&axe, Vec::new()).await.expect("axe loads");
    }

    /// Everything that is wrong with the screen as it is now. `bright`: contrast is held to 7:1.
    pub(crate) async fn judged(&self, bright: bool) -> Vec<String> {
        let found = self.client.execute_async(JUDGE, vec![json!(bright)]).await.expect("the judge answers");
        let text = |fault: &Value| fault.as_str().unwrap_or_default().to_owned();
        found.as_array().expect("a list").iter().map(text).collect()
    }
}
