//! Searching a large village by name and by NIK, beside a `LIKE` over the same table.

use std::path::Path;

use pesiar_device::device::Device;
use pesiar_device::family::card;
use pesiar_device::person::search::search;
use pesiar_device::practice::Size;

use crate::Result;
use crate::args::Args;
use crate::budget::{Budget, Unit};
use crate::profile;
use crate::spread::{Spread, timed};
use crate::table::Line;

/// Persons whose names and NIKs are typed.
const TYPED: usize = 200;
/// Most persons of an answer, as the family list asks (`device/src/family/card.rs`).
const LIMIT: u32 = 200;

/// What people would write without an index: the same answer columns, the same limit.
const LIKE: &str = "SELECT id, family_id, full_name, nik, birth_date
                    FROM person
                    WHERE full_name LIKE ?1 OR nik LIKE ?1
                    LIMIT 200";

/// Types beginnings of names, whole NIKs and beginnings of NIKs of people spread over the village.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let size = Size::People(args.people);
    let (device, made) = timed(|| profile::practice(&folder.join("large"), size, args.seed));
    let mut device = device?;
    let typed = typed(&mut device)?;
    let mut lines = Vec::new();
    for (what, texts) in ["name", "NIK", "first 10 digits of a NIK"].into_iter().zip(&typed) {
        lines.extend(one(&mut device, what, texts)?);
    }
    let persons = args.people;
    let made = Line::new("  making that village", crate::table::ms(made));
    lines.push(made.beside(format!("{persons} persons imported from XLSX, and a BPJS list of them")));
    Ok(lines)
}

fn one(device: &mut Device, what: &str, texts: &[String]) -> Result<[Line; 3]> {
    let (mut ours, mut shown, mut likes) = (Vec::new(), Vec::new(), Vec::new());
    for text in texts {
        let (found, ms) = timed(|| search(device, text, LIMIT));
        if found?.is_empty() {
            return Err(format!("a {what} that exists was not found").into());
        }
        ours.push(ms);
        let (page, ms) = timed(|| card::list(device, text, 0, 100));
        page?;
        shown.push(ms);
        likes.push(like(device, text)?);
    }
    let [ours, shown, likes] = [ours, shown, likes].map(Spread::new);
    let (word, times) = match likes.p(95) / ours.p(95).max(f64::EPSILON) {
        times if times >= 1.0 => ("longer", times),
        times => ("shorter", 1.0 / times),
    };
    Ok([
        Line::new(&format!("search by {what}, p95"), ours.told())
            .budget(Budget::new(Unit::Ms, ours.p(95), 30.0, 10.0))
            .beside("OpenSRP 28 s at 1,927 persons"),
        Line::new("  the same as family cards of the list, p95", shown.told())
            .budget(Budget::new(Unit::Ms, shown.p(95), 30.0, 10.0))
            .beside("what the window shows: at most 100 cards with counts"),
        Line::new("  LIKE '%..%' on the same table", likes.told()).beside(format!("p95 {times:.1}x {word}")),
    ])
}

/// Milliseconds of a `LIKE` over the very table the search index was made from.
fn like(device: &mut Device, text: &str) -> Result<f64> {
    let pattern = format!("%{text}%");
    Ok(device.rehearse(|save| {
        let (rows, ms) = timed(|| {
            let mut statement = save.db.prepare_cached(LIKE)?;
            let rows = statement.query_map([&pattern], |row| row.get::<_, String>(0))?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        rows?;
        Ok(ms)
    })?)
}

fn typed(device: &mut Device) -> Result<[Vec<String>; 3]> {
    let sql = "SELECT full_name, nik FROM person WHERE nik IS NOT NULL ORDER BY id";
    let people: Vec<(String, String)> = device.rehearse(|save| {
        let mut statement = save.db.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    })?;
    let chosen: Vec<_> = people.iter().step_by((people.len() / TYPED).max(1)).take(TYPED).collect();
    let of = |text: fn(&(String, String)) -> String| chosen.iter().map(|person| text(person)).collect();
    Ok([of(|(name, _)| beginning(name)), of(|(_, nik)| nik.clone()), of(|(_, nik)| nik.chars().take(10).collect())])
}

/// A first name and three letters of the second, the moment most people look up.
fn beginning(name: &str) -> String {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let second: String = words.next().unwrap_or_default().chars().take(3).collect();
    format!("{first} {second}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn people_type_beginnings() {
        assert_eq!(super::beginning("SITI AMINAH BINTI ALI"), "SITI AMI");
        assert_eq!(super::beginning("SUKARNO"), "SUKARNO");
    }
}
