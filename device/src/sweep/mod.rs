//! Sisir: the houses to visit, RT by RT, with what to do at each.

pub mod house;
pub mod store;

use std::collections::BTreeMap;

use pesiar_core::sweep::Todo;
use serde::{Deserialize, Serialize};

use crate::device::Device;
use crate::error::Result;
use house::Known;

/// Which houses are wanted.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SweepFilter {
    /// Key of one RT; empty for all.
    pub group: String,
    /// One task: `visit`, `again`, `advocate`, `done`; empty for all.
    pub todo: String,
}

/// One RT: `37 dari 52 rumah RT 003`.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SweepGroup {
    /// Names the RT in a filter; never shown.
    pub key: String,
    /// Hamlet; empty if not recorded.
    pub hamlet: String,
    /// RT, three digits.
    pub rt: String,
    /// RW, three digits.
    pub rw: String,
    /// Target houses whose visit came to an end.
    pub visited: i64,
    /// Target houses.
    pub houses: i64,
}

/// One house with somebody to insure.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SweepHouse {
    /// Family row id; never shown.
    pub family_id: String,
    /// Head of family; empty if nobody is known yet.
    pub head_name: String,
    /// What finds the house: landmark, else address.
    pub place: String,
    /// Task: `visit`, `again`, `advocate`, `done`.
    pub todo: String,
    /// How the latest visit ended, in words; empty before the first.
    pub last: String,
    /// Day it is due, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Whether that day is today or gone by.
    pub is_due: bool,
    /// Active.
    pub active: i64,
    /// Inactive.
    pub inactive: i64,
    /// Not registered.
    pub unregistered: i64,
    /// Not checked yet.
    pub unknown: i64,
}

/// A line of the list: the head of an RT, or a house of it.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SweepRow {
    /// The head of an RT.
    Group(SweepGroup),
    /// A house.
    House(SweepHouse),
}

/// A stretch of the list, and what the head of the screen counts.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SweepPage {
    /// Lines in the whole list, heads included.
    pub total: u32,
    /// This stretch.
    pub rows: Vec<SweepRow>,
    /// Every RT with a target house.
    pub groups: Vec<SweepGroup>,
    /// Target houses whose visit came to an end, of the wanted RT or the village.
    pub visited: i64,
    /// Target houses there.
    pub houses: i64,
    /// Houses by task there.
    pub counts: SweepCounts,
}

/// Houses by task.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SweepCounts {
    /// Never visited.
    pub visit: i64,
    /// To be visited again.
    pub again: i64,
    /// Visited; somebody is still to be talked with.
    pub advocate: i64,
    /// Nothing left to do.
    pub done: i64,
}

/// A stretch of the houses that match.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn list(device: &Device, filter: &SweepFilter, offset: u32, limit: u32) -> Result<SweepPage> {
    let known = house::all(device)?;
    let groups = groups(&known);
    let here: Vec<&Known> = known.iter().filter(|house| is_in(&house.group(), &filter.group)).collect();
    let lines = lines(&here, &groups, filter, device.env.today());
    let sum =
        |count: fn(&SweepGroup) -> i64| groups.iter().filter(|one| is_in(&one.key, &filter.group)).map(count).sum();
    Ok(SweepPage {
        total: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        rows: lines.into_iter().skip(offset as usize).take(limit as usize).map(Line::shown).collect(),
        visited: sum(|group| group.visited),
        houses: sum(|group| group.houses),
        counts: counts(&here),
        groups,
    })
}

fn is_in(key: &str, wanted: &str) -> bool {
    wanted.is_empty() || key == wanted
}

/// A line before it is drawn, so that only the wanted stretch is.
enum Line<'a> {
    Group(&'a SweepGroup),
    House(&'a Known, jiff::civil::Date),
}

impl Line<'_> {
    fn shown(self) -> SweepRow {
        match self {
            Line::Group(group) => SweepRow::Group(group.clone()),
            Line::House(house, today) => SweepRow::House(house.shown(today)),
        }
    }
}

/// RTs in the order one walks, with their counts.
fn groups(known: &[Known]) -> Vec<SweepGroup> {
    let mut groups: Vec<SweepGroup> = Vec::new();
    for one in known {
        let key = one.group();
        if groups.last().is_none_or(|last| last.key != key) {
            let (hamlet, rt, rw) = (one.house.hamlet.clone(), one.house.rt.clone(), one.house.rw.clone());
            groups.push(SweepGroup { key, hamlet, rt, rw, visited: 0, houses: 0 });
        }
        if let Some(group) = groups.last_mut() {
            group.houses += 1;
            group.visited += i64::from(one.is_visited);
        }
    }
    groups
}

/// Houses that match under the heads of their RTs; a head without a house is left out.
fn lines<'a>(
    here: &[&'a Known],
    groups: &'a [SweepGroup],
    filter: &SweepFilter,
    today: jiff::civil::Date,
) -> Vec<Line<'a>> {
    let mut by_group: BTreeMap<String, Vec<&Known>> = BTreeMap::new();
    for house in here.iter().filter(|house| filter.todo.is_empty() || house.task.todo.code() == filter.todo) {
        by_group.entry(house.group()).or_default().push(house);
    }
    let mut lines = Vec::new();
    for group in groups {
        let Some(mut houses) = by_group.remove(&group.key) else { continue };
        houses.sort_by_key(|house| house.task.rank(today));
        lines.push(Line::Group(group));
        lines.extend(houses.into_iter().map(|house| Line::House(house, today)));
    }
    lines
}

fn counts(here: &[&Known]) -> SweepCounts {
    let mut counts = SweepCounts::default();
    for house in here {
        match house.task.todo {
            Todo::Visit => counts.visit += 1,
            Todo::Again => counts.again += 1,
            Todo::Advocate => counts.advocate += 1,
            Todo::Done => counts.done += 1,
        }
    }
    counts
}

#[cfg(test)]
mod tests;
