//! Lists about JKN membership: who said it, what they said, and which list it came in.

use crate::text_list;

text_list! {
    /// Who or what told us the membership (`domain.md` 8.4).
    pub enum Source {
        BpjsFeedback = "BPJS_FEEDBACK" "Umpan balik BPJS",
        BpjsList = "BPJS_LIST" "Daftar BPJS",
        MobileJknSeen = "MOBILE_JKN_SEEN" "Terlihat di Mobile JKN",
        PandawaReply = "PANDAWA_REPLY" "Jawaban PANDAWA",
        CardSeen = "CARD_SEEN" "Kartu JKN diperlihatkan",
        Stated = "STATED" "Keterangan warga",
    }
}

impl Source {
    /// How far the source is believed when several disagree; higher wins (`domain.md` 8.4).
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::BpjsFeedback => 5,
            Self::BpjsList => 4,
            Self::MobileJknSeen | Self::PandawaReply => 3,
            Self::CardSeen => 2,
            Self::Stated => 1,
        }
    }

    /// Whether BPJS itself said it, so that a case may count as verified (`domain.md` 9.4).
    #[must_use]
    pub const fn is_bpjs(self) -> bool {
        matches!(self, Self::BpjsFeedback | Self::BpjsList)
    }
}

text_list! {
    /// Membership status (`domain.md` 8.4).
    pub enum Status {
        Unregistered = "BELUM_TERDAFTAR" "Belum terdaftar" ["TIDAK TERDAFTAR"],
        Active = "AKTIF" "Aktif",
        Inactive = "NONAKTIF" "Nonaktif" ["NON AKTIF", "TIDAK AKTIF"],
        Unknown = "TIDAK_TAHU" "Tidak tahu" ["TIDAK DIKETAHUI"],
    }
}

text_list! {
    /// Membership segment (`domain.md` 2.1).
    pub enum Segment {
        PbiJk = "PBI_JK" "PBI JK (APBN)" ["PBI APBN", "PBI (APBN)"],
        PbpuPemda = "PBPU_PEMDA" "PBPU & BP Pemda (PBI APBD/Jamkesda)"
            ["PBI APBD", "PBI (APBD)", "JAMKESDA", "PBPU BP PEMDA", "PBPU DAN BP PEMDA"],
        PpuPn = "PPU_PN" "PPU Penyelenggara Negara" ["PPU PNS", "PPU TNI", "PPU POLRI"],
        PpuKpdesa = "PPU_KPDESA" "PPU Kepala Desa & Perangkat Desa (KP Desa)"
            ["KP DESA", "PPU KP DESA", "PPU KEPALA DESA DAN PERANGKAT DESA"],
        PpuBu = "PPU_BU" "PPU Badan Usaha" ["PPU BUMN", "PPU BUMD", "PPU SWASTA"],
        Pbpu = "PBPU" "PBPU (peserta mandiri)" ["MANDIRI", "PBPU MANDIRI", "PESERTA MANDIRI"],
        Bp = "BP" "Bukan Pekerja (BP)" ["BUKAN PEKERJA"],
    }
}

text_list! {
    /// Why a membership is not active (`domain.md` 2.3).
    pub enum InactiveReason {
        Arrears = "TUNGGAKAN" "Menunggak iuran" ["MENUNGGAK", "NON AKTIF KARENA PREMI"],
        PbiRemoved = "PBI_DIHAPUS" "PBI JK dinonaktifkan Kemensos",
        PemdaRemoved = "PEMDA_DIHAPUS" "Dikeluarkan dari PBPU Pemda",
        LaidOff = "PHK" "Berhenti bekerja karena PHK",
        Resigned = "RESIGN" "Keluar dari pekerjaan, bukan PHK",
        ChildAge = "USIA_ANAK" "Anak PPU melewati batas usia, menikah, atau bekerja",
        EmployerArrears = "BU_MENUNGGAK" "Pemberi kerja menunggak",
        NikProblem = "NIK_BERMASALAH" "NIK tidak padan atau ganda",
        Deceased = "MENINGGAL" "Meninggal",
        MovedAbroad = "PINDAH_LN" "Pindah ke luar negeri",
        Other = "LAIN" "Lainnya",
        Unknown = "TIDAK_TAHU" "Tidak diketahui",
    }
}

text_list! {
    /// Class the member is entitled to (`domain.md` 8.4).
    pub enum CareClass {
        One = "1" "Kelas 1" ["I", "KELAS I"],
        Two = "2" "Kelas 2" ["II", "KELAS II"],
        Three = "3" "Kelas 3" ["III", "KELAS III"],
        Kris = "KRIS" "KRIS",
    }
}

text_list! {
    /// What a list received from BPJS claims to hold (`design.md` 12).
    pub enum ListKind {
        Target = "TARGET" "Daftar sasaran",
        Full = "FULL" "Daftar peserta lengkap",
        Official = "OFFICIAL" "Angka resmi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feedback_outranks_the_list_which_outranks_what_was_seen_or_said() {
        let rank = |source: Source| source.rank();
        assert!(rank(Source::BpjsFeedback) > rank(Source::BpjsList));
        assert!(rank(Source::BpjsList) > rank(Source::MobileJknSeen));
        assert_eq!(rank(Source::MobileJknSeen), rank(Source::PandawaReply));
        assert!(rank(Source::PandawaReply) > rank(Source::CardSeen));
        assert!(rank(Source::CardSeen) > rank(Source::Stated));
    }

    #[test]
    fn only_the_two_sources_of_bpjs_can_verify() {
        let verifying: Vec<&str> = Source::ALL.iter().filter(|s| s.is_bpjs()).map(|s| s.code()).collect();
        assert_eq!(verifying, ["BPJS_FEEDBACK", "BPJS_LIST"]);
    }

    #[test]
    fn segments_read_from_the_words_the_branches_use() {
        let table = [
            ("PBI APBN", Segment::PbiJk),
            ("PBI (APBD)", Segment::PbpuPemda),
            ("PBPU & BP Pemda (PBI APBD/Jamkesda)", Segment::PbpuPemda),
            ("Mandiri", Segment::Pbpu),
            ("KP Desa", Segment::PpuKpdesa),
            ("BP", Segment::Bp),
        ];
        for (text, expected) in table {
            assert_eq!(Segment::parse(text), Some(expected), "{text}");
        }
        assert_eq!(Segment::parse("PPU"), None, "which PPU is not said");
    }

    #[test]
    fn status_reads_from_code_label_and_the_spellings_of_lists() {
        let table = [
            ("AKTIF", Status::Active),
            ("Non Aktif", Status::Inactive),
            ("belum_terdaftar", Status::Unregistered),
            ("tidak tahu", Status::Unknown),
        ];
        for (text, expected) in table {
            assert_eq!(Status::parse(text), Some(expected), "{text}");
        }
    }
}
