//! The saved report read back as a person reads it, and held against the figures of the province.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The words of a PDF as poppler reads them back.
pub(super) fn words(file: &Path) -> String {
    let read = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output().expect("poppler-utils");
    assert!(read.status.success(), "pdftotext refused {}", file.display());
    let text = String::from_utf8(read.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1410` as `1.410`.
pub(super) fn indonesian(value: &Value) -> String {
    let number = value.as_i64().expect("a count");
    if number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
}

/// `80.64` as `80,64%`.
pub(super) fn percent(value: &Value) -> String {
    format!("{}%", value.as_str().expect("a percentage").replace('.', ","))
}

/// `92.69` as `92,6%`: Beranda cuts, so that nobody sees a target reached that is not.
pub(super) fn percent_cut(value: &Value) -> String {
    let whole = percent(value);
    format!("{}%", &whole[..whole.len() - 2])
}

/// Every figure of the province is on the paper.
#[track_caller]
pub(super) fn says_what_the_province_says(paper: &str, report: &Value) {
    for field in ["P", "T", "A", "B", "N", "unknown", "families", "gap_registered", "gap_active"] {
        let count = indonesian(&report[field]);
        assert!(paper.split(' ').any(|word| word == count), "{field} {count} is not in: {paper}");
    }
    for field in ["cakupan", "keaktifan_penduduk", "keaktifan_peserta"] {
        let share = percent(&report[field]);
        assert!(paper.contains(&share), "{field} {share} is not in: {paper}");
    }
    for stage in ["targets", "visited", "willing", "submitted"] {
        let people = format!("{} jiwa", indonesian(&report["funnel"][stage]));
        assert!(paper.contains(&people), "{stage} {people} is not in: {paper}");
        assert!(report["funnel"][stage].as_i64() > Some(0), "nobody reached `{stage}` in {report}");
    }
}
