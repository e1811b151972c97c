//! L01 on paper: one page a camat can read at a glance and recount with a pencil.

use pesiar_core::membership::code::InactiveReason;
use pesiar_core::report::basis::Basis;
use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l01::L01;
use serde::Serialize;

use super::Paper;
use super::frame::Frame;
use crate::Result;
use crate::number::{count, day, day_of, percent, share, target};

/// Everything the template prints.
#[derive(Debug, Serialize)]
struct Sheet {
    frame: Frame,
    title: &'static str,
    place: String,
    as_of: String,
    note: Option<String>,
    bars: [Bar; 2],
    rows: Vec<Row>,
    reasons: Vec<Count>,
    funnel: Vec<Count>,
}

/// One bar with its target.
#[derive(Debug, Serialize)]
struct Bar {
    name: &'static str,
    meaning: &'static str,
    part: String,
    whole: Option<String>,
    percent: Option<String>,
    share: f64,
    target: String,
    target_share: f64,
    gap: Option<String>,
}

/// One line of the table.
#[derive(Debug, Default, Serialize)]
struct Row {
    label: String,
    part: String,
    whole: String,
    percent: String,
    remark: String,
}

/// A named count with its bar.
#[derive(Debug, Serialize)]
struct Count {
    name: &'static str,
    people: String,
    share: f64,
}

/// Sets the report.
///
/// # Errors
/// [`crate::ReportError::Paper`]: a bug.
pub fn paper(l01: &L01, imprint: &Imprint) -> Result<Paper> {
    let place = &l01.place;
    let sheet = Sheet {
        frame: Frame::new(imprint, &Basis::from(l01), l01.watermark.is_some()),
        title: "Laporan Capaian Kepesertaan JKN",
        place: format!("{}, {}, {} (kode wilayah {})", place.name, place.district, place.regency, place.code),
        as_of: day(l01.as_of),
        note: l01.note.map(sentence),
        bars: [registered(l01), active(l01)],
        rows: rows(l01),
        reasons: reasons(l01),
        funnel: funnel(l01),
    };
    Paper::set("/l01.typ", &sheet)
}

/// A note of core as a sentence of its own.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

fn registered(l01: &L01) -> Bar {
    Bar {
        name: "Terdaftar",
        meaning: "punya JKN, aktif ataupun nonaktif",
        part: count(l01.T),
        ..bar(l01, l01.cakupan.as_deref(), &l01.target_registered, l01.gap_registered)
    }
}

fn active(l01: &L01) -> Bar {
    Bar {
        name: "Aktif",
        meaning: "kartu JKN dapat dipakai berobat",
        part: count(l01.A),
        ..bar(l01, l01.keaktifan_penduduk.as_deref(), &l01.target_active, l01.gap_active)
    }
}

fn bar(l01: &L01, reached: Option<&str>, goal: &str, gap: Option<i64>) -> Bar {
    Bar {
        name: "",
        meaning: "",
        part: String::new(),
        whole: reached.and(l01.P).map(count),
        percent: reached.map(percent),
        share: reached.map_or(0.0, share),
        target: target(goal),
        target_share: share(goal),
        gap: gap.map(|gap| gap_sentence(gap, goal)),
    }
}

fn gap_sentence(gap: i64, goal: &str) -> String {
    match gap {
        0 => format!("Target {} sudah tercapai.", target(goal)),
        _ => format!("Kurang {} jiwa lagi untuk mencapai target {}.", count(gap), target(goal)),
    }
}

fn rows(l01: &L01) -> Vec<Row> {
    let date = l01.latest_list.map(|date| format!("daftar BPJS {}", day(date))).unwrap_or_default();
    let mut rows = vec![
        row(
            "Penduduk (P)",
            l01.P,
            &Basis::from(l01).population_source.unwrap_or_else(|| "penduduk belum diisi".into()),
        ),
        of(row("Terdaftar (T), cakupan T : P", Some(l01.T), &date), l01.P, l01.cakupan.as_deref()),
        of(row("Aktif (A), keaktifan penduduk A : P", Some(l01.A), &date), l01.P, l01.keaktifan_penduduk.as_deref()),
        of(
            row("Aktif (A), keaktifan peserta A : T", Some(l01.A), &date),
            Some(l01.T),
            l01.keaktifan_peserta.as_deref(),
        ),
        row("Belum terdaftar (B)", Some(l01.B), "daftar nama: lampiran terbatas L05"),
        row("Nonaktif (N = T - A)", Some(l01.N), "menurut alasan: lihat di bawah"),
        row("Belum dicek", Some(l01.unknown), "tidak dihitung terdaftar ataupun belum terdaftar"),
        row("Status dari sumber yang sudah lama", Some(l01.stale), "ikut dihitung dengan sumber terakhir"),
        row("Jiwa dalam data desa", Some(l01.counted), &cards(l01)),
    ];
    rows.extend(official(l01));
    rows
}

fn cards(l01: &L01) -> String {
    let (families, without) = (count(l01.families), count(l01.families_without_card));
    format!("{families} keluarga, {without} belum ada nomor KK ({} jiwa)", count(l01.persons_without_card))
}

fn official(l01: &L01) -> Vec<Row> {
    let Some(official) = &l01.official else { return Vec::new() };
    let letter =
        official.letter_no.as_deref().map_or_else(|| "tanpa nomor surat".to_owned(), |no| format!("surat {no}"));
    let remark = format!("angka resmi BPJS per {}, {letter}", day_of(&official.as_of));
    vec![
        row("Terdaftar menurut BPJS", Some(official.registered), &remark),
        row("Aktif menurut BPJS", Some(official.active), &remark),
    ]
}

fn row(label: &str, part: Option<i64>, remark: &str) -> Row {
    let part = part.map_or_else(|| "-".to_owned(), count);
    Row { label: label.to_owned(), part, remark: remark.to_owned(), ..Row::default() }
}

fn of(row: Row, whole: Option<i64>, reached: Option<&str>) -> Row {
    let percent = reached.map_or_else(|| "-".to_owned(), percent);
    Row { whole: whole.map_or_else(|| "-".to_owned(), count), percent, ..row }
}

fn reasons(l01: &L01) -> Vec<Count> {
    let one = |(code, people): (&String, &i64)| {
        let name = InactiveReason::from_code(code).map_or("Tidak diketahui", InactiveReason::label);
        counted(name, *people, l01.N)
    };
    let mut all: Vec<(&String, &i64)> = l01.inactive_by_reason.iter().collect();
    all.sort_by_key(|(code, people)| (std::cmp::Reverse(**people), code.as_str()));
    all.into_iter().map(one).collect()
}

fn funnel(l01: &L01) -> Vec<Count> {
    let funnel = l01.funnel;
    let stage = |name, people| counted(name, people, funnel.targets);
    vec![
        stage("Sasaran dipetakan", funnel.targets),
        stage("Disisir", funnel.visited),
        stage("Bersedia", funnel.willing),
        stage("Diajukan", funnel.submitted),
        stage("Aktif terverifikasi", funnel.verified),
    ]
}

/// The share is the length of a bar, not a figure anybody reads.
fn counted(name: &'static str, people: i64, whole: i64) -> Count {
    let share = if whole > 0 { (people as f64 / whole as f64).clamp(0.0, 1.0) } else { 0.0 };
    Count { name, people: count(people), share }
}
