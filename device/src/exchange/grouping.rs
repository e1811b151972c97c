//! Which rows of a register form one family.

use std::collections::BTreeMap;

use crate::exchange::register::{RegisterFamily, RegisterPerson};

/// One row about a person, with what decides its family.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) sheet: String,
    /// Family card, when it is there and reads.
    pub(super) card: Option<String>,
    pub(super) is_head: bool,
    pub(super) dwelling: Dwelling,
    pub(super) outcome: Outcome,
}

/// Where the row says the family lives.
#[derive(Debug, Default)]
pub(super) struct Dwelling {
    pub(super) hamlet: Option<String>,
    pub(super) rt: String,
    pub(super) rw: String,
    pub(super) address: Option<String>,
}

/// What becomes of the person.
#[derive(Debug)]
pub(super) enum Outcome {
    Kept(RegisterPerson),
    /// The row cannot be trusted, but it still tells that there is a family.
    Rejected,
    /// The person stood on an earlier row.
    Doubtful,
}

/// Joins rows by family card wherever they stand; rows without a card follow the head before
/// them without a gap, else each is a family of its own (`design.md` 12).
pub(super) fn families(entries: Vec<Entry>) -> Vec<RegisterFamily> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_card: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: Option<(usize, String)> = None;
    for entry in entries {
        let new = drafts.len();
        let follows = open.take().filter(|(_, sheet)| *sheet == entry.sheet);
        let index = match (&entry.card, follows) {
            (Some(card), _) => *by_card.entry(card.clone()).or_insert(new),
            (None, Some((head, _))) if !entry.is_head => head,
            (None, _) => new,
        };
        if entry.card.is_none() && (entry.is_head || index < new) {
            open = Some((index, entry.sheet.clone()));
        }
        if index == new {
            drafts.push(Draft::default());
        }
        if let Some(draft) = drafts.get_mut(index) {
            draft.add(entry);
        }
    }
    drafts.into_iter().filter_map(Draft::finish).collect()
}

#[derive(Default)]
struct Draft {
    family: RegisterFamily,
    has_head: bool,
    has_rejected: bool,
}

impl Draft {
    fn add(&mut self, entry: Entry) {
        let Entry { card, is_head, dwelling, outcome, .. } = entry;
        let is_better = is_head && !self.has_head;
        self.family.card_no = self.family.card_no.take().or(card);
        self.place(dwelling, is_better);
        self.has_head |= is_head;
        match outcome {
            Outcome::Kept(person) => self.family.members.push(person),
            Outcome::Rejected => self.has_rejected = true,
            Outcome::Doubtful => {}
        }
    }

    /// The head's row says where the family lives; other rows fill what it leaves open.
    fn place(&mut self, dwelling: Dwelling, is_better: bool) {
        let family = &mut self.family;
        let option = |old: &mut Option<String>, new: Option<String>| {
            if new.is_some() && (is_better || old.is_none()) {
                *old = new;
            }
        };
        option(&mut family.hamlet, dwelling.hamlet);
        option(&mut family.address, dwelling.address);
        let area = |old: &mut String, new: String| {
            if old.is_empty() || (new != "000" && (is_better || old == "000")) {
                *old = new;
            }
        };
        area(&mut family.rt, dwelling.rt);
        area(&mut family.rw, dwelling.rw);
    }

    /// Nothing is left of a family whose rows all stood before, or that nothing identifies.
    fn finish(self) -> Option<RegisterFamily> {
        let is_house = self.has_rejected && self.family.card_no.is_some();
        (is_house || !self.family.members.is_empty()).then_some(self.family)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `K` plus card digit, or `-` without a card; `*` head; `!` rejected, `?` doubtful.
    fn entry(row: u32, words: &str) -> Entry {
        let card = words.strip_prefix('K').map(|rest| rest[..1].to_owned());
        let person = RegisterPerson { sheet: "A".into(), row, nik: None, fields: BTreeMap::new() };
        let outcome = match words.chars().last() {
            Some('!') => Outcome::Rejected,
            Some('?') => Outcome::Doubtful,
            _ => Outcome::Kept(person),
        };
        let is_head = words.contains('*');
        let dwelling = Dwelling { rt: "001".into(), rw: "000".into(), ..Dwelling::default() };
        Entry { sheet: "A".into(), card, is_head, dwelling, outcome }
    }

    fn grouped(rows: &[&str]) -> Vec<(Option<String>, Vec<u32>)> {
        let numbered = rows.iter().zip(1..).map(|(words, row)| entry(row, words));
        let rows_of = |family: &RegisterFamily| family.members.iter().map(|m| m.row).collect();
        let families = families(numbered.collect());
        families.iter().map(|family| (family.card_no.clone(), rows_of(family))).collect()
    }

    fn card(digit: &str) -> Option<String> {
        Some(digit.to_owned())
    }

    #[test]
    fn a_card_joins_rows_that_stand_apart() {
        let found = grouped(&["K1*", "K2*", "K1", "-*", "K2"]);
        let expected = [(card("1"), vec![1, 3]), (card("2"), vec![2, 5]), (None, vec![4])];
        assert_eq!(found, expected);
    }

    #[test]
    fn rows_without_a_card_follow_their_head_and_never_anything_else() {
        let table: &[(&[&str], &[&[u32]])] = &[
            (&["-*", "-", "-", "-*", "-"], &[&[1, 2, 3], &[4, 5]]),
            (&["-", "-"], &[&[1], &[2]]),
            (&["-*", "K1", "-"], &[&[1], &[2], &[3]]),
            (&["K1*", "-", "-"], &[&[1], &[2], &[3]]),
        ];
        for (rows, expected) in table {
            let members: Vec<Vec<u32>> = grouped(rows).into_iter().map(|(_, m)| m).collect();
            assert_eq!(&members, expected, "{rows:?}");
        }
    }

    #[test]
    fn a_rejected_head_still_leads_its_family() {
        assert_eq!(grouped(&["-*!", "-", "-"]), [(None, vec![2, 3])]);
    }

    #[test]
    fn a_known_card_survives_its_rejected_people_and_not_its_doubtful_ones() {
        assert_eq!(grouped(&["K1*!", "K2*?", "-*!"]), [(card("1"), vec![])]);
    }

    #[test]
    fn another_sheet_ends_a_family_without_a_card() {
        let mut second = entry(2, "-");
        second.sheet = "B".into();
        assert_eq!(families(vec![entry(1, "-*"), second]).len(), 2);
    }

    #[test]
    fn the_heads_row_says_where_the_family_lives() {
        let mut child = entry(1, "K1");
        child.dwelling.hamlet = Some("SATU".into());
        child.dwelling.address = Some("JALAN A".into());
        let mut head = entry(2, "K1*");
        head.dwelling.hamlet = Some("DUA".into());
        head.dwelling.rt = "002".into();
        let family = families(vec![child, head]).remove(0);
        assert_eq!((family.hamlet.as_deref(), family.rt.as_str()), (Some("DUA"), "002"));
        assert_eq!(family.address.as_deref(), Some("JALAN A"));
    }
}
