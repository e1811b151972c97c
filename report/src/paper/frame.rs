//! What every paper has around its content: kop, number, watermark, signatures, foot.

use pesiar_core::report::basis::Basis;
use pesiar_core::report::imprint::Imprint;
use serde::Serialize;

use crate::number::{count, day};

/// Printed across every page of the practice village.
const WATERMARK: &str = "DESA LATIHAN - DATA CONTOH";

/// The frame of a paper, in words ready to print.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame {
    watermark: Option<&'static str>,
    kop: [String; 3],
    address: String,
    letter_no: Option<String>,
    foot: Vec<String>,
    place_and_date: String,
    village_head: Signatory,
    camat: Option<Signatory>,
}

/// Room for one signature.
#[derive(Debug, Clone, Serialize)]
struct Signatory {
    title: String,
    name: String,
    nip: String,
}

impl Frame {
    pub(super) fn new(imprint: &Imprint, basis: &Basis, is_practice: bool) -> Self {
        let kop = imprint.letterhead.clone();
        let letter_no = imprint.letter_no.as_deref().map(str::trim).filter(|number| !number.is_empty());
        let camat = Signatory { title: kop.camat_title, name: kop.camat_name, nip: kop.camat_nip };
        Self {
            watermark: is_practice.then_some(WATERMARK),
            kop: [kop.line_regency, kop.line_district, kop.line_village],
            address: kop.address,
            letter_no: letter_no.map(str::to_owned),
            foot: vec![sources(basis), printing(basis, imprint)],
            place_and_date: format!("{}, {}", kop.place, day(imprint.date())),
            village_head: Signatory { title: kop.signatory_title, name: kop.signatory_name, nip: kop.signatory_nip },
            camat: kop.has_camat.then_some(camat),
        }
    }
}

fn sources(basis: &Basis) -> String {
    let people = match (basis.population, &basis.population_source) {
        (Some(people), Some(source)) => format!("Penduduk (P) {} jiwa: {source}.", count(people)),
        _ => "Penduduk (P) belum diisi.".to_owned(),
    };
    let list = basis
        .latest_list
        .map_or_else(|| "Belum ada daftar BPJS.".to_owned(), |date| format!("Daftar BPJS terakhir: {}.", day(date)));
    format!("{people} {list} {} sasaran belum dicek.", count(basis.unknown))
}

fn printing(basis: &Basis, imprint: &Imprint) -> String {
    let by = if imprint.printed_by.is_empty() { String::new() } else { format!(" oleh {}", imprint.printed_by) };
    format!("Versi data {}. Dicetak{by} pada {} dengan Pesiar.", basis.data_version, imprint.moment())
}
