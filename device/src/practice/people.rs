//! Who lives in one household: how they are related, how old they are and what they do.

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::person::code::{Education, MaritalStatus, Occupation, RegisterStatus, Relation, Sex};

use crate::practice::draw::Draw;

/// A person before numbers and membership.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch {
    pub(super) relation: Relation,
    pub(super) sex: Sex,
    pub(super) age: i64,
    pub(super) marital: MaritalStatus,
}

/// Family sizes by weight; the mean is 3.4, as in a village of 412 families and 1,400 people.
const SIZES: &[(i64, i64)] = &[(90, 1), (190, 2), (258, 3), (260, 4), (122, 5), (50, 6), (18, 7), (8, 8)];

pub(super) fn family_size(draw: &mut Draw) -> i64 {
    draw.weighted(SIZES, 9)
}

/// The members of a household of this size, its head first.
pub(super) fn household(draw: &mut Draw, size: i64) -> Vec<Sketch> {
    let mut members = if size == 1 { vec![alone(draw)] } else { core(draw, size) };
    let mother_age = members.last().map_or(30, |parent| parent.age);
    let head_age = members.first().map_or(30, |head| head.age);
    let parents = i64::try_from(members.len()).unwrap_or_default();
    for index in parents..size {
        let is_last = index + 1 == size && index > parents;
        let member = if is_last && draw.per_mille(250) { relative(draw, head_age) } else { child(draw, mother_age) };
        members.push(member);
    }
    members
}

fn alone(draw: &mut Draw) -> Sketch {
    let is_elder = draw.per_mille(600);
    let sex = if draw.per_mille(650) { Sex::Female } else { Sex::Male };
    let (age, marital) = if is_elder {
        (draw.between(58, 88), MaritalStatus::Widowed)
    } else {
        let lone = [(550, MaritalStatus::Single), (300, MaritalStatus::Divorced)];
        (draw.between(22, 57), draw.weighted(&lone, MaritalStatus::Widowed))
    };
    Sketch { relation: Relation::Head, sex, age, marital }
}

/// A couple, or a parent without a partner.
fn core(draw: &mut Draw, size: i64) -> Vec<Sketch> {
    let is_couple = draw.per_mille(if size == 2 { 620 } else { 900 });
    let age = draw.between(24, if size == 2 { 74 } else { 60 });
    if is_couple {
        let head = Sketch { relation: Relation::Head, sex: Sex::Male, age, marital: MaritalStatus::Married };
        let age = (age - draw.between(-1, 8)).max(19);
        return vec![head, Sketch { relation: Relation::Wife, sex: Sex::Female, age, ..head }];
    }
    let sex = if draw.per_mille(800) { Sex::Female } else { Sex::Male };
    let marital = draw.weighted(&[(600, MaritalStatus::Widowed)], MaritalStatus::Divorced);
    vec![Sketch { relation: Relation::Head, sex, age, marital }]
}

fn child(draw: &mut Draw, mother_age: i64) -> Sketch {
    let oldest = (mother_age - 18).clamp(0, 27);
    let youngest = (mother_age - 42).clamp(0, oldest);
    let age = draw.between(youngest, oldest);
    let sex = if draw.per_mille(487) { Sex::Female } else { Sex::Male };
    let is_divorced = draw.per_mille(40) && age > 21;
    let marital = if is_divorced { MaritalStatus::Divorced } else { MaritalStatus::Single };
    Sketch { relation: Relation::Child, sex, age, marital }
}

fn relative(draw: &mut Draw, head_age: i64) -> Sketch {
    let sex = if draw.per_mille(600) { Sex::Female } else { Sex::Male };
    if head_age >= 48 {
        let relation = draw.weighted(&[(750, Relation::Grandchild)], Relation::OtherKin);
        let age = draw.between(0, head_age - 42);
        return Sketch { relation, sex, age, marital: MaritalStatus::Single };
    }
    let kinds = [(400, Relation::Parent), (400, Relation::ParentInLaw)];
    let relation = draw.weighted(&kinds, Relation::OtherKin);
    let age = (head_age + draw.between(18, 34)).min(92);
    Sketch { relation, sex, age, marital: MaritalStatus::Widowed }
}

/// A birthday in the past year of that age; old people often know only the year.
pub(super) fn birth_date(draw: &mut Draw, age: i64, today: Date) -> Date {
    let days = age * 365 + age / 4 + draw.between(0, 364);
    let date = today.saturating_sub(days.days());
    let is_unknown = draw.per_mille(120) && age > 55;
    if is_unknown { Date::new(date.year(), 7, 1).unwrap_or(date) } else { date }
}

const MEN_WORK: &[(i64, Occupation)] = &[
    (430, Occupation::Farmer),
    (110, Occupation::DayLabourer),
    (100, Occupation::FarmLabourer),
    (90, Occupation::Entrepreneur),
    (60, Occupation::PrivateEmployee),
    (40, Occupation::Fisher),
    (40, Occupation::Driver),
    (35, Occupation::CivilServant),
    (25, Occupation::Mason),
    (20, Occupation::Trader),
    (15, Occupation::VillageOfficer),
    (15, Occupation::HonoraryEmployee),
];
const WOMEN_WORK: &[(i64, Occupation)] = &[
    (520, Occupation::Homemaker),
    (220, Occupation::Farmer),
    (80, Occupation::Trader),
    (40, Occupation::Teacher),
    (40, Occupation::PrivateEmployee),
    (30, Occupation::HonoraryEmployee),
    (25, Occupation::CivilServant),
    (15, Occupation::Seamster),
];

pub(super) fn occupation(draw: &mut Draw, person: &Sketch) -> Occupation {
    let is_student = draw.per_mille(350);
    let is_retired = draw.per_mille(400);
    let work = match person.sex {
        Sex::Male => draw.weighted(MEN_WORK, Occupation::None),
        Sex::Female => draw.weighted(WOMEN_WORK, Occupation::None),
    };
    match person.age {
        ..=5 => Occupation::None,
        6..=18 => Occupation::Student,
        19..=23 if is_student => Occupation::Student,
        66.. if is_retired => Occupation::None,
        _ => work,
    }
}

pub(super) fn education(draw: &mut Draw, age: i64) -> Education {
    let grown = [
        (180, Education::Primary),
        (220, Education::JuniorSecondary),
        (400, Education::SeniorSecondary),
        (60, Education::DiplomaThree),
        (90, Education::Bachelor),
    ];
    let adult = draw.weighted(&grown, Education::SomePrimary);
    match age {
        ..=6 => Education::NoSchool,
        7..=12 => Education::SomePrimary,
        13..=15 => Education::Primary,
        16..=18 => Education::JuniorSecondary,
        _ => adult,
    }
}

/// A few listed people have died or moved; the head is still there.
pub(super) fn register_status(draw: &mut Draw, person: &Sketch) -> RegisterStatus {
    let dead = if person.age > 60 { 50 } else { 5 };
    let drawn = draw.weighted(&[(dead, RegisterStatus::Dead), (14, RegisterStatus::Moved)], RegisterStatus::Living);
    if person.relation == Relation::Head { RegisterStatus::Living } else { drawn }
}

/// Number of the old disability list; most rows leave it open.
pub(super) fn disability(draw: &mut Draw) -> Option<i64> {
    let kinds = [(10, Some(1)), (3, Some(2)), (3, Some(3)), (3, Some(4)), (1, Some(5)), (1, Some(6))];
    draw.weighted(&[&kinds[..], &[(500, Some(7))]].concat(), None)
}

pub(super) fn pregnant(draw: &mut Draw, person: &Sketch) -> Option<bool> {
    let drawn = draw.weighted(&[(45, Some(true)), (600, Some(false))], None);
    let is_asked =
        person.sex == Sex::Female && person.marital == MaritalStatus::Married && (19..=43).contains(&person.age);
    if is_asked { drawn } else { None }
}
