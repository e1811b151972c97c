//! Everybody who counts in the village, with their effective status, category and urgency: one reading for the target
//! list, the list of talks and the forms of cases.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::access::Role;
use pesiar_core::figures::fact::PersonFact;
use pesiar_core::membership::code::{InactiveReason, Status};
use pesiar_core::membership::effective::effective;
use pesiar_core::person::age_years;
use pesiar_core::row::field::Care;
use pesiar_core::target::code::Category;
use pesiar_core::target::priority::{Need, is_vulnerable_worker};
use pesiar_core::target::{Newborn, category};

use super::store::{self, About, Behind};
use crate::device::Device;
use crate::error::Result;
use crate::row::shown::{Detail, shown};
use crate::{figures, setting};

/// One person who counts.
#[derive(Debug, Clone)]
pub struct Resident {
    /// What the figures are folded from.
    pub fact: PersonFact,
    /// Effective status; [`Status::Unknown`] if nobody said anything.
    pub status: Status,
    /// What keeps them from an active card; none if it is active.
    pub category: Option<Category>,
    /// Months not paid; none for whoever may not see arrears.
    pub arrears_months: Option<i64>,
    /// Completed years.
    pub age: Option<i16>,
    /// Band 1 to 5.
    pub priority: u8,
    /// Name, place and the like.
    pub about: About,
    /// Name of the family's head, or of the first member.
    pub head_name: String,
}

/// The dates and deadlines that hold here today.
struct Rules {
    today: Date,
    role: Role,
    fresh_days: i64,
    newborn: Newborn,
    /// Months after removal in which a PBI membership can be brought back; none if no setting says so.
    reactivation_months: Option<i64>,
}

/// Everybody who counts in the figures, in the order of the figures.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn all(device: &Device) -> Result<Vec<Resident>> {
    let village = device.village()?;
    let rules = rules(device)?;
    let facts = figures::store::facts(&device.db, village.code.as_str(), &rules.today.to_string())?;
    let mut about = store::persons(&device.db, village.code.as_str())?;
    let behind = store::behind(&device.db, village.code.as_str())?;
    let counted: Vec<PersonFact> = facts.into_iter().filter(PersonFact::is_counted).collect();
    let heads = heads(&counted, &about);
    Ok(counted
        .into_iter()
        .map(|fact| {
            let head_name = heads.get(&fact.family_id).cloned().unwrap_or_default();
            let about = about.remove(&fact.person_id).unwrap_or_default();
            Resident { head_name, ..rules.read(fact, about, &behind) }
        })
        .collect())
}

/// The members of one family, in the order of the family card.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_family(device: &Device, family: &str) -> Result<Vec<Resident>> {
    let mut members: Vec<Resident> = all(device)?.into_iter().filter(|one| one.fact.family_id == family).collect();
    members.sort_by_cached_key(|one| card_order(&one.fact.person_id, &one.about));
    Ok(members)
}

fn rules(device: &Device) -> Result<Rules> {
    let (village, today) = (device.village()?, device.env.today());
    let settings = setting::all(&device.db)?;
    let number = |key| settings.int(key, village.area(), &today.to_string());
    Ok(Rules {
        today,
        role: device.author.role,
        fresh_days: figures::fresh_days(device)?,
        newborn: Newborn {
            days: number("newborn.days").unwrap_or_default(),
            months_without_nik: number("newborn.months_without_nik").unwrap_or_default(),
        },
        reactivation_months: number("reactivation.window_months"),
    })
}

impl Rules {
    fn read(&self, fact: PersonFact, about: About, behind: &BTreeMap<String, Behind>) -> Resident {
        let found = effective(&fact.snapshots, self.today, self.fresh_days).map(|found| found.snapshot);
        let status = found.map_or(Status::Unknown, |snapshot| snapshot.status);
        let reason = found.and_then(|snapshot| InactiveReason::from_code(snapshot.reason.as_deref()?));
        let behind = found.and_then(|snapshot| behind.get(&snapshot.id)).cloned().unwrap_or_default();
        let birth: Option<Date> = about.birth_date.as_deref().and_then(|text| text.parse().ok());
        let is_newborn = birth.is_some_and(|birth| self.newborn.covers(birth, about.has_nik, self.today));
        let age = birth.map(|birth| age_years(birth, self.today));
        let need = Need {
            needs_care: about.needs_care,
            is_pregnant: about.is_pregnant,
            has_disability: about.has_disability,
            decile: about.decile,
            age,
            is_vulnerable_worker: is_vulnerable_worker(about.employment_status, about.occupation, about.is_waged),
            pbi_days_left: self.pbi_days_left(reason, &behind),
        };
        Resident {
            status,
            category: category(status, reason, is_newborn),
            arrears_months: behind.arrears_months.and_then(|months| self.seen(months)),
            age,
            priority: need.band(),
            fact,
            about,
            head_name: String::new(),
        }
    }

    /// Arrears as this role may see them.
    fn seen(&self, months: i64) -> Option<i64> {
        let shown = shown(&months.into(), Care::Sensitive, self.role, Detail::Full)?;
        shown.as_i64().filter(|months| *months > 0)
    }

    fn pbi_days_left(&self, reason: Option<InactiveReason>, behind: &Behind) -> Option<i64> {
        let removed: Date = behind.since.as_deref()?.parse().ok()?;
        let months = self.reactivation_months.filter(|_| reason == Some(InactiveReason::PbiRemoved))?;
        // "date < removal + 6 months": the day itself is too late (domain.md 11, example 2).
        let last = removed.checked_add(months.clamp(0, 120).months()).ok()?.checked_sub(1.day()).ok()?;
        Some(i64::from((last - self.today).get_days()))
    }
}

type CardOrder = (i64, Option<String>, String);

fn card_order(id: &str, about: &About) -> CardOrder {
    (about.relation.unwrap_or(99), about.birth_date.clone(), id.to_owned())
}

/// The name to ask for at the door, by family.
fn heads(facts: &[PersonFact], about: &BTreeMap<String, About>) -> BTreeMap<String, String> {
    let mut first: BTreeMap<&str, (CardOrder, &str)> = BTreeMap::new();
    for fact in facts {
        let Some(about) = about.get(&fact.person_id) else { continue };
        let found = (card_order(&fact.person_id, about), about.full_name.as_str());
        first.entry(&fact.family_id).and_modify(|best| *best = found.clone().min(best.clone())).or_insert(found);
    }
    first.into_iter().map(|(family, (_, name))| (family.to_owned(), name.to_owned())).collect()
}
