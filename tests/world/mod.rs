//! One province in a folder of its own, gone when dropped: a real server, laptops as profile folders, real binaries.
//! Needs the debug binaries `pesiar-field` and `pesiar-server`; `cargo build --workspace` builds them first.

pub(crate) mod cluster;
pub(crate) mod colleague;
pub(crate) mod dice;
#[cfg(target_os = "linux")]
pub(crate) mod disk;
pub(crate) mod laptop;
pub(crate) mod ledger;
pub(crate) mod network;
pub(crate) mod portal;
pub(crate) mod run;
pub(crate) mod server;
pub(crate) mod table;
pub(crate) mod village;

use std::path::PathBuf;

use jiff::civil::Date;
use tempfile::TempDir;

use laptop::Laptop;
use server::Server;

/// The village everybody works in unless a test says otherwise; it exists.
pub(crate) const VILLAGE: &str = "17.06.01.2005";

/// Today where the village is, as the product counts days.
pub(crate) fn today() -> Date {
    pesiar_core::time::date_wib(jiff::Timestamp::now().as_millisecond())
}

/// How often a fault is tried: a few times in CI, many times in `make faults`, which says how many of a hundred of them.
pub(crate) fn times(few: u64, many: u64) -> u64 {
    let percent = std::env::var("PESIAR_FAULTS_LONG").ok().and_then(|text| text.parse::<u64>().ok());
    percent.map_or(few, |percent| few.max(many * percent / 100))
}

/// A folder for everything one test makes.
pub(crate) struct World {
    folder: TempDir,
}

impl World {
    /// An empty world; `name` shows in its path while it lasts.
    pub(crate) fn new(name: &str) -> Self {
        let folder = tempfile::Builder::new().prefix(&format!("pesiar-{name}-")).tempdir();
        Self { folder: folder.expect("a folder for this test") }
    }

    /// A file or folder of this world.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A running server of province 17.
    pub(crate) fn server(&self) -> Server {
        Server::start(&self.path("province"))
    }

    /// A laptop with an empty profile folder.
    pub(crate) fn laptop(&self, name: &str) -> Laptop {
        Laptop::new(name, &self.path(name))
    }
}
