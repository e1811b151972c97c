//! Signing in to the province's pages: sessions end, guesses wait, other sites change nothing.

use axum::http::{Method, StatusCode};
use pesiar_core::access::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::browser::{Browser, PASSWORD, SESSION};
use super::caller::Province;

fn province(name: &str) -> Province {
    let province = Province::new(name);
    province.office("dinsos", Role::ProvinceAdmin, "17");
    province
}

#[tokio::test]
async fn the_browser_holds_a_token_of_which_the_server_keeps_only_the_hash() {
    let province = province("token");
    let mut browser = Browser::new(&province, "10.0.0.9");
    assert_eq!(browser.get(SESSION).await.json()["office"], Value::Null);
    let back = browser.sign_in(" Dinsos ", PASSWORD).await;
    assert_eq!((back.status, &back.json()["office"]["role"]), (StatusCode::OK, &json!("Admin provinsi")));
    assert_eq!(back.header("cache-control"), "no-store");

    let set = back.header("set-cookie");
    let (token, rules) = set.strip_prefix("__Host-pesiar=").unwrap().split_once("; ").unwrap();
    assert_eq!(rules, "Path=/; Secure; HttpOnly; SameSite=Strict");
    let bytes = pesiar_core::sync::auth::from_hex::<32>(token).unwrap();
    let kept: [u8; 32] =
        province.server.database().query_row("SELECT token_hash FROM session", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, <[u8; 32]>::from(Sha256::digest(bytes)));
    assert_eq!(browser.get(SESSION).await.json()["office"]["name"], json!("dinsos"));
    assert_eq!(province.texts("SELECT action FROM audit"), ["LOGIN"]);
}

#[tokio::test]
async fn leaving_ends_the_session_and_signing_in_again_is_another_one() {
    let province = province("leave");
    let mut browser = Browser::signed_in(&province, "dinsos").await;
    let first = browser.cookie.clone();
    assert_eq!(browser.sign_in("dinsos", PASSWORD).await.status, StatusCode::OK);
    let second = std::mem::replace(&mut browser.cookie, first);
    assert_ne!(browser.cookie, second);
    assert_eq!(browser.get("/v1/console/villages").await.refusal(), (401, "session.none".into()), "replaced");

    browser.cookie = second;
    assert_eq!(browser.get("/v1/console/villages").await.status, StatusCode::OK);
    let left = browser.send(Method::DELETE, SESSION, &[("x-pesiar", "1")], String::new()).await;
    assert_eq!(left.status, StatusCode::NO_CONTENT);
    assert!(left.header("set-cookie").ends_with("Max-Age=0"), "{}", left.header("set-cookie"));
    assert_eq!(browser.get("/v1/console/villages").await.refusal(), (401, "session.none".into()));
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_with_its_account() {
    let province = province("ended");
    let minutes = |count: i64| count * 60_000;
    let ends = [
        format!("UPDATE session SET seen_at_ms = seen_at_ms - {}", minutes(30)),
        format!("UPDATE session SET started_at_ms = started_at_ms - {}", minutes(12 * 60)),
        "UPDATE account SET state = 'suspended' WHERE name = 'dinsos'".to_owned(),
    ];
    for end in ends {
        let browser = Browser::signed_in(&province, "dinsos").await;
        assert_eq!(browser.get("/v1/console/villages").await.status, StatusCode::OK);
        province.change(&end);
        assert_eq!(browser.get("/v1/console/villages").await.refusal(), (401, "session.none".into()), "{end}");
    }
    let mut browser = Browser::new(&province, "10.0.0.9");
    assert_eq!(browser.sign_in("dinsos", PASSWORD).await.refusal(), (401, "login.wrong".into()), "suspended");
}

#[tokio::test]
async fn using_a_session_keeps_it_and_asking_who_is_signed_in_does_not() {
    let province = province("used");
    let browser = Browser::signed_in(&province, "dinsos").await;
    let aged = || province.change("UPDATE session SET seen_at_ms = seen_at_ms - 600000");
    let seen = || province.texts("SELECT CAST(seen_at_ms AS TEXT) FROM session");
    aged();
    let before = seen();
    assert_eq!(browser.get(SESSION).await.status, StatusCode::OK);
    assert_eq!(seen(), before);
    assert_eq!(browser.get("/v1/console/villages").await.status, StatusCode::OK);
    assert_ne!(seen(), before);
}

#[tokio::test]
async fn wrong_guesses_wait_longer_each_time_and_are_counted_on_record() {
    let province = province("guess");
    let mut browser = Browser::new(&province, "10.0.0.9");
    for (name, wait) in [("dinsos", 1), ("dinsos", 2), ("dinsos", 4), ("nobody", 1)] {
        let back = browser.sign_in(name, "salah").await;
        let seconds = back.json()["wait_seconds"].as_i64().unwrap();
        assert_eq!((back.refusal(), seconds), ((401, "login.wrong".into()), wait), "{name}");
        // A busy machine may take longer than a second to try again: the wait is made longer, and then ended.
        province.change("UPDATE login_wait SET until_at_ms = until_at_ms + 60000");
        let early = browser.sign_in(name, PASSWORD).await;
        assert_eq!(early.refusal(), (429, "login.wait".into()), "even the right password");
        assert!((1..=60 + wait).contains(&early.header("retry-after").parse::<i64>().unwrap()));
        province.change("UPDATE login_wait SET until_at_ms = (SELECT max(received_at_ms) FROM segment)");
    }
    assert_eq!(browser.sign_in("dinsos", PASSWORD).await.status, StatusCode::OK);
    let record = "SELECT action || ' ' || actor || ' ' || count FROM audit ORDER BY rowid";
    let me = province.texts("SELECT 'u-' || account_id FROM account WHERE name = 'dinsos'").remove(0);
    let wanted = [
        format!("LOGIN_FAILED {me} 1"),
        format!("LOGIN_FAILED {me} 2"),
        "LOGIN_FAILED  1".to_owned(),
        format!("LOGIN_FAILED {me} 3"),
        format!("LOGIN {me} 0"),
    ];
    assert_eq!(province.texts(record), wanted);
    assert!(province.server.verify()["broken"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn an_address_waits_too_and_others_do_not_wait_for_it() {
    let province = province("address");
    let mut one = Browser::new(&province, "10.0.0.9");
    for number in 0..6 {
        assert_eq!(one.sign_in(&format!("guess-{number}"), "salah").await.refusal().0, 401, "{number}");
    }
    province.change("UPDATE login_wait SET until_at_ms = until_at_ms + 60000 WHERE failures = 6");
    assert_eq!(one.sign_in("dinsos", PASSWORD).await.refusal(), (429, "login.wait".into()));
    let mut other = Browser::new(&province, "10.0.0.10");
    assert_eq!(other.sign_in("dinsos", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn another_site_can_neither_sign_anybody_in_nor_out() {
    let province = province("foreign");
    let mut browser = Browser::signed_in(&province, "dinsos").await;
    let body = json!({"name": "dinsos", "password": PASSWORD}).to_string();
    let foreign: [&[(&str, &str)]; 4] = [
        &[],
        &[("sec-fetch-site", "same-origin")],
        &[("x-pesiar", "1"), ("sec-fetch-site", "cross-site")],
        &[("x-pesiar", "1"), ("origin", "https://evil.test")],
    ];
    for headers in foreign {
        for method in [Method::POST, Method::DELETE] {
            let back = browser.send(method, SESSION, headers, body.clone()).await;
            assert_eq!(back.refusal(), (403, "request.foreign".into()), "{headers:?}");
        }
    }
    assert_eq!(browser.get("/v1/console/villages").await.status, StatusCode::OK, "still signed in");
    assert_eq!(province.texts("SELECT action FROM audit"), ["LOGIN"]);
    let own = [("x-pesiar", "1"), ("origin", "https://pesiar.test:8443")];
    browser.cookie = None;
    assert_eq!(browser.send(Method::POST, SESSION, &own, body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_sign_in_is_refused() {
    let province = province("nonsense");
    let browser = Browser::new(&province, "10.0.0.9");
    let long = json!({"name": "dinsos", "password": "x".repeat(300)}).to_string();
    let huge = json!({"name": "dinsos", "password": "x".repeat(10_000)}).to_string();
    for body in ["", "{}", r#"{"name": 1, "password": 2}"#, &long, &huge] {
        let back = browser.send(Method::POST, SESSION, &[("x-pesiar", "1")], body.to_owned()).await;
        assert_eq!(back.refusal(), (400, "request.malformed".into()));
    }
}
