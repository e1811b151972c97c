//! How numbers, percentages and days are written in Indonesian print.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// `1234567` as `1.234.567`.
#[must_use]
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

/// A truncated percentage, `"98.15"` as `98,15%`.
#[must_use]
pub fn percent(text: &str) -> String {
    format!("{}%", text.replace('.', ","))
}

/// A target, `"98.60"` as `98,6%` and `"80.00"` as `80%`.
#[must_use]
pub fn target(text: &str) -> String {
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    percent(short)
}

/// How much of a bar is filled, 0 to 1; a bar cannot be more than full.
#[must_use]
pub fn share(percent: &str) -> f64 {
    (percent.parse::<f64>().unwrap_or(0.0) / 100.0).clamp(0.0, 1.0)
}

/// `2026-11-02` as `2 November 2026`.
#[must_use]
pub fn day(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|place| MONTHS.get(place)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// As [`day`] from stored text; the text itself if it is no date.
#[must_use]
pub fn day_of(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_points_and_percentages_a_comma() {
        assert_eq!([count(0), count(999), count(1_000), count(2_165_631)], ["0", "999", "1.000", "2.165.631"]);
        assert_eq!(count(-1_500), "-1.500");
        assert_eq!([percent("98.15"), percent("101.78")], ["98,15%", "101,78%"]);
        assert_eq!([target("98.60"), target("80.00"), target("100.00")], ["98,6%", "80%", "100%"]);
    }

    #[test]
    fn a_bar_is_at_most_full() {
        assert!((share("98.15") - 0.9815).abs() < 1e-9);
        assert!((share("101.78") - 1.0).abs() < 1e-9 && share("x").abs() < 1e-9);
    }

    #[test]
    fn a_day_is_written_out() {
        assert_eq!(day_of("2026-11-02"), "2 November 2026");
        assert_eq!(day_of("2026-01-31"), "31 Januari 2026");
        assert_eq!(day_of("kemarin"), "kemarin");
    }
}
