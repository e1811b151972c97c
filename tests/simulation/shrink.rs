//! Making a failing run small: fewer laptops, then fewer steps, then without classes of faults.

use super::fault::Fault;
use super::plan::{Less, Plan};
use super::run::run;
use super::world::Failure;

/// Runs that shrinking may take.
const TRIES_MAX: u32 = 60;

/// The smallest run that was found to break the same promise, and how it does.
pub(crate) fn shrink(seed: u64, failure: Failure) -> (Less, Failure) {
    let plan = Plan::of(seed, &Less::default());
    let mut search = Search { seed, less: Less::default(), failure, tries: 0 };
    for laptops in 1..plan.laptops {
        if search.tried(|less| less.laptops = Some(laptops)) {
            break;
        }
    }
    let (mut low, mut high) = (0, plan.steps);
    while low < high {
        let middle = low.midpoint(high);
        if search.tried(|less| less.steps = Some(middle)) { high = middle } else { low = middle + 1 }
    }
    for fault in Fault::ALL.into_iter().filter(|fault| plan.rate(*fault) > 0) {
        search.tried(|less| {
            less.without.insert(fault);
        });
    }
    (search.less, search.failure)
}

struct Search {
    seed: u64,
    less: Less,
    failure: Failure,
    tries: u32,
}

impl Search {
    /// Whether the run still breaks the promise with this taken away; then it stays away.
    fn tried(&mut self, take: impl FnOnce(&mut Less)) -> bool {
        let mut less = self.less.clone();
        take(&mut less);
        self.tries += 1;
        if self.tries > TRIES_MAX {
            return false;
        }
        match run(self.seed, &less) {
            Err(failure) if failure.violation.id == self.failure.violation.id => {
                (self.less, self.failure) = (less, failure);
                true
            }
            _ => false,
        }
    }
}
