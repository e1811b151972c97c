//! Official lists about a person: SIAK, BPS and the lists of the data dictionary.

use crate::{number_list, text_list};

number_list! {
    /// Relation to the head of the family, SHDK (`domain.md` 3.3).
    pub enum Relation {
        Head = 1 "KEPALA KELUARGA" ["KEPALA", "KEP KELUARGA", "KEP KEL"],
        Husband = 2 "SUAMI",
        Wife = 3 "ISTRI" ["ISTERI"],
        Child = 4 "ANAK" ["ANAK KANDUNG"],
        ChildInLaw = 5 "MENANTU",
        Grandchild = 6 "CUCU",
        Parent = 7 "ORANGTUA",
        ParentInLaw = 8 "MERTUA",
        OtherKin = 9 "FAMILI LAIN" ["FAMILI", "FAMILI LAINNYA"],
        Servant = 10 "PEMBANTU",
        Other = 11 "LAINNYA" ["LAIN"],
    }
}

number_list! {
    /// Marital status (`domain.md` 3.3).
    pub enum MaritalStatus {
        Single = 1 "BELUM KAWIN" ["BK"],
        Married = 2 "KAWIN" ["K", "KAWIN TERCATAT", "KAWIN BELUM TERCATAT", "KAWIN TIDAK TERCATAT"],
        Divorced = 3 "CERAI HIDUP" ["CH", "CERAI HIDUP TERCATAT", "CERAI HIDUP BELUM TERCATAT"],
        Widowed = 4 "CERAI MATI" ["CM"],
    }
}

text_list! {
    /// Sex as printed on the identity card; official files number it 1 and 2 (`domain.md` 3.3).
    pub enum Sex {
        Male = "L" "Laki-laki" ["1", "LK", "LAKI", "PRIA"],
        Female = "P" "Perempuan" ["2", "PR", "WANITA"],
    }
}

number_list! {
    /// Occupation, the 89 codes of SIAK (`domain.md` 3.3).
    pub enum Occupation {
        None = 1 "BELUM/TIDAK BEKERJA" ["BELUM BEKERJA", "TIDAK BEKERJA"],
        Homemaker = 2 "MENGURUS RUMAH TANGGA" ["IRT", "IBU RUMAH TANGGA"],
        Student = 3 "PELAJAR/MAHASISWA" ["PELAJAR", "MAHASISWA"],
        Pensioner = 4 "PENSIUNAN",
        CivilServant = 5 "PEGAWAI NEGERI SIPIL (PNS)" ["PNS", "PEGAWAI NEGERI SIPIL", "ASN"],
        Soldier = 6 "TENTARA NASIONAL INDONESIA (TNI)" ["TNI", "TENTARA NASIONAL INDONESIA"],
        Police = 7 "KEPOLISIAN RI (POLRI)" ["POLRI", "KEPOLISIAN RI"],
        Commerce = 8 "PERDAGANGAN",
        Farmer = 9 "PETANI/PEKEBUN" ["PETANI", "PEKEBUN"],
        Herder = 10 "PETERNAK",
        Fisher = 11 "NELAYAN/PERIKANAN" ["NELAYAN"],
        Industry = 12 "INDUSTRI",
        Construction = 13 "KONSTRUKSI",
        Transport = 14 "TRANSPORTASI",
        PrivateEmployee = 15 "KARYAWAN SWASTA",
        StateFirmEmployee = 16 "KARYAWAN BUMN",
        LocalFirmEmployee = 17 "KARYAWAN BUMD",
        HonoraryEmployee = 18 "KARYAWAN HONORER" ["HONORER"],
        DayLabourer = 19 "BURUH HARIAN LEPAS",
        FarmLabourer = 20 "BURUH TANI/PERKEBUNAN" ["BURUH TANI"],
        FishingLabourer = 21 "BURUH NELAYAN/PERIKANAN" ["BURUH NELAYAN"],
        HerdingLabourer = 22 "BURUH PETERNAKAN",
        DomesticWorker = 23 "PEMBANTU RUMAH TANGGA",
        Barber = 24 "TUKANG CUKUR",
        Electrician = 25 "TUKANG LISTRIK",
        Mason = 26 "TUKANG BATU",
        Carpenter = 27 "TUKANG KAYU",
        Cobbler = 28 "TUKANG SOL SEPATU",
        Welder = 29 "TUKANG LAS/PANDAI BESI" ["TUKANG LAS", "PANDAI BESI"],
        Seamster = 30 "TUKANG JAHIT" ["PENJAHIT"],
        DentalArtisan = 31 "TUKANG GIGI",
        MakeupArtist = 32 "PENATA RIAS",
        Dresser = 33 "PENATA BUSANA",
        Hairdresser = 34 "PENATA RAMBUT",
        Mechanic = 35 "MEKANIK",
        Artist = 36 "SENIMAN",
        Healer = 37 "TABIB",
        TraditionalMidwife = 38 "PARAJI",
        FashionDesigner = 39 "PERANCANG BUSANA",
        Translator = 40 "PENTERJEMAH" ["PENERJEMAH"],
        MosqueImam = 41 "IMAM MASJID" ["IMAM MESJID"],
        ProtestantPriest = 42 "PENDETA",
        CatholicPriest = 43 "PASTOR",
        Journalist = 44 "WARTAWAN",
        Preacher = 45 "USTADZ/MUBALIGH" ["USTADZ", "MUBALIGH"],
        Cook = 46 "JURU MASAK",
        EventPromoter = 47 "PROMOTOR ACARA",
        HouseMember = 48 "ANGGOTA DPR-RI",
        RegionalCouncilMember = 49 "ANGGOTA DPD",
        AuditBoardMember = 50 "ANGGOTA BPK",
        President = 51 "PRESIDEN",
        VicePresident = 52 "WAKIL PRESIDEN",
        ConstitutionalJudge = 53 "ANGGOTA MAHKAMAH KONSTITUSI",
        CabinetMember = 54 "ANGGOTA KABINET KEMENTERIAN" ["ANGGOTA KABINET/KEMENTERIAN"],
        Ambassador = 55 "DUTA BESAR",
        Governor = 56 "GUBERNUR",
        ViceGovernor = 57 "WAKIL GUBERNUR",
        Regent = 58 "BUPATI",
        ViceRegent = 59 "WAKIL BUPATI",
        Mayor = 60 "WALIKOTA",
        ViceMayor = 61 "WAKIL WALIKOTA",
        ProvincialLegislator = 62 "ANGGOTA DPRD PROVINSI",
        DistrictLegislator = 63 "ANGGOTA DPRD KABUPATEN/KOTA",
        Lecturer = 64 "DOSEN",
        Teacher = 65 "GURU",
        Pilot = 66 "PILOT",
        Lawyer = 67 "PENGACARA",
        Notary = 68 "NOTARIS",
        Architect = 69 "ARSITEK",
        Accountant = 70 "AKUNTAN",
        Consultant = 71 "KONSULTAN",
        Doctor = 72 "DOKTER",
        Midwife = 73 "BIDAN",
        Nurse = 74 "PERAWAT",
        Pharmacist = 75 "APOTEKER",
        Psychologist = 76 "PSIKIATER/PSIKOLOG" ["PSIKIATER", "PSIKOLOG"],
        TelevisionPresenter = 77 "PENYIAR TELEVISI",
        RadioPresenter = 78 "PENYIAR RADIO",
        Sailor = 79 "PELAUT",
        Researcher = 80 "PENELITI",
        Driver = 81 "SOPIR" ["SUPIR"],
        Broker = 82 "PIALANG",
        Psychic = 83 "PARANORMAL",
        Trader = 84 "PEDAGANG",
        VillageOfficer = 85 "PERANGKAT DESA",
        VillageHead = 86 "KEPALA DESA",
        Nun = 87 "BIARAWATI" ["BIARAWAN/BIARAWATI", "BIARAWAN"],
        Entrepreneur = 88 "WIRASWASTA",
        Other = 89 "LAINNYA" ["LAIN"],
    }
}

number_list! {
    /// Position in the main job, BPS item 418 (`domain.md` 4.1).
    pub enum EmploymentStatus {
        OwnAccount = 1 "Berusaha sendiri",
        WithUnpaidHelp = 2 "Berusaha dibantu buruh tidak tetap/tidak dibayar",
        Employer = 3 "Berusaha dibantu buruh tetap/dibayar" ["Berusaha dibantu buruh tetap"],
        PrivateEmployee = 4 "Buruh/karyawan swasta",
        PublicEmployee = 5 "PNS/TNI/Polri/BUMN/BUMD",
        CasualFarmWorker = 6 "Pekerja bebas pertanian",
        CasualWorker = 7 "Pekerja bebas non-pertanian",
        FamilyWorker = 8 "Pekerja keluarga" ["Pekerja keluarga/tidak dibayar"],
    }
}

number_list! {
    /// Highest education on the family card (`domain.md` 3.3).
    pub enum Education {
        NoSchool = 1 "TIDAK/BELUM SEKOLAH" ["BELUM SEKOLAH", "TIDAK SEKOLAH"],
        SomePrimary = 2 "BELUM TAMAT SD" ["BELUM TAMAT SD/SEDERAJAT"],
        Primary = 3 "TAMAT SD" ["SD", "TAMAT SD/SEDERAJAT"],
        JuniorSecondary = 4 "SLTP" ["SMP", "SLTP/SEDERAJAT"],
        SeniorSecondary = 5 "SLTA" ["SMA", "SMK", "SLTA/SEDERAJAT"],
        DiplomaTwo = 6 "D I/II" ["DIPLOMA I/II", "D1", "D2"],
        DiplomaThree = 7 "AKADEMI/D III/S.MUDA" ["AKADEMI/DIPLOMA III/S. MUDA", "D III", "D3"],
        Bachelor = 8 "D IV/S1" ["DIPLOMA IV/STRATA I", "D4", "S1", "STRATA I"],
        Master = 9 "S2" ["STRATA II"],
        Doctorate = 10 "S3" ["STRATA III"],
    }
}

number_list! {
    /// Where the person is found to be, BPS item 404 (`domain.md` 1.5).
    pub enum Presence {
        AtHome = 1 "Tinggal bersama keluarga",
        Deceased = 2 "Meninggal",
        MovedWithin = 3 "Pindah dalam negeri",
        MovedAbroad = 4 "Pindah luar negeri",
        NewMember = 5 "Anggota keluarga baru",
        NotFound = 6 "Tidak ditemukan",
    }
}

number_list! {
    /// Status in the population register, `status dasar` (`domain.md` 1.5).
    pub enum RegisterStatus {
        Living = 1 "HIDUP",
        Dead = 2 "MATI" ["MENINGGAL"],
        Moved = 3 "PINDAH",
        Missing = 4 "HILANG",
        Away = 6 "PERGI",
        Invalid = 9 "TIDAK VALID",
    }
}

text_list! {
    /// Citizenship; SIAK's third number, dual nationality, is a WNI to JKN (`domain.md` 3.3, 8.3).
    pub enum Citizenship {
        Indonesian = "WNI" "Warga negara Indonesia" ["1", "3", "DUA KEWARGANEGARAAN"],
        Foreign = "WNA" "Warga negara asing" ["2"],
    }
}

text_list! {
    /// How well the birth date is known (`domain.md` 8.3).
    pub enum BirthDateQuality {
        Certain = "PASTI" "Pasti",
        Estimated = "PERKIRAAN" "Perkiraan",
        YearOnly = "TAHUN_SAJA" "Tahun saja",
    }
}

text_list! {
    /// What a reported death rests on (`domain.md` 8.3).
    pub enum DeathBasis {
        Certificate = "AKTA" "Akta kematian",
        VillageLetter = "SURAT_DESA" "Surat keterangan desa/kelurahan",
        FamilyStatement = "KETERANGAN_KELUARGA" "Keterangan keluarga",
    }
}

text_list! {
    /// Kind of disability, UU 8/2016 article 4; two or more together are `ganda` (`domain.md` 4.2, 8.3).
    pub enum DisabilityType {
        Physical = "FISIK" "Fisik",
        Intellectual = "INTELEKTUAL" "Intelektual",
        Mental = "MENTAL" "Mental",
        Seeing = "SENSORIK_NETRA" "Sensorik netra" ["NETRA"],
        Hearing = "SENSORIK_RUNGU" "Sensorik rungu" ["RUNGU"],
        Speaking = "SENSORIK_WICARA" "Sensorik wicara" ["WICARA"],
    }
}

/// What one code of the old seven-code disability list says today (`domain.md` 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldDisability {
    /// The old list said: no disability.
    None,
    /// These kinds, as far as the old code tells them apart.
    Types(&'static [DisabilityType]),
    /// The old code does not say which kind: ask the family.
    MustAsk,
}

impl OldDisability {
    /// Reads an old code 1..7 of SIAK and OpenSID; any other number is no code of that list.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        use DisabilityType::{Hearing, Mental, Physical, Seeing, Speaking};
        Some(match number {
            1 => Self::Types(&[Physical]),
            2 => Self::Types(&[Seeing]),
            3 => Self::Types(&[Hearing, Speaking]),
            4 => Self::Types(&[Mental]),
            5 => Self::Types(&[Physical, Mental]),
            6 => Self::MustAsk,
            7 => Self::None,
            _ => return None,
        })
    }
}

text_list! {
    /// What BPJS feedback or a civil registry letter says of the NIK (`domain.md` 8.3).
    pub enum NikStatus {
        Unchecked = "BELUM_DICEK" "Belum dicek",
        Matched = "PADAN" "Padan",
        Unmatched = "TIDAK_PADAN" "Tidak padan",
        Duplicate = "GANDA" "Ganda",
        Inactive = "NONAKTIF" "Nonaktif",
        NotFound = "TIDAK_DITEMUKAN" "Tidak ditemukan",
    }
}

text_list! {
    /// Why a person has no NIK in the data (`domain.md` 8.3, `design.md` 12).
    pub enum NoNikReason {
        Baby = "BAYI" "Bayi, NIK belum terbit",
        NotRecorded = "BELUM_REKAM" "Belum rekam KTP",
        Lost = "HILANG" "Kartu hilang",
        Foreigner = "WNA" "Warga negara asing",
        Refused = "MENOLAK" "Menolak memberi NIK",
        NotAsked = "BELUM_DITANYA" "Belum ditanya",
    }
}

text_list! {
    /// Social assistance a person receives (`domain.md` 8.3).
    pub enum SocialProgram {
        Pkh = "PKH" "PKH (Program Keluarga Harapan)" ["PROGRAM KELUARGA HARAPAN"],
        FoodAid = "SEMBAKO_BPNT" "Sembako/BPNT" ["SEMBAKO", "BPNT"],
        VillageFundAid = "BLT_DD" "BLT Dana Desa" ["BLT"],
        SchoolAid = "PIP" "PIP (Program Indonesia Pintar)" ["PROGRAM INDONESIA PINTAR"],
        Other = "LAIN" "Lainnya",
    }
}

text_list! {
    /// What the civil registry has to set right first (`domain.md` 8.3).
    pub enum CivilFix {
        Nik = "NIK" "NIK",
        Name = "NAMA" "Nama",
        BirthDate = "TGL_LAHIR" "Tanggal lahir",
        FamilyCardOutdated = "KK_BELUM_UPDATE" "KK belum diperbarui",
        NotRecorded = "BELUM_REKAM" "Belum rekam KTP",
        BirthCertificate = "AKTA" "Akta kelahiran",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occupation_numbers_run_from_1_to_89_without_a_gap() {
        let numbers: Vec<i64> = Occupation::ALL.iter().map(|o| o.number()).collect();
        assert_eq!(numbers, (1..=89).collect::<Vec<i64>>());
    }

    #[test]
    fn every_label_reads_back_as_its_own_member() {
        for member in Occupation::ALL {
            assert_eq!(Occupation::parse(member.label()), Some(*member), "{member:?}");
        }
        for member in Relation::ALL {
            assert_eq!(Relation::parse(member.label()), Some(*member), "{member:?}");
        }
        for member in Education::ALL {
            assert_eq!(Education::parse(member.label()), Some(*member), "{member:?}");
        }
        for member in EmploymentStatus::ALL {
            assert_eq!(EmploymentStatus::parse(member.label()), Some(*member), "{member:?}");
        }
        for member in DisabilityType::ALL {
            assert_eq!(DisabilityType::parse(member.label()), Some(*member), "{member:?}");
            assert_eq!(DisabilityType::from_code(member.code()), Some(*member), "{member:?}");
        }
    }

    #[test]
    fn sex_reads_from_numbers_letters_and_words() {
        for text in ["L", "l", "1", "LK", "Laki-laki", "LAKI LAKI", " lk. "] {
            assert_eq!(Sex::parse(text), Some(Sex::Male), "{text}");
        }
        for text in ["P", "2", "PR", "Pr.", "PEREMPUAN"] {
            assert_eq!(Sex::parse(text), Some(Sex::Female), "{text}");
        }
        for text in ["", "0", "3", "X"] {
            assert_eq!(Sex::parse(text), None, "{text}");
        }
    }

    #[test]
    fn marital_short_forms_and_recorded_marriages_read_as_the_official_four() {
        let table = [
            ("BK", MaritalStatus::Single),
            ("K", MaritalStatus::Married),
            ("CH", MaritalStatus::Divorced),
            ("CM", MaritalStatus::Widowed),
            ("KAWIN TERCATAT", MaritalStatus::Married),
            ("KAWIN BELUM TERCATAT", MaritalStatus::Married),
            ("2", MaritalStatus::Married),
        ];
        for (text, expected) in table {
            assert_eq!(MaritalStatus::parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn citizenship_reads_from_the_three_numbers_of_siak() {
        assert_eq!(Citizenship::parse("1"), Some(Citizenship::Indonesian));
        assert_eq!(Citizenship::parse("2"), Some(Citizenship::Foreign));
        assert_eq!(Citizenship::parse("3"), Some(Citizenship::Indonesian));
        assert_eq!(Citizenship::parse("4"), None);
    }

    #[test]
    fn register_status_skips_the_numbers_that_siak_skips() {
        let numbers: Vec<i64> = RegisterStatus::ALL.iter().map(|s| s.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 6, 9]);
        assert_eq!(RegisterStatus::from_number(5), None);
    }

    #[test]
    fn the_old_disability_list_is_translated_and_its_sixth_code_asks() {
        use DisabilityType::{Hearing, Mental, Physical, Seeing, Speaking};
        let table = [
            (1, Some(OldDisability::Types(&[Physical]))),
            (2, Some(OldDisability::Types(&[Seeing]))),
            (3, Some(OldDisability::Types(&[Hearing, Speaking]))),
            (4, Some(OldDisability::Types(&[Mental]))),
            (5, Some(OldDisability::Types(&[Physical, Mental]))),
            (6, Some(OldDisability::MustAsk)),
            (7, Some(OldDisability::None)),
            (0, None),
            (8, None),
        ];
        for (number, expected) in table {
            assert_eq!(OldDisability::from_number(number), expected, "{number}");
        }
    }
}
