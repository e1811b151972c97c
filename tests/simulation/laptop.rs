//! A laptop of the simulation: the product's own code on a database in memory. All calls into `pesiar_device` are here.

use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};

use ed25519_dalek::SigningKey;
use pesiar_core::enrolment::{Answer, Request as Enrolment};
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::seal;
use pesiar_core::segment::{Body, Stamp};
use pesiar_core::sync::frame::{self, Tag, Writer};
use pesiar_core::sync::message::{Cur, push};
use pesiar_core::sync::{PATH, auth};
use pesiar_core::time::Clock;
use pesiar_device::device::Device;
use pesiar_device::env::{Env, Uptime};
use pesiar_device::error::{Error, Result};
use pesiar_device::sync::request::{self, Size};
use pesiar_device::sync::{Round, apply, enrol};
use pesiar_device::vault::Keys;
use pesiar_device::{audit, db, record, segment};
use rusqlite::Connection;
use serde_json::{Map, Value};

use super::chance::{Chance, Draws};
use super::medium::{self, Death, Switch};

/// What a laptop's clocks show; the world sets them.
#[derive(Default)]
pub(crate) struct Clocks {
    wall: AtomicI64,
    since_start: AtomicI64,
    runs: AtomicI64,
}

impl Clock for Clocks {
    fn now_ms(&self) -> i64 {
        self.wall.load(SeqCst)
    }
}

impl Uptime for Clocks {
    fn since_start(&self) -> (i64, String) {
        (self.since_start.load(SeqCst), format!("{:04x}", self.runs.load(SeqCst)))
    }
}

/// A request on its way.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) dev: u32,
    pub(crate) sid: u64,
    pub(crate) wall: i64,
    pub(crate) sig: String,
    pub(crate) body: Vec<u8>,
    /// Segments in it.
    pub(crate) segments: u64,
}

/// How an action ended: with its result, or with the process.
pub(crate) enum End<T> {
    Lived(T),
    Died,
}

/// Somebody who can sign in on a laptop.
pub(crate) struct Worker {
    pub(crate) user: String,
    pub(crate) key: SigningKey,
}

/// A laptop, enrolled, with its workers.
pub(crate) struct Laptop {
    device: Option<Device>,
    env: Env,
    clocks: Arc<Clocks>,
    switch: Arc<Switch>,
    device_key: SigningKey,
    /// Who was enrolled, and who came later.
    pub(crate) workers: Vec<Worker>,
    pub(crate) dev: u32,
    pub(crate) village: String,
    /// Number of the newest request.
    pub(crate) sid: u64,
    /// The request that is waited for, and its segments.
    pub(crate) waits_for: Option<(u64, u64)>,
    /// Requests of the sync that is under way.
    pub(crate) requests: usize,
    /// How far its clock is off, ms.
    pub(crate) skew_ms: i64,
    started_at_ms: i64,
}

impl Laptop {
    /// A laptop out of the box; [`Self::enrol`] makes it useful.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let key = |lane: u8| SigningKey::from_bytes(&[u8::try_from(number).expect("few") + 1 + lane; 32]);
        let clocks = Arc::new(Clocks::default());
        let random = Arc::new(Draws::new(Chance::new(seed, 100 + number as u64)));
        let env = Env { clock: clocks.clone(), uptime: clocks.clone(), random };
        Self {
            device: None,
            env,
            clocks,
            switch: Arc::new(Switch::default()),
            device_key: key(0),
            workers: vec![Worker { user: String::new(), key: key(50) }, Worker { user: String::new(), key: key(100) }],
            dev: 0,
            village: String::new(),
            sid: 0,
            waits_for: None,
            requests: 0,
            skew_ms: 0,
            started_at_ms: 0,
        }
    }

    /// What it asks the province for.
    pub(crate) fn enrolment(&self, finder: &str, secret: &str) -> Enrolment {
        let hex = |key: &SigningKey| auth::to_hex(key.verifying_key().as_bytes());
        Enrolment {
            finder: finder.to_owned(),
            secret: secret.to_owned(),
            device_key: hex(&self.device_key),
            worker_key: hex(&self.workers[0].key),
            app: "0".to_owned(),
        }
    }

    /// Takes the province's answer.
    pub(crate) fn enrol(&mut self, answer: &Answer) {
        self.start(Some(template()));
        enrol::keep(self.device.as_mut().expect("open"), answer, ("https://sim", b"ca")).expect("kept");
        (self.dev, self.village) = (answer.dev, answer.villages[0].code.clone());
        self.workers[0].user.clone_from(&answer.user);
        self.restart();
    }

    /// Lets its clocks show this moment.
    pub(crate) fn at(&self, now_ms: i64) {
        self.clocks.wall.store(now_ms.saturating_add(self.skew_ms), SeqCst);
        self.clocks.since_start.store(now_ms - self.started_at_ms, SeqCst);
    }

    /// Switched off and on.
    pub(crate) fn reboot(&mut self, now_ms: i64) {
        self.started_at_ms = now_ms;
        self.clocks.runs.fetch_add(1, SeqCst);
        self.restart();
    }

    /// The process ends; the next one finds what was committed.
    pub(crate) fn restart(&mut self) {
        let mut db = self.device.take().expect("open").into_database();
        let image = medium::image(&mut db);
        drop(db);
        self.switch.revive();
        self.start(Some(&image));
        self.waits_for = None;
    }

    fn start(&mut self, image: Option<&[u8]>) {
        let db = medium::open(image, &self.switch);
        let keys = Keys { dek: [0; 32].into(), worker: self.workers[0].key.clone(), device: self.device_key.clone() };
        self.device = Some(Device::over(db, self.env.clone(), keys).expect("opens"));
    }

    /// Does something with the product; a process that died is started again.
    fn act<T>(&mut self, death: Option<Death>, work: impl FnOnce(&mut Device) -> T) -> End<T> {
        self.switch.arm(death);
        let done = work(self.device.as_mut().expect("open"));
        self.switch.arm(None);
        if self.switch.is_dead() {
            self.restart();
            return End::Died;
        }
        End::Lived(done)
    }

    /// Saves an entered object.
    pub(crate) fn save(&mut self, noun: Noun, object: &Map<String, Value>, death: Option<Death>) -> End<Result<u64>> {
        self.act(death, |device| record::one(device, noun, object).map(|saved| saved.segment))
    }

    /// Appends operations as another version of the app would have written them.
    pub(crate) fn append(&mut self, ops: &[Op]) -> Result<u64> {
        self.device.as_mut().expect("open").write(|save| save.segment(ops))
    }

    /// Appends a segment that this version would never write; its author may be somebody nobody knows.
    pub(crate) fn poison(&mut self, body: std::result::Result<Vec<Value>, &[u8]>, is_forged: bool) {
        let device = self.device.as_ref().expect("open");
        let (seq, hash) = segment::store::head(device.database()).expect("a head");
        let seq = seq + 1;
        let (mono, boot) = self.env.uptime.since_start();
        let t = Stamp { wall: self.env.now_ms(), mono, boot, hlc: None };
        let user = self.workers[0].user.clone();
        let bytes = match body {
            Ok(ops) => Body { ops, ..Body::new((self.dev, seq), (&user, 1), t, &[]) }.encode().expect("fits"),
            Err(raw) => raw.to_vec(),
        };
        let key = if is_forged { SigningKey::from_bytes(&[255; 32]) } else { self.workers[0].key.clone() };
        let sealed = seal((self.dev, seq), bytes, &hash, &key);
        segment::store::insert(device.database(), &sealed, &user, None, self.env.now_ms()).expect("inserted");
    }

    /// Another worker of this laptop signs in.
    pub(crate) fn sign_in(&mut self, place: usize) {
        let worker = &self.workers[place];
        self.device.as_mut().expect("open").sign_in(&worker.user, worker.key.clone()).expect("signed in");
    }

    /// Notes that somebody looked at a number.
    pub(crate) fn look(&mut self) {
        audit::note(self.device.as_mut().expect("open"), pesiar_core::audit::Action::Unmask, "x", 1, "")
            .expect("noted");
    }

    /// Builds and signs the next request.
    pub(crate) fn request(&mut self, size: Size, death: Option<Death>) -> End<Result<Call>> {
        let (dev, key) = (self.dev, self.device_key.clone());
        let built = self.act(death, |device| {
            audit::flush(device)?;
            request::build(device, size)
        });
        let wall = self.env.now_ms();
        match built {
            End::Died => End::Died,
            End::Lived(built) => End::Lived(built.map(|request| {
                self.sid = request.sid;
                let sig = auth::sign_request((PATH, request.sid, wall), &request.body, &key);
                Call { dev, sid: request.sid, wall, sig, body: request.body, segments: request.segments }
            })),
        }
    }

    /// The same request, asking for another stream as well.
    pub(crate) fn ask_for(&self, call: &mut Call, stream: &str) {
        let mut writer = Writer::default();
        for (tag, payload) in frame::read(&call.body).expect("our own").frames {
            writer.push(tag, &payload);
        }
        push(&mut writer, Tag::Cur, &Cur::snapshot(stream));
        call.body = writer.finish(None);
        call.sig = auth::sign_request((PATH, call.sid, call.wall), &call.body, &self.device_key);
    }

    /// Takes an answer in.
    pub(crate) fn answer(&mut self, body: &[u8], death: Option<Death>) -> End<Result<Round>> {
        self.act(death, |device| apply::answer(device, body))
    }

    /// Segments the province is not known to have.
    pub(crate) fn pending(&self) -> u64 {
        self.device.as_ref().expect("open").pending().expect("a number")
    }

    /// Whether it was told to forget everything.
    pub(crate) fn is_wiped(&self) -> bool {
        let sql = "SELECT 1 FROM meta WHERE key = 'wiped'";
        self.db().prepare_cached(sql).and_then(|mut found| found.exists([])).expect("a look")
    }

    /// The database, for checks.
    pub(crate) fn db(&self) -> &Connection {
        self.device.as_ref().expect("open").database()
    }
}

/// Whether an error says that the disk is full.
pub(crate) const fn is_disk_full(error: &Error) -> bool {
    matches!(error, Error::DiskFull)
}

/// An empty laptop database of today's schema, made once.
fn template() -> &'static [u8] {
    static IMAGE: OnceLock<Vec<u8>> = OnceLock::new();
    IMAGE.get_or_init(|| {
        let db = medium::open(None, &Arc::new(Switch::default()));
        medium::image(&mut db::over(db).expect("a schema"))
    })
}
