//! The nouns that are rows, and the one table of their fields.

use super::field::Field;
use crate::{
    advocacy, audit, case, family, letterhead, membership, official_figure, person, population_ref, setting, visit,
};

/// A kind of row. The same name on every floor: operation, table, command, screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A family (KK).
    Family,
    /// A resident.
    Person,
    /// What one source says of one person's membership on one date.
    Membership,
    /// A visit to a family.
    Visit,
    /// A conversation with one person and their answer.
    Advocacy,
    /// A registration case.
    Case,
    /// Population of an area in a semester: the P of every percentage.
    PopulationRef,
    /// T and A of an area as stated in a letter of BPJS.
    OfficialFigure,
    /// Kop and signatories of a village's papers.
    Letterhead,
    /// A dated setting of an area.
    Setting,
    /// Something a person did with people's data.
    Audit,
}

impl Noun {
    /// Every noun, in the order rows are sent: a person after its family.
    pub const ALL: &'static [Self] = &[
        Self::Family,
        Self::Person,
        Self::Membership,
        Self::Visit,
        Self::Advocacy,
        Self::Case,
        Self::PopulationRef,
        Self::OfficialFigure,
        Self::Letterhead,
        Self::Setting,
        Self::Audit,
    ];

    /// Name in operations and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Person => "person",
            Self::Membership => "membership",
            Self::Visit => "visit",
            Self::Advocacy => "advocacy",
            Self::Case => "case",
            Self::PopulationRef => "population_ref",
            Self::OfficialFigure => "official_figure",
            Self::Letterhead => "letterhead",
            Self::Setting => "setting",
            Self::Audit => "audit",
        }
    }

    /// Table in the device and the server database; `case` is a word of SQL.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Case => "registration_case",
            _ => self.name(),
        }
    }

    /// The noun of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|noun| noun.name() == name)
    }

    /// The fields, in column order. This is the table a field officer can read.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Family => family::field::FIELDS,
            Self::Person => person::field::FIELDS,
            Self::Membership => membership::field::FIELDS,
            Self::Visit => visit::field::FIELDS,
            Self::Advocacy => advocacy::field::FIELDS,
            Self::Case => case::field::FIELDS,
            Self::PopulationRef => population_ref::FIELDS,
            Self::OfficialFigure => official_figure::FIELDS,
            Self::Letterhead => letterhead::FIELDS,
            Self::Setting => setting::FIELDS,
            Self::Audit => audit::FIELDS,
        }
    }

    /// The field of this name, if this version of the app knows it.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Whether figures may rest on rows of this noun, so that the data version of a report covers them.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::Letterhead | Self::Audit)
    }

    /// Which part of a village's data the noun travels in (sync.md 2.1).
    #[must_use]
    pub const fn stream_kind(self) -> &'static str {
        match self {
            Self::OfficialFigure => "bpjs",
            _ => "survei",
        }
    }
}
