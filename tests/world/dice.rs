//! Seeded chance: a test that fails prints its seed, and the same seed does the same again.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
pub(crate) struct Dice {
    seed: u64,
    stream: ChaCha8Rng,
}

impl Dice {
    /// Draws from `seed`, or from the number in PESIAR_SEED to repeat a run.
    pub(crate) fn new(seed: u64) -> Self {
        let given = std::env::var("PESIAR_SEED").ok().and_then(|text| text.parse().ok());
        let seed = given.unwrap_or(seed);
        Self { seed, stream: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.stream.next_u64() % end.max(1)
    }

    /// A place in something that is so long.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("a place")
    }

    /// An id as a client makes them.
    pub(crate) fn row_id(&mut self) -> String {
        let mut random = [0; 8];
        self.stream.fill_bytes(&mut random);
        pesiar_core::id::by_hand(random, 0)
    }
}

impl Drop for Dice {
    #[expect(clippy::print_stderr, reason = "cargo shows it with a failed test, and with no other")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}: repeat with PESIAR_SEED={}", self.seed, self.seed);
        }
    }
}
