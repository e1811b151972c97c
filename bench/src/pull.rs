//! Pulling a whole village to a second device.

use pesiar_core::row::noun::Noun;
use pesiar_core::time::date_wib;
use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::report;

use crate::Result;
use crate::budget::{Budget, Unit};
use crate::household::Household;
use crate::table::{Line, float, ms};
use crate::village::Road;

/// Pulls, and compares the figures of both devices: bytes of a wrong village would be worth nothing.
pub(crate) fn measure(
    road: &Road,
    (device, sender): (&mut Device, &Device),
    village: &[Household],
) -> Result<[Line; 5]> {
    let done = road.sync(device)?;
    let today = date_wib(Env::machine().now_ms());
    let [here, there] = [report::l01(device, today)?, report::l01(sender, today)?];
    if here != there {
        return Err("the second device counts otherwise than the first".into());
    }
    let count = |noun| village.iter().map(|household| household.count(noun)).sum::<usize>();
    let [families, persons, visits] = [Noun::Family, Noun::Person, Noun::Visit].map(count);
    let (bytes, [network, all], requests) = (float(done.traffic.total()), done.edge_ms(), done.receipt.requests);
    Ok([
        Line::new(&format!("pull {families} families, {persons} persons, {visits} visits"), done.on_wire())
            .budget(Budget::new(Unit::Bytes, bytes, 425_000.0, 205_000.0))
            .beside("CHT 1,061 kB, Anki 893 kB"),
        Line::new("  bodies", done.bodies()).beside(format!("{} rows", done.receipt.received)),
        Line::new("  requests", requests.to_string()).budget(Budget::must(Unit::Count, f64::from(requests), 1.0)),
        Line::new("  on EDGE, computed without loss", format!("{}, of it network {}", ms(all), ms(network)))
            .budget(Budget::new(Unit::Ms, all, 32_000.0, 16_000.0))
            .beside("with loss: CHT 221 s, ODK 28 s without visits, Anki 64 s"),
        Line::new("  on loopback", format!("{} ms, server CPU {}", done.receipt.ms, ms(done.cpu_ms)))
            .beside("TLS, server and taking the answer in"),
    ])
}
