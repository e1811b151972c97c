//! Whether somebody should be talked to, why, and by when (`domain.md` 9.3).

use jiff::civil::Date;

use super::code::Response;
use crate::text_list;

text_list! {
    /// Why somebody is on the list of people to talk to, the most promising first.
    pub enum Reason {
        FollowUp = "follow_up" "Sudah dijanjikan",
        Willing = "willing" "Bersedia, belum diajukan",
        CannotAfford = "cannot_afford" "Tidak mampu, belum diusulkan",
        Unproven = "unproven" "Mengaku aktif, belum ada bukti",
        Undecided = "undecided" "Masih pikir-pikir",
        NotMet = "not_met" "Belum dapat ditemui",
        NeverAsked = "never_asked" "Sudah dikunjungi, belum ditanya",
        RefusedOnce = "refused_once" "Pernah menolak satu kali",
    }
}

/// What is known of a person's talks so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Talks {
    /// The latest answer.
    pub response: Option<Response>,
    /// When it was given.
    pub answered_on: Option<Date>,
    /// When to come back, as promised in that talk.
    pub follow_up: Option<Date>,
    /// How often the person said no.
    pub refusals: i64,
    /// When the family was last met at home.
    pub met_on: Option<Date>,
    /// Whether a case with this person is under way, or has come to its end without being given up.
    pub has_case: bool,
}

/// Why to talk, and since or by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Why.
    pub reason: Reason,
    /// The promised day; none if nothing was promised.
    pub due: Option<Date>,
    /// The day the matter began to wait: the latest answer, or the visit.
    pub since: Option<Date>,
}

impl Next {
    /// Whether the promised day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }

    /// Whether it is due today or overdue.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due <= today)
    }

    /// The order of the list: due and overdue by day, then what waits without a day, then what is promised for later.
    #[must_use]
    pub fn order(&self, today: Date) -> (u8, Option<Date>, usize, Option<Date>) {
        let place = Reason::ALL.iter().position(|reason| *reason == self.reason).unwrap_or_default();
        match self.due {
            Some(due) if due <= today => (0, Some(due), place, self.since),
            None => (1, None, place, self.since),
            Some(due) => (2, Some(due), place, self.since),
        }
    }
}

/// What comes next with somebody who is not active; none if there is nothing to say now.
///
/// A second refusal closes the matter: people are never pressed.
#[must_use]
pub fn next(talks: &Talks) -> Option<Next> {
    let Some(response) = talks.response else {
        let met = talks.met_on.filter(|_| !talks.has_case)?;
        return Some(Next { reason: Reason::NeverAsked, due: None, since: Some(met) });
    };
    let closed = response == Response::Refused && talks.refusals > 1;
    let found = |reason| Some(Next { reason, due: talks.follow_up, since: talks.answered_on });
    if talks.has_case || closed {
        // Somebody promised to come back all the same.
        return if talks.follow_up.is_some() { found(Reason::FollowUp) } else { None };
    }
    match response {
        Response::Willing => found(Reason::Willing),
        Response::CannotAfford => found(Reason::CannotAfford),
        Response::AlreadyActive => found(Reason::Unproven),
        Response::Undecided => found(Reason::Undecided),
        Response::NotMet => found(Reason::NotMet),
        Response::Refused => found(Reason::RefusedOnce),
        Response::ByEmployer if talks.follow_up.is_some() => found(Reason::FollowUp),
        Response::ByEmployer => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn answered(response: Response, follow_up: Option<Date>) -> Talks {
        Talks { response: Some(response), answered_on: Some(date(2026, 11, 1)), follow_up, ..Talks::default() }
    }

    #[track_caller]
    fn check(talks: Talks, expected: Option<&str>) {
        assert_eq!(next(&talks).map(|next| next.reason.code()), expected, "{talks:?}");
    }

    #[test]
    fn every_answer_has_its_next_step() {
        let table = [
            (Response::Willing, Some("willing")),
            (Response::Undecided, Some("undecided")),
            (Response::Refused, Some("refused_once")),
            (Response::CannotAfford, Some("cannot_afford")),
            (Response::AlreadyActive, Some("unproven")),
            (Response::ByEmployer, None),
            (Response::NotMet, Some("not_met")),
        ];
        assert_eq!(table.len(), Response::ALL.len());
        for (response, expected) in table {
            check(answered(response, None), expected);
        }
    }

    #[test]
    fn a_second_refusal_or_an_open_case_ends_it_unless_a_day_was_promised() {
        let refused = Talks { refusals: 2, ..answered(Response::Refused, None) };
        check(refused, None);
        check(Talks { follow_up: Some(TODAY), ..refused }, Some("follow_up"));
        let submitted = Talks { has_case: true, ..answered(Response::Willing, None) };
        check(submitted, None);
        check(Talks { follow_up: Some(TODAY), ..submitted }, Some("follow_up"));
    }

    #[test]
    fn somebody_met_at_home_and_never_asked_is_on_the_list() {
        check(Talks { met_on: Some(TODAY), ..Talks::default() }, Some("never_asked"));
        check(Talks { met_on: Some(TODAY), has_case: true, ..Talks::default() }, None);
        check(Talks::default(), None);
    }

    #[test]
    fn overdue_comes_first_and_later_promises_last() {
        let due = |day| next(&answered(Response::Undecided, Some(day))).unwrap();
        let waiting = next(&answered(Response::Refused, None)).unwrap();
        let mut all = [due(date(2026, 12, 1)), waiting, due(TODAY), due(date(2026, 11, 20))];
        all.sort_by_key(|next| next.order(TODAY));
        let days: Vec<_> = all.iter().map(|next| next.due.map(|day| day.day())).collect();
        assert_eq!(days, [Some(20), Some(22), None, Some(1)]);
        assert!(all[0].is_overdue(TODAY) && !all[1].is_overdue(TODAY) && all[1].is_due(TODAY));
    }
}
