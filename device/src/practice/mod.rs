//! A practice village: synthetic families as messy as life, the same for the same seed.

pub mod lived;
pub mod open;
pub mod truth;
pub mod write;

#[cfg(test)]
pub(crate) mod dated;
mod draw;
mod names;
mod number;
mod people;
#[cfg(test)]
pub(crate) mod sample;

use jiff::ToSpan;
use jiff::civil::Date;
use pesiar_core::person::code::{Education, MaritalStatus, Occupation, RegisterStatus, Relation, Sex};

use self::draw::Draw;
use self::number::Numbers;
use self::people::Sketch;
use self::truth::{Household, Membership};

/// How large the village shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Exactly so many families.
    Families(u32),
    /// Exactly so many people; meant for 300 to 50,000.
    People(u32),
}

/// A village of people who do not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// What it was drawn from.
    pub seed: u64,
    /// The day on which everybody has the age they have.
    pub today: Date,
    /// Its families, hamlet by hamlet.
    pub families: Vec<PracticeFamily>,
}

/// One household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeFamily {
    /// Family card, which some do not have.
    pub card_no: Option<String>,
    /// Hamlet.
    pub hamlet: &'static str,
    /// Three digits.
    pub rt: String,
    /// Three digits.
    pub rw: String,
    /// Street and number.
    pub address: String,
    /// The head first.
    pub members: Vec<PracticePerson>,
}

/// One person, with what BPJS would know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticePerson {
    /// 16 digits of region 179999, which some do not have.
    pub nik: Option<String>,
    /// In capitals.
    pub full_name: String,
    /// Where born.
    pub birth_place: &'static str,
    /// When born; a few NIKs say otherwise.
    pub birth_date: Date,
    /// Sex; a few NIKs say otherwise.
    pub sex: Sex,
    /// Relation to the head.
    pub relation: Relation,
    /// Marital status.
    pub marital: MaritalStatus,
    /// Education.
    pub education: Education,
    /// Occupation.
    pub occupation: Occupation,
    /// Living for most.
    pub register_status: RegisterStatus,
    /// Number of the old disability list; 7 and nothing are no disability.
    pub disability: Option<i64>,
    /// For some women only.
    pub pregnant: Option<bool>,
    /// The truth a BPJS list is written from.
    pub membership: Membership,
}

impl Village {
    /// Everybody, family by family.
    pub fn people(&self) -> impl Iterator<Item = &PracticePerson> {
        self.families.iter().flat_map(|family| &family.members)
    }
}

/// Families of one RT stand together; an RT has about this many.
const FAMILIES_PER_RT: usize = 30;

/// Draws a village.
#[must_use]
pub fn generate(size: Size, seed: u64, today: Date) -> Village {
    let mut maker = Maker { draw: Draw::new(seed), numbers: Numbers::default(), today };
    let mut families = Vec::new();
    match size {
        Size::Families(count) => {
            for index in 0..count as usize {
                let members = people::family_size(&mut maker.draw);
                families.push(maker.family(index, members));
            }
        }
        Size::People(count) => {
            let mut left = i64::from(count);
            while left > 0 {
                let members = people::family_size(&mut maker.draw).min(left);
                families.push(maker.family(families.len(), members));
                left -= members;
            }
        }
    }
    Village { seed, today, families }
}

struct Maker {
    draw: Draw,
    numbers: Numbers,
    today: Date,
}

impl Maker {
    fn family(&mut self, index: usize, size: i64) -> PracticeFamily {
        let home = truth::household(&mut self.draw);
        let address = names::address(&mut self.draw);
        let card_no = self.card(size);
        let sketches = people::household(&mut self.draw, size);
        let members = sketches.iter().map(|sketch| self.person(sketch, home)).collect();
        let rt = index / FAMILIES_PER_RT;
        let hamlet = rt / 3;
        PracticeFamily {
            card_no,
            hamlet: names::hamlet(hamlet),
            rt: format!("{:03}", rt % 999 + 1),
            rw: format!("{:03}", hamlet % names::hamlets() + 1),
            address,
            members,
        }
    }

    /// Three families of a hundred have no card; people living alone more often.
    fn card(&mut self, size: i64) -> Option<String> {
        let days = self.draw.between(200, 5_000);
        let card = self.numbers.card(self.today.saturating_sub(days.days()));
        let has_none = self.draw.per_mille(if size == 1 { 120 } else { 21 });
        (!has_none).then_some(card)
    }

    fn person(&mut self, sketch: &Sketch, home: Household) -> PracticePerson {
        let birth_date = people::birth_date(&mut self.draw, sketch.age, self.today);
        let register_status = people::register_status(&mut self.draw, sketch);
        let nik = self.nik(sketch, birth_date);
        let about = truth::Person { sketch, status: register_status, has_nik: nik.is_some() };
        let membership = truth::membership(&mut self.draw, home, &about, &mut self.numbers);
        PracticePerson {
            nik,
            full_name: names::full_name(&mut self.draw, sketch.sex, sketch.age),
            birth_place: names::birth_place(&mut self.draw),
            birth_date,
            sex: sketch.sex,
            relation: sketch.relation,
            marital: sketch.marital,
            education: people::education(&mut self.draw, sketch.age),
            occupation: people::occupation(&mut self.draw, sketch),
            register_status,
            disability: people::disability(&mut self.draw),
            pregnant: people::pregnant(&mut self.draw, sketch),
            membership,
        }
    }

    /// Four people of a hundred have no NIK, babies most often; one NIK of a hundred disagrees.
    fn nik(&mut self, sketch: &Sketch, birth: Date) -> Option<String> {
        let missing = match sketch.age {
            0 => 420,
            1..=4 => 120,
            _ => 26,
        };
        let is_missing = self.draw.per_mille(missing);
        let (slip, days) = (self.draw.between(0, 199), self.draw.between(1, 20));
        let (claimed_birth, claimed_sex) = match (slip, sketch.sex) {
            (0, Sex::Male) => (birth, Sex::Female),
            (0, Sex::Female) => (birth, Sex::Male),
            (1, sex) => (birth.saturating_sub(days.days()), sex),
            (_, sex) => (birth, sex),
        };
        (!is_missing).then(|| self.numbers.nik(claimed_birth, claimed_sex))
    }
}

#[cfg(test)]
mod tests;
