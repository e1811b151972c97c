//! The world outside: one injected clock, one injected source of randomness.

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use pesiar_core::time::Clock;

/// Where random bytes come from; the simulator brings its own.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The clock nobody can set: it dates what was written, whatever the wall clock says (sync.md 2.5).
pub trait Uptime: Send + Sync {
    /// Milliseconds since this run began, and a short random name of the run.
    fn since_start(&self) -> (i64, String);
}

/// Clocks and randomness of one profile.
#[derive(Clone)]
pub struct Env {
    /// Wall clock.
    pub clock: Arc<dyn Clock>,
    /// Monotonic clock.
    pub uptime: Arc<dyn Uptime>,
    /// Randomness.
    pub random: Arc<dyn Random>,
}

impl Env {
    /// The machine's own clock and randomness.
    #[must_use]
    pub fn machine() -> Self {
        Self { clock: Arc::new(Machine), uptime: Arc::new(Machine), random: Arc::new(Machine) }
    }

    /// `N` random bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes);
        bytes
    }

    /// Milliseconds since 1970 UTC.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    /// Milliseconds since this boot began, and its name.
    #[must_use]
    pub fn boot(&self) -> (i64, String) {
        self.uptime.since_start()
    }

    /// A new id for a row made by hand.
    #[must_use]
    pub fn row_id(&self) -> String {
        pesiar_core::id::by_hand(self.bytes(), 0)
    }

    /// Today in Western Indonesian Time.
    #[must_use]
    pub fn today(&self) -> jiff::civil::Date {
        pesiar_core::time::date_wib(self.now_ms())
    }
}

struct Machine;

impl Clock for Machine {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// A boot is one run of the program: a laptop that slept in between is none the wiser.
impl Uptime for Machine {
    fn since_start(&self) -> (i64, String) {
        static RUN: OnceLock<(Instant, String)> = OnceLock::new();
        let (start, name) = RUN.get_or_init(|| {
            let mut bytes = [0; 4];
            self.fill(&mut bytes);
            (Instant::now(), pesiar_core::sync::auth::to_hex(&bytes))
        });
        (i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX), name.clone())
    }
}

impl Random for Machine {
    /// # Panics
    /// Ends the process if the operating system has no randomness: keys made without it would be worthless.
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}
