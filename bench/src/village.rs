//! Sync, measured on one village: its days pushed by one device, all of it pulled by another.

use std::path::Path;

use pesiar_device::device::Device;
use pesiar_device::sync::{self, Receipt};

use crate::args::Args;
use crate::proxy::{Proxy, Traffic};
use crate::server::Server;
use crate::table::{Line, bytes, float};
use crate::{Result, household, noop, profile, pull, push};

/// Runs the whole village.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let server = Server::start(folder)?;
    let proxy = Proxy::start(server.port())?;
    let road = Road { server, proxy };
    let village = household::village(args)?;
    let mut sender = road.device(folder, "Ani")?;
    road.sync(&mut sender)?; // settings, so that they are not counted as part of a day
    let pushed = push::measure(&road, &mut sender, &village)?;
    let idle = noop::measure(&road, &mut sender)?;
    let mut receiver = road.device(folder, "Budi")?;
    let pulled = pull::measure(&road, (&mut receiver, &sender), &village)?;
    let is_peers = args.households.is_some();
    let judged = |line: Line| if is_peers { line } else { line.on_other_data() };
    Ok(pushed.into_iter().map(judged).chain(idle).chain(pulled.into_iter().map(judged)).collect())
}

/// The way between devices and the server, with everything that is counted on it.
pub(crate) struct Road {
    server: Server,
    proxy: Proxy,
}

/// One sync from every side.
pub(crate) struct Counted {
    /// What the device counted.
    pub(crate) receipt: Receipt,
    /// What passed on the wire.
    pub(crate) traffic: Traffic,
    /// Processor time of the server.
    pub(crate) cpu_ms: f64,
}

impl Road {
    /// Enrols a device that reaches the server through the proxy.
    fn device(&self, folder: &Path, name: &str) -> Result<Device> {
        profile::enrolled(&folder.join(name), &self.server, (&self.proxy.url(), name))
    }

    /// Syncs on a new connection, as a laptop does once a day.
    pub(crate) fn sync(&self, device: &mut Device) -> Result<Counted> {
        self.proxy.take();
        let before = self.server.cpu()?;
        let receipt = sync::run(device)?;
        let cpu_ms = self.server.cpu()?.ms_since(&before);
        Ok(Counted { receipt, traffic: self.proxy.take(), cpu_ms })
    }
}

impl Counted {
    /// Bytes each way on the wire.
    pub(crate) fn on_wire(&self) -> String {
        let [total, up, down] = [self.traffic.total(), self.traffic.up, self.traffic.down].map(float).map(bytes);
        format!("{total} (up {up}, down {down})")
    }

    /// Bytes of bodies each way, and of the TLS handshake.
    pub(crate) fn bodies(&self) -> String {
        let [up, down] = [self.receipt.bytes_up, self.receipt.bytes_down].map(float).map(bytes);
        let handshake = self.traffic.handshake_up + self.traffic.handshake_down;
        format!("up {up}, down {down}; TLS handshake {handshake} B")
    }

    /// Milliseconds on EDGE, computed: what the network takes, and with it what device and server took here.
    pub(crate) fn edge_ms(&self) -> [f64; 2] {
        let network = crate::edge::ms(&self.traffic, self.receipt.requests);
        [network, network + float(self.receipt.ms)]
    }
}
