//! When nobody has touched the laptop for so long that the screen must lock.

use std::time::Instant;

use pesiar_core::setting::Settings;

use crate::device::Device;
use crate::error::Result;
use crate::setting;

/// Places where people talk while the form waits; names as the window has them.
const FORMS: [&str; 4] = ["visit", "talk", "case", "case-new"];
const IDLE_KEY: &str = "device.idle_lock_minutes";
const FORM_KEY: &str = "device.form_lock_minutes";
/// Where the area has no setting yet.
const IDLE_MINUTES: i64 = 5;
const FORM_MINUTES: i64 = 15;

/// How many minutes without use are allowed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// Anywhere.
    pub(super) idle: i64,
    /// With a form open.
    pub(super) form: i64,
}

impl Limits {
    /// What the area allows today.
    pub(super) fn of(device: &Device) -> Result<Self> {
        let (settings, village) = (setting::all(&device.db)?, device.village()?);
        let today = device.env.today().to_string();
        let minutes = |settings: &Settings, key, fallback: i64| {
            settings.int(key, village.area(), &today).filter(|minutes| *minutes > 0).unwrap_or(fallback)
        };
        let idle = minutes(&settings, IDLE_KEY, IDLE_MINUTES);
        Ok(Self { idle, form: minutes(&settings, FORM_KEY, FORM_MINUTES).max(idle) })
    }

    /// As a person likes it, who may be stricter than the area but not more lax.
    pub(super) fn at_most(self, wanted: Option<i64>) -> Self {
        Self { idle: wanted.map_or(self.idle, |minutes| minutes.clamp(1, self.idle)), ..self }
    }
}

/// The last use, by two clocks: one stands still while the lid is closed, the other can be set back.
#[derive(Debug)]
pub(super) struct Idle {
    wall_ms: i64,
    run: Instant,
    in_form: bool,
}

impl Idle {
    /// Used now.
    pub(super) fn now(now_ms: i64) -> Self {
        Self { wall_ms: now_ms, run: Instant::now(), in_form: false }
    }

    /// Used now, at this place of the window.
    pub(super) fn used(&mut self, now_ms: i64, place: &str) {
        *self = Self { in_form: FORMS.contains(&place), ..Self::now(now_ms) };
    }

    /// Seconds until the screen locks; 0 when it must.
    pub(super) fn left_s(&self, now_ms: i64, limits: Limits) -> i64 {
        let minutes = if self.in_form { limits.form } else { limits.idle };
        let run_ms = i64::try_from(self.run.elapsed().as_millis()).unwrap_or(i64::MAX);
        let gone_ms = now_ms.saturating_sub(self.wall_ms).max(run_ms);
        minutes.saturating_mul(60_000).saturating_sub(gone_ms).max(0).saturating_add(999) / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_depends_on_the_place_and_never_grows_with_a_clock_set_back() {
        let limits = Limits { idle: 5, form: 15 };
        let mut idle = Idle::now(1_000_000);
        assert_eq!(idle.left_s(1_000_000, limits), 300);
        assert_eq!(idle.left_s(1_000_000 + 299_500, limits), 1);
        assert_eq!(idle.left_s(1_000_000 + 300_000, limits), 0);
        assert_eq!(idle.left_s(0, limits), 300, "set back");
        idle.used(2_000_000, "visit");
        assert_eq!(idle.left_s(2_000_000 + 300_000, limits), 600);
        idle.used(2_000_000, "home");
        assert_eq!(idle.left_s(2_000_000 + 300_000, limits), 0);
    }

    #[test]
    fn a_person_may_be_stricter_than_the_area_but_not_more_lax() {
        let limits = Limits { idle: 5, form: 15 };
        assert_eq!(limits.at_most(Some(2)), Limits { idle: 2, form: 15 });
        assert_eq!(limits.at_most(Some(60)), limits);
        assert_eq!(limits.at_most(Some(0)).idle, 1);
        assert_eq!(limits.at_most(None), limits);
    }
}
