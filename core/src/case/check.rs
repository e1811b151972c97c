//! Who may be put into a new case together (`domain.md` 11 edge checks, 12.1 V17 and V18).

use super::code::Route;

/// A member of the family, as far as a new case is concerned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Member {
    /// Put into the case.
    pub is_chosen: bool,
    /// Active by now.
    pub is_active: bool,
    /// In another case that is not over.
    pub is_busy: bool,
}

/// The first rule a new case breaks: a stable code and its field.
///
/// # Errors
/// `case.nobody`, `case.person_busy` (one road at a time), `case.already_active` (V18),
/// `case.family_incomplete` (V17: somebody who pays for themselves registers with the whole family card).
pub fn check(route: Route, family: &[Member]) -> Result<(), (&'static str, &'static str)> {
    let chosen = || family.iter().filter(|member| member.is_chosen);
    let is_left_out = |member: &&Member| !member.is_chosen && !member.is_active && !member.is_busy;
    let code = if chosen().next().is_none() {
        "case.nobody"
    } else if chosen().any(|member| member.is_busy) {
        "case.person_busy"
    } else if route.is_quota() && chosen().any(|member| member.is_active) {
        "case.already_active"
    } else if route == Route::SelfPaying && family.iter().any(|member| is_left_out(&member)) {
        "case.family_incomplete"
    } else {
        return Ok(());
    };
    Err((code, "person_ids"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(route: Route, family: &[Member], expected: Option<&str>) {
        assert_eq!(check(route, family).err().map(|(code, _)| code), expected, "{route:?} {family:?}");
    }

    #[test]
    fn a_family_that_pays_for_itself_registers_whole_but_for_those_with_a_road_of_their_own() {
        let chosen = Member { is_chosen: true, ..Member::default() };
        let (active, busy, left) = (
            Member { is_active: true, ..Member::default() },
            Member { is_busy: true, ..Member::default() },
            Member::default(),
        );
        case(Route::SelfPaying, &[left], Some("case.nobody"));
        case(Route::SelfPaying, &[chosen, left], Some("case.family_incomplete"));
        case(Route::SelfPaying, &[chosen, active, busy], None);
        case(Route::PemdaProposal, &[chosen, left], None);
    }

    #[test]
    fn nobody_is_on_two_roads_and_nobody_active_takes_a_seat_of_a_quota() {
        let busy = Member { is_chosen: true, is_busy: true, ..Member::default() };
        let active = Member { is_chosen: true, is_active: true, ..Member::default() };
        case(Route::PayOff, &[busy], Some("case.person_busy"));
        case(Route::ProvinceQuota, &[active], Some("case.already_active"));
        case(Route::Report, &[active], None);
    }
}
