//! L05 as bytes: the named list, identity numbers as text.

use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l05::{L05, Line};

use crate::sheet::{Column, Sheet, Value, write_csv, write_xlsx};
use crate::{Format, ReportError, Result, json, paper};

const COLUMNS: [Column<'static>; 14] = [
    Column { title: "No", width: 5.0 },
    Column { title: "NIK", width: 19.0 },
    Column { title: "No KK", width: 19.0 },
    Column { title: "Nama", width: 28.0 },
    Column { title: "Tempat lahir", width: 18.0 },
    Column { title: "Tanggal lahir", width: 13.0 },
    Column { title: "L/P", width: 5.0 },
    Column { title: "Hubungan keluarga", width: 18.0 },
    Column { title: "Pekerjaan", width: 22.0 },
    Column { title: "Alamat", width: 26.0 },
    Column { title: "Dusun", width: 16.0 },
    Column { title: "RT/RW", width: 9.0 },
    Column { title: "Desil", width: 14.0 },
    Column { title: "Keterangan", width: 24.0 },
];

/// Writes the list.
///
/// # Errors
/// [`ReportError::Format`] for plain text; else a bug.
pub fn render(report: &L05, imprint: &Imprint, format: Format) -> Result<Vec<u8>> {
    match format {
        Format::Pdf => return paper::l05::paper(report, imprint)?.pdf(),
        Format::Json => return json(report),
        Format::Txt => return Err(ReportError::Format), // names never go into a message
        Format::Csv | Format::Xlsx => {}
    }
    let place = &report.place;
    let mut titles = vec![
        "L05 Daftar nama belum terdaftar JKN - TERBATAS".to_owned(),
        format!("{} ({}), {}, {}", place.name, place.code, place.district, place.regency),
        format!("Per tanggal {}", report.as_of),
    ];
    titles.extend(report.watermark.map(str::to_owned));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let rows: Vec<Vec<Value<'_>>> = report.rows.iter().enumerate().map(row).collect();
    let sheet = Sheet { name: "L05", titles: &titles, columns: &COLUMNS, rows: &rows };
    Ok(if format == Format::Csv { write_csv(&sheet)? } else { write_xlsx(&[sheet])? })
}

fn row((place, line): (usize, &Line)) -> Vec<Value<'_>> {
    let texts = [
        &line.nik,
        &line.family_card_no,
        &line.full_name,
        &line.birth_place,
        &line.birth_date,
        &line.sex,
        &line.relation,
        &line.occupation,
        &line.address,
        &line.hamlet,
        &line.rt_rw,
        &line.decile,
        &line.remark,
    ];
    let number = Value::Int(i64::try_from(place + 1).unwrap_or(i64::MAX));
    std::iter::once(number).chain(texts.into_iter().map(|text| Value::Text(text))).collect()
}
