//! A whole province on PostgreSQL: every use of the database once, and the same answers as on SQLite.

use axum::http::{Method, StatusCode};
use pesiar_core::access::Role;
use pesiar_core::region::VillageCode;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use pesiar_server::db::{Db, Tx};
use pesiar_server::figures::daily::renew_one;
use serde_json::{Value, json};

use super::folder;
use crate::api::browser::{Browser, PASSWORD, SESSION};
use crate::api::caller::{Caller, Province};
use crate::world::cluster::cluster;
use crate::world::{VILLAGE, World, today};

const FAMILY: &str = "0193a0d0-7c00-7000-8000-000000000001";
const PERSON: &str = "0193a0d0-7c00-7000-8000-000000000002";

fn add(noun: Noun, id: &str, fields: Value) -> Op {
    let stream = stream::of(&VillageCode::parse(VILLAGE).unwrap(), noun);
    Op::add(noun, id, &stream, serde_json::from_value(fields).unwrap())
}

/// Everything a province is asked in its life; what it answered, without what differs between two of them.
async fn live(province: &Province) -> Value {
    let mut caller = Caller::enrolled(province, 1).await;
    let survei = [
        add(Noun::Family, FAMILY, json!({"hamlet": "Tanjung", "family_card_no": "1706011234567890"})),
        add(Noun::Person, PERSON, json!({"family_id": FAMILY, "full_name": "Siti", "presence": 1})),
    ];
    let status = json!({"person_id": PERSON, "source": "BPJS_LIST", "as_of": today().to_string(), "status": "AKTIF"});
    let status = [add(Noun::Membership, "0193a0d0-7c00-7000-8000-000000000003", status)];
    let segments = [caller.segment(&survei), caller.segment(&status)];
    let streams = [format!("d/{VILLAGE}/survei"), format!("d/{VILLAGE}/bpjs"), "g/config".to_owned()];
    let streams: Vec<&str> = streams.iter().map(String::as_str).collect();
    let mut said = Vec::new();
    for _ in 0..2 {
        let answer = caller.sync(province, &segments, &streams).await;
        let pages: Vec<Value> =
            answer.pages.iter().map(|page| json!([page.s, page.to, page.rows.len(), page.wm])).collect();
        said.push(json!([answer.head.wm, answer.results.iter().map(|res| &res.ops).collect::<Vec<_>>(), pages]));
    }
    province.office("dinsos", Role::ProvinceAdmin, "17");
    let mut browser = Browser::new(province, "10.0.0.9");
    assert_eq!(browser.sign_in("DINSOS", "salah").await.status.as_u16(), 401);
    forget_waits(province);
    assert_eq!(browser.sign_in("DinSos", PASSWORD).await.status, StatusCode::OK, "whatever its case");
    let list = browser.get("/v1/console/villages").await.json();
    let shown = browser.get(&format!("/v1/console/villages/{VILLAGE}")).await.json();
    let file = browser.get(&format!("/v1/console/villages/{VILLAGE}/L01.json")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(browser.get(SESSION).await.json()["office"].is_object());
    let left = browser.send(Method::DELETE, SESSION, &[("x-pesiar", "1")], String::new()).await;
    assert_eq!(
        (left.status, browser.get(SESSION).await.json()["office"].clone()),
        (StatusCode::NO_CONTENT, Value::Null)
    );
    json!({"said": said, "whole": list["whole"], "shown": shown, "file": file.json()})
}

fn forget_waits(province: &Province) {
    let forget = |tx: &dyn Tx| tx.execute("UPDATE login_wait SET until_at_ms = 0", &[]);
    std::thread::scope(|scope| scope.spawn(|| province.server.door().write(forget)).join().unwrap().unwrap());
}

#[tokio::test]
async fn a_province_on_postgres_answers_as_one_on_sqlite() {
    let url = cluster().database();
    let (one, other) = (Province::on_postgres("pg", &url), Province::new("lite"));
    let (mut lived, mut wanted) = (live(&one).await, live(&other).await);
    assert_eq!(wanted["file"]["T"], 1, "{wanted}");
    for answers in [&mut lived, &mut wanted] {
        answers["file"]["printed_at"] = Value::Null;
    }
    assert_eq!(lived, wanted);
    let report = |province: &Province| province.server.l01(&today().to_string());
    assert_eq!(report(&one), report(&other));
    assert_eq!(one.server.verify(), other.server.verify());

    std::thread::scope(|scope| scope.spawn(|| renews(&one.server.door())).join().unwrap());
    assert!(!one.server.folder().join("pesiar-server.db").exists(), "nothing is in a file");
}

fn renews(db: &Db) {
    let now_ms = jiff::Timestamp::now().as_millisecond();
    assert!(!renew_one(db, now_ms).unwrap(), "they are of today");
    db.write(|tx| tx.execute("UPDATE figure SET as_of = '2026-01-01'", &[])).unwrap();
    assert!(renew_one(db, now_ms).unwrap());
    assert!(!renew_one(db, now_ms).unwrap());
}

#[test]
fn a_database_is_named_once_kept_private_and_taken_once() {
    let world = World::new("url");
    let url = cluster().database();
    let server = crate::world::server::Server::at(&world.path("province"));
    server.ask(&["init", "--province", "17", "--database", &url]);
    let kept = server.folder().join("database.url");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&kept).unwrap().permissions());
    assert_eq!((std::fs::read_to_string(&kept).unwrap(), mode & 0o777), (url.clone(), 0o600));
    assert_eq!(folder(&world).database_url().unwrap().map(|kept| kept.to_string()), Some(url.clone()));
    assert_eq!(server.verify()["segments"], 1);

    let second = crate::world::server::Server::at(&world.path("second"));
    let refused = second.run(&["init", "--province", "17", "--database", &url]).err;
    assert!(refused.contains("sudah berisi"), "{refused}");
    assert!(!second.folder().exists(), "nothing was begun");
    let gone = url.replace("pesiar_", "gone_");
    let refused = second.run(&["init", "--province", "17", "--database", &gone]).err;
    assert!(refused.contains("3D000") && !refused.contains("kopisawah"), "{refused}");
}
