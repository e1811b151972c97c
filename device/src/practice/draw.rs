//! Seeded chance: the same seed draws the same village on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From `low` to `high`, both possible; `low` when there is nothing between.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        // Drawn even when there is no choice, so that later draws do not depend on it.
        let drawn = i64::from(self.0.next_u32());
        if high <= low { low } else { low + drawn % (high - low + 1) }
    }

    pub(super) fn per_mille(&mut self, chance: i64) -> bool {
        self.between(0, 999) < chance
    }

    /// One of a list written as `a, b, c`.
    pub(super) fn word(&mut self, list: &'static str) -> &'static str {
        let last = i64::try_from(words(list).count()).unwrap_or(i64::MAX) - 1;
        let index = usize::try_from(self.between(0, last)).unwrap_or_default();
        words(list).nth(index).unwrap_or_default()
    }

    /// One of the table by weight; `otherwise` takes what the weights leave of 1000.
    pub(super) fn weighted<T: Copy>(&mut self, table: &[(i64, T)], otherwise: T) -> T {
        let mut left = self.between(0, 999);
        for (weight, value) in table {
            if left < *weight {
                return *value;
            }
            left -= weight;
        }
        otherwise
    }
}

/// The words of a list written as `a, b, c`.
pub(super) fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_leave_the_rest_to_the_last_resort() {
        let mut draw = Draw::new(1);
        let drawn: Vec<char> = (0..1000).map(|_| draw.weighted(&[(500, 'a'), (300, 'b')], 'c')).collect();
        let count = |wanted| drawn.iter().filter(|letter| **letter == wanted).count();
        assert!((450..550).contains(&count('a')) && (250..350).contains(&count('b')));
        assert!((150..250).contains(&count('c')));
    }

    #[test]
    fn between_stays_between_and_survives_an_empty_range() {
        let mut draw = Draw::new(2);
        assert!((0..1000).map(|_| draw.between(3, 5)).all(|n| (3..=5).contains(&n)));
        assert_eq!(draw.between(7, 2), 7);
        assert_eq!(draw.word("satu"), "satu");
    }
}
