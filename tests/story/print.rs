//! What is printed: the figures of the JSON, on a laptop, on its neighbour and at the province, under one kop.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::world::laptop::sync_until_quiet;
use crate::world::{VILLAGE, World, today};

const PEOPLE: u32 = 300;
const SEED: u64 = 5;
const POPULATION: i64 = 1_310;

/// The words of a PDF as poppler reads them back, page after page.
fn words(file: &Path) -> String {
    let read = Command::new("pdftotext").arg("-layout").arg(file).arg("-").output().expect("poppler-utils");
    assert!(read.status.success(), "pdftotext refused {}", file.display());
    let text = String::from_utf8(read.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1310` as `1.310`.
fn indonesian(value: &Value) -> String {
    let number = value.as_i64().expect("a count");
    if number < 1000 { number.to_string() } else { format!("{}.{:03}", number / 1000, number % 1000) }
}

#[track_caller]
fn says_what_the_json_says(paper: &str, report: &Value) {
    for field in ["P", "T", "A", "B", "N", "unknown", "counted", "families", "gap_registered", "gap_active"] {
        let count = indonesian(&report[field]);
        assert!(paper.split(' ').any(|word| word == count), "{field} {count} is not in: {paper}");
    }
    for field in ["cakupan", "keaktifan_penduduk", "keaktifan_peserta"] {
        let percent = format!("{}%", report[field].as_str().expect("a percentage").replace('.', ","));
        assert!(paper.contains(&percent), "{field} {percent} is not in: {paper}");
    }
    for stage in ["targets", "visited", "willing", "submitted", "verified"] {
        let people = format!("{} jiwa", indonesian(&report["funnel"][stage]));
        assert!(paper.contains(&people), "{stage} {people} is not in: {paper}");
    }
    let version = format!("Versi data {}", report["data_version"].as_str().expect("a version"));
    assert!(paper.contains(&version), "{version} is not in: {paper}");
}

#[test]
fn the_paper_says_what_the_json_says_on_both_laptops_and_at_the_province() {
    let world = World::new("print");
    let server = world.server();
    let village = world.village(PEOPLE, SEED);
    let ana = world.laptop("ana").enrolled(&server);
    let budi = world.laptop("budi").enrolled(&server);
    ana.import(&village.register, &[]);
    ana.import(&village.members, &[]);
    ana.record("population_ref", &json!({"year": 2026, "semester": 1, "population": POPULATION, "source": "BIP_DESA"}));
    // Two who never met fill in one kop.
    ana.record("letterhead", &json!({"signatory_name": "SUPARDI, S.Pd", "has_camat": true}));
    budi.record("letterhead", &json!({"address": "Jalan Lintas Barat KM 12", "signatory_nip": "196801011990031005"}));
    sync_until_quiet(&[&ana, &budi]);
    assert_eq!(budi.list("letterhead").len(), 1, "one kop per village");

    let (file, day) = (world.path("L01.pdf"), today().to_string());
    let out = file.to_str().expect("UTF-8");
    let report = ana.l01(&day);
    let mut papers = Vec::new();
    for laptop in [&ana, &budi] {
        laptop.ask(&["report", "L01", "--format", "pdf", "--letter-no", "470/12/UP/2026", "--out", out]);
        papers.push(words(&file));
        assert!(papers.iter().all(|paper| paper.contains("Nomor: 470/12/UP/2026")));
    }
    server.ask(&["report", "L01", "--village", VILLAGE, "--format", "pdf", "--out", out]);
    papers.push(words(&file));
    for paper in &papers {
        says_what_the_json_says(paper, &report);
        for kop in ["SUPARDI, S.Pd", "NIP 196801011990031005", "Jalan Lintas Barat KM 12", "Mengetahui,"] {
            assert!(paper.contains(kop), "{kop} is not in: {paper}");
        }
    }
}
