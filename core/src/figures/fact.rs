//! The one narrow fact row per person from which every figure is folded.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::advocacy::code::Response;
use crate::membership::code::{ListKind, Source, Status};
use crate::membership::effective::Snapshot;
use crate::row::store::Cell;

/// What the figures need to know of one person as of the report's date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonFact {
    /// Person row id.
    pub person_id: String,
    /// Family row id.
    pub family_id: String,
    /// BPS presence code; none if never asked.
    pub presence: Option<i64>,
    /// Whether the family has a KK number.
    pub has_card: bool,
    /// Whether a visit to the family came to an end.
    pub is_visited: bool,
    /// Whether the latest answer is A1.
    pub is_willing: bool,
    /// When a case with this person was first submitted.
    pub submitted: Option<Date>,
    /// What sources say, up to the report's date.
    pub snapshots: Vec<Snapshot>,
}

impl PersonFact {
    /// Living here as far as anybody knows: never asked, present, new, or not found and not settled.
    #[must_use]
    pub const fn is_counted(&self) -> bool {
        matches!(self.presence, None | Some(1 | 5 | 6))
    }

    /// Not active at first mapping, that is in the oldest BPJS list that names the person.
    /// Somebody no list names is a target to be checked (category VERIFIKASI_DATA).
    #[must_use]
    pub fn is_target(&self) -> bool {
        let lists = self.snapshots.iter().filter(|s| s.source == Source::BpjsList);
        // Of two lists of one day, one that says "not active" keeps the person a target.
        let first = lists.min_by_key(|s| (s.as_of, s.status == Status::Active));
        first.is_none_or(|s| s.status != Status::Active)
    }

    /// A BPJS list or feedback dated on or after the submission says active.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        let says = |s: &Snapshot| s.source.is_bpjs() && s.status == Status::Active;
        self.submitted.is_some_and(|at| self.snapshots.iter().any(|s| says(s) && s.as_of >= at))
    }

    /// Date of the newest BPJS list that names this person.
    #[must_use]
    pub fn latest_list(&self) -> Option<Date> {
        self.snapshots.iter().filter(|s| s.source == Source::BpjsList).map(|s| s.as_of).max()
    }
}

/// One selected row: a person joined with one of their snapshots, if they have any.
#[derive(Debug, Clone)]
pub struct Selected {
    /// Everything but the snapshots.
    pub fact: PersonFact,
    /// The snapshot of this row.
    pub snapshot: Option<Snapshot>,
}

impl Selected {
    /// Reads one row of [`super::store::facts`]; a snapshot this version cannot read counts as none.
    #[must_use]
    pub fn from_cells(cells: Vec<Cell>) -> Self {
        let mut cells = cells.into_iter();
        let mut next = || cells.next().unwrap_or(Cell::Null);
        let fact = PersonFact {
            person_id: text(next()).unwrap_or_default(),
            family_id: text(next()).unwrap_or_default(),
            presence: number(next()),
            has_card: number(next()) == Some(1),
            is_visited: number(next()) == Some(1),
            is_willing: text(next()).as_deref() == Some(Response::Willing.code()),
            ..PersonFact::default()
        };
        let [source, as_of, status, reason, list_kind, id] = std::array::from_fn(|_| text(next()));
        let snapshot = || {
            Some(Snapshot {
                source: Source::from_code(&source?)?,
                as_of: as_of?.parse().ok()?,
                status: Status::from_code(&status?)?,
                reason,
                is_full_list: list_kind.as_deref() == Some(ListKind::Full.code()),
                id: id?,
            })
        };
        Self { fact, snapshot: snapshot() }
    }
}

fn text(cell: Cell) -> Option<String> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn number(cell: Cell) -> Option<i64> {
    match cell {
        Cell::Int(number) => Some(number),
        _ => None,
    }
}

/// Groups selected rows, which come in order of person, and adds each person's first submission.
#[must_use]
pub fn gather(rows: Vec<Selected>, submissions: &[(String, String)]) -> Vec<PersonFact> {
    let first = first_submissions(submissions);
    let mut facts: Vec<PersonFact> = Vec::new();
    for Selected { fact, snapshot } in rows {
        if facts.last().is_none_or(|last| last.person_id != fact.person_id) {
            let submitted = first.get(&fact.person_id).copied();
            facts.push(PersonFact { submitted, ..fact });
        }
        if let Some(last) = facts.last_mut() {
            last.snapshots.extend(snapshot);
        }
    }
    facts
}

/// First submission by person, from (JSON array of person ids, date) of every submitted case.
fn first_submissions(cases: &[(String, String)]) -> BTreeMap<String, Date> {
    let mut first: BTreeMap<String, Date> = BTreeMap::new();
    for (person_ids, date) in cases {
        let ids: Vec<String> = serde_json::from_str(person_ids).unwrap_or_default();
        let Ok(date) = date.parse::<Date>() else { continue };
        for id in ids {
            first.entry(id).and_modify(|earliest| *earliest = date.min(*earliest)).or_insert(date);
        }
    }
    first
}
