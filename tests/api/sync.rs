//! `POST /v1/sync` and `/healthz`: what is refused leaves no trace, what is recorded blocks nothing.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::{Op, Verb};
use pesiar_core::sync::frame::{Tag, Writer};
use serde_json::{Value, json};

use super::caller::{Caller, Province, Said};
use crate::world::VILLAGE;

const FAMILY: &str = "0193a0d0-7c00-7000-8000-000000000001";

fn stream(village: &str) -> String {
    format!("d/{village}/survei")
}

fn family(village: &str) -> Op {
    let fields: Value = json!({"hamlet": "Tanjung Ibarat", "rt": "001"});
    Op::add(Noun::Family, FAMILY, &stream(village), serde_json::from_value(fields).unwrap())
}

#[tokio::test]
async fn the_health_of_the_server_names_nobody() {
    let province = Province::new("health");
    let (status, body) = province.call(Request::get("/healthz").body(Body::empty()).unwrap()).await;
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, &body["ok"]), (StatusCode::OK, &json!(true)));
    assert_eq!(body.as_object().unwrap().keys().collect::<Vec<_>>(), ["ok", "version", "epoch"]);
}

#[tokio::test]
async fn an_unknown_device_and_the_servers_own_number_are_refused() {
    let province = Province::new("unknown");
    let mut caller = Caller::enrolled(&province, 1).await;
    for dev in [0, 77] {
        caller.answer.dev = dev;
        let body = caller.body(&[], &[]);
        assert_eq!(province.call(caller.request(body)).await.0, StatusCode::UNAUTHORIZED, "{dev}");
    }
}

#[tokio::test]
async fn what_is_malformed_or_badly_signed_is_refused_and_nothing_is_recorded() {
    let province = Province::new("malformed");
    let mut caller = Caller::enrolled(&province, 1).await;
    let segment = caller.segment(&[family(VILLAGE)]);
    let body = caller.body(&[segment], &[]);

    let right = caller.device.clone();
    caller.device = caller.worker.clone();
    assert_eq!(province.call(caller.request(body.clone())).await.0, StatusCode::BAD_REQUEST, "foreign key");
    caller.device = right;

    let cut = body[..body.len() - 1].to_vec();
    assert_eq!(province.call(caller.request(cut)).await.0, StatusCode::BAD_REQUEST, "cut");
    let mut no_hello = Writer::default();
    no_hello.push(Tag::Cur, b"{}");
    assert_eq!(province.call(caller.request(no_hello.finish(None))).await.0, StatusCode::BAD_REQUEST, "no hello");
    let bomb = zstd::bulk::compress(&vec![0u8; 200 << 20], 19).unwrap();
    assert_eq!(province.call(caller.request(bomb)).await.0, StatusCode::BAD_REQUEST, "bomb");
    assert_eq!(province.recorded(), 0);

    let (status, _) = province.call(caller.request(body)).await;
    assert_eq!((status, province.recorded()), (StatusCode::OK, 1), "the same segment, sent whole");
}

#[tokio::test]
async fn a_repeated_request_is_recorded_once_and_answered_alike() {
    let province = Province::new("repeated");
    let mut caller = Caller::enrolled(&province, 1).await;
    let segment = caller.segment(&[family(VILLAGE)]);
    for round in 0..3 {
        let said = caller.sync(&province, std::slice::from_ref(&segment), &[&stream(VILLAGE)]).await;
        assert_eq!((said.head.wm, said.results.len()), (1, 1), "round {round}");
        assert_eq!(said.results[0].ops, Vec::<String>::new(), "all applied");
        assert_eq!(said.pages.last().map(|page| (page.rows.len(), page.head)), Some((1, Some(1))));
    }
    assert_eq!(province.recorded(), 1);
}

#[tokio::test]
async fn an_old_request_sent_again_byte_for_byte_changes_nothing() {
    let province = Province::new("replay");
    let mut caller = Caller::enrolled(&province, 1).await;
    let first = caller.segment(&[family(VILLAGE)]);
    let old = caller.body(&[first], &[&stream(VILLAGE)]);
    assert_eq!(province.call(caller.request_numbered(1, old.clone())).await.0, StatusCode::OK);
    let row = Op { verb: Verb::Set, ..family(VILLAGE) };
    let second = caller.segment(&[row]);
    let body = caller.body(&[second], &[]);
    assert_eq!(province.call(caller.request_numbered(2, body)).await.0, StatusCode::OK);
    let rows = || -> (i64, i64) {
        let count = "SELECT (SELECT head FROM stream WHERE stream LIKE 'd/%'), (SELECT sid FROM device WHERE dev = 1)";
        province.server.database().query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let before = rows();

    let (status, answer) = province.call(caller.request_numbered(1, old)).await;
    assert_eq!((status, province.recorded(), rows()), (StatusCode::OK, 2, before));
    let said = Said::read(&answer);
    assert_eq!((said.head.sid, said.head.wm), (1, 2), "it says which request it answers, and where the chain is now");
}

#[tokio::test]
async fn a_gap_is_not_taken_and_the_watermark_says_where_to_go_on() {
    let province = Province::new("gap");
    let mut caller = Caller::enrolled(&province, 1).await;
    let first = caller.segment(&[family(VILLAGE)]);
    let second = caller.segment(&[]);
    let said = caller.sync(&province, std::slice::from_ref(&second), &[]).await;
    assert_eq!((said.head.wm, said.results.len(), province.recorded()), (0, 0, 0));
    assert_eq!(caller.sync(&province, &[first, second], &[]).await.head.wm, 2);
}

#[tokio::test]
async fn a_device_is_given_no_other_village_and_what_it_writes_there_is_refused_but_kept() {
    let province = Province::new("area");
    let other = "17.06.01.2006";
    let mut caller = Caller::enrolled(&province, 1).await;
    let foreign = caller.segment(&[family(other)]);
    let own = caller.segment(&[family(VILLAGE)]);
    let wanted = [stream(other), stream(VILLAGE), "u/u-1".to_owned(), "dev/1".to_owned()];
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let said = caller.sync(&province, &[foreign, own], &wanted).await;
    assert_eq!(said.results[0].ops, ["rejected:stream.not_assigned"]);
    assert_eq!((said.head.wm, province.recorded()), (2, 2), "the queue goes on");
    let streams: Vec<&str> = said.pages.iter().map(|page| page.s.as_str()).collect();
    assert_eq!(streams, [stream(VILLAGE)]);
}

#[tokio::test]
async fn a_poison_operation_is_set_aside_and_its_neighbours_apply() {
    let province = Province::new("poison");
    let mut caller = Caller::enrolled(&province, 1).await;
    let mut poison = family(VILLAGE);
    poison.id = "not an id".into();
    let segment = caller.segment(&[poison, family(VILLAGE)]);
    let said = caller.sync(&province, &[segment], &[&stream(VILLAGE)]).await;
    assert_eq!(said.results[0].ops, ["rejected:row.id", "applied"]);
    assert_eq!(said.pages[0].rows.len(), 1);
}

#[tokio::test]
async fn a_segment_signed_by_somebody_else_is_quarantined_and_the_rest_goes_on() {
    let province = Province::new("signature");
    let mut caller = Caller::enrolled(&province, 1).await;
    let mut forged = caller.segment(&[family(VILLAGE)]);
    forged.sig[0] ^= 1;
    let next = caller.segment(&[family(VILLAGE)]);
    let said = caller.sync(&province, &[forged, next], &[]).await;
    assert_eq!(said.results[0].ops, ["quarantined:signature"]);
    assert_eq!((said.head.wm, said.results.len()), (2, 2));
    assert!(said.results[1].ops.is_empty(), "applied");
}
