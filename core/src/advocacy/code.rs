//! Lists about advocacy: the answer given, why it was no, and what was talked about.

use crate::text_list;

text_list! {
    /// What the person answered (`domain.md` 8.7).
    pub enum Response {
        Willing = "A1" "Bersedia",
        Undecided = "A2" "Masih pikir-pikir" ["PIKIR_PIKIR"],
        Refused = "A3" "Menolak",
        CannotAfford = "A4" "Tidak mampu membayar" ["TIDAK_MAMPU"],
        AlreadyActive = "A5" "Sudah aktif" ["SUDAH_AKTIF"],
        ByEmployer = "A6" "Didaftarkan pemberi kerja" ["DIDAFTARKAN_PEMBERI_KERJA"],
        NotMet = "A7" "Tidak dapat ditemui" ["TIDAK_DAPAT_DITEMUI"],
    }
}

text_list! {
    /// Why the person hesitates or says no (`domain.md` 8.7).
    pub enum RefusalReason {
        CannotPay = "T1" "Tidak mampu bayar iuran",
        FeelsHealthy = "T2" "Merasa sehat/belum perlu",
        BadExperience = "T3" "Pengalaman layanan buruk/ditolak RS",
        ReferralTooHard = "T4" "Prosedur rujukan rumit",
        FearsDataMisuse = "T5" "Takut data disalahgunakan",
        ArrearsTooBig = "T6" "Tunggakan terlalu besar",
        ThinksCardLapsed = "T7" "Mengira kartu hangus sendiri",
        OtherInsurance = "T8" "Punya asuransi lain",
        WhenSick = "T9" "Akan daftar bila sakit",
        AwaitsAid = "T10" "Menunggu bantuan pemerintah",
        HeadDecides = "T11" "Keputusan di kepala keluarga",
        Belief = "T12" "Alasan keyakinan",
        ThinksDebtCollector = "T13" "Mengira petugas penagih utang",
        Other = "T99" "Lainnya (tulis)" ["LAINNYA"],
    }
}

text_list! {
    /// What was explained (`domain.md` 8.7).
    pub enum Topic {
        Benefit = "MANFAAT" "Manfaat JKN",
        MutualAid = "GOTONG_ROYONG" "Gotong royong",
        Contribution = "IURAN" "Iuran",
        InstalmentPlan = "REHAB" "Cicilan tunggakan (REHAB)",
        Pbi = "PBI" "PBI JK",
        CareProcedure = "PROSEDUR_BEROBAT" "Prosedur berobat",
        FacilityChange = "PINDAH_FASKES" "Pindah faskes",
        Newborn = "BAYI" "Pendaftaran bayi",
        Penalty = "DENDA" "Denda pelayanan",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_are_a1_to_a7() {
        let codes: Vec<&str> = Response::ALL.iter().map(|r| r.code()).collect();
        assert_eq!(codes, ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]);
        assert_eq!(Response::parse("TIDAK_MAMPU"), Some(Response::CannotAfford));
    }

    #[test]
    fn refusal_reasons_are_t1_to_t13_and_t99() {
        let expected: Vec<String> = (1..=13).chain([99]).map(|n| format!("T{n}")).collect();
        let codes: Vec<&str> = RefusalReason::ALL.iter().map(|r| r.code()).collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_topic_reads_from_the_small_letters_of_the_dictionary() {
        assert_eq!(Topic::parse("gotong_royong"), Some(Topic::MutualAid));
        assert_eq!(Topic::ALL.len(), 9);
    }
}
