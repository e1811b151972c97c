//! The province of the simulation: the server's own code on a database in memory. All calls into `pesiar_server` are here.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use ed25519_dalek::SigningKey;
use pesiar_core::access::Role;
use pesiar_core::enrolment::Answer;
use pesiar_core::region::VillageCode;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::setting::Settings;
use pesiar_core::sync::stream;
use pesiar_server::db::store::{epoch, set_meta};
use pesiar_server::db::{Db, Tx};
use pesiar_server::error::Result;
use pesiar_server::sync::{Request, Summary, handle};
use pesiar_server::{device, enrol, own, region, segment};
use rusqlite::Connection;

use super::laptop::{Call, End, Laptop};
use super::medium::{self, Death, Switch};
use super::row_id;

/// The villages there are; a run uses the first few.
pub(crate) const VILLAGES: [&str; 3] = ["17.06.05.1003", "17.06.05.2001", "17.06.05.2002"];

/// The server's key.
fn key() -> SigningKey {
    SigningKey::from_bytes(&[254; 32])
}

/// A province.
pub(crate) struct Province {
    db: Db,
    key: SigningKey,
    switch: Arc<Switch>,
}

impl Province {
    /// A new province, as `init` makes one.
    pub(crate) fn new(now_ms: i64) -> Self {
        let switch = Arc::new(Switch::default());
        Self { db: open(template(now_ms), &switch), key: key(), switch }
    }

    /// Enrols a laptop and makes its second worker an account.
    pub(crate) fn enrol(&mut self, laptop: &mut Laptop, village: &str, now_ms: i64) {
        let village = VillageCode::parse(village).expect("a village");
        let wanted = enrol::Wanted { village: village.clone(), role: Role::Enumerator, name: "A".to_owned() };
        let key = *self.key.verifying_key().as_bytes();
        let (answer, account): (Answer, i64) = self
            .db
            .write(|tx| {
                let code = enrol::make_code(tx, &wanted, &[0; 32], now_ms)?;
                let request = laptop.enrolment(&code.finder, &code.secret);
                let answer = enrol::accept(tx, &request, &key, now_ms)?;
                let account = enrol::store::add_account(tx, "B", Role::Enumerator, village.as_str())?;
                Ok((answer, account))
            })
            .expect("enrolled");
        laptop.enrol(&answer);
        laptop.workers[1].user = format!("u-{account}");
    }

    /// Makes the second worker of a laptop known.
    pub(crate) fn meet(&self, laptop: &Laptop) {
        let worker = &laptop.workers[1];
        let account = worker.user.trim_start_matches("u-").parse().expect("a number");
        let key = worker.key.verifying_key().to_bytes();
        self.db.write(|tx| device::store::add_worker(tx, laptop.dev, account, &key)).expect("known");
    }

    /// No longer trusts a laptop. The product has no door for this yet: the state column is what it looks at.
    pub(crate) fn revoke(&self, dev: u32) {
        self.look(|db| db.execute("UPDATE device SET state = 'revoked' WHERE dev = ?1", [dev])).expect("revoked");
    }

    /// Handles one request.
    pub(crate) fn handle(&mut self, call: &Call, now_ms: i64, death: Option<Death>) -> End<Result<(Vec<u8>, Summary)>> {
        let Call { dev, sid, wall, sig, body, .. } = call;
        let request = Request { dev: *dev, sid: *sid, wall: *wall, sig, body };
        self.switch.arm(death);
        let done = handle(&self.db, &self.key, &request, now_ms);
        self.switch.arm(None);
        if self.switch.is_dead() {
            let image = self.image();
            self.restart(&image);
            return End::Died;
        }
        End::Lived(done)
    }

    /// Everything committed.
    pub(crate) fn image(&mut self) -> Vec<u8> {
        self.db.lend(medium::image).expect("in memory")
    }

    /// Starts again from an image.
    fn restart(&mut self, image: &[u8]) {
        self.switch.revive();
        self.db = open(image, &self.switch);
    }

    /// Goes back to an older image, as an operator does after a disk died: the life line is a new one. `epoch` is the
    /// newest life line there ever was.
    pub(crate) fn restore(&mut self, image: &[u8], epoch: i64) {
        self.restart(image);
        self.db.write(|tx| set_meta(tx, "epoch", &(epoch + 1).to_string())).expect("an epoch");
    }

    /// The life line.
    pub(crate) fn epoch(&self) -> i64 {
        self.db.read(|tx| epoch(tx)).expect("an epoch")
    }

    /// Links that do not hold, as the product's own check sees them.
    pub(crate) fn broken_links(&self) -> Vec<String> {
        self.db.read(|tx| segment::verify::all(tx)).expect("verified").broken
    }

    /// Looks into the database, for checks.
    pub(crate) fn look<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        self.db.lend(|db| work(db)).expect("in memory")
    }
}

fn open(image: &[u8], switch: &Arc<Switch>) -> Db {
    Db::over(medium::open(Some(image), switch)).expect("a server database")
}

/// What `init` leaves, made once. Ids and keys are fixed where `init` draws them, so that runs can be repeated.
fn template(now_ms: i64) -> &'static [u8] {
    static IMAGE: OnceLock<Vec<u8>> = OnceLock::new();
    IMAGE.get_or_init(|| {
        let db = Db::over(medium::open(None, &Arc::new(Switch::default()))).expect("a schema");
        db.write(|tx| {
            fill(tx, now_ms);
            Ok(())
        })
        .expect("committed");
        db.lend(medium::image).expect("in memory")
    })
}

fn fill(db: &dyn Tx, now_ms: i64) {
    for code in ["17", "17.06", "17.06.05"].iter().chain(&VILLAGES) {
        region::store::insert(db, code, "SIM").expect("a region");
    }
    for (number, code) in VILLAGES.iter().enumerate() {
        enrol::store::add_village_key(db, code, &[u8::try_from(number).expect("few"); 32]).expect("a village key");
    }
    set_meta(db, "province", "17").expect("set");
    set_meta(db, "epoch", "1").expect("set");
    device::store::insert_own(db, key().verifying_key().as_bytes()).expect("device 0");
    let settings = Settings::first().expect("settings");
    let ops: Vec<Op> = settings
        .iter()
        .enumerate()
        .map(|(place, setting)| {
            let fields: BTreeMap<String, serde_json::Value> =
                serde_json::from_value(serde_json::to_value(setting).expect("JSON")).expect("fields");
            Op::add(Noun::Setting, &row_id(9, place), stream::CONFIG, fields)
        })
        .collect();
    own::append(db, &key(), "init", &ops, now_ms).expect("settings");
}
