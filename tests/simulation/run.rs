//! Many seeds: the corpus first, then a range, on two threads; a failing one is shrunk and printed.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::Instant;

use pesiar_core::row::field::Class;
use pesiar_core::row::noun::Noun;
use serde_json::Value;

use super::check::Violation;
use super::coverage::Coverage;
use super::fault::Fault;
use super::plan::{Clocks, Less, Plan};
use super::rows::{Rows, difference};
use super::shrink::shrink;
use super::world::{Failure, Report, World};

/// Seeds that once failed: one a line, what it showed after it.
const CORPUS: &str = include_str!("corpus.txt");
/// Seeds that every push runs; so many must have met every fault.
const SEEDS: u64 = 2_000;
/// Seeds of an ordinary test run, until a seed costs less.
const IN_CI: u64 = 300;
/// Threads: CI has two cores. A seed never leaves its thread.
const THREADS: usize = 2;

/// A seed that broke a promise.
struct Broken {
    seed: u64,
    failure: Failure,
}

/// Runs one seed; a panic is a failure, too.
pub(crate) fn run(seed: u64, less: &Less) -> Result<Report, Failure> {
    let plan = Plan::of(seed, less);
    let run = catch_unwind(AssertUnwindSafe(|| World::new(plan).run()));
    run.unwrap_or_else(|_| {
        let violation = Violation { id: "PANIC", text: "the panic is printed above".to_owned() };
        Err(Failure { violation, last: Vec::new() })
    })
}

/// Runs seeds until one fails; returns what they met.
fn run_all(seeds: &[u64]) -> Result<Coverage, Broken> {
    let next = AtomicU64::new(0);
    let met = Mutex::new(Coverage::default());
    let broken: Mutex<Option<Broken>> = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while broken.lock().expect("whole").is_none() {
                    let place = usize::try_from(next.fetch_add(1, SeqCst)).expect("small");
                    let Some(seed) = seeds.get(place).copied() else { break };
                    match run(seed, &Less::default()) {
                        Ok(report) => met.lock().expect("whole").add(&report.coverage),
                        Err(failure) => *broken.lock().expect("whole") = Some(Broken { seed, failure }),
                    }
                }
            });
        }
    });
    let broken = broken.into_inner().expect("whole");
    broken.map_or_else(|| Ok(met.into_inner().expect("whole")), Err)
}

fn corpus() -> Vec<u64> {
    let lines = CORPUS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split_whitespace().next().expect("a word").parse().expect("a seed")).collect()
}

/// `PESIAR_SIM_FROM` and `PESIAR_SIM_SEEDS`, as `make sim` sets them.
fn range() -> Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let from = number("PESIAR_SIM_FROM").unwrap_or(0);
    from..from + number("PESIAR_SIM_SEEDS").unwrap_or(IN_CI)
}

/// The failure in words, smaller if a smaller run fails, too.
fn words(broken: Broken) -> String {
    let seed = broken.seed;
    let (less, failure) = shrink(seed, broken.failure);
    let Violation { id, text } = failure.violation;
    let last = failure.last.join("\n  ");
    format!(
        "seed {seed} breaks {id}: {text}\nsmallest: {less:?}\nlast events:\n  {last}\nrepeat with: make sim FROM={seed} SEEDS=1"
    )
}

#[test]
#[expect(clippy::print_stdout, reason = "the counters are the result: cargo shows them with --no-capture")]
fn every_promise_holds_under_every_fault() {
    let range = range();
    let seeds: Vec<u64> = corpus().into_iter().chain(range.clone()).collect();
    let start = Instant::now();
    let met = run_all(&seeds).unwrap_or_else(|broken| panic!("{}", words(broken)));
    println!("{met}{} seeds from {} in {:.1} s", seeds.len(), range.start, start.elapsed().as_secs_f64());
    if range.end - range.start >= SEEDS {
        assert_eq!(met.missing(), Vec::<String>::new(), "never happened: green means nothing");
    }
}

#[test]
fn the_same_seed_leaves_the_same_trace() {
    for seed in 0..4 {
        let [first, second] = [0; 2].map(|_| run(seed, &Less::default()).map_err(|failure| failure.violation));
        let trace = |report: Result<Report, Violation>| report.map(|report| report.trace);
        assert_eq!(trace(first), trace(second), "seed {seed}");
    }
}

/// Rows that people know by name, without the fields whose winner a clock decides.
fn without_newest(report: Report) -> Rows {
    let mut rows = report.rows;
    // Rows with a random id carry their writer's clock in it.
    rows.retain(|id, _| id.contains("-0000-8000-8000-"));
    for row in rows.values_mut() {
        let noun = Noun::from_name(&row.noun).expect("a noun");
        let stays = |name: &String| noun.field(name).is_some_and(|field| field.class != Class::Lww);
        row.fields.retain(|name, _| stays(name));
        row.dots.clear();
        row.rev = 0;
        for conflict in &mut row.conflicts {
            conflict["at"] = Value::Null;
        }
    }
    rows
}

#[test]
fn i_clock_clocks_a_century_off_change_nothing_but_who_was_newest() {
    let without = [Fault::DiskFull, Fault::Cut, Fault::Flipped, Fault::OtherVersion].into();
    let right = Less { clocks: Clocks::Right, without, ..Less::default() };
    let wrong = Less { clocks: Clocks::Centuries, ..right.clone() };
    let mut disputes = 0;
    for seed in 0..40 {
        let [right, wrong] = [&right, &wrong].map(|less| {
            let report = run(seed, less).map_err(|failure| failure.violation);
            without_newest(report.unwrap_or_else(|violation| panic!("seed {seed}: {violation:?}")))
        });
        assert_eq!(difference(&wrong, &right), None, "seed {seed}");
        disputes += right.values().map(|row| row.conflicts.len()).sum::<usize>();
    }
    assert!(disputes > 60, "only {disputes} disputes: nothing was compared");
}
