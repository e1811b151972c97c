//! What becomes of each person of a file, as lines of a list that a person reads.

use std::collections::BTreeMap;

use pesiar_core::person::nik::mask;
use serde::{Deserialize, Serialize};

use super::issue::Issue;

/// What becomes of a person; and remarks that are about no single person's fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum Group {
    /// Not known before.
    New,
    /// Known, nothing differs.
    Same,
    /// Known, fields taken over.
    Changed,
    /// A person must compare.
    Doubtful,
    /// Must be put right in the file first.
    Rejected,
    /// A remark that changes nobody's fate.
    Note,
}

/// One line of such a list. Never a full NIK.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ImportLine {
    /// Where it belongs.
    pub group: Group,
    /// Name on the tab.
    pub sheet: String,
    /// Row as the spreadsheet counts it; 0 speaks of the whole sheet or column.
    pub row: u32,
    /// Header words of the column; empty when the whole row is meant.
    pub column: String,
    /// The person; empty when the row cannot be read as one.
    pub name: String,
    /// Masked.
    pub nik: String,
    /// Why, and what to do; empty where nothing needs saying.
    pub words: String,
}

impl ImportLine {
    /// A line about a person that could be read.
    #[must_use]
    pub fn of_person(group: Group, (sheet, row): (&str, u32), (name, nik): (&str, Option<&str>)) -> Self {
        Self {
            group,
            sheet: sheet.to_owned(),
            row,
            column: String::new(),
            name: name.to_owned(),
            nik: nik.map(mask).unwrap_or_default(),
            words: String::new(),
        }
    }

    /// The same with a reason.
    #[must_use]
    pub fn because(mut self, words: &str) -> Self {
        self.words = sentence(words);
        self
    }
}

/// Remarks that keep a person out of the village's data until the file is put right.
const REJECTING: [&str; 3] = ["nik.damaged_by_excel", "nik.invalid", "name.missing"];
/// The remark that makes a person wait for somebody to look.
const DOUBTING: &str = "nik.twice_in_file";

/// Turns a reader's remarks into lines: one for each person it refused, one for each remark about anybody else.
#[must_use]
pub fn of_issues(issues: &[Issue]) -> Vec<ImportLine> {
    let mut rows: BTreeMap<(&str, u32), Group> = BTreeMap::new();
    for issue in issues.iter().filter(|issue| issue.row > 0) {
        let group = if REJECTING.contains(&issue.code.as_str()) {
            Group::Rejected
        } else if issue.code == DOUBTING {
            Group::Doubtful
        } else {
            continue;
        };
        let known = rows.entry((&issue.sheet, issue.row)).or_insert(group);
        *known = (*known).max(group);
    }
    let mut lines: Vec<ImportLine> = Vec::new();
    for issue in issues {
        let group = rows.get(&(issue.sheet.as_str(), issue.row)).copied().unwrap_or(Group::Note);
        let same = |line: &&mut ImportLine| line.group == group && (&line.sheet, line.row) == (&issue.sheet, issue.row);
        match lines.last_mut().filter(same) {
            Some(line) if group != Group::Note => {
                line.words = format!("{} {}", line.words, sentence(&issue.words));
                line.column = format!("{}, {}", line.column, issue.column);
            }
            _ => lines.push(of_issue(group, issue)),
        }
    }
    lines
}

/// One remark as a line.
#[must_use]
pub fn of_issue(group: Group, issue: &Issue) -> ImportLine {
    ImportLine {
        group,
        sheet: issue.sheet.clone(),
        row: issue.row,
        column: issue.column.clone(),
        name: issue.who.0.clone(),
        nik: String::new(),
        words: sentence(&issue.words),
    }
}

/// Remarks continue the words of their place; alone they begin with a capital.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::issue::Place;

    #[test]
    fn a_refused_row_is_one_line_however_many_remarks_it_has() {
        let at = |row, column| Place { sheet: "RT 1", row, column };
        let issues = [
            Issue::new(at(0, "tgl"), "date.order", "bulan dulu."),
            Issue::new(at(4, "kk"), "kk.invalid", "KK salah."),
            Issue::new(at(4, "nik"), "nik.invalid", "NIK salah."),
            Issue::new(at(5, "nik"), "nik.twice_in_file", "sudah ada."),
            Issue::new(at(6, "rt"), "area.unreadable", "nomor tidak terbaca."),
        ];
        let lines = of_issues(&issues);
        let groups: Vec<Group> = lines.iter().map(|line| line.group).collect();
        assert_eq!(groups, [Group::Note, Group::Rejected, Group::Doubtful, Group::Note]);
        assert_eq!((lines[1].words.as_str(), lines[1].column.as_str()), ("KK salah. NIK salah.", "kk, nik"));
    }
}
