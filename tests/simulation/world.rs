//! A run: one thread, one seed, one heap of events; the province and its laptops are the real code.

use std::collections::BTreeMap;
use std::rc::Rc;

use pesiar_core::sync::stream;
use pesiar_device::sync::request::Size;

use super::book::{Book, heads, recorded_after, watermarks};
use super::chance::Chance;
use super::check::{Violation, area, base, hold, once, view};
use super::coverage::Coverage;
use super::fault::Fault;
use super::laptop::{Call, Laptop};
use super::medium::Death;
use super::plan::{Clocks, Plan};
use super::province::{Province, VILLAGES};
use super::rows::{self, Rows};
use super::trace::Trace;

/// The first day: 22 November 2026 at midnight UTC.
pub(crate) const START_MS: i64 = 1_795_305_600_000;

/// Something that is going to happen.
pub(crate) enum Event {
    /// Somebody does something, or something breaks.
    Step(usize),
    /// A request reaches the province.
    Ask(Rc<Call>),
    /// An answer reaches a laptop.
    Answer { laptop: usize, sid: u64, body: Rc<Vec<u8>>, is_whole: bool },
    /// A laptop stops waiting.
    GiveUp { laptop: usize, sid: u64 },
}

/// Everything there is in a run.
pub(crate) struct World {
    pub(crate) plan: Plan,
    pub(crate) chance: Chance,
    pub(crate) now_ms: i64,
    pub(crate) province: Province,
    pub(crate) laptops: Vec<Laptop>,
    pub(crate) book: Book,
    pub(crate) coverage: Coverage,
    pub(crate) trace: Trace,
    /// Older images of the province.
    pub(crate) images: Vec<Vec<u8>>,
    /// Newest request of each laptop that reached the province.
    pub(crate) newest: BTreeMap<u32, u64>,
    /// No more faults.
    pub(crate) is_calm: bool,
    queue: BTreeMap<(i64, u64), Event>,
    events: u64,
}

/// What went on in a run that kept its promises.
pub(crate) struct Report {
    pub(crate) trace: String,
    /// The province's rows.
    pub(crate) rows: Rows,
    pub(crate) coverage: Coverage,
}

/// A run that broke a promise.
pub(crate) struct Failure {
    pub(crate) violation: Violation,
    pub(crate) last: Vec<String>,
}

impl World {
    /// Everybody enrolled, nothing written.
    pub(crate) fn new(plan: Plan) -> Self {
        let mut province = Province::new(START_MS);
        let mut laptops: Vec<Laptop> = (0..plan.laptops).map(|number| Laptop::new(plan.seed, number)).collect();
        for (number, laptop) in laptops.iter_mut().enumerate() {
            laptop.at(START_MS);
            province.enrol(laptop, VILLAGES[number % plan.villages], START_MS);
        }
        let chance = Chance::new(plan.seed, 2);
        let mut world = Self {
            plan,
            chance,
            now_ms: START_MS,
            images: vec![province.image()],
            province,
            laptops,
            book: Book::default(),
            coverage: Coverage::default(),
            trace: Trace::new(),
            newest: BTreeMap::new(),
            is_calm: false,
            queue: BTreeMap::new(),
            events: 0,
        };
        world.set_clocks();
        world.schedule();
        world
    }

    fn set_clocks(&mut self) {
        for number in 0..self.laptops.len() {
            if self.hits(Fault::ClockWrong) {
                self.laptops[number].skew_ms = self.draw_skew();
                self.coverage.count(Fault::ClockWrong.name());
            }
        }
    }

    fn schedule(&mut self) {
        let mut at_ms = START_MS;
        for step in 0..self.plan.steps {
            at_ms += i64::try_from(self.chance.below(self.plan.pause_ms)).expect("small");
            self.push_at(at_ms, Event::Step(step));
        }
    }

    /// Runs everything, lets everybody sync in peace, and checks what is left.
    pub(crate) fn run(mut self) -> Result<Report, Failure> {
        match self.live().and_then(|()| self.rest()) {
            Ok(()) => {
                let all = self.streams().into_iter().map(|s| self.province.look(|db| rows::of_stream(db, &s)));
                let rows = all.flatten().collect();
                Ok(Report { trace: self.trace.hash(), rows, coverage: self.coverage })
            }
            Err(violation) => Err(Failure { violation, last: self.trace.last() }),
        }
    }

    fn live(&mut self) -> Result<(), Violation> {
        self.look_at_province()?;
        while let Some(((at_ms, _), event)) = self.queue.pop_first() {
            self.now_ms = self.now_ms.max(at_ms);
            match event {
                Event::Step(step) => self.step(step)?,
                Event::Ask(call) => self.ask(&call)?,
                Event::Answer { laptop, sid, body, is_whole } => self.take(laptop, (sid, &body, is_whole))?,
                Event::GiveUp { laptop, sid } => self.give_up(laptop, sid),
            }
        }
        Ok(())
    }

    /// Puts an event on the heap, so many ms from now.
    pub(crate) fn push(&mut self, delay_ms: i64, event: Event) {
        self.push_at(self.now_ms + delay_ms, event);
    }

    fn push_at(&mut self, at_ms: i64, event: Event) {
        self.events += 1;
        self.queue.insert((at_ms, self.events), event);
    }

    /// Adds to the trace.
    pub(crate) fn note(&mut self, event: &str) {
        self.trace.note(self.now_ms - START_MS, event);
    }

    /// Whether a fault happens now.
    pub(crate) fn hits(&mut self, fault: Fault) -> bool {
        let rate = if self.is_calm { 0 } else { self.plan.rate(fault) };
        self.chance.hits(rate)
    }

    /// Whether and when a process dies at its next commits.
    pub(crate) fn death(&mut self, fault: Fault, commits: u64) -> Option<Death> {
        let is_hit = self.hits(fault);
        let death =
            Death { nth: i64::try_from(self.chance.below(commits)).expect("small"), is_after: self.chance.hits(500) };
        is_hit.then_some(death)
    }

    /// How wrong a clock is: by hours, by decades, or at the ends of what computers count.
    pub(crate) fn draw_skew(&mut self) -> i64 {
        const HOUR: i64 = 3_600_000;
        const YEAR: i64 = 365 * 24 * HOUR;
        let year_1970 = -self.now_ms;
        let year_2038 = 2_147_483_647_000 - self.now_ms;
        let drawn = self.chance.pick(&[
            0,
            3 * HOUR,
            -3 * HOUR,
            26 * HOUR,
            -2 * YEAR,
            year_1970,
            year_2038,
            100 * YEAR,
            -100 * YEAR,
        ]);
        match self.plan.clocks {
            Clocks::Drawn => drawn,
            Clocks::Right => 0,
            Clocks::Centuries if drawn > 0 => 100 * YEAR,
            Clocks::Centuries => -100 * YEAR,
        }
    }

    /// Limits of one round.
    pub(crate) const fn limits(&self) -> Size {
        Size { up: self.plan.up_bytes, down: self.plan.down_bytes, rows: self.plan.rows_a_page }
    }

    /// Streams a laptop is given.
    pub(crate) fn streams_of(&self, laptop: usize) -> Vec<String> {
        let village = &self.laptops[laptop].village;
        vec![stream::CONFIG.to_owned(), format!("d/{village}/survei"), format!("d/{village}/bpjs")]
    }

    /// Streams that somebody is given.
    pub(crate) fn streams(&self) -> Vec<String> {
        let mut all: Vec<String> = (0..self.laptops.len()).flat_map(|laptop| self.streams_of(laptop)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Looks at what the province recorded and what its streams have become.
    pub(crate) fn look_at_province(&mut self) -> Result<i64, Violation> {
        let looked_at = self.book.looked_at;
        for one in self.province.look(|db| recorded_after(db, looked_at)) {
            let previous = one.seq.checked_sub(1);
            // A gap shows as a place that was never recorded, in this or an earlier life line.
            let is_known = previous.is_some_and(|seq| seq == 0 || self.book.recorded.contains_key(&(one.dev, seq)));
            once::is_sound(&one, &self.book, if is_known { previous } else { None })?;
            for outcome in one.outcomes.iter().filter(|_| one.dev != 0) {
                let code =
                    if outcome.starts_with("conflict") { "conflict".to_owned() } else { outcome.replace(':', " ") };
                self.coverage.count(format!("outcome {code}"));
            }
            self.book.looked_at = one.place;
            self.book.recorded.insert((one.dev, one.seq), one.hash);
        }
        let streams = self.streams();
        let (book, epoch) = (&mut self.book, self.province.epoch());
        Ok(self.province.look(|db| book.read_province(db, epoch, &streams)))
    }

    /// Looks at a laptop after it did something; `is_ours` unless another version wrote.
    pub(crate) fn look_at_laptop(&mut self, laptop: usize, is_ours: bool) -> Result<(), Violation> {
        let streams = self.streams_of(laptop);
        let it = &self.laptops[laptop];
        self.book.read_chain(it.db(), it.dev, is_ours);
        if it.is_wiped() {
            return Ok(());
        }
        for stream in streams.iter().filter(|stream| stream.starts_with("d/")) {
            let view = view::shows_the_base(it.db(), &self.book, (it.dev, stream))?;
            view::shows_own_writes(&view, &self.book, (it.dev, stream))?;
        }
        Ok(())
    }

    /// Looks at a laptop that took an answer in.
    pub(crate) fn look_at_base(&mut self, laptop: usize) -> Result<(), Violation> {
        let streams = self.streams_of(laptop);
        let it = &self.laptops[laptop];
        if it.is_wiped() {
            return area::nothing_is_kept(it.db(), it.dev);
        }
        area::is_kept(it.db(), (it.dev, &streams))?;
        base::is_a_real_state(it.db(), &mut self.book, (it.dev, &streams))?;
        let safe =
            it.db().query_row("SELECT value FROM meta WHERE key = 'durable_wm'", [], |row| row.get::<_, String>(0));
        let safe = safe.ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        let known = self.book.safe.entry(it.dev).or_default();
        *known = safe.max(*known);
        Ok(())
    }

    /// After a restore: what is recorded again must be what was recorded before.
    pub(crate) fn go_back(&mut self) -> Result<(), Violation> {
        let recorded = self.province.look(|db| recorded_after(db, 0));
        self.book.looked_at = recorded.last().map_or(0, |one| one.place);
        let wm = self.province.look(watermarks);
        for (dev, revoked) in &mut self.book.revoked {
            *revoked = wm.get(dev).copied().unwrap_or(0);
        }
        hold("I-CONV", !self.province.look(heads).is_empty(), || "an image without streams".to_owned())?;
        self.look_at_province().map(|_| ())
    }
}
