//! How far something long has come, and the wish to stop it: the same for imports, syncs and checks.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::error::{Error, Result};

/// A screen is told no more often than a person can read.
const PAUSE: Duration = Duration::from_millis(80);

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum Stage {
    /// A file is read.
    Reading,
    /// Persons of a file are compared with those known.
    Matching,
    /// What a file says is written.
    Writing,
    /// Everything is put on the disk together; cannot be stopped any more.
    Finishing,
    /// Saves are on their way to the province.
    Sending,
    /// Rows come from the province.
    Receiving,
    /// The database is checked page by page.
    Database,
    /// Own saves are checked one by one.
    Chain,
    /// Disk, clock and copies are looked at.
    Machine,
    /// The database is copied.
    Copying,
    /// The copy is opened and compared.
    Comparing,
}

/// How far a piece of work is, in things that can be counted; without a whole it only goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct WorkStep {
    /// What is being done.
    pub stage: Stage,
    /// Done so far.
    pub done: u32,
    /// All there is to do; 0 when that is not known.
    pub whole: u32,
}

/// The wish to stop, shared with whoever works.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the work to stop at its next step.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Tells a listener and heeds a wish to stop.
pub struct Progress {
    tell: Box<dyn Fn(WorkStep) + Send>,
    stop: Stop,
    told: Cell<Option<(Stage, Instant)>>,
    pause: Duration,
}

impl Progress {
    /// Tells `tell` about steps until `stop` is asked for.
    #[must_use]
    pub fn new(stop: Stop, tell: impl Fn(WorkStep) + Send + 'static) -> Self {
        Self { tell: Box::new(tell), stop, told: Cell::new(None), pause: PAUSE }
    }

    /// Tells every single step, for tests that count them.
    #[cfg(test)]
    pub(crate) fn counting(stop: Stop, tell: impl Fn(WorkStep) + Send + 'static) -> Self {
        Self { pause: Duration::ZERO, ..Self::new(stop, tell) }
    }

    /// Nobody listens and nobody stops it.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(Stop::default(), |_| {})
    }

    /// Says how far it is; the first and the last step of a stage are always told.
    ///
    /// # Errors
    /// [`Error::Stopped`] if somebody asked for it: leave everything as it was.
    pub fn step(&self, stage: Stage, done: usize, whole: usize) -> Result<()> {
        self.check()?;
        let now = Instant::now();
        let is_news = match self.told.get() {
            Some((before, at)) => before != stage || done == whole || now.duration_since(at) >= self.pause,
            None => true,
        };
        if is_news {
            self.told.set(Some((stage, now)));
            let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            (self.tell)(WorkStep { stage, done: count(done), whole: count(whole) });
        }
        Ok(())
    }

    /// Stops here if somebody asked for it.
    ///
    /// # Errors
    /// [`Error::Stopped`].
    pub fn check(&self) -> Result<()> {
        if self.stop.is_asked() { Err(Error::Stopped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn the_first_and_the_last_step_are_told_and_few_between() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        let progress = Progress::new(Stop::default(), move |step| ear.lock().unwrap().push(step));
        for done in 0..=100_000 {
            progress.step(Stage::Matching, done, 100_000).unwrap();
        }
        let heard = heard.lock().unwrap();
        assert_eq!((heard[0].done, heard[heard.len() - 1].done), (0, 100_000));
        assert!(heard.len() < 1_000, "{} steps were told", heard.len());
    }

    #[test]
    fn a_wish_to_stop_ends_the_work_at_its_next_step() {
        let stop = Stop::default();
        let progress = Progress::new(stop.clone(), |_| {});
        progress.step(Stage::Reading, 0, 0).unwrap();
        stop.ask();
        assert!(matches!(progress.step(Stage::Reading, 0, 0), Err(Error::Stopped)));
    }
}
