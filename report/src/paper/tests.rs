//! Paper says what the data says, whatever people are called, on as many pages as it should.

use std::collections::BTreeMap;

use pesiar_core::figures::{Figures, Funnel};
use pesiar_core::letterhead::Letterhead;
use pesiar_core::membership::code::InactiveReason;
use pesiar_core::official_figure::OfficialFigure;
use pesiar_core::population_ref::PopulationRef;
use pesiar_core::report::basis::Basis;
use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l01::{Input, L01};
use pesiar_core::report::l05::{L05, Line};
use pesiar_core::report::{Place, WATERMARK};
use typst::layout::{Frame, FrameItem};

use super::Paper;

fn place() -> Place {
    let text = |text: &str| text.to_owned();
    Place {
        code: text("17.06.01.2005"),
        name: text("Ujung Padang"),
        district: text("Kecamatan Kota Mukomuko"),
        regency: text("Kabupaten Mukomuko"),
    }
}

fn imprint() -> Imprint {
    let letterhead = Letterhead::of(&place(), None);
    Imprint { letterhead, letter_no: None, printed_by: "Ani".into(), printed_at_ms: 1_795_344_420_000 }
}

/// A village with everything that can stand on the page.
fn full() -> Input {
    let inactive_by_reason: BTreeMap<String, i64> =
        InactiveReason::ALL.iter().zip(20..).map(|(reason, people)| (reason.code().to_owned(), people)).collect();
    let figures = Figures {
        counted: 12_400,
        registered: 12_193,
        active: 9_800,
        unregistered: 200,
        inactive: 2_393,
        unknown: 7,
        inactive_by_reason,
        families: 3_100,
        funnel: Funnel { targets: 2_593, visited: 1_200, willing: 800, submitted: 400, verified: 123 },
        latest_list: Some("2026-11-02".parse().unwrap()),
        is_complete: true,
        ..Figures::default()
    };
    Input {
        place: place(),
        figures,
        population: Some(PopulationRef {
            population: 12_406,
            source: "DKB_KEMENDAGRI".into(),
            year: 2026,
            semester: 1,
        }),
        official: Some(OfficialFigure {
            registered: 12_150,
            active: 9_750,
            as_of: "2026-10-01".into(),
            letter_no: Some("123/IV-12/1026".into()),
        }),
        target_registered_bp: 9860,
        target_active_bp: 8000,
        as_of: "2026-11-22".parse().unwrap(),
        data_version: "00ff00ff00ff00ff".into(),
        is_practice: false,
    }
}

fn l05(names: &[&str]) -> L05 {
    let line = |name: &&str| Line {
        full_name: (*name).to_owned(),
        nik: "1799994101800003".into(),
        family_card_no: "1799994101800009".into(),
        birth_place: "Bengkulu".into(),
        birth_date: "01-02-1980".into(),
        sex: "L".into(),
        relation: "Kepala Keluarga".into(),
        occupation: "Petani/Pekebun".into(),
        address: "Jalan Merdeka 5".into(),
        hamlet: "Dusun I".into(),
        rt_rw: "001/002".into(),
        ..Line::default()
    };
    L05 {
        report: "L05",
        area: place().code,
        place: place(),
        as_of: "2026-11-22".into(),
        rows: names.iter().map(line).collect(),
        basis: Basis::default(),
        watermark: None,
    }
}

/// The words of every page, as they stand on it.
fn words(paper: &Paper) -> Vec<String> {
    let of = |page: &typst_layout::Page| {
        let mut text = String::new();
        collect(&page.frame, &mut text);
        text
    };
    paper.document.pages().iter().map(of).collect()
}

fn collect(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, text),
            FrameItem::Text(run) => {
                text.push_str(&run.text);
                text.push(' ');
            }
            _ => {}
        }
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in expected {
        assert!(text.contains(words), "{words:?} is not in: {text}");
    }
}

#[test]
fn l01_is_one_page_with_every_figure_its_whole_and_its_source() {
    let mut imprint = imprint();
    imprint.letterhead.has_camat = true;
    imprint.letterhead.address = "Jalan Lintas Barat Sumatera KM 12, Kode Pos 38765".into();
    let l01 = L01::new(full());
    let pages = words(&super::l01::paper(&l01, &imprint).unwrap());
    assert_eq!(pages.len(), 1);
    check(
        &pages[0],
        &[
            "PEMERINTAH KABUPATEN MUKOMUKO",
            "DESA UJUNG PADANG",
            "12.193 dari 12.406 jiwa",
            "98,28%",
            "78,99%",
            "80,37%",
            "Kurang 40 jiwa lagi untuk mencapai target 98,6%.",
            "Kurang 125 jiwa lagi untuk mencapai target 80%.",
            "Data Konsolidasi Bersih Kemendagri, semester 1 tahun 2026",
            "daftar BPJS 2 November 2026",
            "7 sasaran belum dicek",
            "IV-12/1026",
            "12.150",
            "Versi data 00ff00ff00ff00ff. Dicetak oleh Ani pada 22-11-2026 17.47 WIB",
            "Ujung Padang, 22 November 2026",
            "Kepala Desa Ujung Padang",
            "Mengetahui,",
            "Camat Kota Mukomuko",
            "Halaman 1 dari 1",
        ],
    );
    assert!(!pages[0].contains("NIP") && !pages[0].contains("DATA CONTOH"), "nothing is made up");
}

#[test]
fn without_a_population_or_a_full_list_it_says_so_and_shows_no_percentage() {
    let pages = |input| words(&super::l01::paper(&L01::new(input), &imprint()).unwrap()).join("");
    let without = pages(Input { population: None, ..full() });
    check(&without, &["Penduduk belum diisi.", "12.193 jiwa", "Penduduk (P) belum diisi."]);
    assert!(!without.contains("98,28%"));
    let mut partial = full();
    partial.figures.is_complete = false;
    let partial = pages(partial);
    check(&partial, &["Belum dapat dihitung: daftar peserta lengkap dari BPJS belum diimpor."]);
    assert!(!partial.contains("98,28%") && !partial.contains("80,37%"));
}

#[test]
fn a_name_is_printed_as_it_is_never_read_as_markup() {
    let hostile =
        ["#emph[x]", "<img src=x onerror=alert(1)>", "$x$", "\\", "*tebal* _miring_", "#image(\"/etc/passwd\")", "@a"];
    let text = words(&super::l05::paper(&l05(&hostile), &imprint()).unwrap()).join("");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for name in hostile {
        assert!(squeezed(&text).contains(&squeezed(name)), "{name:?} is not in: {text}");
    }
    let mut signed = imprint();
    (signed.letterhead.signatory_name, signed.letter_no) = ("#strong[A]".into(), Some("$1/2$".into()));
    check(&words(&super::l01::paper(&L01::new(full()), &signed).unwrap())[0], &["#strong[A]", "Nomor: $1/2$"]);
}

#[test]
fn a_long_list_repeats_its_head_and_its_warning_on_every_page() {
    let names = vec!["SITI AMINAH BINTI ABDULLAH"; 120];
    let pages = words(&super::l05::paper(&l05(&names), &imprint()).unwrap());
    assert!(pages.len() > 3, "{}", pages.len());
    for (place, page) in pages.iter().enumerate().take(pages.len() - 1) {
        let number = format!("Halaman {} dari {}", place + 1, pages.len());
        check(page, &["RAHASIA - memuat data pribadi", "NIK", "SHDK", &number]);
    }
    check(&pages.concat(), &["Kepala Desa Ujung Padang", "Keadaan per 22 November 2026, 120 orang"]);
}

#[test]
fn an_empty_list_is_good_news_only_if_somebody_looked() {
    let text = |list: L05| words(&super::l05::paper(&list, &imprint()).unwrap()).concat();
    check(&text(l05(&[])), &["daftar ini belum lengkap."]);
    let mut looked = l05(&[]);
    looked.basis.latest_list = Some("2026-11-02".parse().unwrap());
    check(&text(looked), &["Tidak ada penduduk yang belum terdaftar"]);
}

#[test]
fn every_page_of_the_practice_village_says_so_and_the_same_paper_is_the_same_bytes() {
    let mut list = l05(&["A"; 60]);
    list.watermark = Some(WATERMARK);
    let paper = super::l05::paper(&list, &imprint()).unwrap();
    for page in words(&paper) {
        check(&page, &["DESA LATIHAN - DATA CONTOH"]);
    }
    let again = super::l05::paper(&list, &imprint()).unwrap();
    assert_eq!(paper.pdf().unwrap(), again.pdf().unwrap());
    assert!(paper.pdf().unwrap().starts_with(b"%PDF-"));
    assert!(paper.page(0).is_some_and(|svg| svg.starts_with("<svg")) && paper.page(99).is_none());
}
