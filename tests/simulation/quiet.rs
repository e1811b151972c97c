//! The end of a run: no more faults, everybody syncs until nothing changes (I-LIVE), then the last checks.

use super::book::{Recorded, heads, recorded_after};
use super::check::{Violation, audit, end, hold, review};
use super::laptop::End;
use super::rows;
use super::world::World;

/// Syncs of one laptop after which nothing may be left to do.
const ROUNDS_MAX: usize = 40;
/// Requests of one sync, as `device/src/sync/trip.rs` limits them.
pub(crate) const REQUESTS_MAX: usize = 200;

impl World {
    /// Lets everybody sync in peace, then checks everything.
    pub(crate) fn rest(&mut self) -> Result<(), Violation> {
        self.is_calm = true;
        for round in 0.. {
            hold("I-LIVE", round < ROUNDS_MAX, || format!("not quiet after {ROUNDS_MAX} syncs of every laptop"))?;
            let before = self.province.look(heads);
            let mut moved = 0;
            for laptop in 0..self.laptops.len() {
                moved += self.trip(laptop)?;
            }
            if moved == 0 && before == self.province.look(heads) {
                break;
            }
        }
        self.check_end()
    }

    /// One undisturbed sync; returns how many segments and rows moved.
    fn trip(&mut self, laptop: usize) -> Result<u64, Violation> {
        let mut moved = 0;
        for request in 0.. {
            hold("I-LIVE", request < REQUESTS_MAX, || format!("{laptop} has not ended after {REQUESTS_MAX} requests"))?;
            self.now_ms += 1_000;
            self.laptops[laptop].at(self.now_ms);
            let limits = self.limits();
            let End::Lived(Ok(call)) = self.laptops[laptop].request(limits, None) else {
                return hold("I-LIVE", false, || format!("{laptop} cannot ask")).map(|()| 0);
            };
            self.look_at_laptop(laptop, true)?;
            let answered = self.province.handle(&call, self.now_ms, None);
            let End::Lived(Ok((body, summary))) = answered else {
                return hold("I-LIVE", false, || format!("the province refuses {laptop}")).map(|()| 0);
            };
            self.look_at_province()?;
            self.note(&format!("in peace, {laptop} asks with {} segments: {summary:?}", call.segments));
            self.trace.bytes(&body);
            let round = match self.laptops[laptop].answer(&body, None) {
                End::Lived(Ok(round)) => round,
                End::Lived(Err(error)) => {
                    return hold("I-LIVE", false, || format!("{laptop} refuses an answer: {error:?}")).map(|()| 0);
                }
                End::Died => return hold("I-LIVE", false, || format!("{laptop} died in peace")).map(|()| 0),
            };
            self.look_at_base(laptop)?;
            self.look_at_laptop(laptop, true)?;
            moved += call.segments + round.received;
            if !round.unfinished && (self.laptops[laptop].pending() == 0 || call.segments == 0) {
                break;
            }
        }
        Ok(moved)
    }

    fn check_end(&mut self) -> Result<(), Violation> {
        let recorded = self.province.look(|db| recorded_after(db, 0));
        audit::chains_hold(&recorded)?;
        let broken = self.province.broken_links();
        hold("I-AUDIT", broken.is_empty(), || format!("the product's own check names {broken:?}"))?;
        let hashes = recorded.iter().map(|one| ((one.dev, one.seq), one.hash.clone())).collect();
        end::nothing_is_lost(&self.book, &hashes)?;
        for stream in self.streams() {
            self.check_stream(&stream, &recorded)?;
        }
        for it in &self.laptops {
            if !self.book.revoked.contains_key(&it.dev) {
                end::inbox_is_empty(it.db(), it.dev)?;
            }
        }
        let ops: usize = recorded.iter().filter(|one| one.dev != 0).map(|one| one.outcomes.len()).sum();
        (0..ops).for_each(|_| self.coverage.count("operation recorded"));
        Ok(())
    }

    fn check_stream(&self, stream: &str, recorded: &[Recorded]) -> Result<(), Violation> {
        let should = self.province.look(|db| rows::of_stream(db, stream));
        audit::dots_are_recorded(recorded, &should)?;
        review::nothing_is_lost(recorded, &should)?;
        self.province.look(|db| end::entries_are_bounded(db, stream, should.len()))?;
        for (number, it) in self.laptops.iter().enumerate() {
            let is_given = self.streams_of(number).iter().any(|given| given == stream);
            if is_given && !self.book.revoked.contains_key(&it.dev) {
                end::is_converged(it.db(), (it.dev, stream), &should)?;
            }
        }
        Ok(())
    }
}
