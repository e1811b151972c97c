//! A browser of an office: keeps its cookie, comes from an address, sends what our page sends.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use pesiar_core::access::Role;
use pesiar_server::db::Tx;
use pesiar_server::enrol::store as accounts;
use pesiar_server::session::password;
use serde_json::{Value, json};

use super::caller::Province;

/// The password of every office account in these tests.
pub(crate) const PASSWORD: &str = "kopi sawah pagi jernih";

/// Where a session is asked for, begun and ended.
pub(crate) const SESSION: &str = "/v1/console/session";

impl Province {
    /// Adds an office account that can sign in.
    pub(crate) fn office(&self, name: &str, role: Role, area: &str) -> i64 {
        let hash = password::hash(PASSWORD).unwrap();
        let add = |tx: &dyn Tx| {
            let account = accounts::add_account(tx, name, role, area)?;
            accounts::set_password(tx, account, &hash)?;
            Ok(account)
        };
        // The door blocks, which a thread of a runtime must not.
        std::thread::scope(|scope| scope.spawn(|| self.server.door().write(add)).join().unwrap().unwrap())
    }

    /// Changes the database as time or an operator would.
    pub(crate) fn change(&self, sql: &str) {
        self.server.database().execute_batch(sql).unwrap();
    }

    /// One column of texts.
    pub(crate) fn texts(&self, sql: &str) -> Vec<String> {
        let db = self.server.database();
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }
}

/// What came back.
pub(crate) struct Back {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Back {
    /// The body as JSON; null if it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Status and refusal code.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let said = self.json();
        let message = said["message"].as_str().unwrap_or_default();
        assert!(message.ends_with('.') && message.len() > 15, "no sentence: {said}");
        (self.status.as_u16(), said["code"].as_str().unwrap_or_default().to_owned())
    }

    /// A header as text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// One browser.
pub(crate) struct Browser<'a> {
    province: &'a Province,
    /// `name=value` of the session, once signed in.
    pub(crate) cookie: Option<String>,
    address: SocketAddr,
}

impl<'a> Browser<'a> {
    /// A browser at an address.
    pub(crate) fn new(province: &'a Province, address: &str) -> Self {
        Self { province, cookie: None, address: SocketAddr::new(address.parse().unwrap(), 5000) }
    }

    /// A browser in which this account has signed in.
    pub(crate) async fn signed_in(province: &'a Province, name: &str) -> Self {
        let mut browser = Self::new(province, "10.0.0.9");
        assert_eq!(browser.sign_in(name, PASSWORD).await.status, StatusCode::OK);
        browser
    }

    /// Tries to sign in; keeps the cookie.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Back {
        let body = json!({"name": name, "password": password}).to_string();
        let back = self.send(Method::POST, SESSION, &[("x-pesiar", "1")], body).await;
        if let Some(set) = back.headers.get(header::SET_COOKIE) {
            self.cookie = set.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        back
    }

    /// Reads something.
    pub(crate) async fn get(&self, path: &str) -> Back {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// Sends anything.
    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Back {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "pesiar.test:8443");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.province.send(request).await;
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Back { status: parts.status, headers: parts.headers, body }
    }
}
