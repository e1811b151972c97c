//! A laptop's encrypted database opened beside the app, with the key that its passphrase unwraps.

use std::collections::BTreeMap;

use pesiar_core::segment::Body;
use pesiar_core::sync::checksum;
use pesiar_device::vault::Vault;
use rusqlite::Connection;

use super::laptop::Laptop;

impl Laptop {
    /// The database; the app must not be running.
    pub(crate) fn database(&self) -> Connection {
        let unwrap = || {
            let vault = Vault::load(self.folder()).expect("a key file");
            *vault.unlock(None, self.secret()).expect("the passphrase fits").1.dek
        };
        let key = self.key.get_or_init(unwrap);
        pesiar_device::db::open(&self.folder().join("pesiar.db"), key).expect("the database opens")
    }

    /// How often each row was added by hand in the device's own chain.
    pub(crate) fn added(&self, kind: &str) -> BTreeMap<String, usize> {
        let db = self.database();
        let mut statement = db.prepare("SELECT body FROM segment WHERE batch_id IS NULL").expect("segments");
        let bodies = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).expect("bodies");
        count_added(bodies.map(|body| body.expect("a body")), kind)
    }

    /// What the province's rows are here: per stream the cursor, and every row with its revision.
    /// A finished stream must add up to the checksum that the province gave with it.
    pub(crate) fn base(&self) -> Vec<String> {
        let db = self.database();
        let text = "SELECT stream, base_seq >= 0, bwm, ck FROM cursor ORDER BY stream";
        let mut statement = db.prepare(text).expect("cursors");
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?, row.get(3)?));
        let cursors: Vec<(String, bool, i64, String)> =
            statement.query_map([], read).expect("cursors").map(|cursor| cursor.expect("a cursor")).collect();
        let mut all = Vec::new();
        for (stream, is_whole, bwm, ck) in cursors {
            let rows = base_rows(&db, &stream);
            let sum = rows.iter().fold(0u64, |sum, (id, rev)| sum.wrapping_add(checksum::of_row(id, *rev)));
            assert!(!is_whole || sum.to_string() == ck, "the base of {stream} is no state of the province");
            all.push(format!("{stream} bwm {bwm}"));
            all.extend(rows.into_iter().map(|(id, rev)| format!("{stream} {id} {rev}")));
        }
        all
    }
}

fn base_rows(db: &Connection, stream: &str) -> Vec<(String, i64)> {
    let mut statement = db.prepare("SELECT row_id, rev FROM base WHERE stream = ?1 ORDER BY row_id").expect("base");
    let rows = statement.query_map([stream], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// Ids of operations of one kind in segment bodies, and how often each occurs.
pub(crate) fn count_added(bodies: impl Iterator<Item = Vec<u8>>, kind: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for body in bodies {
        let body = Body::decode(&body).expect("a segment");
        for op in body.ops().map(|op| op.expect("an operation")).filter(|op| op.kind() == kind) {
            *counts.entry(op.id).or_insert(0) += 1;
        }
    }
    counts
}
