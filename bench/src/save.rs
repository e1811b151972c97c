//! Saving a visit, encrypted and synchronous, beside one raw commit of the same bytes.

use std::collections::BTreeMap;
use std::path::Path;

use pesiar_core::row::noun::Noun;
use pesiar_device::device::Device;
use pesiar_device::practice::Size;
use pesiar_device::{db, record, row};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::Result;
use crate::args::Args;
use crate::budget::{Budget, Unit};
use crate::profile;
use crate::spread::{Spread, timed};
use crate::table::Line;

/// Folder of the village of 1,000 families, also opened by `opening.rs`.
pub(crate) const FOLDER: &str = "village";
/// Families of that village.
pub(crate) const FAMILIES: u32 = 1_000;

/// Saves visits and commits as many bytes without Pesiar in turn, so that both meet the same disk.
pub(crate) fn measure(folder: &Path, args: &Args) -> Result<Vec<Line>> {
    let mut device = profile::practice(&folder.join(FOLDER), Size::Families(FAMILIES), args.seed)?;
    let raw = raw(&folder.join("raw.db"))?;
    let (mut saves, mut commits, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for form in forms(&mut device)?.iter().cycle().take(args.saves) {
        let (saved, ms) = timed(|| record::one(&mut device, Noun::Visit, form));
        saves.push(ms);
        let body = stored(&mut device, saved?.segment)?;
        let (done, ms) = timed(|| raw.execute("INSERT INTO raw (body) VALUES (?1)", [&body]));
        done?;
        commits.push(ms);
        sizes.push(body.len());
    }
    let (saves, commits) = (Spread::new(saves), Spread::new(commits));
    let size = sizes.iter().sum::<usize>() / sizes.len().max(1);
    let times = [50, 95].map(|percent| saves.p(percent) / commits.p(percent).max(f64::EPSILON));
    let [half, most] = times;
    Ok(vec![
        Line::new("save a visit of two persons, FULL, p95", saves.told())
            .budget(Budget::must(Unit::Ms, saves.p(95), 15.0))
            .beside("OpenSRP 45 s"),
        Line::new("  one raw SQLCipher commit of its bytes", commits.told()).beside(format!("{size} bytes each")),
        Line::new("  a save in raw commits", format!("p50 {half:.1}x, p95 {most:.1}x")).budget(Budget::goal(
            Unit::Times,
            most,
            2.0,
        )),
    ])
}

/// The same key length, pragmas and page size as a profile; one table.
fn raw(path: &Path) -> Result<Connection> {
    let db = db::open(path, &[7; 32])?;
    db.execute_batch("CREATE TABLE raw (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")?;
    Ok(db)
}

/// A filled form for every family with two members or more.
fn forms(device: &mut Device) -> Result<Vec<Map<String, Value>>> {
    let people = device.rehearse(|save| row::store::list(save.db, Noun::Person, &[]))?;
    let mut doors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for person in &people {
        doors.entry(person.text("family_id").unwrap_or_default()).or_default().push(&person.id);
    }
    let forms = doors.iter().filter_map(|(family, members)| form(family, members));
    Ok(forms.filter_map(|form| form.as_object().cloned()).collect())
}

fn form(family: &str, members: &[&str]) -> Option<Value> {
    let [head, other, ..] = members else { return None };
    Some(json!({
        "family_id": family, "outcome": "V1", "respondent_person_id": head,
        "lat_microdeg": -3_792_841, "lng_microdeg": 102_260_764, "accuracy_m": 9,
        "note": "Kepala keluarga sedang di ladang, wawancara dengan istri",
        "persons": [
            {"person_id": head, "presence": 1, "stated_membership": "AKTIF"},
            {"person_id": other, "presence": 1, "stated_membership": "BELUM_TERDAFTAR", "advocacy_response": "A1"},
        ]
    }))
}

/// What a segment takes in the database: body, chain hash, signature.
fn stored(device: &mut Device, segment: u64) -> Result<Vec<u8>> {
    let segment = i64::try_from(segment)?;
    let sql = "SELECT body, hash, sig FROM segment WHERE seq = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok([row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get(2)?].concat());
    Ok(device.rehearse(|save| Ok(save.db.query_row(sql, [segment], read)?))?)
}
