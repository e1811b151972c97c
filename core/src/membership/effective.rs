//! Which snapshot counts: the best-ranked fresh source, else the newest older one (design.md 12, figures).

use jiff::civil::Date;

use super::code::{Source, Status};

/// One snapshot, as narrow as the choice needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Who says so.
    pub source: Source,
    /// Date the source speaks of.
    pub as_of: Date,
    /// What it says.
    pub status: Status,
    /// Why inactive, as a code.
    pub reason: Option<String>,
    /// Whether it comes from a full member list, which makes the village count complete.
    pub is_full_list: bool,
    /// Row id: settles two snapshots equal in everything else the same way everywhere.
    pub id: String,
}

/// The snapshot that counts, and whether it was fresh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective<'a> {
    /// The snapshot.
    pub snapshot: &'a Snapshot,
    /// Older than the freshness setting: printed as a number beside the figures.
    pub is_stale: bool,
}

/// Chooses among a person's snapshots for a report as of `as_of`. "Not known" never outweighs a statement.
#[must_use]
pub fn effective(snapshots: &[Snapshot], as_of: Date, fresh_days: i64) -> Option<Effective<'_>> {
    let told = || snapshots.iter().filter(|s| s.status != Status::Unknown && s.as_of <= as_of);
    let age = |s: &Snapshot| i64::from((as_of - s.as_of).get_days());
    let fresh = told().filter(|s| age(s) <= fresh_days).max_by_key(|s| (s.source.rank(), s.as_of, &s.id));
    if let Some(snapshot) = fresh {
        return Some(Effective { snapshot, is_stale: false });
    }
    let newest = told().max_by_key(|s| (s.as_of, s.source.rank(), &s.id))?;
    Some(Effective { snapshot: newest, is_stale: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(source: Source, as_of: &str, status: Status) -> Snapshot {
        let as_of = as_of.parse().unwrap();
        Snapshot { source, as_of, status, reason: None, is_full_list: false, id: "a".into() }
    }

    #[track_caller]
    fn check(snapshots: &[Snapshot], expected: Option<(Status, bool)>) {
        let as_of = "2026-11-22".parse().unwrap();
        let found = effective(snapshots, as_of, 60).map(|e| (e.snapshot.status, e.is_stale));
        assert_eq!(found, expected);
    }

    #[test]
    fn rank_wins_among_fresh_and_age_among_stale() {
        use Source::{BpjsList, Stated};
        use Status::{Active as Aktif, Inactive as Nonaktif, Unknown as TidakTahu};
        let list = snapshot(BpjsList, "2026-10-01", Nonaktif);
        let stated = snapshot(Stated, "2026-11-20", Aktif);
        check(&[list.clone(), stated.clone()], Some((Nonaktif, false)));
        let old_list = snapshot(BpjsList, "2026-09-22", Nonaktif);
        check(&[old_list.clone(), stated], Some((Aktif, false)));
        let boundary = snapshot(BpjsList, "2026-09-23", Nonaktif);
        check(&[boundary], Some((Nonaktif, false)));
        let older_stated = snapshot(Stated, "2026-09-01", Aktif);
        check(&[old_list.clone(), older_stated], Some((Nonaktif, true)));
        check(&[snapshot(BpjsList, "2026-11-23", Aktif)], None);
        check(&[old_list, snapshot(BpjsList, "2026-11-22", TidakTahu)], Some((Nonaktif, true)));
    }
}
