//! Lists about a visit: how it ended, by what road it was made, and how it was written down.

use crate::{number_list, text_list};

text_list! {
    /// How a visit ended (`domain.md` 8.6).
    pub enum Outcome {
        Complete = "V1" "Berhasil, data lengkap",
        Incomplete = "V2" "Berhasil, data belum lengkap",
        NobodyHome = "V3" "Rumah kosong / responden tidak ada" ["RUMAH KOSONG"],
        NobodyToTheEnd = "V3X" "Tidak ada responden sampai akhir periode",
        Refused = "V4" "Menolak diwawancarai" ["MENOLAK"],
        Moved = "V5" "Pindah / rumah sudah tidak ada" ["PINDAH"],
        AddressNotFound = "V6" "Alamat tidak ditemukan",
        Unreachable = "V7" "Tidak dapat dijangkau (banjir, akses, keamanan)" ["TIDAK DAPAT DIJANGKAU"],
    }
}

impl Outcome {
    /// Whether the outcome asks for no further visit of this round (`domain.md` 9.2).
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Complete | Self::NobodyToTheEnd | Self::Refused | Self::Moved => true,
            Self::Incomplete | Self::NobodyHome | Self::AddressNotFound | Self::Unreachable => false,
        }
    }

    /// Whether the family counts as visited in the funnel: it has a final outcome (`design.md` 12).
    #[must_use]
    pub const fn counts_as_visited(self) -> bool {
        self.is_final()
    }

    /// Whether somebody of the family was met, so that persons can be asked about.
    #[must_use]
    pub const fn is_met(self) -> bool {
        matches!(self, Self::Complete | Self::Incomplete)
    }

    /// The BPS family result of this outcome; `V3` has none until the round ends (`domain.md` 8.6).
    #[must_use]
    pub const fn family_result(self) -> Option<FamilyResult> {
        match self {
            Self::Complete => Some(FamilyResult::Complete),
            Self::Incomplete => Some(FamilyResult::Incomplete),
            Self::NobodyToTheEnd => Some(FamilyResult::NobodyToAnswer),
            Self::Refused => Some(FamilyResult::Refused),
            Self::Moved => Some(FamilyResult::Moved),
            Self::NobodyHome | Self::AddressNotFound | Self::Unreachable => None,
        }
    }
}

number_list! {
    /// Family result of BPS Regsosek 2022 (`domain.md` 1.5).
    pub enum FamilyResult {
        Complete = 1 "Terisi lengkap",
        Incomplete = 2 "Terisi tidak lengkap",
        NobodyToAnswer = 3 "Tidak ada responden yang dapat memberi jawaban sampai akhir masa pendataan",
        Refused = 4 "Responden menolak",
        Moved = 5 "Keluarga pindah/bangunan sudah tidak ada",
    }
}

text_list! {
    /// By what road the family was met (`domain.md` 8.6).
    pub enum Mode {
        HomeVisit = "KUNJUNGAN" "Kunjungan rumah",
        Telephone = "TELEPON" "Telepon",
        VillageOffice = "BALAI_DESA" "Di balai desa/kantor kelurahan" ["BALAI DESA"],
        HealthPost = "POSYANDU" "Di posyandu",
    }
}

text_list! {
    /// How the answers got into the laptop (`design.md` 12).
    pub enum EntryMode {
        Direct = "LANGSUNG" "Langsung di tempat",
        FromPaper = "DARI_KERTAS" "Dari lembar kerja" ["KERTAS"],
    }
}

text_list! {
    /// Who answered for a family of which nobody was met; stored as text, so that other words may come in.
    pub enum Proxy {
        Kin = "KERABAT" "Kerabat",
        Neighbour = "TETANGGA" "Tetangga",
        BlockHead = "KETUA_RT" "Ketua RT / kepala dusun",
        Other = "LAIN" "Orang lain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_knows_whether_it_is_final_and_what_bps_calls_it() {
        let table = [
            ("V1", true, Some(1)),
            ("V2", false, Some(2)),
            ("V3", false, None),
            ("V3X", true, Some(3)),
            ("V4", true, Some(4)),
            ("V5", true, Some(5)),
            ("V6", false, None),
            ("V7", false, None),
        ];
        assert_eq!(table.len(), Outcome::ALL.len());
        for (code, is_final, bps) in table {
            let outcome = Outcome::from_code(code).unwrap();
            assert_eq!(outcome.is_final(), is_final, "{code}");
            assert_eq!(outcome.counts_as_visited(), is_final, "{code}");
            assert_eq!(outcome.family_result().map(FamilyResult::number), bps, "{code}");
        }
    }

    #[test]
    fn mode_and_entry_mode_read_back_from_their_codes() {
        for mode in Mode::ALL {
            assert_eq!(Mode::from_code(mode.code()), Some(*mode));
        }
        assert_eq!(EntryMode::parse("dari_kertas"), Some(EntryMode::FromPaper));
        assert_eq!(EntryMode::from_code("LANGSUNG"), Some(EntryMode::Direct));
    }
}
