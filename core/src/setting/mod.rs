//! Dated settings per area: everything assumed about money, law or deadlines is one of these rows, never a constant.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::region::AreaCode;
use crate::row::Row;
use crate::row::field::Class::Lww;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Json, Text};

/// Columns of `setting` (domain.md 8.9, design.md 6).
pub const FIELDS: &[Field] = &[
    Field::new("key", Text, Lww),
    Field::new("area_code", Text, Lww),
    Field::new("valid_from", Date, Lww),
    Field::new("valid_to", Date, Lww),
    Field::new("value", Json, Lww),
    Field::new("basis", Text, Lww),
];

/// The first release's assumptions, as data: loaded by a new server and by the practice village.
pub const FIRST: &str = include_str!("../../data/settings.json");

/// One setting: what holds, where, from when until when, and on what basis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Stable key, e.g. `target.registered_bp`.
    pub key: String,
    /// Area it holds in; an empty text means everywhere.
    pub area_code: String,
    /// First day it holds.
    pub valid_from: String,
    /// Last day it holds; none while it holds.
    pub valid_to: Option<String>,
    /// The value.
    pub value: Value,
    /// Where it comes from, and whether it is confirmed or assumed.
    pub basis: String,
}

/// All settings a device or server holds.
#[derive(Debug, Clone, Default)]
pub struct Settings(Vec<Setting>);

impl Settings {
    /// Wraps settings that were loaded.
    #[must_use]
    pub const fn new(settings: Vec<Setting>) -> Self {
        Self(settings)
    }

    /// The settings themselves.
    #[must_use]
    pub fn into_inner(self) -> Vec<Setting> {
        self.0
    }

    /// Reads stored rows; a row this version cannot read is left out.
    #[must_use]
    pub fn from_rows(rows: &[Row]) -> Self {
        let read = |row: &Row| {
            let text = |name| row.fields.get(name).and_then(Value::as_str).map(str::to_owned);
            Some(Setting {
                key: text("key")?,
                area_code: text("area_code").unwrap_or_default(),
                valid_from: text("valid_from")?,
                valid_to: text("valid_to"),
                value: row.fields.get("value")?.clone(),
                basis: text("basis").unwrap_or_default(),
            })
        };
        Self(rows.iter().filter_map(read).collect())
    }

    /// The first release's settings.
    ///
    /// # Errors
    /// If the embedded file is not valid (a test reads it).
    pub fn first() -> Result<Vec<Setting>, serde_json::Error> {
        serde_json::from_str(FIRST)
    }

    /// The whole number that holds for `area` on `date` (`YYYY-MM-DD`): the narrowest area wins, then the newest start.
    #[must_use]
    pub fn int(&self, key: &str, area: &AreaCode, date: &str) -> Option<i64> {
        let holds = |s: &&Setting| s.key == key && s.holds_on(date) && s.covers(area);
        let narrowest = |s: &&Setting| (s.area_code.len(), s.valid_from.clone());
        self.0.iter().filter(holds).max_by_key(narrowest).and_then(|s| s.value.as_i64())
    }
}

impl Setting {
    fn holds_on(&self, date: &str) -> bool {
        self.valid_from.as_str() <= date && self.valid_to.as_deref().is_none_or(|end| date <= end)
    }

    fn covers(&self, area: &AreaCode) -> bool {
        self.area_code.is_empty() || AreaCode::parse(&self.area_code).is_ok_and(|own| own.contains(area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_and_newest_setting_that_holds_wins() {
        let set = |area: &str, from: &str, to: Option<&str>, value: i64| Setting {
            key: "k".into(),
            area_code: area.into(),
            valid_from: from.into(),
            valid_to: to.map(str::to_owned),
            value: value.into(),
            basis: String::new(),
        };
        let all = Settings::new(vec![
            set("", "2025-01-01", None, 1),
            set("17.06", "2025-01-01", Some("2025-12-31"), 2),
            set("17", "2026-01-01", None, 3),
        ]);
        let area = AreaCode::parse("17.06.01.2001").unwrap();
        assert_eq!(all.int("k", &area, "2025-06-01"), Some(2));
        assert_eq!(all.int("k", &area, "2026-06-01"), Some(3));
        assert_eq!(all.int("k", &AreaCode::parse("18.01").unwrap(), "2026-06-01"), Some(1));
        assert_eq!(all.int("k", &area, "2024-06-01"), None);
    }

    #[test]
    fn the_first_settings_can_be_read() {
        let first = Settings::first().unwrap();
        assert!(first.iter().any(|s| s.key == "target.registered_bp"));
        assert!(first.iter().all(|s| !s.basis.is_empty()), "every setting says where it comes from");
    }
}
