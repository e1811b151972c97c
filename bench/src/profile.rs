//! Profiles to measure on: practice villages, and devices enrolled at a real server.

use std::path::Path;

use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::practice::{Size, open};
use pesiar_device::sync::enrol;

use crate::Result;
use crate::server::Server;

/// Everybody's passphrase here.
pub(crate) const SECRET: &str = "kuda makan rumput hijau";

/// A practice village, ready to work in.
pub(crate) fn practice(folder: &Path, size: Size, seed: u64) -> Result<Device> {
    if !folder.exists() {
        open::create(folder, Env::machine(), (size, seed), SECRET)?;
    }
    Ok(Device::open(folder, Env::machine(), None, SECRET)?)
}

/// A device of the server's village that has its settings and nothing else to do.
pub(crate) fn enrolled(folder: &Path, server: &Server, (url, name): (&str, &str)) -> Result<Device> {
    let code = server.enrol_code(name)?;
    enrol::run(folder, Env::machine(), (url, &code), SECRET)?;
    Ok(Device::open(folder, Env::machine(), None, SECRET)?)
}
