//! What the rules say about a family as a whole: its card, its head, spouses, children and phone.

use jiff::civil::Date;

use crate::family::card_or_blank;
use crate::finding::{Finding, Severity};
use crate::person::age_years;
use crate::person::code::{MaritalStatus, Relation};
use crate::person::nik::bare_number;
use crate::person::validate::PersonFacts;

/// Checks one family (`domain.md` 12.1 V09, V10 and the head's age of V11).
///
/// `members` are those still living there, in the order of the screen: findings name no person
/// but say "anggota ke-3".
#[must_use]
pub fn check_family(family_card_no: Option<&str>, members: &[PersonFacts<'_>], today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(check_card(family_card_no.unwrap_or_default(), members));
    let heads: Vec<_> = members.iter().filter(|m| m.relation == Some(Relation::Head)).collect();
    match heads.as_slice() {
        [] if members.is_empty() => {}
        [] => found.push(warn("relation_to_head", "Belum ada kepala keluarga. Pilih satu.")),
        [head] => {
            found.extend(check_head_age(head, today));
            for (index, member) in members.iter().enumerate() {
                found.extend(check_beside_head(member, head, index + 1));
            }
        }
        many => {
            let message = format!("Ada {} kepala keluarga. Seharusnya satu.", many.len());
            found.push(warn("relation_to_head", message));
        }
    }
    found
}

/// Checks a phone number; giving none is allowed (`domain.md` 8.2 and 12.1 V20).
#[must_use]
pub fn check_phone(phone: &str) -> Option<Finding> {
    let number = bare_number(phone);
    if number.is_empty() {
        return None;
    }
    let after_prefix = ["+62", "62", "0"].iter().find_map(|prefix| number.strip_prefix(prefix));
    let is_mobile = after_prefix
        .and_then(|rest| rest.strip_prefix('8'))
        .is_some_and(|rest| (7..=11).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()));
    if is_mobile {
        return None;
    }
    let message = "Nomor HP biasanya diawali 08 atau +628. Periksa lagi nomornya.";
    Some(Finding::new("V20", Severity::Warning, "phone", message))
}

fn warn(field: &'static str, message: impl Into<String>) -> Finding {
    Finding::new("V10", Severity::Warning, field, message)
}

fn check_card(text: &str, members: &[PersonFacts<'_>]) -> Option<Finding> {
    let card = match card_or_blank(text) {
        Ok(card) => card?,
        Err(finding) => return Some(finding),
    };
    let is_nik = members.iter().filter_map(|m| m.nik).any(|nik| bare_number(nik) == card.as_str());
    is_nik.then(|| Finding::new("V09", Severity::Error, "family_card_no", "Nomor KK sama dengan NIK."))
}

fn check_head_age(head: &PersonFacts<'_>, today: Date) -> Option<Finding> {
    let age = age_years(head.birth_date?, today);
    // A birth date in the future is check_person's to report.
    (0..15).contains(&age).then(|| {
        let message = "Kepala keluarga berumur kurang dari 15 tahun. Periksa tanggal lahir dan hubungan keluarga.";
        Finding::new("V11", Severity::Warning, "birth_date", message)
    })
}

fn check_beside_head(member: &PersonFacts<'_>, head: &PersonFacts<'_>, position: usize) -> Vec<Finding> {
    match member.relation {
        Some(Relation::Husband | Relation::Wife) => check_spouse(member, head, position),
        Some(Relation::Child) => check_child(member, head, position).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn check_spouse(spouse: &PersonFacts<'_>, head: &PersonFacts<'_>, position: usize) -> Vec<Finding> {
    let mut found = Vec::new();
    if spouse.sex.is_some() && spouse.sex == head.sex {
        let message =
            format!("Jenis kelamin suami/istri (anggota ke-{position}) sama dengan kepala keluarga. Periksa lagi.");
        found.push(warn("sex", message));
    }
    if spouse.marital.is_some_and(|marital| marital != MaritalStatus::Married) {
        let message = format!("Suami/istri (anggota ke-{position}) tidak tercatat kawin. Periksa lagi.");
        found.push(warn("marital_status", message));
    }
    found
}

fn check_child(child: &PersonFacts<'_>, head: &PersonFacts<'_>, position: usize) -> Option<Finding> {
    let head_age_at_birth = age_years(head.birth_date?, child.birth_date?);
    (head_age_at_birth < 10).then(|| {
        let message = format!(
            "Umur anak (anggota ke-{position}) dan kepala keluarga berselisih kurang dari 10 tahun. Periksa tanggal lahir."
        );
        warn("birth_date", message)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::person::code::Sex;

    const TODAY: Date = date(2026, 11, 22);
    const CARD: Option<&str> = Some("1799992011100007");

    fn head() -> PersonFacts<'static> {
        PersonFacts {
            nik: Some("1799991501800003"),
            full_name: "KEPALA CONTOH",
            birth_date: Some(date(1980, 1, 15)),
            sex: Some(Sex::Male),
            relation: Some(Relation::Head),
            marital: Some(MaritalStatus::Married),
            ..PersonFacts::default()
        }
    }

    fn wife() -> PersonFacts<'static> {
        PersonFacts {
            nik: None,
            birth_date: Some(date(1983, 4, 2)),
            sex: Some(Sex::Female),
            relation: Some(Relation::Wife),
            ..head()
        }
    }

    fn child() -> PersonFacts<'static> {
        PersonFacts {
            nik: None,
            birth_date: Some(date(2010, 4, 2)),
            relation: Some(Relation::Child),
            marital: Some(MaritalStatus::Single),
            ..head()
        }
    }

    fn rules(card: Option<&str>, members: &[PersonFacts<'_>]) -> Vec<(&'static str, &'static str)> {
        check_family(card, members, TODAY).into_iter().map(|f| (f.rule, f.field)).collect()
    }

    #[test]
    fn a_plain_family_passes_with_and_without_a_card() {
        let members = [head(), wife(), child()];
        for card in [CARD, None, Some("-"), Some("0")] {
            assert_eq!(rules(card, &members), [], "{card:?}");
        }
        assert_eq!(rules(CARD, &[]), []);
    }

    #[test]
    fn a_card_that_is_short_or_a_members_nik_blocks() {
        let members = [head(), wife()];
        for card in ["179999201110007", "1799991501800003", "'179999 150180 0003"] {
            let found = check_family(Some(card), &members, TODAY);
            assert_eq!(found.len(), 1, "{card}");
            assert_eq!((found[0].rule, found[0].severity), ("V09", Severity::Error), "{card}");
        }
        let same = check_family(Some("1799991501800003"), &members, TODAY);
        assert_eq!(same[0].message, "Nomor KK sama dengan NIK.");
    }

    #[test]
    fn a_family_has_exactly_one_head() {
        assert_eq!(rules(CARD, &[wife(), child()]), [("V10", "relation_to_head")]);
        assert_eq!(rules(CARD, &[head(), head(), wife()]), [("V10", "relation_to_head")]);
    }

    #[test]
    fn a_spouse_is_of_the_other_sex_and_married() {
        let table = [
            (PersonFacts { sex: Some(Sex::Male), ..wife() }, vec![("V10", "sex")]),
            (PersonFacts { sex: None, marital: None, ..wife() }, vec![]),
            (PersonFacts { marital: Some(MaritalStatus::Widowed), ..wife() }, vec![("V10", "marital_status")]),
        ];
        for (spouse, expected) in table {
            assert_eq!(rules(CARD, &[head(), spouse]), expected);
        }
    }

    #[test]
    fn a_child_is_at_least_10_years_younger_than_the_head() {
        let table = [
            (date(1990, 1, 14), vec![("V10", "birth_date")]),
            (date(1990, 1, 15), vec![]),
            (date(1970, 1, 1), vec![("V10", "birth_date")]),
        ];
        for (birth, expected) in table {
            let child = PersonFacts { birth_date: Some(birth), ..child() };
            assert_eq!(rules(CARD, &[head(), child]), expected, "{birth}");
        }
    }

    #[test]
    fn a_head_under_15_warns() {
        let table = [
            (date(2011, 11, 22), vec![]),
            (date(2011, 11, 23), vec![("V11", "birth_date")]),
            (date(2027, 1, 1), vec![]),
        ];
        for (birth, expected) in table {
            let head = PersonFacts { birth_date: Some(birth), ..head() };
            assert_eq!(rules(CARD, &[head]), expected, "{birth}");
        }
    }

    #[test]
    fn a_finding_points_at_the_member_without_a_name() {
        let twin = PersonFacts { birth_date: Some(date(1980, 1, 15)), ..child() };
        let found = check_family(CARD, &[head(), wife(), twin], TODAY);
        assert!(found[0].message.contains("anggota ke-3"), "{}", found[0].message);
        assert!(!found[0].message.contains("CONTOH"));
    }

    #[test]
    fn a_phone_number_of_another_shape_only_warns() {
        for phone in ["", " ", "081234567", "0812-3456-7890", "+62 812 3456 7890", "6281234567890"] {
            assert_eq!(check_phone(phone), None, "{phone}");
        }
        for phone in ["07361234567", "08123456", "08123456789012", "0812E456789", "81234567890"] {
            let finding = check_phone(phone).unwrap();
            assert_eq!((finding.rule, finding.severity), ("V20", Severity::Warning), "{phone}");
        }
    }
}
