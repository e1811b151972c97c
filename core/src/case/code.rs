//! Lists about a registration case: its route, its channel, its papers and why it came back.

use crate::text_list;

text_list! {
    /// The road to JKN that suits the person (`domain.md` 11).
    pub enum Route {
        Done = "R00" "Sudah aktif" ["SELESAI"],
        CivilRegistry = "R01" "Perbaikan di Dukcapil" ["DUKCAPIL"],
        Newborn = "R02" "Pendaftaran bayi" ["BAYI"],
        Employer = "R03" "Didaftarkan pemberi kerja (PPU/KP Desa)" ["PPU", "PPU_KPDESA"],
        LaidOff = "R04" "Perlindungan setelah PHK" ["PHK"],
        ChildExtension = "R05" "Perpanjangan anak yang kuliah" ["PERPANJANG"],
        PbiReactivation = "R06" "Reaktivasi PBI JK" ["REAKTIVASI_PBI"],
        PbiProposal = "R07" "Usul PBI JK" ["USUL_PBI_JK"],
        PemdaProposal = "R08" "Usul PBPU Pemda kabupaten/kota" ["PBPU_PEMDA"],
        ProvinceQuota = "R09" "Kuota provinsi" ["KUOTA_PROVINSI"],
        PayOff = "R10" "Lunasi tunggakan" ["LUNASI"],
        Instalments = "R11" "Cicilan tunggakan (REHAB)" ["REHAB"],
        SegmentTransfer = "R12" "Alih segmen" ["ALIH_SEGMEN"],
        SelfPaying = "R13" "Daftar PBPU mandiri" ["PBPU_MANDIRI"],
        Donation = "R14" "Berbagi iuran/donasi" ["SHARING_DONASI"],
        Foreigner = "R15" "Warga negara asing" ["WNA"],
        Report = "R16" "Lapor meninggal atau pindah" ["LAPOR"],
    }
}

text_list! {
    /// Where the case is handed in (`domain.md` 8.8).
    pub enum Channel {
        MobileJkn = "MOBILE_JKN" "Mobile JKN",
        Pandawa = "PANDAWA" "PANDAWA (WhatsApp)",
        CareCenter = "CARE_CENTER_165" "Care Center 165",
        BpjsOffice = "KANTOR_BPJS" "Kantor BPJS Kesehatan",
        EdabuPemda = "EDABU_PEMDA" "e-Dabu Pemda",
        EdabuKpdesa = "EDABU_KPDESA" "e-Dabu KP Desa",
        Employer = "HRD_PERUSAHAAN" "HRD perusahaan",
        SiksNg = "SIKS_NG" "SIKS-NG",
        CekBansos = "CEK_BANSOS" "Cek Bansos",
        SocialOffice = "DINSOS" "Dinas Sosial",
        HealthOffice = "DINKES" "Dinas Kesehatan",
        ServiceMall = "MALL_PELAYANAN" "Mal Pelayanan Publik",
    }
}

text_list! {
    /// A paper a case may need (`domain.md` 8.8).
    pub enum DocumentType {
        FamilyCard = "KK" "Kartu Keluarga",
        IdentityCard = "KTP" "KTP",
        BirthCertificate = "AKTA_LAHIR" "Akta kelahiran",
        BirthLetter = "SURAT_KET_LAHIR" "Surat keterangan lahir",
        HardshipCertificate = "SKTM" "SKTM",
        ResponsibilityStatement = "SPTJM" "SPTJM",
        FacilityLetter = "SURAT_FASKES" "Surat keterangan faskes",
        SocialOfficeLetter = "SURAT_DINSOS" "Surat Dinas Sosial",
        SavingsBook = "BUKU_TABUNGAN" "Buku tabungan",
        LayoffLetter = "SURAT_PHK" "Surat PHK",
        StudyLetter = "SURAT_KULIAH" "Surat keterangan kuliah",
        DomicileLetter = "SURAT_DOMISILI" "Surat keterangan domisili",
        HouseFront = "FOTO_RUMAH_DEPAN" "Foto rumah tampak depan",
        HouseBack = "FOTO_RUMAH_BELAKANG" "Foto rumah tampak belakang",
        HouseLeft = "FOTO_RUMAH_KIRI" "Foto rumah tampak kiri",
        HouseRight = "FOTO_RUMAH_KANAN" "Foto rumah tampak kanan",
        HouseInside = "FOTO_RUMAH_DALAM" "Foto bagian dalam rumah",
        ElectricityBill = "STRUK_LISTRIK" "Struk listrik",
        JknCard = "KARTU_JKN" "Kartu JKN",
        DisabilityLetter = "SURAT_DISABILITAS" "Surat keterangan disabilitas",
    }
}

text_list! {
    /// Whether a paper was seen (`domain.md` 8.8).
    pub enum DocumentState {
        Missing = "BELUM" "Belum ada",
        Seen = "ADA" "Ada",
        NotNeeded = "TIDAK_BERLAKU" "Tidak berlaku",
    }
}

text_list! {
    /// Why the office sent a case back (`domain.md` 8.8).
    pub enum RejectCode {
        NikNotFound = "G01" "NIK tidak ditemukan",
        NikDuplicate = "G02" "NIK ganda",
        IdentityDiffers = "G03" "Nama/tanggal lahir tidak sama",
        ActiveElsewhere = "G04" "Sudah aktif di segmen lain",
        InPbi = "G05" "Terdaftar PBI JK",
        Deceased = "G06" "Meninggal",
        NotResident = "G07" "Bukan penduduk wilayah",
        QuotaFull = "G08" "Kuota habis",
        PapersMissing = "G09" "Berkas kurang",
        NotEligible = "G10" "Tidak layak (hasil verval)",
        WrongFormat = "G11" "Format/kolom salah",
        FamilyIncomplete = "G12" "KK tidak lengkap (tidak sekeluarga)",
        Other = "G99" "Lainnya" ["LAIN"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_r00_to_r16_in_order() {
        let expected: Vec<String> = (0..=16).map(|n| format!("R{n:02}")).collect();
        let codes: Vec<&str> = Route::ALL.iter().map(|r| r.code()).collect();
        assert_eq!(codes, expected);
        assert_eq!(Route::parse("REAKTIVASI_PBI"), Some(Route::PbiReactivation));
        assert_eq!(Route::parse("PPU_KPDESA"), Some(Route::Employer));
    }

    #[test]
    fn reject_codes_are_g01_to_g12_and_g99() {
        let expected: Vec<String> = (1..=12).chain([99]).map(|n| format!("G{n:02}")).collect();
        let codes: Vec<&str> = RejectCode::ALL.iter().map(|r| r.code()).collect();
        assert_eq!(codes, expected);
    }

    #[test]
    fn channels_and_papers_read_back_from_their_codes() {
        for channel in Channel::ALL {
            assert_eq!(Channel::from_code(channel.code()), Some(*channel));
        }
        for paper in DocumentType::ALL {
            assert_eq!(DocumentType::from_code(paper.code()), Some(*paper));
        }
        assert_eq!((Channel::ALL.len(), DocumentType::ALL.len()), (12, 20));
    }
}
