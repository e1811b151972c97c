//! A piece of work that goes on, of which there is one at a time: told to a window, stopped from it.

use std::sync::{Mutex, PoisonError};

use pesiar_device::error::{Error, Result};
use pesiar_device::progress::{Progress, Stop, WorkStep};
use tauri::ipc::Channel;

/// The work under way, if any.
#[derive(Default)]
pub(crate) struct Running(Mutex<Option<Stop>>);

impl Running {
    /// Begins; refused while the same kind of work goes on.
    pub(crate) fn begin(&self, window: Channel<WorkStep>) -> Result<Progress> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_some() {
            return Err(Error::refused("work.running", ""));
        }
        let stop = Stop::default();
        *running = Some(stop.clone());
        // A window that is gone need not be told; the work goes on.
        Ok(Progress::new(stop, move |step| drop(window.send(step))))
    }

    /// Asks the work to stop; nothing if none goes on.
    pub(crate) fn stop(&self) {
        if let Some(stop) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            stop.ask();
        }
    }

    /// The work has ended.
    pub(crate) fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
