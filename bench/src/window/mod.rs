//! The window itself, release build, on a virtual screen: how soon it can be used, what it needs, where it stutters.

// The very desk the tests use: the same screen, bus and driver, so that both see the same window.
#[path = "../../../tests/e2e/desk.rs"]
#[expect(clippy::expect_used, reason = "a test's desk: without it there is nothing to measure")]
mod desk;
mod driver;
mod memory;

use std::path::{Path, PathBuf};
use std::time::Instant;

use pesiar_device::practice::Size;

use crate::Result;
use crate::args::Args;
use crate::budget::{Budget, Unit};
use crate::profile::{self, SECRET};
use crate::save::{FAMILIES, FOLDER};
use crate::spread::Spread;
use crate::table::Line;
use desk::Desk;
use driver::Driver;

const TIMES: usize = 5;
const MB: f64 = 1_000_000.0;

/// A page without scripts of ours notices nothing below 50 ms; this notes every pause of the page that was longer.
const LISTEN: &str = "window.pauses = []; let last = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
        const now = performance.now();
        if (now - last > 50) window.pauses.push(now - last);
        last = now;
        port2.postMessage(0);
    };
    port2.postMessage(0);";

/// Opens the app five times on a village of 1,000 families.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let profile = folder.join(FOLDER);
    drop(profile::practice(&profile, Size::Families(FAMILIES), args.seed)?);
    let app = release_app()?;
    let desk = Desk::set_up(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut seen = Seen::default();
    for _ in 0..TIMES {
        runtime.block_on(once(&desk, (&app, &profile), &mut seen))?;
    }
    Ok(seen.lines())
}

#[derive(Default)]
struct Seen {
    door: Vec<f64>,
    home: Vec<f64>,
    list: Vec<f64>,
    usable: Vec<f64>,
    memory: Vec<f64>,
    pauses: Vec<f64>,
}

impl Seen {
    fn lines(self) -> Vec<Line> {
        let pauses = self.pauses.len();
        let longest = Spread::new(self.pauses).p(100);
        let [door, home, list, usable, memory] =
            [self.door, self.home, self.list, self.usable, self.memory].map(Spread::new);
        vec![
            Line::new("start to usable list (typing not counted), p95", usable.told())
                .budget(Budget::new(Unit::Ms, usable.p(95), 1500.0, 800.0))
                .beside("hello world 0.33-0.6 s to first paint; warm page cache; with driver"),
            Line::new("  start to Masuk", door.told()),
            Line::new("  passphrase to Beranda", home.told()).beside("of it Argon2id 64 MiB, t=3"),
            Line::new("  open Sisir of 1,000 families, rows drawn, p95", list.told())
                .budget(Budget::new(Unit::Ms, list.p(95), 300.0, 150.0))
                .beside("OpenSRP 22 s"),
            Line::new("memory of all processes, list open (PSS)", format!("{:.0} MB", memory.median() / MB))
                .budget(Budget::new(Unit::Bytes, memory.median(), 350.0 * MB, 300.0 * MB))
                .beside("hello world 262 MB"),
            Line::new("pauses of the page over 50 ms, all screens", format!("{pauses} in {TIMES} walks"))
                .beside(format!("longest {longest:.0} ms; goal none")),
        ]
    }
}

async fn once(desk: &Desk, (app, profile): (&Path, &Path), seen: &mut Seen) -> Result<()> {
    let start = Instant::now();
    let driver = Driver::open(&desk.address(), app, profile).await?;
    driver.wait("#secret").await?;
    let door = ms_since(start);
    driver.run(LISTEN).await?;
    driver.fill("#secret", SECRET).await?;
    let start = Instant::now();
    driver.click("button[type=submit]").await?;
    driver.wait("#funnel").await?;
    let home = ms_since(start);
    let start = Instant::now();
    driver.part(2).await?;
    driver.wait("[role=option]").await?;
    let list = ms_since(start);
    seen.memory.push(memory::of_app(app)?);
    for part in [1, 3, 4, 5, 6, 0] {
        driver.part(part).await?;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    }
    seen.pauses.extend(driver.numbers("return window.pauses").await?);
    driver.close().await?;
    seen.door.push(door);
    seen.home.push(home);
    seen.list.push(list);
    seen.usable.push(door + home + list);
    Ok(())
}

fn ms_since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn release_app() -> Result<PathBuf> {
    let app = std::env::current_exe()?.with_file_name("pesiar");
    if app.exists() { Ok(app) } else { Err(format!("{} is missing: `make bench` builds it", app.display()).into()) }
}
