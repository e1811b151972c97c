//! How a name from the package is shown: people's spelling, no capitals only, no stray signs.

/// Regencies whose name people write differently than older lists do; the key is in capitals.
const SPELLINGS: [(&str, &str); 1] = [("MUKO MUKO", "Mukomuko")];

/// Words that stay small inside a name.
const SMALL: [&str; 1] = ["dan"];

/// The name to store for an area: no `Kabupaten` in front (cities keep `Kota`), title case, plain signs.
pub(super) fn display(code: &str, raw: &str) -> String {
    let name = plain_signs(raw);
    let is_large = code.len() <= 5;
    let is_shouted = is_large && !name.contains(char::is_lowercase);
    let is_small = !name.contains(char::is_uppercase);
    let name = if is_shouted || is_small { title_case(&name) } else { name };
    if is_large { spelling(regency(&name)) } else { name }
}

/// One space between words, `'` for the quotation marks met in place of it, `-` for commas.
fn plain_signs(raw: &str) -> String {
    let name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    name.replace(['"', '\u{2018}', '\u{2019}', '`'], "'").replace(", ", "-").replace(',', "-")
}

/// Drops `Kabupaten`, except before `Administrasi`, where it is part of the name.
fn regency(name: &str) -> &str {
    match name.strip_prefix("Kabupaten ") {
        Some(rest) if !rest.starts_with("Administrasi ") => rest,
        _ => name,
    }
}

fn spelling(name: &str) -> String {
    let upper = name.to_uppercase();
    let known = SPELLINGS.iter().find(|(key, _)| *key == upper);
    known.map_or_else(|| name.to_owned(), |(_, shown)| (*shown).to_owned())
}

fn title_case(name: &str) -> String {
    let words = name.split(' ').enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        if at > 0 && SMALL.contains(&lower.as_str()) { lower } else { capitals(&lower) }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A capital at the start and after a hyphen.
fn capitals(lower: &str) -> String {
    let mut is_start = true;
    let letters = lower.chars().flat_map(|c| {
        let shown = if is_start { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] };
        is_start = c == '-';
        shown
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regency_is_shown_as_people_write_it() {
        for (raw, shown) in [
            ("KABUPATEN MUKO MUKO", "Mukomuko"),
            ("Kabupaten Mukomuko", "Mukomuko"),
            ("KABUPATEN REJANG LEBONG", "Rejang Lebong"),
            ("KOTA BENGKULU", "Kota Bengkulu"),
            ("KABUPATEN PANGKAJENE DAN KEPULAUAN", "Pangkajene dan Kepulauan"),
            ("Kabupaten Toli-Toli", "Toli-Toli"),
            ("KABUPATEN TOLI-TOLI", "Toli-Toli"),
            ("Kabupaten Administrasi Kepulauan Seribu", "Kabupaten Administrasi Kepulauan Seribu"),
        ] {
            assert_eq!(display("17.06", raw), shown);
        }
    }

    #[test]
    fn a_small_area_keeps_its_short_forms_and_loses_stray_signs() {
        for (raw, shown) in [
            ("RD. PJKA", "RD. PJKA"),
            ("Kota Manna", "Kota Manna"),
            ("lamuk", "Lamuk"),
            ("Ra\"as", "Ra'as"),
            ("Udek Du\u{2019}en", "Udek Du'en"),
            ("Lambang Sari I, II, III", "Lambang Sari I-II-III"),
            (" Air  Napal ", "Air Napal"),
        ] {
            assert_eq!(display("17.01.05.2001", raw), shown);
        }
    }
}
