//! A laptop used through the library: for another clock, or where starting a command each time takes too long.

use std::sync::Arc;

use pesiar_core::row::noun::Noun;
use pesiar_core::time::Clock;
use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::saved::Saved;
use pesiar_device::sync::{self, Receipt};
use serde_json::Value;

use super::World;
use super::laptop::SECRET;
use super::server::Server;

/// The machine's clock, so many ms ahead.
struct Ahead(i64);

impl Clock for Ahead {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond() + self.0
    }
}

/// Another worker, signed in as long as they are here.
pub(crate) struct Colleague {
    device: Device,
}

impl Colleague {
    /// An agent of the default village.
    pub(crate) fn enrolled(world: &World, server: &Server, name: &str) -> Self {
        Self::with_clock(world, server, name, 0)
    }

    /// The same with a clock that is so many ms ahead.
    pub(crate) fn with_clock(world: &World, server: &Server, name: &str, ahead_ms: i64) -> Self {
        let env = Env { clock: Arc::new(Ahead(ahead_ms)), ..Env::machine() };
        let folder = world.path(name);
        let code = server.code("enumerator", name);
        sync::enrol::run(&folder, env.clone(), (&server.url(), &code), SECRET).expect("enrolled");
        Self { device: Device::open(&folder, env, None, SECRET).expect("the profile opens") }
    }

    /// Saves one object.
    pub(crate) fn record(&mut self, noun: Noun, object: &Value) -> Saved {
        let object = object.as_object().expect("an object");
        pesiar_device::record::one(&mut self.device, noun, object).expect("it is saved")
    }

    /// Syncs once; it must work.
    pub(crate) fn sync(&mut self) -> Receipt {
        sync::run(&mut self.device).expect("it syncs")
    }

    /// L01 as JSON.
    pub(crate) fn l01(&self, as_of: jiff::civil::Date) -> Value {
        let report = pesiar_device::report::l01(&self.device, as_of).expect("a report");
        serde_json::to_value(report).expect("JSON")
    }
}
