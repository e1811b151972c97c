//! Desa or kelurahan: the area type, and the words that differ between them.

use super::VillageCode;

crate::text_list! {
    /// What a village is in law. It chooses words, never rights.
    pub enum AreaType {
        Kelurahan = "KELURAHAN" "Kelurahan",
        Desa = "DESA" "Desa",
        DesaAdat = "DESA_ADAT" "Desa Adat",
    }
}

impl AreaType {
    /// Reads the first digit of the last group: 1 kelurahan, 2 desa, 3 desa adat (14 villages in Papua).
    ///
    /// A digit that a later decree may add reads as desa, so that an old app keeps working.
    #[must_use]
    pub fn of(village: &VillageCode) -> Self {
        match village.as_str().as_bytes().get(9) {
            Some(b'1') => Self::Kelurahan,
            Some(b'3') => Self::DesaAdat,
            _ => Self::Desa,
        }
    }

    /// Title of the village head.
    #[must_use]
    pub const fn head(self) -> &'static str {
        match self {
            Self::Kelurahan => "Lurah",
            Self::Desa => "Kepala Desa",
            Self::DesaAdat => "Kepala Desa Adat",
        }
    }

    /// Word for the largest part of the village.
    #[must_use]
    pub const fn hamlet(self) -> &'static str {
        match self {
            Self::Kelurahan => "Lingkungan",
            Self::Desa | Self::DesaAdat => "Dusun",
        }
    }

    /// Word for the meeting that decides nominations.
    #[must_use]
    pub const fn deliberation(self) -> &'static str {
        match self {
            Self::Kelurahan => "Musyawarah Kelurahan",
            Self::Desa => "Musyawarah Desa",
            Self::DesaAdat => "Musyawarah Desa Adat",
        }
    }

    /// Short name of the residents' council.
    #[must_use]
    pub const fn council(self) -> &'static str {
        match self {
            Self::Kelurahan => "LPMK",
            Self::Desa | Self::DesaAdat => "BPD",
        }
    }

    /// Whether text about Dana Desa applies here.
    #[must_use]
    pub const fn has_village_fund(self) -> bool {
        !matches!(self, Self::Kelurahan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> AreaType {
        AreaType::of(&VillageCode::parse(code).unwrap())
    }

    #[test]
    fn the_fourth_group_says_what_a_village_is() {
        assert_eq!(of("17.06.01.1004"), AreaType::Kelurahan);
        assert_eq!(of("17.06.01.2001"), AreaType::Desa);
        assert_eq!(of("91.03.01.3007"), AreaType::DesaAdat);
        assert_eq!(of("17.06.01.9001"), AreaType::Desa);
    }

    #[test]
    fn a_kelurahan_has_its_own_words_and_no_dana_desa() {
        let kelurahan = AreaType::Kelurahan;
        assert_eq!([kelurahan.head(), kelurahan.hamlet(), kelurahan.council()], ["Lurah", "Lingkungan", "LPMK"]);
        assert_eq!(kelurahan.deliberation(), "Musyawarah Kelurahan");
        assert!(!kelurahan.has_village_fund());
        assert!(AreaType::Desa.has_village_fund());
    }
}
