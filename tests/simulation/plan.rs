//! What one seed is going to be like: every seed draws its own world, and most faults are absent from most of them.

use std::collections::{BTreeMap, BTreeSet};

use super::chance::Chance;
use super::fault::Fault;

/// The shape of a run.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Seed of everything.
    pub(crate) seed: u64,
    /// Laptops.
    pub(crate) laptops: usize,
    /// Villages.
    pub(crate) villages: usize,
    /// Things that happen before everybody syncs in peace.
    pub(crate) steps: usize,
    /// Most rows of a page.
    pub(crate) rows_a_page: u32,
    /// Most bytes of segments in a request.
    pub(crate) up_bytes: usize,
    /// Most bytes of pages in an answer.
    pub(crate) down_bytes: u64,
    /// How many of a thousand steps are the beginning of a sync.
    pub(crate) sync_rate: u32,
    /// Longest pause between two steps, ms.
    pub(crate) pause_ms: u64,
    /// Clocks of the laptops.
    pub(crate) clocks: Clocks,
    /// Occurrences in a thousand occasions.
    rates: BTreeMap<Fault, u32>,
}

/// What the laptops' clocks show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Clocks {
    /// What the seed says.
    #[default]
    Drawn,
    /// The truth.
    Right,
    /// Whatever the seed says, it is a hundred years off.
    Centuries,
}

/// What is taken away from a plan, to make it smaller or to compare two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Less {
    /// Clocks of the laptops.
    pub(crate) clocks: Clocks,
    /// At most so many laptops.
    pub(crate) laptops: Option<usize>,
    /// At most so many steps.
    pub(crate) steps: Option<usize>,
    /// Faults that do not happen.
    pub(crate) without: BTreeSet<Fault>,
}

impl Plan {
    /// The plan of a seed.
    pub(crate) fn of(seed: u64, less: &Less) -> Self {
        let mut chance = Chance::new(seed, 1);
        let mut plan = Self {
            seed,
            laptops: 2 + chance.place(7),
            villages: 1 + chance.place(3),
            steps: 20 + chance.place(80),
            rows_a_page: if chance.hits(250) { 1 } else { u32::try_from(chance.within(1, 50)).expect("few") },
            up_bytes: chance.pick(&[1, 700, 3000, 2 << 20]),
            down_bytes: chance.pick(&[600, 2000, 6000, 16 << 20]),
            sync_rate: chance.pick(&[150, 300, 450]),
            pause_ms: chance.pick(&[500, 5_000, 60_000, 3_600_000]),
            clocks: less.clocks,
            rates: BTreeMap::new(),
        };
        for fault in Fault::ALL {
            let is_there = chance.hits(300);
            let rate = 1 + u32::try_from(chance.below(u64::from(fault.most()))).expect("small");
            plan.rates.insert(fault, if is_there { rate } else { 0 });
        }
        plan.shrunk(less)
    }

    fn shrunk(mut self, less: &Less) -> Self {
        self.laptops = self.laptops.min(less.laptops.unwrap_or(usize::MAX));
        self.steps = self.steps.min(less.steps.unwrap_or(usize::MAX));
        self.villages = self.villages.min(self.laptops);
        if self.clocks != Clocks::Drawn {
            // The length of a body must not decide: a wrong clock has another number of digits.
            (self.up_bytes, self.down_bytes) = (2 << 20, 16 << 20);
        }
        for fault in &less.without {
            self.rates.insert(*fault, 0);
        }
        self
    }

    /// How often a fault happens, in a thousand occasions.
    pub(crate) fn rate(&self, fault: Fault) -> u32 {
        self.rates.get(&fault).copied().unwrap_or(0)
    }
}
