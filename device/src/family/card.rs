//! Families as cards of the list: head, place, members, and where each member stands in JKN.

use std::collections::BTreeMap;

use pesiar_core::membership::code::{Source, Status};
use pesiar_core::membership::effective::{Snapshot, effective};
use pesiar_core::person::nik::mask;
use serde::Serialize;

use super::store::{self, Listed};
use crate::device::Device;
use crate::error::Result;
use crate::{figures, person};

/// One family of the list. Never a full NIK.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct FamilyCard {
    /// Row id; never shown.
    pub id: String,
    /// Head of family; empty if nobody is known yet.
    pub head_name: String,
    /// Masked NIK of the head; empty without one.
    pub head_nik: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Address.
    pub address: String,
    /// Whether the family has a KK number.
    pub has_card: bool,
    /// Members living here.
    pub members: i64,
    /// Active.
    pub active: i64,
    /// Inactive.
    pub inactive: i64,
    /// Not registered.
    pub unregistered: i64,
    /// Not checked yet.
    pub unknown: i64,
}

/// A stretch of the list.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct FamilyPage {
    /// Families in the whole list.
    pub total: u32,
    /// This stretch.
    pub rows: Vec<FamilyCard>,
}

/// Families found by a search, or a stretch of all of them.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn list(device: &Device, query: &str, offset: u32, limit: u32) -> Result<FamilyPage> {
    let village = device.village()?;
    if query.trim().is_empty() {
        let total = store::count(&device.db, village.code.as_str())?;
        let listed = store::page(&device.db, village.code.as_str(), offset, limit)?;
        let rows = listed.into_iter().map(|family| card(device, family)).collect::<Result<_>>()?;
        return Ok(FamilyPage { total, rows });
    }
    let families = person::search::families(device, query)?;
    let total = u32::try_from(families.len()).unwrap_or(u32::MAX);
    let stretch = families.into_iter().skip(offset as usize).take(limit as usize);
    let rows =
        stretch.map(|id| store::one(&device.db, &id).and_then(|family| card(device, family))).collect::<Result<_>>()?;
    Ok(FamilyPage { total, rows })
}

fn card(device: &Device, family: Listed) -> Result<FamilyCard> {
    let counts = counts(device, &family.id)?;
    let of = |status: Status| counts.get(status.code()).copied().unwrap_or(0);
    Ok(FamilyCard {
        head_name: family.head_name.unwrap_or_default(),
        head_nik: family.head_nik.as_deref().map(mask).unwrap_or_default(),
        hamlet: family.hamlet.unwrap_or_default(),
        rt_rw: format!("{}/{}", family.rt.as_deref().unwrap_or("000"), family.rw.as_deref().unwrap_or("000")),
        address: family.address.unwrap_or_default(),
        has_card: family.has_card,
        members: family.members,
        active: of(Status::Active),
        inactive: of(Status::Inactive),
        unregistered: of(Status::Unregistered),
        unknown: of(Status::Unknown),
        id: family.id,
    })
}

/// Members counted, by code of their effective status.
fn counts(device: &Device, family: &str) -> Result<BTreeMap<&'static str, i64>> {
    let mut people: BTreeMap<String, Vec<Snapshot>> = BTreeMap::new();
    for (person, presence, snapshot) in store::snapshots(&device.db, family)? {
        if matches!(presence, Some(2..=4)) {
            continue;
        }
        people.entry(person).or_default().extend(snapshot.and_then(read));
    }
    let (today, fresh_days) = (device.env.today(), figures::fresh_days(device)?);
    let mut counts = BTreeMap::new();
    for snapshots in people.values() {
        let status = effective(snapshots, today, fresh_days).map_or(Status::Unknown, |found| found.snapshot.status);
        *counts.entry(status.code()).or_default() += 1;
    }
    Ok(counts)
}

/// A snapshot as far as the choice of the effective one needs it.
pub(crate) fn read([source, as_of, status, id]: [String; 4]) -> Option<Snapshot> {
    Some(Snapshot {
        source: Source::from_code(&source)?,
        as_of: as_of.parse().ok()?,
        status: Status::from_code(&status)?,
        reason: None,
        is_full_list: false,
        id,
    })
}
