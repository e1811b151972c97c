//! The window as a measurement uses it: looking is quick, so that waiting is not what is measured.

use std::path::Path;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use crate::Result;

const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(5);

/// One open window.
pub(crate) struct Driver(Client);

impl Driver {
    /// Starts the app on a profile.
    pub(crate) async fn open(address: &str, app: &Path, profile: &Path) -> Result<Self> {
        let options = json!({ "binary": app, "args": ["--profile", profile] });
        let wanted = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(wanted).connect(address).await?;
        Ok(Self(client))
    }

    /// Waits until something is there.
    pub(crate) async fn wait(&self, css: &str) -> Result<()> {
        self.0.wait().at_most(PATIENCE).every(LOOK).for_element(Locator::Css(css)).await?;
        Ok(())
    }

    /// Types.
    pub(crate) async fn fill(&self, css: &str, text: &str) -> Result<()> {
        Ok(self.0.find(Locator::Css(css)).await?.send_keys(text).await?)
    }

    /// Clicks.
    pub(crate) async fn click(&self, css: &str) -> Result<()> {
        Ok(self.0.find(Locator::Css(css)).await?.click().await?)
    }

    /// Opens a part of the app by its place in the rail.
    pub(crate) async fn part(&self, place: usize) -> Result<()> {
        self.click(&format!("nav button:nth-of-type({})", place + 1)).await
    }

    /// Runs a script.
    pub(crate) async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.0.execute(script, Vec::new()).await?)
    }

    /// Numbers a script answers.
    pub(crate) async fn numbers(&self, script: &str) -> Result<Vec<f64>> {
        let answer = self.run(script).await?;
        Ok(answer.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
    }

    /// Ends the app.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.0.close().await?)
    }
}
