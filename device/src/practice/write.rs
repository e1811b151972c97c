//! The practice village as the files a real village would bring.

use jiff::civil::Date;
use pesiar_core::membership::code::{ListKind, Segment, Status};
use pesiar_core::person::code::Sex;
use pesiar_report::sheet::{self, Column, Sheet, SheetError, Value};

use crate::practice::draw;
use crate::practice::{PracticeFamily, PracticePerson, Village};

const WATERMARK: &str = "DATA CONTOH - BUKAN DATA PENDUDUK";
const SHEET_NAME: &str = "DATA CONTOH";

/// The 43 columns of OpenSID (`domain.md` 4.5).
const REGISTER_COLUMNS: &str = "\
    alamat, dusun, rw, rt, nama, no_kk, nik, sex, tempatlahir, tanggallahir, agama_id, pendidikan_kk_id, \
    pendidikan_sedang_id, pekerjaan_id, status_kawin, kk_level, warganegara_id, ayah_nik, nama_ayah, ibu_nik, \
    nama_ibu, golongan_darah_id, akta_lahir, dokumen_pasport, tanggal_akhir_paspor, dokumen_kitas, \
    akta_perkawinan, tanggalperkawinan, akta_perceraian, tanggalperceraian, cacat_id, cara_kb_id, hamil, \
    ktp_el, status_rekam, alamat_sekarang, status_dasar, suku, tag_id_card, id_asuransi, no_asuransi, lat, lng";
const BPJS_COLUMNS: &str = "\
    NO, NIK, NO KARTU, NAMA PESERTA, TANGGAL LAHIR, JK, STATUS, SEGMEN, ALASAN NONAKTIF, TUNGGAKAN (BULAN), \
    NOMINAL TUNGGAKAN, KELAS, KODE FASKES, NAMA FASKES";
/// Of one family in so many, the last member stands at the end of the file, as after a late birth.
const FAMILIES_PER_STRAY: usize = 60;

/// A cell that owns its words, until the table is written.
enum Written {
    Text(String),
    Int(i64),
    Empty,
}

/// The register as an OpenSID workbook.
///
/// # Errors
/// [`SheetError`] when the village does not fit a sheet.
pub fn register_workbook(village: &Village) -> Result<Vec<u8>, SheetError> {
    let (mut rows, mut strays) = (Vec::new(), Vec::new());
    for (index, family) in village.families.iter().enumerate() {
        for (place, person) in family.members.iter().enumerate() {
            let has_stray = family.card_no.is_some() && index % FAMILIES_PER_STRAY == 1;
            let is_last = place > 0 && place + 1 == family.members.len();
            let row = register_row(family, person, index + rows.len());
            if has_stray && is_last { strays.push(row) } else { rows.push(row) }
        }
    }
    rows.append(&mut strays);
    write(&[WATERMARK], REGISTER_COLUMNS, &rows)
}

/// A BPJS list as of a day: all members and the unregistered, or only those who need something.
///
/// # Errors
/// [`SheetError`] when the village does not fit a sheet.
pub fn bpjs_workbook(village: &Village, kind: ListKind, as_of: Date) -> Result<Vec<u8>, SheetError> {
    let is_listed = |person: &&PracticePerson| {
        person.nik.is_some() && (kind != ListKind::Target || person.membership.status != Status::Active)
    };
    let listed = village.people().filter(is_listed).zip(1..);
    let mut rows: Vec<Vec<Written>> = listed.map(|(person, number)| bpjs_row(person, number)).collect();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    rows.push(vec![text("JUMLAH"), Written::Int(count)]);
    let kind_line = format!("JENIS DAFTAR: {}", kind.label().to_uppercase());
    let date_line = format!("PER TANGGAL: {as_of}");
    write(&[WATERMARK, &kind_line, &date_line], BPJS_COLUMNS, &rows)
}

fn write(titles: &[&str], names: &'static str, rows: &[Vec<Written>]) -> Result<Vec<u8>, SheetError> {
    let columns: Vec<Column<'_>> = draw::words(names).map(|title| Column { title, width: 16.0 }).collect();
    let rows: Vec<Vec<Value<'_>>> = rows.iter().map(|row| row.iter().map(borrowed).collect()).collect();
    sheet::write_xlsx(&[Sheet { name: SHEET_NAME, titles, columns: &columns, rows: &rows }])
}

fn borrowed(cell: &Written) -> Value<'_> {
    match cell {
        Written::Text(words) => Value::Text(words),
        Written::Int(number) => Value::Int(*number),
        Written::Empty => Value::Empty,
    }
}

fn text(words: &str) -> Written {
    Written::Text(words.to_owned())
}

/// A code as three hands would type it: a number, its digits as text, or its label.
fn code(number: i64, label: &str, turn: usize) -> Written {
    match turn % 9 {
        0 => text(label),
        1..=3 => text(&number.to_string()),
        _ => Written::Int(number),
    }
}

fn written_date(date: Date, turn: usize) -> Written {
    const MONTHS: &str =
        "Januari, Februari, Maret, April, Mei, Juni, Juli, Agustus, September, Oktober, November, Desember";
    let month = draw::words(MONTHS).nth(usize::from(date.month().unsigned_abs()) - 1).unwrap_or_default();
    match turn % 20 {
        0 => text(&date.to_string()),
        1 => Written::Text(format!("{} {} {}", date.day(), month, date.year())),
        2 => Written::Text(date.strftime("%d/%m/%Y").to_string()),
        _ => Written::Text(date.strftime("%d-%m-%Y").to_string()),
    }
}

fn register_row(family: &PracticeFamily, person: &PracticePerson, turn: usize) -> Vec<Written> {
    let cell = |column| register_cell(column, family, person, turn);
    draw::words(REGISTER_COLUMNS).map(cell).collect()
}

fn register_cell(column: &str, family: &PracticeFamily, person: &PracticePerson, turn: usize) -> Written {
    let area = |digits: &str| match digits.parse() {
        Ok(number) if turn.is_multiple_of(4) => Written::Int(number),
        _ => text(digits),
    };
    match column {
        "alamat" => text(&family.address),
        "dusun" => text(family.hamlet),
        "rw" => area(&family.rw),
        "rt" => area(&family.rt),
        "no_kk" => number_or_nothing(family.card_no.as_deref(), turn),
        _ => person_cell(column, person, turn),
    }
}

fn person_cell(column: &str, person: &PracticePerson, turn: usize) -> Written {
    let sex = if person.sex == Sex::Male { 1 } else { 2 };
    match column {
        "nama" => text(&person.full_name),
        "nik" => number_or_nothing(person.nik.as_deref(), turn),
        "sex" => code(sex, person.sex.label(), turn),
        "tempatlahir" => text(person.birth_place),
        "tanggallahir" => written_date(person.birth_date, turn),
        "agama_id" => Written::Int(1),
        "pendidikan_kk_id" => code(person.education.number(), person.education.label(), turn),
        "pekerjaan_id" => code(person.occupation.number(), person.occupation.label(), turn),
        "status_kawin" => code(person.marital.number(), person.marital.label(), turn),
        "kk_level" => code(person.relation.number(), person.relation.label(), turn),
        "warganegara_id" => code(1, "WNI", turn),
        "cacat_id" => person.disability.map_or(Written::Empty, Written::Int),
        "hamil" => match person.pregnant {
            Some(true) => Written::Int(1),
            Some(false) => Written::Int(2),
            None => Written::Empty,
        },
        "status_dasar" => code(person.register_status.number(), person.register_status.label(), turn),
        "id_asuransi" => Written::Int(insurance(person)),
        _ => Written::Empty,
    }
}

/// A number always as text; its absence as villages write it.
fn number_or_nothing(number: Option<&str>, turn: usize) -> Written {
    match (number, turn % 3) {
        (Some(digits), _) => text(digits),
        (None, 0) => text("0"),
        (None, 1) => text("-"),
        (None, _) => Written::Empty,
    }
}

/// The insurance list of OpenSID: none, PBI, other.
fn insurance(person: &PracticePerson) -> i64 {
    match person.membership.segment {
        None => 1,
        Some(Segment::PbiJk) => 2,
        Some(_) => 3,
    }
}

fn bpjs_row(person: &PracticePerson, number: i64) -> Vec<Written> {
    let member = &person.membership;
    let optional = |words: Option<&str>| words.map_or(Written::Empty, text);
    let owed = |amount: i64| if amount > 0 { Written::Int(amount) } else { Written::Empty };
    vec![
        Written::Int(number),
        optional(person.nik.as_deref()),
        optional(member.member_no.as_deref()),
        text(&person.full_name),
        Written::Text(person.birth_date.strftime("%d-%m-%Y").to_string()),
        text(person.sex.code()),
        text(&member.status.code().replace('_', " ")),
        optional(member.segment.map(Segment::label)),
        optional(member.inactive_reason.map(|reason| reason.label())),
        owed(member.arrears_months),
        owed(member.arrears_amount),
        optional(member.care_class.map(|class| class.code())),
        optional(member.clinic.map(|(code, _)| code)),
        optional(member.clinic.map(|(_, name)| name)),
    ]
}
