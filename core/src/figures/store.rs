//! The two queries the figures are read with, the same text on device and server.

use std::sync::OnceLock;

use crate::visit::code::Outcome;

/// Persons of village `?1` with their snapshots up to date `?2`, in order of person.
///
/// Columns: person id, family id, presence, has card, is visited, latest response,
/// snapshot source, as_of, status, reason, list kind, id.
pub fn facts() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| {
        let ended: Vec<String> =
            Outcome::ALL.iter().filter(|o| o.counts_as_visited()).map(|o| format!("'{}'", o.code())).collect();
        format!(
            "SELECT p.id, p.family_id, p.presence, f.family_card_no IS NOT NULL,
                    EXISTS (SELECT 1 FROM visit v
                            WHERE v.family_id = p.family_id AND v.visit_date <= ?2 AND v.outcome IN ({})),
                    (SELECT a.response FROM advocacy a
                     WHERE a.person_id = p.id AND a.advocacy_date <= ?2
                     ORDER BY a.advocacy_date DESC, a.recorded_at DESC, a.id DESC LIMIT 1),
                    m.source, m.as_of, m.status, m.inactive_reason, m.list_kind, m.id
             FROM person p
             LEFT JOIN family f ON f.id = p.family_id
             LEFT JOIN membership m ON m.person_id = p.id AND m.as_of <= ?2
             WHERE p.village_code = ?1
             ORDER BY p.id, m.id",
            ended.join(", ")
        )
    })
}

/// Cases of village `?1` submitted up to date `?2`: person ids as JSON, first submission.
pub const SUBMISSIONS: &str = "SELECT person_ids, submitted_date FROM registration_case
    WHERE village_code = ?1 AND submitted_date IS NOT NULL AND submitted_date <= ?2";
