//! `POST /v1/enrol`: one code, one device; five wrong secrets kill it.

use axum::http::StatusCode;
use pesiar_core::enrolment::{Answer, Code};
use serde_json::{Value, json};

use super::caller::Province;

fn request(code: &Code, device: &str) -> Value {
    let key = |text: &str| pesiar_core::sync::auth::to_hex(&[text.as_bytes()[0]; 32]);
    json!({"finder": code.finder, "secret": code.secret, "app": "0", "device_key": public(&key(device)), "worker_key": public(&key("w"))})
}

/// A real public key from 32 hex-coded bytes.
fn public(hex: &str) -> String {
    let bytes = pesiar_core::sync::auth::from_hex::<32>(hex).unwrap();
    let key = ed25519_dalek::SigningKey::from_bytes(&bytes).verifying_key();
    pesiar_core::sync::auth::to_hex(key.as_bytes())
}

fn code(province: &Province) -> Code {
    Code::parse(&province.server.code("enumerator", "Ani")).unwrap()
}

#[tokio::test]
async fn asking_again_with_the_same_keys_gets_the_same_device() {
    let province = Province::new("again");
    let code = code(&province);
    let (status, first) = province.enrol(&request(&code, "a")).await;
    let first: Answer = serde_json::from_slice(&first).unwrap();
    let (_, again) = province.enrol(&request(&code, "a")).await;
    let again: Answer = serde_json::from_slice(&again).unwrap();
    assert_eq!((status, first.dev, first.user.as_str()), (StatusCode::OK, again.dev, again.user.as_str()));
    assert_eq!(first.villages[0].key, again.villages[0].key);
    assert_eq!(province.enrol(&request(&code, "b")).await.0, StatusCode::FORBIDDEN, "another laptop");
}

#[tokio::test]
async fn five_wrong_secrets_kill_a_code() {
    let province = Province::new("guess");
    let code = code(&province);
    let wrong = Code { secret: "000000".into(), ..code.clone() };
    for _ in 0..5 {
        assert_eq!(province.enrol(&request(&wrong, "a")).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(province.enrol(&request(&code, "a")).await.0, StatusCode::GONE, "even the right secret");
}

#[tokio::test]
async fn an_expired_or_unknown_code_is_refused() {
    let province = Province::new("expired");
    let code = code(&province);
    province.server.database().execute("UPDATE enrol_code SET expires_at_ms = 1", []).unwrap();
    assert_eq!(province.enrol(&request(&code, "a")).await.0, StatusCode::FORBIDDEN);
    let unknown = Code { finder: "0000".into(), ..code };
    assert_eq!(province.enrol(&request(&unknown, "a")).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let province = Province::new("nonsense");
    assert_eq!(province.enrol(&json!({"finder": 1})).await.0, StatusCode::BAD_REQUEST);
    let code = code(&province);
    let mut no_key = request(&code, "a");
    no_key["device_key"] = json!("zz");
    assert_eq!(province.enrol(&no_key).await.0, StatusCode::BAD_REQUEST);
}
