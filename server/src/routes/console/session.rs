//! `/v1/console/session`: who is signed in, signing in, signing out.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::guard::{Use, address, cookie, office, token};
use super::refusal::Refusal;
use crate::data::now_ms;
use crate::error::Error;
use crate::session::{self, Attempt, Denied, IDLE_MS, Office};
use crate::state::Server;

/// Passwords looked at together: each takes 64 MB and a core.
static LOOKING: Semaphore = Semaphore::const_new(2);
/// Whoever waits longer than this for their turn is told so.
const PATIENCE: Duration = Duration::from_secs(15);
/// Longest name or password, in bytes.
const TEXT_MAX: usize = 256;

/// What the page knows of whoever is signed in.
#[derive(Debug, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub(super) struct OfficeSession {
    /// Who is signed in; none if nobody.
    pub office: Option<OfficeTile>,
    /// Seconds after which an unused session ends.
    pub idle_seconds: i64,
    /// Version of the server.
    pub version: String,
}

/// Somebody who is signed in.
#[derive(Debug, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub(super) struct OfficeTile {
    /// Name.
    pub name: String,
    /// Role in words.
    pub role: String,
}

impl OfficeSession {
    fn of(office: Option<&Office>) -> Self {
        let tile =
            |office: &Office| OfficeTile { name: office.name.clone(), role: office.actor.role.label().to_owned() };
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { office: office.map(tile), idle_seconds: IDLE_MS / 1000, version }
    }
}

#[derive(Deserialize)]
struct SignIn {
    name: String,
    password: String,
}

/// Says who is signed in. Does not keep a session alive.
pub(super) async fn show(State(server): State<Server>, headers: HeaderMap) -> Result<Response, Refusal> {
    let office = match token(&headers) {
        Some(token) => office(&server, token, Use::Looked).await?,
        None => None,
    };
    json(&OfficeSession::of(office.as_ref()))
}

/// Signs in. The database is free while the password is looked at.
pub(super) async fn begin(State(server): State<Server>, request: Request) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let address = address(&parts.extensions, &parts.headers);
    let old = token(&parts.headers);
    let asked = read(body).await?;
    let name = asked.name.trim().to_owned();
    let attempt = server.write(move |tx, _| Attempt::begin(tx, &name, address, now_ms())).await?.map_err(denied)?;
    let (attempt, is_right) = look(attempt, asked.password).await?;
    let ended = server
        .write(move |tx, key| {
            let ended = attempt.end(tx, key, is_right, now_ms())?;
            if let (Ok(_), Some(old)) = (&ended, &old) {
                session::end(tx, old)?;
            }
            Ok(ended)
        })
        .await?;
    let (token, account) = ended.map_err(denied)?;
    tracing::info!(account, "signed in");
    let office = match session::Token::parse(&token.text()) {
        Some(token) => office(&server, token, Use::Looked).await?,
        None => None,
    };
    let mut response = json(&OfficeSession::of(office.as_ref()))?;
    set_cookie(&mut response, &cookie(Some(&token)))?;
    Ok(response)
}

async fn read(body: axum::body::Body) -> Result<SignIn, Refusal> {
    let malformed = || Refusal::of("request.malformed");
    let bytes: Bytes = axum::body::to_bytes(body, super::BODY_BYTES_MAX).await.map_err(|_| malformed())?;
    let asked: SignIn = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    let fits = asked.name.len() <= TEXT_MAX && asked.password.len() <= TEXT_MAX;
    if fits { Ok(asked) } else { Err(malformed()) }
}

async fn look(attempt: Attempt, password: String) -> Result<(Attempt, bool), Refusal> {
    let turn = tokio::time::timeout(PATIENCE, LOOKING.acquire()).await;
    let Ok(Ok(_turn)) = turn else { return Err(Refusal::of("login.busy")) };
    let looked = tokio::task::spawn_blocking(move || {
        let is_right = attempt.fits(&password)?;
        Ok::<_, Error>((attempt, is_right))
    });
    Ok(looked.await.map_err(|_| Error::Corrupt("password"))??)
}

fn denied(denied: Denied) -> Refusal {
    match denied {
        Denied::Wait(left_ms) => Refusal::of("login.wait").wait(left_ms),
        Denied::Wrong(left_ms) => Refusal::of("login.wrong").wait(left_ms),
    }
}

/// Signs out.
pub(super) async fn end(State(server): State<Server>, headers: HeaderMap) -> Result<Response, Refusal> {
    if let Some(token) = token(&headers) {
        server.write(move |tx, _| session::end(tx, &token)).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut response, &cookie(None))?;
    Ok(response)
}

fn set_cookie(response: &mut Response, value: &str) -> Result<(), Refusal> {
    let value = value.parse().map_err(|_| Error::Corrupt("cookie"))?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(())
}

/// An answer as JSON.
pub(super) fn json(answer: &impl Serialize) -> Result<Response, Refusal> {
    let bytes = serde_json::to_vec(answer).map_err(|_| Error::Corrupt("answer"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes).into_response())
}
