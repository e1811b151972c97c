//! L01 as bytes: one line per figure, every percentage with numerator and denominator beside it.

use pesiar_core::membership::code::InactiveReason;
use pesiar_core::population_ref::PopulationSource;
use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l01::L01;

use crate::sheet::{Column, Sheet, Value, write_csv, write_xlsx};
use crate::{Format, Result, json, paper};

/// Writes the report.
///
/// # Errors
/// [`crate::ReportError`]; a bug.
pub fn render(report: &L01, imprint: &Imprint, format: Format) -> Result<Vec<u8>> {
    match format {
        Format::Pdf => return paper::l01::paper(report, imprint)?.pdf(),
        Format::Json => return json(report),
        Format::Txt => return Ok(text(report).into_bytes()),
        Format::Csv | Format::Xlsx => {}
    }
    let titles = titles(report);
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let lines = lines(report);
    let rows: Vec<Vec<Value<'_>>> = lines.iter().map(Line::row).collect();
    let columns = [
        Column { title: "Uraian", width: 44.0 },
        Column { title: "Angka", width: 12.0 },
        Column { title: "Dari", width: 12.0 },
        Column { title: "Persen", width: 12.0 },
        Column { title: "Keterangan", width: 60.0 },
    ];
    let sheet = Sheet { name: "L01", titles: &titles, columns: &columns, rows: &rows };
    Ok(if format == Format::Csv { write_csv(&sheet)? } else { write_xlsx(&[sheet])? })
}

/// The report as lines of a message: `Terdaftar (T): 1307 dari 1410 = 92,69%`.
fn text(report: &L01) -> String {
    let line = |line: Line| {
        let number = line.number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let of = line.of.map(|of| format!(" dari {of}")).unwrap_or_default();
        let percent = line.percent.map(|percent| format!(" = {percent}")).unwrap_or_default();
        let remark = if line.remark.is_empty() { String::new() } else { format!(" ({})", line.remark) };
        format!("{}: {number}{of}{percent}{remark}", line.label)
    };
    let mut lines = titles(report);
    lines.extend(self::lines(report).into_iter().map(line));
    lines.join("\n") + "\n"
}

fn titles(report: &L01) -> Vec<String> {
    let place = &report.place;
    let mut titles = vec![
        "L01 Capaian desa".to_owned(),
        format!("{} ({}), {}, {}", place.name, place.code, place.district, place.regency),
        format!("Per tanggal {} - versi data {}", report.as_of, report.data_version),
    ];
    if let Some(watermark) = report.watermark {
        titles.insert(0, watermark.to_owned());
    }
    titles
}

/// One line of the report.
struct Line {
    label: String,
    number: Option<i64>,
    of: Option<i64>,
    percent: Option<String>,
    remark: String,
}

impl Line {
    fn new(label: &str, number: Option<i64>) -> Self {
        Self { label: label.to_owned(), number, of: None, percent: None, remark: String::new() }
    }

    fn of(mut self, of: Option<i64>, percent: Option<&String>) -> Self {
        (self.of, self.percent) = (of, percent.map(|text| format!("{}%", text.replace('.', ","))));
        self
    }

    fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    fn row(&self) -> Vec<Value<'_>> {
        let int = |number: Option<i64>| number.map_or(Value::Empty, Value::Int);
        let remark = if self.remark.is_empty() { Value::Empty } else { Value::Text(&self.remark) };
        vec![
            Value::Text(&self.label),
            int(self.number),
            int(self.of),
            self.percent.as_deref().map_or(Value::Empty, Value::Text),
            remark,
        ]
    }
}

fn lines(report: &L01) -> Vec<Line> {
    let note = report.note.unwrap_or_default();
    let target = |bp: &str| format!("sasaran {}%", bp.replace('.', ","));
    let mut lines = vec![
        Line::new("Penduduk (P)", report.P).remark(population(report)),
        Line::new("Terdaftar (T)", Some(report.T)).of(report.P, report.cakupan.as_ref()).remark(note),
        Line::new("Aktif (A), keaktifan per penduduk", Some(report.A)).of(report.P, report.keaktifan_penduduk.as_ref()),
        Line::new("Aktif (A), keaktifan per peserta", Some(report.A))
            .of(Some(report.T), report.keaktifan_peserta.as_ref()),
        Line::new("Kurang ke sasaran terdaftar", report.gap_registered).remark(target(&report.target_registered)),
        Line::new("Kurang ke sasaran aktif", report.gap_active).remark(target(&report.target_active)),
        Line::new("Belum terdaftar (B)", Some(report.B)),
        Line::new("Nonaktif (N)", Some(report.N)),
    ];
    lines.extend(reasons(report));
    lines.extend([
        Line::new("Sasaran belum dicek", Some(report.unknown)),
        Line::new("Memakai sumber yang sudah lama", Some(report.stale)).remark(list_date(report)),
        Line::new("Penduduk dalam data desa", Some(report.counted)),
        Line::new("Keluarga", Some(report.families)),
        Line::new("Keluarga tanpa nomor KK", Some(report.families_without_card))
            .remark(format!("{} jiwa", report.persons_without_card)),
    ]);
    lines.extend(funnel(report));
    lines.extend(official(report));
    lines
}

fn population(report: &L01) -> String {
    let source = report.P_source.as_deref().and_then(PopulationSource::from_code);
    match (source, report.P_semester, report.P_year) {
        (Some(source), Some(semester), Some(year)) => format!("{}, semester {semester} {year}", source.label()),
        _ => "penduduk belum diisi".to_owned(),
    }
}

fn list_date(report: &L01) -> String {
    report.latest_list.map_or_else(|| "belum ada daftar BPJS".to_owned(), |date| format!("daftar BPJS terakhir {date}"))
}

fn reasons(report: &L01) -> Vec<Line> {
    let label = |code: &str| InactiveReason::from_code(code).map_or("Tidak diketahui", InactiveReason::label);
    let one = |(code, count): (&String, &i64)| Line::new(&format!("  {}", label(code)), Some(*count));
    report.inactive_by_reason.iter().map(one).collect()
}

fn funnel(report: &L01) -> Vec<Line> {
    let funnel = report.funnel;
    let of = |label, number| Line { of: Some(funnel.targets), ..Line::new(label, Some(number)) };
    vec![
        Line::new("Sasaran dipetakan", Some(funnel.targets)),
        of("  disisir", funnel.visited),
        of("  bersedia", funnel.willing),
        of("  diajukan", funnel.submitted),
        of("  aktif terverifikasi", funnel.verified),
    ]
}

fn official(report: &L01) -> Vec<Line> {
    let Some(official) = &report.official else { return Vec::new() };
    let letter = official.letter_no.as_deref().unwrap_or("tanpa nomor surat");
    let remark = format!("angka resmi BPJS per {}, {letter}", official.as_of);
    vec![
        Line::new("Terdaftar menurut BPJS", Some(official.registered)).remark(remark.clone()),
        Line::new("Aktif menurut BPJS", Some(official.active)).remark(remark),
    ]
}
