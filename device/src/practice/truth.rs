//! What BPJS would know about a person of the practice village.

use pesiar_core::membership::code::{CareClass, InactiveReason, Segment, Status};
use pesiar_core::person::code::{RegisterStatus, Relation};

use crate::practice::draw::Draw;
use crate::practice::names::CLINICS;
use crate::practice::number::Numbers;
use crate::practice::people::Sketch;

/// The membership a BPJS list would show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Registered or not, active or not.
    pub status: Status,
    /// Segment of a member.
    pub segment: Option<Segment>,
    /// Why an inactive member is inactive.
    pub inactive_reason: Option<InactiveReason>,
    /// Months owed, at most 24.
    pub arrears_months: i64,
    /// Rupiah owed.
    pub arrears_amount: i64,
    /// Class of a member.
    pub care_class: Option<CareClass>,
    /// Number of a member.
    pub member_no: Option<String>,
    /// Code and name of a member's clinic.
    pub clinic: Option<(&'static str, &'static str)>,
}

/// What the members of one household have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Household {
    segment: Segment,
    inactive: Option<InactiveReason>,
    months: i64,
    class: CareClass,
    clinic: Option<(&'static str, &'static str)>,
}

/// The mix of Cabang Curup on 1 January 2025 (`domain.md` 2.1).
const SEGMENTS: &[(i64, Segment)] = &[
    (487, Segment::PbiJk),
    (224, Segment::PbpuPemda),
    (90, Segment::PpuBu),
    (60, Segment::PpuPn),
    (25, Segment::PpuKpdesa),
    (98, Segment::Pbpu),
];

/// Practice figures only; real contributions are a dated setting.
const fn monthly(class: CareClass) -> i64 {
    match class {
        CareClass::One => 150_000,
        CareClass::Two => 100_000,
        CareClass::Three | CareClass::Kris => 35_000,
    }
}

pub(super) fn household(draw: &mut Draw) -> Household {
    let segment = draw.weighted(SEGMENTS, Segment::Bp);
    let inactive = draw.weighted(lapses(segment), None);
    let paying = draw.weighted(&[(60, CareClass::One), (110, CareClass::Two)], CareClass::Three);
    let waged = draw.weighted(&[(350, CareClass::One)], CareClass::Two);
    let class = match segment {
        Segment::PbiJk | Segment::PbpuPemda => CareClass::Three,
        Segment::PpuPn | Segment::PpuBu | Segment::PpuKpdesa => waged,
        Segment::Pbpu | Segment::Bp => paying,
    };
    let last = i64::try_from(CLINICS.len()).unwrap_or(1) - 1;
    let clinic = usize::try_from(draw.between(0, last)).ok().and_then(|n| CLINICS.get(n)).copied();
    Household { segment, inactive, months: draw.between(1, 24), class, clinic }
}

/// How often whole families of a segment fall out, and why.
const fn lapses(segment: Segment) -> &'static [(i64, Option<InactiveReason>)] {
    match segment {
        Segment::PbiJk => &[(72, Some(InactiveReason::PbiRemoved))],
        Segment::PbpuPemda => &[(120, Some(InactiveReason::PemdaRemoved))],
        Segment::PpuBu => &[
            (80, Some(InactiveReason::LaidOff)),
            (60, Some(InactiveReason::Resigned)),
            (30, Some(InactiveReason::EmployerArrears)),
        ],
        Segment::PpuPn | Segment::PpuKpdesa => &[(15, Some(InactiveReason::Resigned))],
        Segment::Pbpu => &[(660, Some(InactiveReason::Arrears))],
        Segment::Bp => &[(400, Some(InactiveReason::Arrears))],
    }
}

/// One person's membership, mostly that of the household.
pub(super) fn membership(draw: &mut Draw, home: Household, person: &Person<'_>, numbers: &mut Numbers) -> Membership {
    let is_missing = draw.per_mille(if person.has_nik { 10 } else { 260 });
    let own = own_reason(draw, home, person);
    if is_missing {
        return unregistered();
    }
    let reason = own.or(home.inactive);
    let is_owing = reason == Some(InactiveReason::Arrears);
    let months = if is_owing { home.months } else { 0 };
    Membership {
        status: if reason.is_some() { Status::Inactive } else { Status::Active },
        segment: Some(home.segment),
        inactive_reason: reason,
        arrears_months: months,
        arrears_amount: months * monthly(home.class),
        care_class: Some(home.class),
        member_no: Some(numbers.member()),
        clinic: home.clinic,
    }
}

/// What decides a membership besides the household.
pub(super) struct Person<'a> {
    pub(super) sketch: &'a Sketch,
    pub(super) status: RegisterStatus,
    pub(super) has_nik: bool,
}

fn own_reason(draw: &mut Draw, home: Household, person: &Person<'_>) -> Option<InactiveReason> {
    let chance = [(8, Some(InactiveReason::NikProblem)), (10, Some(InactiveReason::Other))];
    let drawn = draw.weighted(&chance, None);
    let is_reported = draw.per_mille(600);
    let is_waged = matches!(home.segment, Segment::PpuBu | Segment::PpuPn | Segment::PpuKpdesa);
    let is_grown_child = person.sketch.relation == Relation::Child && person.sketch.age > 20;
    if person.status == RegisterStatus::Dead && is_reported {
        Some(InactiveReason::Deceased)
    } else if is_waged && is_grown_child {
        Some(InactiveReason::ChildAge)
    } else {
        drawn
    }
}

fn unregistered() -> Membership {
    Membership {
        status: Status::Unregistered,
        segment: None,
        inactive_reason: None,
        arrears_months: 0,
        arrears_amount: 0,
        care_class: None,
        member_no: None,
        clinic: None,
    }
}
