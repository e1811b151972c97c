//! Sisir: what a household asks of the worker next, and in which order houses are worked through.

use jiff::civil::Date;

use crate::advocacy::code::Response;
use crate::text_list;
use crate::visit::code::Outcome;

text_list! {
    /// What to do at a house (`domain.md` 9.2).
    pub enum Todo {
        Visit = "visit" "Kunjungi",
        Again = "again" "Kunjungan ulang",
        Advocate = "advocate" "Lanjut advokasi",
        Done = "done" "Selesai",
    }
}

/// How the latest visit to a family ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastVisit {
    /// Outcome.
    pub outcome: Outcome,
    /// Day agreed for the next one.
    pub next_date: Option<Date>,
}

/// The latest talk with one target person who is not active yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastTalk {
    /// Answer.
    pub response: Response,
    /// Day agreed for the next talk.
    pub follow_up: Option<Date>,
}

/// A task and the day it is due; no day means whenever the worker comes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// What to do.
    pub todo: Todo,
    /// When.
    pub due: Option<Date>,
}

/// The task at a house: the latest visit decides, then what is still open with its targets who are not active,
/// one entry per such person, none for somebody nobody has talked to.
#[must_use]
pub fn task(last: Option<LastVisit>, open: &[Option<LastTalk>]) -> Task {
    let Some(last) = last else { return Task { todo: Todo::Visit, due: None } };
    // An agreed day is a promise to the family, however the visit ended.
    if last.next_date.is_some() || !last.outcome.is_final() {
        return Task { todo: Todo::Again, due: last.next_date };
    }
    let mut talks = open.iter().filter(|talk| talk.is_none_or(wants_talk)).peekable();
    if last.outcome != Outcome::Complete || talks.peek().is_none() {
        return Task { todo: Todo::Done, due: None };
    }
    let due = talks.filter_map(|talk| talk.and_then(|talk| talk.follow_up)).min();
    Task { todo: Todo::Advocate, due }
}

/// Whether a talk is to be gone on with: not decided yet, not met, or a day was agreed although the answer was no.
#[must_use]
pub const fn wants_talk(talk: LastTalk) -> bool {
    match talk.response {
        Response::Undecided | Response::NotMet => true,
        Response::Refused | Response::CannotAfford => talk.follow_up.is_some(),
        Response::Willing | Response::AlreadyActive | Response::ByEmployer => false,
    }
}

impl Task {
    /// Whether the day has come or gone by.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due <= today)
    }

    /// Order inside one RT: what is due, then what was never done, then what waits for its day, then what is over.
    #[must_use]
    pub fn rank(&self, today: Date) -> (u8, Option<Date>) {
        let class = match self.todo {
            _ if self.is_due(today) => 0,
            Todo::Visit => 1,
            Todo::Again => 2,
            Todo::Advocate => 3,
            Todo::Done => 4,
        };
        (class, self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 11, 22);
    const LATER: Date = jiff::civil::date(2026, 11, 24);

    #[track_caller]
    fn check(
        visit: Option<(&str, Option<Date>)>,
        open: &[Option<(&str, Option<Date>)>],
        todo: Todo,
        due: Option<Date>,
    ) {
        let last = visit.map(|(code, next_date)| LastVisit { outcome: Outcome::from_code(code).unwrap(), next_date });
        let talk = |(code, follow_up): (&str, _)| LastTalk { response: Response::from_code(code).unwrap(), follow_up };
        let open: Vec<Option<LastTalk>> = open.iter().map(|entry| entry.map(talk)).collect();
        assert_eq!(task(last, &open), Task { todo, due }, "{visit:?}");
    }

    #[test]
    fn the_latest_visit_says_what_to_do_next() {
        check(None, &[None], Todo::Visit, None);
        check(Some(("V3", Some(LATER))), &[None], Todo::Again, Some(LATER));
        check(Some(("V2", None)), &[], Todo::Again, None);
        check(Some(("V1", Some(LATER))), &[], Todo::Again, Some(LATER));
        check(Some(("V4", None)), &[None], Todo::Done, None);
        check(Some(("V1", None)), &[], Todo::Done, None);
    }

    #[test]
    fn a_complete_visit_leaves_the_talks_that_are_still_open() {
        check(Some(("V1", None)), &[None], Todo::Advocate, None);
        check(Some(("V1", None)), &[Some(("A1", None)), Some(("A3", None))], Todo::Done, None);
        check(Some(("V1", None)), &[Some(("A3", Some(LATER))), Some(("A2", Some(TODAY)))], Todo::Advocate, Some(TODAY));
    }

    #[test]
    fn what_is_due_comes_before_what_was_never_done_and_that_before_what_waits() {
        let task = |todo, due| Task { todo, due }.rank(TODAY);
        let order = [
            task(Todo::Again, Some(TODAY)),
            task(Todo::Visit, None),
            task(Todo::Again, Some(LATER)),
            task(Todo::Advocate, None),
            task(Todo::Done, None),
        ];
        assert!(order.is_sorted(), "{order:?}");
    }
}
