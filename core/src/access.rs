//! Who may do what where: one function on both sides, and what it does not name is refused.

use crate::region::AreaCode;
use crate::row::noun::Noun;
use crate::segment::op::Verb;
use crate::text_list;

text_list! {
    /// Roles of design.md 7.
    pub enum Role {
        Enumerator = "enumerator" "Agen PESIAR",
        VillageOperator = "village_operator" "Operator desa",
        VillageHead = "village_head" "Kepala desa",
        Supervisor = "supervisor" "Penyelia",
        Verifier = "verifier" "Verifikator",
        RegencyAdmin = "regency_admin" "Admin kabupaten",
        ProvinceAdmin = "province_admin" "Admin provinsi",
        Auditor = "auditor" "Auditor",
        Support = "support" "Bantuan teknis",
    }
}

/// Something a person wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Write rows of a noun.
    Write(Noun),
    /// Decide between two values, end a row, revive it, merge two, hand one over.
    Settle(Noun),
    /// Bring a list into the village's data.
    Import,
    /// Print figures.
    Report,
    /// Print or export names with full NIK.
    ExportNames,
    /// See one full NIK.
    Unmask,
}

impl Action {
    /// What writing this operation takes.
    #[must_use]
    pub const fn of(verb: Verb, noun: Noun) -> Self {
        match verb {
            Verb::Add | Verb::Set => Self::Write(noun),
            Verb::Resolve | Verb::Del | Verb::Restore | Verb::Merge | Verb::Move => Self::Settle(noun),
        }
    }
}

/// Somebody with a role in an area.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Role.
    pub role: Role,
    /// Area the role holds in.
    pub area: AreaCode,
}

/// Whether `actor` may do `action` in `place`. Default deny.
#[must_use]
pub fn allows(actor: &Actor, action: Action, place: &AreaCode) -> bool {
    actor.area.contains(place) && role_allows(actor.role, action)
}

const fn role_allows(role: Role, action: Action) -> bool {
    use Role::{Enumerator, ProvinceAdmin, RegencyAdmin, Supervisor, Verifier, VillageHead, VillageOperator};
    match action {
        Action::Write(Noun::Setting) => matches!(role, ProvinceAdmin | RegencyAdmin),
        // Import belongs to the village operator; in a village with one laptop the agent or the head is that operator.
        Action::Write(_) | Action::Import => matches!(role, Enumerator | VillageOperator | VillageHead),
        // domain.md 9: an agent proposes, the head of the village or a supervisor decides.
        Action::Settle(Noun::Setting | Noun::Audit) => false,
        Action::Settle(_) => matches!(role, VillageOperator | VillageHead | Supervisor | RegencyAdmin | ProvinceAdmin),
        Action::Report => !matches!(role, Role::Auditor | Role::Support),
        Action::ExportNames | Action::Unmask => {
            matches!(role, Enumerator | VillageOperator | VillageHead | Supervisor | Verifier)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_acts_outside_their_area_and_support_sees_no_person() {
        let village = AreaCode::parse("17.06.01.2001").unwrap();
        let other = AreaCode::parse("17.06.01.2002").unwrap();
        let actor = |role| Actor { role, area: village.clone() };
        for role in Role::ALL {
            assert!(!allows(&actor(*role), Action::Report, &other), "{role:?}");
        }
        assert!(allows(&actor(Role::Enumerator), Action::Write(Noun::Visit), &village));
        assert!(!allows(&actor(Role::Enumerator), Action::Write(Noun::Setting), &village));
        assert!(!allows(&actor(Role::Enumerator), Action::Settle(Noun::Person), &village));
        assert!(allows(&actor(Role::VillageHead), Action::Settle(Noun::Person), &village));
        assert!(!allows(&actor(Role::Support), Action::Unmask, &village));
        assert!(!allows(&actor(Role::Auditor), Action::Write(Noun::Person), &village));
    }
}
