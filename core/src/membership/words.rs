//! A membership in a few words, as on the chip beside a name: `Aktif PBI JK`, `Nonaktif - menunggak 7 bulan`.

use super::code::{InactiveReason, Segment, Status};

/// The words of a chip; `arrears_months` is none for whoever may not see it.
#[must_use]
pub fn chip(
    status: Status,
    segment: Option<Segment>,
    reason: Option<InactiveReason>,
    arrears_months: Option<i64>,
) -> String {
    match (status, reason) {
        (Status::Active, _) => segment.map_or_else(|| "Aktif".to_owned(), |one| format!("Aktif {}", short(one))),
        (Status::Inactive, Some(InactiveReason::Arrears)) => match arrears_months.filter(|months| *months > 0) {
            Some(months) => format!("Nonaktif - menunggak {months} bulan"),
            None => "Nonaktif - menunggak".to_owned(),
        },
        (Status::Inactive, Some(reason)) => format!("Nonaktif - {}", why(reason)),
        (Status::Inactive, None) => "Nonaktif".to_owned(),
        (Status::Unregistered, _) => "Belum terdaftar".to_owned(),
        (Status::Unknown, _) => "Belum dicek".to_owned(),
    }
}

/// A segment as people say it.
#[must_use]
pub const fn short(segment: Segment) -> &'static str {
    match segment {
        Segment::PbiJk => "PBI",
        Segment::PbpuPemda => "PBI Pemda",
        Segment::PpuPn => "PPU Negara",
        Segment::PpuKpdesa => "KP Desa",
        Segment::PpuBu => "PPU Badan Usaha",
        Segment::Pbpu => "Mandiri",
        Segment::Bp => "Bukan Pekerja",
    }
}

const fn why(reason: InactiveReason) -> &'static str {
    match reason {
        InactiveReason::Arrears => "menunggak",
        InactiveReason::PbiRemoved => "PBI dihapus",
        InactiveReason::PemdaRemoved => "PBI Pemda dihapus",
        InactiveReason::LaidOff => "PHK",
        InactiveReason::Resigned => "berhenti kerja",
        InactiveReason::ChildAge => "batas usia anak",
        InactiveReason::EmployerArrears => "pemberi kerja menunggak",
        InactiveReason::NikProblem => "NIK bermasalah",
        InactiveReason::Deceased => "tercatat meninggal",
        InactiveReason::MovedAbroad => "pindah ke luar negeri",
        InactiveReason::Other => "alasan lain",
        InactiveReason::Unknown => "alasan belum diketahui",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_says_the_state_and_what_matters_of_it() {
        let arrears = Some(InactiveReason::Arrears);
        let table = [
            (chip(Status::Active, Some(Segment::PbiJk), None, None), "Aktif PBI"),
            (chip(Status::Active, None, None, None), "Aktif"),
            (chip(Status::Inactive, Some(Segment::Pbpu), arrears, Some(7)), "Nonaktif - menunggak 7 bulan"),
            (chip(Status::Inactive, Some(Segment::Pbpu), arrears, None), "Nonaktif - menunggak"),
            (chip(Status::Inactive, None, Some(InactiveReason::PbiRemoved), None), "Nonaktif - PBI dihapus"),
            (chip(Status::Unregistered, None, None, None), "Belum terdaftar"),
            (chip(Status::Unknown, None, None, None), "Belum dicek"),
        ];
        for (said, expected) in table {
            assert_eq!(said, expected);
        }
    }
}
