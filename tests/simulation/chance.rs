//! Seeded chance of one run: the same seed draws the same, on every machine.

use std::sync::Mutex;

use pesiar_device::env::Random;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// Draws of one part of a run; parts do not shift each other.
    pub(crate) fn new(seed: u64, lane: u64) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(lane);
        Self(stream)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end.max(1)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn within(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(u64::try_from(to - from + 1).expect("a span"))).expect("small")
    }

    /// A place in something that is so long.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("a place")
    }

    /// One of several.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.place(items.len())]
    }

    /// Whether something happens that happens so many times in a thousand. Draws in any case, so that a fault that is
    /// switched off does not move the draws after it.
    pub(crate) fn hits(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }
}

/// Randomness of a laptop.
pub(crate) struct Draws(Mutex<Chance>);

impl Draws {
    pub(crate) const fn new(chance: Chance) -> Self {
        Self(Mutex::new(chance))
    }
}

impl Random for Draws {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("one thread").0.fill_bytes(bytes);
    }
}
