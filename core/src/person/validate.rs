//! What the rules say about one person: NIK against birth and sex, age, work and marriage.

use jiff::civil::Date;

use crate::finding::{Finding, Severity};
use crate::person::age_years;
use crate::person::code::{MaritalStatus, Occupation, Relation, Sex};
use crate::person::nik::Nik;
use crate::region::known::Prefix;

/// Prefix of every NIK first issued in Bengkulu (`domain.md` 3.1).
const HOME_PROVINCE: &str = "17";

const NAME_CHARS_MAX: usize = 100;

/// What is known of one person, as far as the rules look; unknown stays `None`.
///
/// It has no `Debug`, because it carries a name and a NIK in clear.
#[derive(Default, Clone)]
pub struct PersonFacts<'a> {
    /// NIK as entered.
    pub nik: Option<&'a str>,
    /// What the region room knows of the six region digits of the NIK; `None` when nobody looked.
    pub nik_region: Option<NikRegion>,
    /// Name as on the identity card.
    pub full_name: &'a str,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Relation to the head of the family.
    pub relation: Option<Relation>,
    /// Marital status.
    pub marital: Option<MaritalStatus>,
    /// Occupation.
    pub occupation: Option<Occupation>,
}

/// How much of the region digits of a NIK is in the region list (`domain.md` 12.1 V06).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NikRegion {
    /// Province, kabupaten and kecamatan are listed.
    Known,
    /// The province is listed, the kabupaten or kecamatan is not: an old code.
    UnknownDistrict,
    /// The province is not listed.
    UnknownProvince,
}

impl From<Prefix> for NikRegion {
    fn from(prefix: Prefix) -> Self {
        match prefix {
            Prefix::Known => Self::Known,
            Prefix::UnknownDistrict => Self::UnknownDistrict,
            Prefix::UnknownProvince => Self::UnknownProvince,
        }
    }
}

/// Checks one person (`domain.md` 8.3 and 12.1 V01-V06, V11, V12).
///
/// A NIK that disagrees with the birth date or sex is legal and permanent, so it only warns
/// (`domain.md` 0, finding 5). A birth date after `today` warns too: an old laptop's clock may be wrong.
#[must_use]
pub fn check_person(p: &PersonFacts<'_>, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(check_name(p.full_name));
    if let Some(text) = p.nik.filter(|text| !text.trim().is_empty()) {
        match Nik::parse(text) {
            Ok(nik) => found.extend(check_nik(&nik, p, today)),
            Err(finding) => found.push(finding),
        }
    }
    if let Some(birth) = p.birth_date {
        let age = age_years(birth, today);
        found.extend(check_age(age));
        found.extend(check_age_habits(p, age));
    }
    found
}

/// The NIK already belongs to another person of this village (`domain.md` 12.1 V07).
#[must_use]
pub fn nik_taken(holder: &str, family_card_masked: &str) -> Finding {
    let card = if family_card_masked.is_empty() { "tanpa KK".into() } else { format!("KK {family_card_masked}") };
    let message = format!("NIK sudah dipakai {holder} ({card}). Gabungkan atau perbaiki.");
    Finding::new("V07", Severity::Error, "nik", message)
}

/// Checks the welfare decile: 1 to 10, and never from memory (`domain.md` 8.3 and 12.1 V16).
#[must_use]
pub fn check_decile(decile: Option<i64>, source: Option<&str>) -> Option<Finding> {
    let decile = decile?;
    let error = |rule, message| Some(Finding::new(rule, Severity::Error, "welfare_decile", message));
    if !(1..=10).contains(&decile) {
        return error("8.3", "Desil adalah angka 1 sampai 10.");
    }
    if source.is_none_or(|text| text.trim().is_empty()) {
        return error("V16", "Isi sumber desil.");
    }
    None
}

fn check_name(full_name: &str) -> Option<Finding> {
    let chars = full_name.trim().chars().count();
    let message = match chars {
        0 => "Nama belum diisi. Tulis seperti di KTP atau KK.".to_owned(),
        1..=NAME_CHARS_MAX => return None,
        _ => format!("Nama paling panjang {NAME_CHARS_MAX} huruf. Yang diisi {chars} huruf."),
    };
    Some(Finding::new("8.3", Severity::Error, "full_name", message))
}

fn check_nik(nik: &Nik, p: &PersonFacts<'_>, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut warn = |rule, message| found.push(Finding::new(rule, Severity::Warning, "nik", message));
    match nik.claimed_birth(today) {
        None => warn("V03", "Tanggal di dalam NIK tidak wajar. Cocokkan dengan KTP/KK."),
        Some((_, claimed_sex)) => {
            if p.birth_date.is_some_and(|birth| !nik.agrees_on_birth(birth)) {
                warn(
                    "V04",
                    "Tanggal lahir tidak sama dengan NIK. NIK tetap berlaku; catat bila di KTP memang berbeda.",
                );
            }
            if p.sex.is_some_and(|sex| sex != claimed_sex) {
                warn("V05", "Jenis kelamin tidak sama dengan pola NIK.");
            }
        }
    }
    found.extend(check_nik_region(nik, p.nik_region));
    found
}

fn check_nik_region(nik: &Nik, region: Option<NikRegion>) -> Option<Finding> {
    let severity = match region {
        Some(NikRegion::UnknownProvince) => Severity::Warning,
        Some(NikRegion::UnknownDistrict) => Severity::Info,
        Some(NikRegion::Known) | None if nik.province() != HOME_PROVINCE => Severity::Info,
        Some(NikRegion::Known) | None => return None,
    };
    let message = "NIK diterbitkan di luar Bengkulu / kode lama. Tidak masalah bila sesuai KTP.";
    Some(Finding::new("V06", severity, "nik", message))
}

fn check_age(age: i16) -> Option<Finding> {
    let message = match age {
        ..0 => "Tanggal lahir sesudah hari ini. Periksa tanggal lahir dan tanggal di laptop.",
        0..=110 => return None,
        _ => "Umur lebih dari 110 tahun. Periksa tanggal lahir.",
    };
    Some(Finding::new("V11", Severity::Warning, "birth_date", message))
}

/// Unusual for the age, but it happens: worth knowing, nothing to do (`domain.md` 12.1 V12).
fn check_age_habits(p: &PersonFacts<'_>, age: i16) -> Vec<Finding> {
    let info = |field, message| Finding::new("V12", Severity::Info, field, message);
    let mut found = Vec::new();
    match p.occupation {
        Some(Occupation::Student) if age > 30 => {
            found.push(info("occupation", "Pelajar/mahasiswa berumur lebih dari 30 tahun."));
        }
        Some(Occupation::Pensioner) if age < 40 => {
            found.push(info("occupation", "Pensiunan berumur kurang dari 40 tahun."));
        }
        _ => {}
    }
    if p.marital == Some(MaritalStatus::Married) && age < 16 {
        found.push(info("marital_status", "Tercatat kawin pada umur kurang dari 16 tahun."));
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    /// A man born on 15 January 1980 about whom no rule has anything to say.
    fn man() -> PersonFacts<'static> {
        PersonFacts {
            nik: Some("1799991501800003"),
            nik_region: Some(NikRegion::Known),
            full_name: "WARGA CONTOH",
            birth_date: Some(date(1980, 1, 15)),
            sex: Some(Sex::Male),
            ..PersonFacts::default()
        }
    }

    fn rules(p: &PersonFacts<'_>) -> Vec<(&'static str, Severity)> {
        check_person(p, TODAY).into_iter().map(|f| (f.rule, f.severity)).collect()
    }

    #[test]
    fn a_plain_person_and_a_person_of_whom_only_the_name_is_known_pass() {
        assert_eq!(rules(&man()), []);
        assert_eq!(rules(&PersonFacts { full_name: "A", ..PersonFacts::default() }), []);
        assert_eq!(rules(&PersonFacts { nik: Some("  "), ..man() }), []);
    }

    #[test]
    fn a_name_has_1_to_100_characters() {
        let hundred = "Ñ".repeat(100);
        let too_long = "N".repeat(101);
        assert_eq!(rules(&PersonFacts { full_name: &hundred, ..man() }), []);
        for name in ["", "   ", too_long.as_str()] {
            let person = PersonFacts { full_name: name, ..man() };
            assert_eq!(rules(&person), [("8.3", Severity::Error)]);
        }
    }

    #[test]
    fn only_an_impossible_nik_blocks() {
        let table = [
            ("179999150180003", vec![("V01", Severity::Error)]),
            ("1799991501800000", vec![("V02", Severity::Error)]),
            ("1799993113800003", vec![("V03", Severity::Warning)]),
            ("1799991601800003", vec![("V04", Severity::Warning)]),
            ("1799995501800003", vec![("V05", Severity::Warning)]),
            ("1799995601800003", vec![("V04", Severity::Warning), ("V05", Severity::Warning)]),
            ("1671011501800003", vec![("V06", Severity::Info)]),
        ];
        for (nik, expected) in table {
            assert_eq!(rules(&PersonFacts { nik: Some(nik), ..man() }), expected, "{nik}");
        }
    }

    #[test]
    fn an_old_code_informs_and_an_unknown_province_warns() {
        let table = [
            (Some(NikRegion::Known), vec![]),
            (None, vec![]),
            (Some(NikRegion::UnknownDistrict), vec![("V06", Severity::Info)]),
            (Some(NikRegion::UnknownProvince), vec![("V06", Severity::Warning)]),
        ];
        for (nik_region, expected) in table {
            assert_eq!(rules(&PersonFacts { nik_region, ..man() }), expected, "{nik_region:?}");
        }
    }

    #[test]
    fn ages_below_0_and_above_110_warn() {
        let table = [
            (date(2026, 11, 22), vec![]),
            (date(2026, 11, 23), vec![("V11", Severity::Warning)]),
            (date(1915, 11, 23), vec![]),
            (date(1915, 11, 22), vec![("V11", Severity::Warning)]),
        ];
        for (birth, expected) in table {
            let person = PersonFacts { nik: None, birth_date: Some(birth), ..man() };
            assert_eq!(rules(&person), expected, "{birth}");
        }
    }

    #[test]
    fn work_and_marriage_unusual_for_the_age_inform() {
        let noted = vec![("V12", Severity::Info)];
        let table = [
            (1995, Some(Occupation::Student), None, noted.clone()),
            (1996, Some(Occupation::Student), None, vec![]),
            (1987, Some(Occupation::Pensioner), None, noted.clone()),
            (1986, Some(Occupation::Pensioner), None, vec![]),
            (2011, None, Some(MaritalStatus::Married), noted),
            (2010, None, Some(MaritalStatus::Married), vec![]),
            (2011, None, Some(MaritalStatus::Single), vec![]),
        ];
        for (year, occupation, marital, expected) in table {
            let birth_date = Some(date(year, 11, 22));
            let person = PersonFacts { nik: None, birth_date, occupation, marital, ..man() };
            assert_eq!(rules(&person), expected, "{year}");
        }
    }

    #[test]
    fn messages_are_the_words_of_the_rule_book() {
        let odd = PersonFacts { nik: Some("1671015601800003"), ..man() };
        let messages: Vec<String> = check_person(&odd, TODAY).into_iter().map(|f| f.message).collect();
        assert_eq!(
            messages,
            [
                "Tanggal lahir tidak sama dengan NIK. NIK tetap berlaku; catat bila di KTP memang berbeda.",
                "Jenis kelamin tidak sama dengan pola NIK.",
                "NIK diterbitkan di luar Bengkulu / kode lama. Tidak masalah bila sesuai KTP.",
            ]
        );
        let taken = nik_taken("BUDI", "170601******0007");
        assert_eq!(taken.severity, Severity::Error);
        assert_eq!(taken.message, "NIK sudah dipakai BUDI (KK 170601******0007). Gabungkan atau perbaiki.");
        assert_eq!(nik_taken("BUDI", "").message, "NIK sudah dipakai BUDI (tanpa KK). Gabungkan atau perbaiki.");
    }

    #[test]
    fn a_decile_needs_its_source() {
        let table = [
            (None, None, None),
            (Some(3), Some("DTSEN"), None),
            (Some(3), None, Some("V16")),
            (Some(3), Some(" "), Some("V16")),
            (Some(0), Some("DTSEN"), Some("8.3")),
            (Some(11), Some("DTSEN"), Some("8.3")),
        ];
        for (decile, source, rule) in table {
            assert_eq!(check_decile(decile, source).map(|f| f.rule), rule, "{decile:?} {source:?}");
        }
    }
}
