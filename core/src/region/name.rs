//! How an area is called in full on a letter or report: `Kabupaten Mukomuko`, `Desa Ujung Padang`.

use super::kind::AreaType;
use super::{AreaCode, Level, VillageCode};

/// Puts the official word before a stored area name.
///
/// Stored names carry no word, except cities (`Kota Bengkulu`) and other special forms, which stay as they are.
#[must_use]
pub fn formal(area: &AreaCode, name: &str) -> String {
    let word = match area.level() {
        Level::Province => "Provinsi",
        Level::Regency if is_special(name) => return name.to_owned(),
        Level::Regency => "Kabupaten",
        Level::District => "Kecamatan",
        Level::Village => village_word(area, name),
    };
    format!("{word} {name}").trim_start().to_owned()
}

/// Whether a regency's name already says what it is.
fn is_special(name: &str) -> bool {
    name.starts_with("Kota ") || name.starts_with("Kabupaten ")
}

/// `Desa` or `Kelurahan`; nothing where the name says it (`Desa Adat Yoboi`).
fn village_word(area: &AreaCode, name: &str) -> &'static str {
    let kind = VillageCode::try_from(area.clone()).map(|code| AreaType::of(&code));
    match kind {
        Ok(AreaType::DesaAdat) if name.starts_with(AreaType::DesaAdat.label()) => "",
        Ok(kind) => kind.label(),
        Err(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_gets_its_word_once() {
        for (code, name, expected) in [
            ("17", "Bengkulu", "Provinsi Bengkulu"),
            ("17.06", "Mukomuko", "Kabupaten Mukomuko"),
            ("17.71", "Kota Bengkulu", "Kota Bengkulu"),
            ("17.02.06", "Kota Padang", "Kecamatan Kota Padang"),
            ("17.06.01.1004", "Pasar Mukomuko", "Kelurahan Pasar Mukomuko"),
            ("17.06.01.2001", "Ujung Padang", "Desa Ujung Padang"),
            ("91.03.01.3007", "Desa Adat Yoboi", "Desa Adat Yoboi"),
        ] {
            assert_eq!(formal(&AreaCode::parse(code).unwrap(), name), expected);
        }
    }
}
