//! The sample village with a calendar: tests let days pass and see what has become due.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use pesiar_core::time::Clock;

use super::sample::village;
use crate::device::Device;

/// An opened practice village, its calendar and its folder.
pub(crate) struct Sample {
    pub(crate) device: Device,
    calendar: Arc<Calendar>,
    _folder: tempfile::TempDir,
}

struct Calendar(AtomicI64);

impl Clock for Calendar {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Sample {
    /// A village of so many families with its first days of work, on 22 November 2026.
    pub(crate) fn of(families: u32) -> Self {
        let (folder, mut device) = village(families);
        let calendar = Arc::new(Calendar(AtomicI64::new(device.env.now_ms())));
        device.env.clock = Arc::clone(&calendar) as Arc<dyn Clock>;
        Self { device, calendar, _folder: folder }
    }

    /// Lets days pass.
    pub(crate) fn days_later(&self, days: i64) {
        self.calendar.0.fetch_add(days * 86_400_000, Ordering::Relaxed);
    }
}
