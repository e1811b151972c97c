//! The board of cases: state by state, the oldest first.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::case::state::State;
use serde::Serialize;

use super::store::{self, Listed};
use crate::device::Device;
use crate::error::Result;
use crate::target::store::About;

/// One case of the board.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseCard {
    /// Row id; never shown.
    pub id: String,
    /// Names of its persons.
    pub names: Vec<String>,
    /// Hamlet of the first person.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Route code.
    pub route: String,
    /// Days since it was opened.
    pub age_days: i64,
    /// Day it was handed in, `YYYY-MM-DD`.
    pub submitted: Option<String>,
    /// Last day to pay, `YYYY-MM-DD`.
    pub pay_until: Option<String>,
}

/// The cases of one state.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseGroup {
    /// State code.
    pub state: String,
    /// Whether somebody still has to work on these.
    pub is_open: bool,
    /// Whether the next step is ours.
    pub waits_for_us: bool,
    /// The cases.
    pub cases: Vec<CaseCard>,
}

/// All cases by state, in the order of the road; states without a case are left out.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn board(device: &Device) -> Result<Vec<CaseGroup>> {
    let (village, today) = (device.village()?, device.env.today());
    let about = crate::target::store::persons(&device.db, village.code.as_str())?;
    let mut groups: BTreeMap<State, Vec<CaseCard>> = BTreeMap::new();
    for case in store::all(&device.db, village.code.as_str())? {
        let Some(state) = case.state() else { continue };
        groups.entry(state).or_default().push(card(case, &about, today));
    }
    let mut board: Vec<CaseGroup> = groups.into_iter().map(group).collect();
    // What is over comes after everything somebody has to do.
    board.sort_by_key(|group| !group.is_open);
    Ok(board)
}

fn group((state, cases): (State, Vec<CaseCard>)) -> CaseGroup {
    CaseGroup { state: state.code().to_owned(), is_open: state.is_open(), waits_for_us: state.waits_for_us(), cases }
}

fn card(case: Listed, about: &BTreeMap<String, About>, today: Date) -> CaseCard {
    let persons: Vec<&About> = case.person_ids.iter().filter_map(|id| about.get(id)).collect();
    let place = persons.first().map(|about| about.place.clone()).unwrap_or_default();
    let opened = case.opened.as_deref().or(case.submitted.as_deref());
    let opened: Option<Date> = opened.and_then(|text| text.parse().ok());
    CaseCard {
        names: persons.iter().map(|about| about.full_name.clone()).collect(),
        rt_rw: place.rt_rw(),
        hamlet: place.hamlet,
        route: case.route,
        age_days: opened.map_or(0, |opened| i64::from((today - opened).get_days()).max(0)),
        submitted: case.submitted,
        pay_until: case.pay_until,
        id: case.id,
    }
}
