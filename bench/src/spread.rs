//! Times of one thing done many times: median, 95th percentile, worst.

use std::time::Instant;

/// Milliseconds, sorted.
pub(crate) struct Spread(Vec<f64>);

impl Spread {
    /// Sorts the times.
    pub(crate) fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The time that `percent` of all did not exceed (nearest rank).
    pub(crate) fn p(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// The median.
    pub(crate) fn median(&self) -> f64 {
        self.p(50)
    }

    /// `p50 1.2 ms, p95 2.0 ms, max 9.1 ms (300)`.
    pub(crate) fn told(&self) -> String {
        let [p50, p95, max] = [50, 95, 100].map(|percent| crate::table::ms(self.p(percent)));
        format!("p50 {p50}, p95 {p95}, max {max} ({})", self.0.len())
    }
}

/// Does something and says how many milliseconds it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn percentiles_are_times_that_happened() {
        let spread = Spread::new((1..=20).rev().map(f64::from).collect());
        assert_eq!([50, 95, 100].map(|percent| spread.p(percent)), [10.0, 19.0, 20.0]);
        assert_eq!(Spread::new(Vec::new()).p(95), 0.0);
    }
}
