//! A device made of two keys, which says exactly what a test wants it to say.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use ed25519_dalek::SigningKey;
use pesiar_core::enrolment::{Answer, Code};
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::{GENESIS, Hash, seal};
use pesiar_core::segment::{Body as SegmentBody, Stamp};
use pesiar_core::sync::auth::{header, sign_request, to_hex};
use pesiar_core::sync::frame::{self, Frames, Tag, Writer};
use pesiar_core::sync::message::{Cur, Head, Hello, Page, Res, Seg, parse, push};
use pesiar_server::data::Data;
use pesiar_server::routes::router;
use serde_json::json;
use tower::ServiceExt;

use crate::world::World;
use crate::world::server::Server;

/// A province whose routes are called without a socket.
pub(crate) struct Province {
    _world: World,
    /// The stopped server, for codes and its database.
    pub(crate) server: Server,
    router: Router,
}

impl Province {
    /// A new province.
    pub(crate) fn new(name: &str) -> Self {
        let world = World::new(name);
        let server = Server::stopped(&world.path("province"));
        Self::of(world, server)
    }

    /// A new province whose rows are in a PostgreSQL database.
    pub(crate) fn on_postgres(name: &str, url: &str) -> Self {
        let world = World::new(name);
        let server = Server::at(&world.path("province"));
        server.ask(&["init", "--province", "17", "--database", url]);
        Self::of(world, server)
    }

    fn of(world: World, server: Server) -> Self {
        let data = Data::new(server.folder(), None);
        // Opening blocks, which a thread of a runtime must not.
        let open = || pesiar_server::state::Server::open(&data).unwrap();
        let open = std::thread::scope(|scope| scope.spawn(open).join().unwrap());
        Self { _world: world, server, router: router(open) }
    }

    /// Calls a route; answers with headers and all.
    pub(crate) async fn send(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Calls a route.
    pub(crate) async fn call(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let response = self.send(request).await;
        let status = response.status();
        (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    /// Posts a JSON body to the enrolment route.
    pub(crate) async fn enrol(&self, body: &serde_json::Value) -> (StatusCode, Vec<u8>) {
        let request = Request::post("/v1/enrol").header("content-type", "application/json");
        self.call(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Segments recorded for all devices but the server's own.
    pub(crate) fn recorded(&self) -> i64 {
        let count = "SELECT count(*) FROM segment WHERE dev <> 0";
        self.server.database().query_row(count, [], |row| row.get(0)).unwrap()
    }
}

/// A device.
pub(crate) struct Caller {
    /// What enrolment answered.
    pub(crate) answer: Answer,
    pub(crate) device: SigningKey,
    pub(crate) worker: SigningKey,
    seq: u64,
    hash: Hash,
    sid: u64,
}

impl Caller {
    /// Enrols; `number` makes its keys.
    pub(crate) async fn enrolled(province: &Province, number: u8) -> Self {
        let code = Code::parse(&province.server.code("enumerator", "Ani")).unwrap();
        let (device, worker) = (SigningKey::from_bytes(&[number; 32]), SigningKey::from_bytes(&[number + 100; 32]));
        let key = |key: &SigningKey| to_hex(key.verifying_key().as_bytes());
        let body = json!({"finder": code.finder, "secret": code.secret, "app": "0",
            "device_key": key(&device), "worker_key": key(&worker)});
        let (status, bytes) = province.enrol(&body).await;
        assert_eq!(status, StatusCode::OK);
        let answer = serde_json::from_slice(&bytes).unwrap();
        Self { answer, device, worker, seq: 0, hash: GENESIS, sid: 0 }
    }

    /// The next segment of this device, signed as it should be.
    pub(crate) fn segment(&mut self, ops: &[Op]) -> Seg {
        self.seq += 1;
        let stamp = Stamp { wall: 1_763_800_123_456, mono: 1, boot: "test".into(), hlc: None };
        let body = SegmentBody::new((self.answer.dev, self.seq), (&self.answer.user, 1), stamp, ops);
        let sealed = seal((self.answer.dev, self.seq), body.encode().unwrap(), &self.hash, &self.worker);
        self.hash = sealed.hash;
        Seg { dev: sealed.dev, seq: sealed.seq, sig: sealed.sig, body: sealed.body }
    }

    /// Frames of a request for these segments and streams.
    pub(crate) fn body(&self, segments: &[Seg], streams: &[&str]) -> Vec<u8> {
        let mut writer = Writer::default();
        let (app, boot) = ("0".to_owned(), "test".to_owned());
        let hello = Hello { proto: 1, app, schema: 1, known: 0, arev: 1, max_down: 1 << 24, rows: 0, boot, mono: 2 };
        assert!(push(&mut writer, Tag::Hello, &hello));
        segments.iter().for_each(|seg| writer.push(Tag::Seg, &seg.encode()));
        for stream in streams {
            assert!(push(&mut writer, Tag::Cur, &Cur::snapshot(stream)));
        }
        writer.finish(None)
    }

    /// The next signed request, with this body.
    pub(crate) fn request(&mut self, body: Vec<u8>) -> Request<Body> {
        self.sid += 1;
        self.request_numbered(self.sid, body)
    }

    /// A signed request of any number.
    pub(crate) fn request_numbered(&self, sid: u64, body: Vec<u8>) -> Request<Body> {
        let wall = 1_763_800_123_456;
        let sig = sign_request(("/v1/sync", sid, wall), &body, &self.device);
        Request::post("/v1/sync")
            .header(header::DEVICE, self.answer.dev)
            .header(header::SID, sid)
            .header(header::WALL, wall)
            .header(header::SIG, sig)
            .body(Body::from(body))
            .unwrap()
    }

    /// A whole round that must be answered.
    pub(crate) async fn sync(&mut self, province: &Province, segments: &[Seg], streams: &[&str]) -> Said {
        let body = self.body(segments, streams);
        let (status, bytes) = province.call(self.request(body)).await;
        assert_eq!(status, StatusCode::OK);
        Said::read(&bytes)
    }
}

/// What an answer says.
pub(crate) struct Said {
    pub(crate) head: Head,
    pub(crate) results: Vec<Res>,
    pub(crate) pages: Vec<Page>,
}

impl Said {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let Frames { frames, sig, .. } = frame::read(bytes).unwrap();
        assert!(sig.is_some(), "an answer is signed");
        let of = |tag| frames.iter().filter(move |(other, _)| *other == tag).map(|(_, payload)| payload.as_slice());
        Self {
            head: of(Tag::Head).map(|payload| parse(payload).unwrap()).next().unwrap(),
            results: of(Tag::Res).map(|payload| parse(payload).unwrap()).collect(),
            pages: of(Tag::Page).map(|payload| parse(payload).unwrap()).collect(),
        }
    }
}
