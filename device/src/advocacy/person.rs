//! The head of a talk: who sits opposite, who else could answer with them, and what was said before.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::row::noun::Noun;
use serde::Serialize;

use super::store::{self, Talk};
use crate::case;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::row;
use crate::target::member::TargetMember;
use crate::target::resident;

/// Earlier answers shown; older ones help nobody at the door.
const EARLIER_MAX: usize = 5;

/// Somebody to talk to.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TalkPerson {
    /// The person.
    pub person: TargetMember,
    /// Row id of the family; never shown.
    pub family_id: String,
    /// Head of the family.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Members who are not active either: one answer may be theirs too.
    pub others: Vec<TargetMember>,
    /// Earlier answers, newest first.
    pub earlier: Vec<TalkBefore>,
    /// Days to offer for the next talk: tomorrow, in a week, in a month, `YYYY-MM-DD`.
    pub later: [String; 3],
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// An earlier answer.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TalkBefore {
    /// Day, `YYYY-MM-DD`.
    pub date: String,
    /// Response code.
    pub response: String,
    /// Codes of the reasons.
    pub reasons: Vec<String>,
    /// What was written besides.
    pub text: String,
    /// Promised day, `YYYY-MM-DD`.
    pub follow_up_date: Option<String>,
}

/// What the talk form shows of a person.
///
/// # Errors
/// [`Error::NotFound`] for somebody not here or no longer counted, [`Error::Db`].
pub fn open(device: &Device, person_id: &str) -> Result<TalkPerson> {
    let missing = Error::NotFound { what: Noun::Person.name() };
    let row = row::store::load(&device.db, Noun::Person, person_id)?;
    let family_id = row.as_ref().and_then(|row| row.text("family_id")).unwrap_or_default().to_owned();
    let members = resident::of_family(device, &family_id)?;
    let busy = case::store::busy(&device.db, device.village()?.code.as_str())?;
    let Some(one) = members.iter().find(|one| one.fact.person_id == person_id) else { return Err(missing) };
    let others = members.iter().filter(|other| other.fact.person_id != person_id && other.category.is_some());
    Ok(TalkPerson {
        person: TargetMember::of(one, is_busy(&busy, person_id)),
        head_name: one.head_name.clone(),
        hamlet: one.about.place.hamlet.clone(),
        rt_rw: one.about.place.rt_rw(),
        others: others.map(|other| TargetMember::of(other, is_busy(&busy, &other.fact.person_id))).collect(),
        earlier: earlier(device, person_id)?,
        later: later(device.env.today()),
        today: device.env.today().to_string(),
        family_id,
    })
}

fn later(today: Date) -> [String; 3] {
    [1.day(), 1.week(), 1.month()].map(|span| today.saturating_add(span).to_string())
}

fn is_busy(busy: &BTreeSet<String>, person_id: &str) -> bool {
    busy.contains(person_id)
}

fn earlier(device: &Device, person_id: &str) -> Result<Vec<TalkBefore>> {
    let talks = store::talks(&device.db, device.village()?.code.as_str())?;
    let own = talks.into_iter().rev().filter(|talk| talk.person_id == person_id);
    Ok(own.take(EARLIER_MAX).map(before).collect())
}

fn before(talk: Talk) -> TalkBefore {
    TalkBefore {
        reasons: talk.reasons.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
        text: talk.text.unwrap_or_default(),
        date: talk.date,
        response: talk.response,
        follow_up_date: talk.follow_up,
    }
}
