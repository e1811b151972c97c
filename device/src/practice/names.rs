//! Invented names and places with the sound of Bengkulu; whoever bears one of them does so by chance.

use pesiar_core::person::code::Sex;

use crate::practice::draw::{self, Draw};

const MEN: &str = "\
    Alamsyah, Aprizal, Bustami, Darwan, Dedi, Deki, Dodi, Efrizal, Fahmi, Ferdi, Gunawan, Hamdani, Harpandi, \
    Hendri, Herwan, Ilham, Irwan, Jamhari, Junaidi, Kaharudin, Lukman, Ma'ruf, Mahyudin, Marwan, Mirza, Nopri, \
    Okta, Pebrian, Rizal, Rozali, Rustam, Sa'ban, Saipul, Sudarmo, Suharman, Syafri, Tarmizi, Tomi, Ujang, \
    Wahono, Yanto, Yopi, Yusran, Zulfikar, Muhammad, M., Moh.";
const WOMEN: &str = "\
    Aisyah, Asmawati, Azkia, Cici, Dahlia, Desi, Elvi, Endang, Fitri, Hartati, Herlina, Intan, Jum'iyah, \
    Kartika, Lismawati, Maimunah, Marlina, Mega, Nadia, Novi, Nur'aini, Nurbaiti, Puspa, Ratna, Reni, Rosmala, \
    Rukmini, Sa'diah, Siska, Sri, Suryani, Susanti, Tatik, Tuti, Umi, Veni, Wulan, Yeni, Yulia, Yusmaniar, \
    Zahra, Zubaidah, Siti, Dwi, Tri";
const MEN_SECOND: &str = "\
    Pranata, Saputra, Wijaya, Kesuma, Utama, Hidayat, Effendi, Kurniawan, Putra, Ramadan, Setiawan, Hasan, \
    Siregar, Alam, Firdaus, Anugrah, Bahari, Rafflesia";
const WOMEN_SECOND: &str = "\
    Sari, Lestari, Anggraini, Putri, Wati, Handayani, Rahayu, Oktavia, Ningsih, Maharani, Kusuma, Safitri, \
    Yanti, Aprilia, Hasanah, Rahma, Melati, Bungawati";
/// Names that cannot stand alone on a card.
const NEED_SECOND: &str = "M., Moh., Muhammad, Sri, Siti, Dwi, Tri";
const HAMLETS: &str = "Talang Contoh, Air Umpama, Padang Misal, Tanjung Ibarat, Sukarindu, Lubuk Latihan";
const STREETS: &str = "Jalan Desa, Jalan Mawar, Jalan Kebun Kopi, Gang Mangga, Jalan Pelabuhan Lama";
const BIRTH_PLACES: &str = "\
    Bengkulu, Curup, Manna, Arga Makmur, Tais, Muko-Muko, Kepahiang, Bintuhan, Palembang, Lubuk Linggau, \
    Padang, Yogyakarta";

/// Clinics of the practice village: code and name.
pub(super) const CLINICS: &[(&str, &str)] = &[
    ("17990001", "PUSKESMAS CONTOH SATU"),
    ("17990002", "PUSKESMAS CONTOH DUA"),
    ("17990107", "KLINIK PRATAMA UMPAMA"),
];

/// A full name in capitals, single, double or with a title, as on a card.
pub(super) fn full_name(draw: &mut Draw, sex: Sex, age: i64) -> String {
    let (first, second) = match sex {
        Sex::Male => (draw.word(MEN), draw.word(MEN_SECOND)),
        Sex::Female => (draw.word(WOMEN), draw.word(WOMEN_SECOND)),
    };
    let is_single = draw.per_mille(if age > 50 { 550 } else { 120 });
    let mut name = first.to_owned();
    if !is_single || draw::words(NEED_SECOND).any(|name| name == first) {
        name = format!("{first} {second}");
    }
    let has_pilgrimage = draw.per_mille(40) && age > 45;
    let has_degree = draw.per_mille(40) && (23..60).contains(&age);
    if has_pilgrimage {
        name = format!("{} {name}", if sex == Sex::Male { "H." } else { "Hj." });
    }
    if has_degree {
        name = format!("{name}, {}", draw.word("S.Pd, S.E, A.Md, S.Sos"));
    }
    name.to_uppercase()
}

pub(super) fn birth_place(draw: &mut Draw) -> &'static str {
    // Most people are born near where they live.
    if draw.per_mille(500) { "Bengkulu" } else { draw.word(BIRTH_PLACES) }
}

/// The hamlet by number, starting over when they run out.
pub(super) fn hamlet(number: usize) -> &'static str {
    draw::words(HAMLETS).nth(number % hamlets()).unwrap_or_default()
}

/// How many hamlets have a name of their own.
pub(super) fn hamlets() -> usize {
    draw::words(HAMLETS).count().max(1)
}

pub(super) fn address(draw: &mut Draw) -> String {
    let street = draw.word(STREETS);
    let number = draw.between(1, 120);
    if draw.per_mille(150) { street.to_owned() } else { format!("{street} No. {number}") }
}
