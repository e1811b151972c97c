//! The province's pages and villages: headers, rights, the list beside the report, downloads on record.

use axum::http::StatusCode;
use pesiar_core::access::Role;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_server::figures::daily::renew_one;
use serde_json::{Value, json};

use super::browser::{Browser, SESSION};
use super::caller::{Caller, Province};
use crate::world::{VILLAGE, today};

const LIST: &str = "/v1/console/villages";

fn village(code: &str) -> String {
    format!("{LIST}/{code}")
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers_and_pages_need_no_session() {
    let province = Province::new("headers");
    let browser = Browser::new(&province, "10.0.0.9");
    let page = browser.get("/").await;
    let html = String::from_utf8(page.body.clone()).unwrap();
    assert!(page.status == StatusCode::OK && html.contains("<title>Pesiar</title>") && !html.contains("<script>"));
    let script = html.split('"').find(|part| part.ends_with(".js")).unwrap();
    let answers =
        [("/", "no-cache"), (script, "public, max-age=31536000, immutable"), (SESSION, "no-store"), (LIST, "no-store")];
    for (path, cache) in answers {
        let back = browser.get(path).await;
        assert_eq!(back.header("cache-control"), cache, "{path}");
        assert!(back.header("content-security-policy").starts_with("default-src 'none'; script-src 'self';"), "{path}");
        assert!(back.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!back.header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!((back.header("x-content-type-options"), back.header("x-frame-options")), ("nosniff", "DENY"));
        assert_eq!(back.header("strict-transport-security"), "", "not over TLS: not ours to promise");
    }
    assert_eq!(browser.get("/assets/gone.js").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(LIST).await.refusal(), (401, "session.none".into()));
}

#[tokio::test]
async fn whoever_has_no_right_to_reports_sees_none() {
    let province = Province::new("rights");
    province.office("auditor", Role::Auditor, "17");
    let browser = Browser::signed_in(&province, "auditor").await;
    for path in [LIST.to_owned(), village(VILLAGE), village(&format!("{VILLAGE}/L01.csv"))] {
        assert_eq!(browser.get(&path).await.refusal(), (403, "access.denied".into()), "{path}");
    }
}

#[tokio::test]
async fn nobody_sees_another_area_and_what_does_not_exist_is_not_found() {
    let province = Province::new("areas");
    province.office("camat", Role::Supervisor, "17.06.01");
    let browser = Browser::signed_in(&province, "camat").await;
    let list = browser.get(LIST).await.json();
    let regencies = list["regencies"].as_array().unwrap();
    let districts = regencies[0]["districts"].as_array().unwrap();
    assert_eq!((regencies.len(), districts.len()), (1, 1));
    let villages = districts[0]["villages"].as_array().unwrap();
    assert!(villages.iter().all(|village| village["code"].as_str().unwrap().starts_with("17.06.01.")), "{villages:?}");
    assert_eq!(list["whole"]["villages"], json!(villages.len()));
    assert_eq!(list["whole"]["name"], districts[0]["area"]["name"]);

    assert_eq!(browser.get(&village(VILLAGE)).await.status, StatusCode::OK);
    let refused = [
        ("17.06.02.2001", 403, "access.denied"),
        ("17.06.01.2999", 404, "village.unknown"),
        ("17.06", 404, "village.unknown"),
        ("kopi", 404, "village.unknown"),
    ];
    for (code, status, refusal) in refused {
        assert_eq!(browser.get(&village(code)).await.refusal(), (status, refusal.into()), "{code}");
        assert_eq!(
            browser.get(&village(&format!("{code}/L01.csv"))).await.refusal(),
            (status, refusal.into()),
            "{code}"
        );
    }
    for file in ["L01", "L01.exe", "L05.csv", "l01.csv", "L01."] {
        let back = browser.get(&village(&format!("{VILLAGE}/{file}"))).await;
        assert_eq!(back.refusal(), (404, "report.unknown".into()), "{file}");
    }
}

/// A family of one in the default village, and its population.
async fn with_data(province: &Province) -> Caller {
    let mut caller = Caller::enrolled(province, 1).await;
    let add = |noun: Noun, number: u8, stream: &str, fields: Value| {
        let id = format!("0193a0d0-7c00-7000-8000-0000000000{number:02}");
        Op::add(noun, &id, &format!("d/{VILLAGE}/{stream}"), serde_json::from_value(fields).unwrap())
    };
    let family = "0193a0d0-7c00-7000-8000-000000000001";
    let person = json!({"family_id": family, "full_name": "Tuti Contoh", "presence": 1});
    let population = json!({"area_code": VILLAGE, "year": 2026, "semester": 1, "population": 1, "source": "BIP_DESA"});
    let ops = [
        add(Noun::Family, 1, "survei", json!({"hamlet": "Tanjung Ibarat", "rt": "001"})),
        add(Noun::Person, 2, "survei", person),
        add(Noun::PopulationRef, 3, Noun::PopulationRef.stream_kind(), population),
    ];
    let segment = caller.segment(&ops);
    let said = caller.sync(province, &[segment], &[]).await;
    assert_eq!(said.results[0].ops, Vec::<String>::new(), "all applied");
    caller
}

fn line(list: &Value) -> &Value {
    let regencies = list["regencies"].as_array().unwrap().iter();
    let districts = regencies.flat_map(|regency| regency["districts"].as_array().unwrap());
    let mut villages = districts.flat_map(|district| district["villages"].as_array().unwrap());
    villages.find(|village| village["code"] == json!(VILLAGE)).unwrap()
}

#[tokio::test]
async fn the_list_the_village_and_the_file_say_what_the_report_says() {
    let province = Province::new("figures");
    province.office("dinsos", Role::ProvinceAdmin, "17");
    with_data(&province).await;
    let browser = Browser::signed_in(&province, "dinsos").await;
    let l01 = province.server.l01(&today().to_string());
    let list = browser.get(LIST).await.json();
    let shown = line(&list);
    assert_eq!((&shown["laptops"], &shown["laptops_heard"]), (&json!(1), &json!(1)));
    let pairs = [
        ("population", "P"),
        ("registered", "T"),
        ("active", "A"),
        ("registered_percent", "cakupan"),
        ("active_percent", "keaktifan_penduduk"),
        ("registered_gap", "gap_registered"),
        ("active_gap", "gap_active"),
    ];
    let detail = browser.get(&village(VILLAGE)).await.json();
    for (screen, report) in pairs {
        assert_eq!(shown["figures"][screen], l01[report], "list {screen}");
        assert_eq!(detail[screen], l01[report], "village {screen}");
        assert_eq!(list["whole"]["figures"][screen], l01[report], "the only village is the sum: {screen}");
    }
    assert_eq!((&l01["P"], &shown["figures"]["targets"]), (&json!(1), &json!(1)));
    assert_eq!(list["whole"]["villages"], json!(1513));

    for format in ["json", "csv", "xlsx"] {
        let back = browser.get(&village(&format!("{VILLAGE}/L01.{format}"))).await;
        let name = format!("attachment; filename=\"L01-{VILLAGE}-{}.{format}\"", today());
        assert_eq!((back.status, back.header("content-disposition")), (StatusCode::OK, name.as_str()));
        assert_eq!(back.header("cache-control"), "no-store");
        if format == "json" {
            assert_eq!(back.json(), l01);
        }
    }
    let record = province.texts("SELECT actor || ' ' || object FROM audit WHERE action = 'EXPORT' ORDER BY rowid");
    let me = province.texts("SELECT 'u-' || account_id FROM account WHERE name = 'dinsos'").remove(0);
    assert_eq!(record, ["json", "csv", "xlsx"].map(|format| format!("{me} L01 {VILLAGE} {format}")));
    assert!(province.server.verify()["broken"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn figures_of_an_earlier_day_are_renewed_one_village_at_a_time() {
    let province = Province::new("daily");
    with_data(&province).await;
    let now_ms = jiff::Timestamp::now().as_millisecond();
    let db = province.server.door();
    assert!(!renew_one(&db, now_ms).unwrap(), "they are of today");
    province.change("UPDATE figure SET as_of = '2026-01-01', counts = '{}'");
    assert!(renew_one(&db, now_ms).unwrap());
    assert_eq!(province.texts("SELECT as_of FROM figure"), [today().to_string()]);
    assert!(province.texts("SELECT counts FROM figure")[0].contains("\"counted\":1"));
    assert!(!renew_one(&db, now_ms).unwrap());
}
