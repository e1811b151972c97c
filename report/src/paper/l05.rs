//! L05 on paper: the restricted annex, one line a person, its head repeated on every page.

use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l05::{L05, Line};
use serde::Serialize;

use super::Paper;
use super::frame::Frame;
use crate::Result;
use crate::number::{count, day_of};

/// Everything the template prints.
#[derive(Debug, Serialize)]
struct Sheet<'a> {
    frame: Frame,
    title: &'static str,
    place: String,
    as_of: String,
    total: String,
    note: Option<&'static str>,
    rows: Vec<Row<'a>>,
}

/// One person.
#[derive(Debug, Serialize)]
struct Row<'a> {
    no: String,
    nik: &'a str,
    family_card_no: &'a str,
    full_name: &'a str,
    birth: String,
    sex: &'a str,
    relation: &'a str,
    occupation: &'a str,
    address: String,
    rt_rw: &'a str,
    decile: &'a str,
    remark: &'a str,
}

/// Sets the list.
///
/// # Errors
/// [`crate::ReportError::Paper`]: a bug.
pub fn paper(l05: &L05, imprint: &Imprint) -> Result<Paper> {
    let place = &l05.place;
    let total = l05.rows.len();
    let sheet = Sheet {
        frame: Frame::new(imprint, &l05.basis, l05.watermark.is_some()),
        title: "Daftar Nama Penduduk Belum Terdaftar JKN",
        place: format!("{}, {}, {} (kode wilayah {})", place.name, place.district, place.regency, place.code),
        as_of: day_of(&l05.as_of),
        total: count(i64::try_from(total).unwrap_or(i64::MAX)),
        note: (total == 0).then(|| none_listed(l05)),
        rows: l05.rows.iter().enumerate().map(row).collect(),
    };
    Paper::set("/l05.typ", &sheet)
}

/// An empty list is good news only if somebody looked.
const fn none_listed(l05: &L05) -> &'static str {
    if l05.basis.latest_list.is_none() || l05.basis.unknown > 0 {
        "Belum ada nama yang diketahui belum terdaftar. Masih ada warga yang belum dicek, jadi daftar ini belum lengkap."
    } else {
        "Tidak ada penduduk yang belum terdaftar menurut data pada tanggal ini."
    }
}

fn row((place, line): (usize, &Line)) -> Row<'_> {
    let both = |first: &str, second: &str| match (first.is_empty(), second.is_empty()) {
        (false, false) => format!("{first}, {second}"),
        _ => format!("{first}{second}"),
    };
    Row {
        no: count(i64::try_from(place + 1).unwrap_or(i64::MAX)),
        nik: &line.nik,
        family_card_no: &line.family_card_no,
        full_name: &line.full_name,
        birth: both(&line.birth_place, &line.birth_date),
        sex: &line.sex,
        relation: &line.relation,
        occupation: &line.occupation,
        address: both(&line.address, &line.hamlet),
        rt_rw: &line.rt_rw,
        decile: &line.decile,
        remark: &line.remark,
    }
}
