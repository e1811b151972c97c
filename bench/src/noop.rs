//! A sync with nothing to do, the commonest of all.

use pesiar_device::device::Device;

use crate::Result;
use crate::budget::{Budget, Unit};
use crate::table::{Line, float, ms};
use crate::village::Road;

/// Peers were measured without TLS, so the handshake is counted apart.
pub(crate) fn measure(road: &Road, device: &mut Device) -> Result<[Line; 4]> {
    let done = road.sync(device)?;
    let ([up, down], [network, _]) = (done.traffic.after_handshake().map(float), done.edge_ms());
    let requests = done.receipt.requests;
    let also = format!("on EDGE {}; server CPU {}", ms(network), ms(done.cpu_ms));
    Ok([
        Line::new("nothing to do, after the TLS handshake", format!("{} B (up {up} B, down {down} B)", up + down))
            .budget(Budget::new(Unit::Bytes, up + down, 600.0, 400.0))
            .beside("240 kB; 535 B in 2 requests; without TLS"),
        Line::new("  bodies", done.bodies()),
        Line::new("  all of it", done.on_wire()).beside(also),
        Line::new("  requests", requests.to_string()).budget(Budget::must(Unit::Count, f64::from(requests), 1.0)),
    ])
}
