//! The form of a visit: who may answer, what may be chosen, and what stands there before anybody types.

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::advocacy::code::{RefusalReason, Response};
use pesiar_core::membership::code::{Segment, Status};
use pesiar_core::membership::words::short;
use pesiar_core::person::code::Presence;
use pesiar_core::visit::code::{Outcome, Proxy};
use serde::Serialize;

use super::store;
use crate::device::Device;
use crate::error::Result;
use crate::family::member::SheetMember;
use crate::family::sheet;
use crate::figures;

/// Everything the form needs.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VisitForm {
    /// Head of family; empty if nobody is known yet.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// RT, three digits.
    pub rt: String,
    /// Which visit this is, from 1.
    pub attempt_no: i64,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
    /// Days that are often agreed on, nearest first: tomorrow, in three days, in a week.
    pub next_dates: Vec<String>,
    /// How a visit may end, as far as it may today.
    pub outcomes: Vec<VisitOutcome>,
    /// Who lives there.
    pub members: Vec<SheetMember>,
    /// Where a person may be found to be.
    pub presences: Vec<VisitChoice>,
    /// Membership as people say it.
    pub statuses: Vec<VisitChoice>,
    /// Segments as people say them.
    pub segments: Vec<VisitChoice>,
    /// Answers of a talk.
    pub responses: Vec<VisitChoice>,
    /// Why somebody says no.
    pub reasons: Vec<VisitChoice>,
    /// The answer that asks for reasons.
    pub refused: String,
    /// Who may answer for the family.
    pub proxies: Vec<VisitChoice>,
}

/// One way a visit may end.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VisitOutcome {
    /// Stable code; never shown.
    pub code: String,
    /// In words.
    pub label: String,
    /// Whether somebody was met: then persons are asked about.
    pub is_met: bool,
    /// Whether it is saved at once, with the next date below.
    pub is_quick: bool,
    /// Whether everybody is taken to live there still, unless said otherwise.
    pub is_everybody_home: bool,
    /// Next date it begins with; none if the work here is over.
    pub next_date: Option<String>,
}

/// A code and its words.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VisitChoice {
    /// Stable code; never shown.
    pub code: String,
    /// In words.
    pub label: String,
}

/// The form for a visit to a family.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for an unknown family.
pub fn open(device: &Device, family_id: &str) -> Result<VisitForm> {
    let family = sheet::open(device, family_id)?;
    let today = device.env.today();
    let list = |one: (&str, &str)| VisitChoice { code: one.0.to_owned(), label: one.1.to_owned() };
    Ok(VisitForm {
        attempt_no: family.attempts + 1,
        today: today.to_string(),
        next_dates: [1, 3, 7].into_iter().map(|days| later(today, days)).collect(),
        outcomes: outcomes(device, family_id)?,
        members: family.members.into_iter().filter(|member| !member.is_gone).collect(),
        presences: Presence::ALL
            .iter()
            .map(|one| VisitChoice { code: one.number().to_string(), label: at_the_door(*one).to_owned() })
            .collect(),
        statuses: Status::ALL.iter().map(|one| list((one.code(), one.label()))).collect(),
        segments: Segment::ALL.iter().map(|one| list((one.code(), short(*one)))).collect(),
        responses: Response::ALL.iter().map(|one| list((one.code(), one.label()))).collect(),
        reasons: RefusalReason::ALL.iter().map(|one| list((one.code(), one.label()))).collect(),
        refused: Response::Refused.code().to_owned(),
        proxies: Proxy::ALL.iter().map(|one| list((one.code(), one.label()))).collect(),
        head_name: family.head_name,
        hamlet: family.hamlet,
        rt: family.rt,
    })
}

/// The official words answer "where is this person"; at the door the question is whether they still live here.
const fn at_the_door(presence: Presence) -> &'static str {
    match presence {
        Presence::AtHome => "Masih tinggal",
        other => other.label(),
    }
}

/// The ways a visit may end today. "Nobody until the end" only after as many tries as the setting asks.
fn outcomes(device: &Device, family_id: &str) -> Result<Vec<VisitOutcome>> {
    let tries = store::count(&device.db, family_id)?;
    let tries_max = figures::setting_int(device, "visit.attempts_max").unwrap_or(3);
    let is_offered = |outcome: &&Outcome| **outcome != Outcome::NobodyToTheEnd || tries >= tries_max;
    let next = next_after_nobody(device);
    let shown = |outcome: &Outcome| VisitOutcome {
        code: outcome.code().to_owned(),
        label: outcome.label().to_owned(),
        is_met: outcome.is_met(),
        is_quick: *outcome == Outcome::NobodyHome,
        is_everybody_home: *outcome == Outcome::Complete,
        next_date: (!outcome.is_final()).then(|| next.clone()),
    };
    Ok(Outcome::ALL.iter().filter(is_offered).map(shown).collect())
}

/// When to come back after nobody was met. A province that set nothing has tomorrow.
pub(super) fn next_after_nobody(device: &Device) -> String {
    later(device.env.today(), figures::setting_int(device, "visit.revisit_days").unwrap_or(1))
}

fn later(today: Date, days: i64) -> String {
    today.checked_add(days.days()).unwrap_or(today).to_string()
}
