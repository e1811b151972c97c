//! Pushing a day's work: 200 households saved on a device, sent to the server.

use pesiar_core::row::noun::Noun;
use pesiar_device::device::Device;

use crate::Result;
use crate::budget::{Budget, Unit};
use crate::household::{DAY, Household};
use crate::spread::{Spread, timed};
use crate::table::{Line, float, ms};
use crate::village::{Counted, Road};

/// Pushes day after day; the first one is held against the budget, the others show what a filled village costs.
pub(crate) fn measure(road: &Road, device: &mut Device, village: &[Household]) -> Result<Vec<Line>> {
    let (mut saves, mut days) = (Vec::new(), Vec::new());
    for day in village.chunks(DAY) {
        for household in day {
            saves.push(save(device, household)?);
        }
        let done = road.sync(device)?;
        if done.receipt.accepted != day.len() as u64 || done.receipt.needs_attention > 0 {
            return Err(format!("the server did not take the day as it is: {:?}", done.receipt).into());
        }
        days.push(done);
    }
    let first = days.first().ok_or("no day")?;
    let mut lines = bytes(first, village);
    lines.extend(times(first, &days, &Spread::new(saves)));
    Ok(lines)
}

fn save(device: &mut Device, household: &Household) -> Result<f64> {
    let ops = household.ops(&device.village()?);
    let (saved, ms) = timed(|| device.write(|save| save.segment(&ops)));
    saved?;
    Ok(ms)
}

fn bytes(day: &Counted, village: &[Household]) -> Vec<Line> {
    let count = |noun| village.iter().take(DAY).map(|household| household.count(noun)).sum::<usize>();
    let what = format!("push a day: {DAY} families, {} persons, {} visits", count(Noun::Person), count(Noun::Visit));
    let (requests, [network, all]) = (day.receipt.requests, day.edge_ms());
    vec![
        Line::new(&what, day.on_wire())
            .budget(Budget::new(Unit::Bytes, float(day.traffic.total()), 110_000.0, 60_000.0))
            .beside("CHT 996 kB, ODK 846 kB, Anki 140 kB"),
        Line::new("  bodies", day.bodies()).beside(format!("{} rows come back", day.receipt.received)),
        Line::new("  requests", format!("{requests} on {} connection(s)", day.traffic.connections))
            .budget(Budget::new(Unit::Count, f64::from(requests), 1.0, 1.0))
            .beside("CHT 54, ODK 201, Anki 16"),
        Line::new("  on EDGE, computed without loss", format!("{}, of it network {}", ms(all), ms(network)))
            .budget(Budget::new(Unit::Ms, all, 17_000.0, 9_000.0))
            .beside("with loss: CHT 211 s, ODK 271 s, Anki 31 s"),
    ]
}

fn times(first: &Counted, days: &[Counted], saves: &Spread) -> [Line; 3] {
    let cpu = Spread::new(days.iter().map(|day| day.cpu_ms).collect());
    let each: Vec<String> = days.iter().map(|day| ms(day.cpu_ms)).collect();
    let walls: Vec<String> = days.iter().map(|day| format!("{} ms", day.receipt.ms)).collect();
    [
        Line::new("  on loopback, day by day", walls.join(", ")).beside("TLS, server and taking the answer in"),
        Line::new("  server CPU", format!("{} the first day, median {}", ms(first.cpu_ms), ms(cpu.median())))
            .budget(Budget::new(Unit::Ms, cpu.median(), 40.0, 15.0))
            .beside(format!("{}; CHT 380, ODK 970, Anki 10-20 ms", each.join(", "))),
        Line::new("  saving a household at its door", saves.told()).beside("about six rows in one segment"),
    ]
}
