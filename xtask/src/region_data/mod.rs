//! `region-data`: rebuilds the region lists of core and server from an unpacked idn-area-data package.

mod name;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::Outcome;

/// Six digits per line, read by `core/src/region/known.rs`.
const DISTRICTS: &str = "core/data/district.txt";

/// `code,name` of every area, read by the server when it is set up.
const REGIONS: &str = "server/data/region.csv.zst";

/// Files of the package, larger areas first, with the length of a code in each.
const SOURCES: [(&str, usize); 4] =
    [("provinces.csv", 2), ("regencies.csv", 5), ("districts.csv", 8), ("villages.csv", 13)];

/// The province whose codes must obey the kelurahan and desa rule, because its papers depend on it.
const HOME: &str = "17.";

/// Every area by dotted code, which puts each area right after the one that holds it.
type Areas = BTreeMap<String, String>;

/// Reads the package and writes both lists.
pub(crate) fn rebuild(package: &Path, root: &Path) -> io::Result<Outcome> {
    let version = version(package)?;
    let mut areas = Areas::new();
    for (file, length) in SOURCES {
        read(&package.join("data").join(file), length, &mut areas)?;
    }
    let faults = faults(&areas);
    if !faults.is_empty() {
        return Ok(Outcome { lines: faults, is_ok: false });
    }
    write(&root.join(DISTRICTS), districts(&areas).as_bytes())?;
    write(&root.join(REGIONS), &zstd::encode_all(table(&areas).as_bytes(), 19)?)?;
    let counts = SOURCES.map(|(file, length)| format!("{} {}", count(&areas, length), file.trim_end_matches(".csv")));
    Ok(Outcome { lines: vec![format!("idn-area-data {version}: {}", counts.join(", "))], is_ok: true })
}

/// The version the package says it has.
fn version(package: &Path) -> io::Result<String> {
    let text = std::fs::read_to_string(package.join("package.json"))?;
    let json: serde_json::Value = serde_json::from_str(&text)?;
    let field = |name: &str| json.get(name).and_then(serde_json::Value::as_str).unwrap_or("").to_owned();
    if field("name") == "idn-area-data" { Ok(field("version")) } else { Err(io::Error::other("not idn-area-data")) }
}

/// Adds the areas of one file, with the name as it is to be shown.
fn read(file: &Path, length: usize, areas: &mut Areas) -> io::Result<()> {
    let mut reader = csv::Reader::from_path(file).map_err(io::Error::other)?;
    for record in reader.records() {
        let record = record.map_err(io::Error::other)?;
        let (Some(code), Some(raw)) = (record.get(0), record.iter().next_back()) else {
            continue;
        };
        if code.len() != length {
            return Err(io::Error::other(format!("{}: `{code}` is no code of this level", file.display())));
        }
        areas.insert(code.to_owned(), name::display(code, raw));
    }
    Ok(())
}

/// What would make the lists unusable: a torn tree, a name that breaks a line, a village of unknown type at home.
fn faults(areas: &Areas) -> Vec<String> {
    let orphans =
        areas.keys().filter(|code| code.rsplit_once('.').is_some_and(|(front, _)| !areas.contains_key(front)));
    let names = areas.iter().filter(|(_, name)| name.trim().is_empty() || name.contains([',', '"', '\n', '\r']));
    let orphans = orphans.map(|code| format!("{code}: the area above it is missing"));
    let names = names.map(|(code, name)| format!("{code}: the name `{name}` cannot stand in a plain line"));
    orphans.chain(names).chain(odd_villages(areas)).collect()
}

/// Villages at home whose last group begins with neither 1 (kelurahan) nor 2 (desa).
fn odd_villages(areas: &Areas) -> impl Iterator<Item = String> {
    let villages = areas.keys().filter(|code| code.len() == 13 && code.starts_with(HOME));
    let odd = villages.filter(|code| !matches!(code.as_bytes().get(9), Some(b'1' | b'2')));
    odd.map(|code| format!("{code}: neither kelurahan (1) nor desa (2)"))
}

fn count(areas: &Areas, length: usize) -> usize {
    areas.keys().filter(|code| code.len() == length).count()
}

fn districts(areas: &Areas) -> String {
    let districts = areas.keys().filter(|code| code.len() == 8);
    districts.map(|code| code.replace('.', "") + "\n").collect()
}

fn table(areas: &Areas) -> String {
    let rows = areas.iter().map(|(code, name)| format!("{code},{name}\n"));
    std::iter::once("code,name\n".to_owned()).chain(rows).collect()
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree;

    /// The committed list of the server, unpacked.
    fn committed() -> Areas {
        let packed = std::fs::read(tree::root().unwrap().join(REGIONS)).unwrap();
        let text = String::from_utf8(zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("code,name"));
        lines.map(|line| line.split_once(',').unwrap()).map(|(code, name)| (code.to_owned(), name.to_owned())).collect()
    }

    #[test]
    fn the_committed_lists_are_whole_and_agree() {
        let areas = committed();
        assert_eq!(SOURCES.map(|(_, length)| count(&areas, length)), [38, 514, 7285, 83762]);
        assert_eq!(faults(&areas), [""; 0]);
        let listed = std::fs::read_to_string(tree::root().unwrap().join(DISTRICTS)).unwrap();
        assert_eq!(listed, districts(&areas));
    }

    #[test]
    fn every_village_of_bengkulu_is_a_kelurahan_or_a_desa() {
        let areas = committed();
        let of = |digit: u8| {
            let villages = areas.keys().filter(|code| code.len() == 13 && code.starts_with(HOME));
            villages.filter(|code| code.as_bytes()[9] == digit).count()
        };
        assert_eq!((of(b'1'), of(b'2')), (172, 1341));
        assert_eq!(odd_villages(&areas).count(), 0);
    }

    #[test]
    fn names_are_shown_as_people_write_them() {
        let areas = committed();
        let name = |code: &str| areas.get(code).map(String::as_str);
        assert_eq!(name("17"), Some("Bengkulu"));
        assert_eq!(name("17.06"), Some("Mukomuko"));
        assert_eq!(name("17.71"), Some("Kota Bengkulu"));
        assert_eq!(name("35.29.22"), Some("Ra'as"));
    }

    #[test]
    fn a_torn_or_odd_list_is_refused() {
        let of =
            |rows: &[(&str, &str)]| rows.iter().map(|(c, n)| ((*c).to_owned(), (*n).to_owned())).collect::<Areas>();
        assert_eq!(faults(&of(&[("17", "Bengkulu"), ("17.06.01", "Kota Mukomuko")])).len(), 1);
        assert_eq!(faults(&of(&[("17", "Bengkulu, 1")])).len(), 1);
        let village = [("17", "A"), ("17.06", "B"), ("17.06.01", "C"), ("17.06.01.3001", "D")];
        assert_eq!(faults(&of(&village)).len(), 1);
    }
}
