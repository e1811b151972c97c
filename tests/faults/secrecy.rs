//! Whoever finds a laptop, the server's disk or its log finds no resident: no NIK, no KK number, no name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::world::dice::Dice;
use crate::world::laptop::sync_until_quiet;
use crate::world::server::Server;
use crate::world::table::Table;
use crate::world::{World, today};

const PEOPLE: u32 = 300;
const SEED: u64 = 41;
/// Shorter texts occur in encrypted bytes by chance.
const LETTERS_MIN: usize = 8;

/// Needles by their first eight bytes.
struct Needles(BTreeMap<[u8; 8], Vec<Vec<u8>>>);

impl Needles {
    /// Every text as UTF-8 and as UTF-16LE.
    fn new(texts: &BTreeSet<String>) -> Self {
        let mut needles: BTreeMap<[u8; 8], Vec<Vec<u8>>> = BTreeMap::new();
        for text in texts.iter().filter(|text| text.len() >= LETTERS_MIN) {
            let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for bytes in [text.clone().into_bytes(), wide] {
                let first = *bytes.first_chunk().expect("eight bytes");
                needles.entry(first).or_default().push(bytes);
            }
        }
        Self(needles)
    }

    fn is_in(&self, bytes: &[u8]) -> bool {
        bytes.windows(8).enumerate().any(|(place, window)| {
            let key: [u8; 8] = window.try_into().expect("eight bytes");
            // Only texts of letters and digits are looked up: most of an encrypted file is skipped here.
            let is_text = key.iter().all(|byte| byte.is_ascii_graphic() || matches!(byte, 0 | b' '));
            let found = if is_text { self.0.get(&key) } else { None };
            found.is_some_and(|needles| needles.iter().any(|needle| bytes[place..].starts_with(needle)))
        })
    }
}

/// Every NIK, KK number and name of the register.
fn residents(table: &Table) -> BTreeSet<String> {
    let columns = ["nik", "no_kk", "nama"];
    let texts = (0..table.len()).flat_map(|row| columns.map(|column| table.text(row, column)));
    texts.filter(|text| text.len() > 1).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for file in files(from) {
        std::fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("a copy");
    }
}

#[test]
fn no_file_of_a_laptop_or_of_the_province_names_a_resident() {
    let world = World::new("secrecy");
    let mut server = world.server();
    let village = world.village(PEOPLE, SEED);
    let [ana, budi] = ["ana", "budi"].map(|name| world.laptop(name).enrolled(&server));
    ana.import(&village.register, &[]);
    ana.import(&village.members, &[]);
    let families = ana.list("family");
    let visit = |family: &Value| json!({"family_id": family["id"], "outcome": "V1", "note": "bertemu di rumah"});
    ana.record_all("visit", &families.iter().take(30).map(visit).collect::<Vec<_>>());
    let people = ana.list("person");
    for person in people.iter().take(3) {
        ana.show("person", person["id"].as_str().expect("an id"));
    }
    sync_until_quiet(&[&ana, &budi]);
    assert_eq!(budi.list("person").len(), PEOPLE as usize);
    ana.ask(&["report", "L05"]);
    budi.ask(&["list", "person", "--search", "siti"]);
    let l01 = ana.l01(&today().to_string());
    let texts = residents(&village.table());
    let needles = Needles::new(&texts);
    assert!(needles.is_in(&left_in_plain(&texts)), "nothing is ever found");
    assert!(!needles.is_in(l01.to_string().as_bytes()), "L01 names a resident");

    let folders = [ana.folder(), budi.folder(), server.folder()].map(Path::to_owned);
    let search = || {
        let all = folders.iter().flat_map(|folder| files(folder)).chain([world.path("province.log")]);
        all.map(|file| assert_silent(&file, &needles, &texts)).sum::<usize>()
    };
    assert!(search() > 1_000_000, "too little was searched");
    server.stop();
    assert!(search() > 1_000_000, "too little was searched");
}

/// Returns how many bytes were searched.
fn assert_silent(file: &Path, needles: &Needles, texts: &BTreeSet<String>) -> usize {
    let bytes = std::fs::read(file).expect("a file");
    assert!(!needles.is_in(&bytes), "{} names a resident", file.display());
    let name = file.file_name().expect("a name").to_string_lossy().to_uppercase();
    assert!(!texts.iter().any(|text| name.contains(text)), "the name of {name} names a resident");
    bytes.len()
}

/// What the search must find: a text as a careless program for Windows would have left it.
fn left_in_plain(texts: &BTreeSet<String>) -> Vec<u8> {
    let longest = texts.iter().max_by_key(|text| text.len()).expect("a text");
    format!("x{longest}y").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Whether a database file opens with this key, tried as anybody with a copy would.
fn opens(file: &Path, key: Option<&[u8; 32]>) -> bool {
    let db = Connection::open(file).expect("a file");
    if let Some(key) = key {
        let hex = pesiar_core::sync::auth::to_hex(key);
        db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).expect("a key is taken unseen");
    }
    db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0)).is_ok()
}

#[test]
fn a_copied_folder_opens_with_no_other_key_and_no_other_passphrase() {
    let world = World::new("copied");
    let mut server = world.server();
    let ana = world.laptop("ana").enrolled(&server);
    ana.import(&world.village(PEOPLE, SEED).register, &[]);
    ana.sync();
    server.stop();
    let mut dice = Dice::new(SEED);
    let random: [u8; 32] = std::array::from_fn(|_| u8::try_from(dice.below(256)).expect("a byte"));

    let stolen = world.laptop("stolen");
    copy(ana.folder(), stolen.folder());
    for key in [None, Some(&random), Some(&[0; 32])] {
        assert!(!opens(&stolen.folder().join("pesiar.db"), key), "the laptop's database opened");
    }
    let guesser = stolen.with_secret("kuda makan rumput kering");
    assert_eq!(guesser.refused(&["list", "person"]).code, "unlock.wrong");
    let damaged = world.laptop("damaged");
    copy(ana.folder(), damaged.folder());
    let file = damaged.folder().join("pesiar.db");
    let mut bytes = std::fs::read(&file).expect("a database");
    bytes[..4096].iter_mut().for_each(|byte| *byte ^= 0x55);
    std::fs::write(&file, &bytes).expect("a database");
    assert_eq!(damaged.refused(&["list", "person"]).code, "storage.corrupt");
    assert_eq!(std::fs::read(&file).expect("a database"), bytes, "a damaged file was touched");
    std::fs::remove_file(stolen.folder().join("vault.json")).expect("the key file");
    assert_eq!(stolen.refused(&["list", "person"]).code, "profile.missing");

    let (copied, key) = (world.path("copied"), server.folder().join("database.key"));
    copy(server.folder(), &copied);
    std::fs::remove_file(copied.join("database.key")).expect("the key file");
    for key in [None, Some(&random)] {
        assert!(!opens(&copied.join("pesiar-server.db"), key), "the server's database opened");
    }
    let without = Server::at(&copied).run(&["verify"]);
    assert_eq!(without.code, Some(1), "verified without a key");
    std::fs::write(copied.join("database.key"), pesiar_core::sync::auth::to_hex(&random)).expect("a key file");
    let wrong = Server::at(&copied).run(&["verify"]);
    assert_eq!((wrong.code, wrong.err.lines().count()), (Some(1), 1), "{}", wrong.err);
    assert!(wrong.err.contains("tidak diubah"), "{}", wrong.err);
    std::fs::copy(&key, copied.join("database.key")).expect("the right key");
    assert_eq!(Server::at(&copied).verify()["broken"], json!([]));
}
