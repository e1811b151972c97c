//! HTTP to the province: no redirects, no proxies, no system roots; every failure becomes one calm code.

use std::sync::Arc;
use std::time::Duration;

use ed25519_dalek::SigningKey;
use pesiar_core::sync::CONTENT_TYPE;
use pesiar_core::sync::auth::{from_hex, header, sign_request};
use pesiar_core::time::Clock;
use reqwest::StatusCode;
use reqwest::blocking::Response;
use rustls::ClientConfig;

use super::pin;
use super::request::Request;
use crate::db;
use crate::device::Device;
use crate::error::{Error, Result};

/// An answer may be as slow as 2G: 30 s and what a full page takes at 20 kbit/s.
const TIMEOUT: Duration = Duration::from_secs(300);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);
/// Most bytes of an answer that are read at all.
const ANSWER_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// A connection to the pinned server.
#[derive(Clone)]
pub struct Client {
    http: reqwest::blocking::Client,
    url: String,
    dev: u32,
    key: SigningKey,
    clock: Arc<dyn Clock>,
}

impl Client {
    /// Prepares a connection with what enrolment stored.
    ///
    /// # Errors
    /// [`Error::Sync`] before enrolment.
    pub fn open(device: &Device) -> Result<Self> {
        let missing = || Error::Sync("sync.not_enrolled");
        let url = db::meta(&device.db, "server_url")?.ok_or_else(missing)?;
        let ca = db::meta(&device.db, "ca")?.ok_or_else(missing)?;
        Ok(Self {
            http: build(pin::pinned(&decode(&ca)?)?)?,
            url,
            dev: device.author.dev,
            key: device.device_key.clone(),
            clock: Arc::clone(&device.env.clock),
        })
    }

    /// Sends a signed request and returns the answer's body.
    ///
    /// # Errors
    /// [`Error::Sync`]; nothing was lost.
    pub fn post(&self, path: &str, request: &Request) -> Result<Vec<u8>> {
        let wall = self.clock.now_ms();
        let sig = sign_request((path, request.sid, wall), &request.body, &self.key);
        let sent = self
            .http
            .post(format!("{}{path}", self.url))
            .header("content-type", CONTENT_TYPE)
            .header(header::DEVICE, self.dev)
            .header(header::SID, request.sid)
            .header(header::WALL, wall)
            .header(header::SIG, sig)
            .body(request.body.clone())
            .send();
        read(sent.map_err(|error| failure(&error))?, CONTENT_TYPE)
    }
}

/// A client for one TLS configuration.
///
/// # Errors
/// [`Error::Internal`] if it cannot be built.
pub fn build(tls: ClientConfig) -> Result<reqwest::blocking::Client> {
    reqwest::blocking::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .timeout(TIMEOUT)
        .connect_timeout(CONNECT_TIMEOUT)
        .build()
        .map_err(|_| Error::Internal("http client"))
}

/// Reads an answer of the expected type, whatever its status says.
///
/// # Errors
/// [`Error::Sync`] for a captive portal, a busy or refusing server, or a cut answer.
pub fn read(response: Response, content_type: &str) -> Result<Vec<u8>> {
    use std::io::Read;
    let is_ours = response.headers().get("content-type").is_some_and(|kind| kind.as_bytes() == content_type.as_bytes());
    match response.status() {
        StatusCode::OK if is_ours => {}
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => return Err(Error::Sync("sync.busy")),
        StatusCode::UNAUTHORIZED => return Err(Error::Sync("sync.unknown_device")),
        StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE => return Err(Error::Sync("sync.refused")),
        _ => return Err(Error::Sync("sync.not_our_server")),
    }
    let mut body = Vec::new();
    response.take(ANSWER_BYTES_MAX).read_to_end(&mut body).map_err(|_| Error::Sync("sync.damaged"))?;
    Ok(body)
}

/// Tells a foreign certificate from a network that is not there.
#[must_use]
pub fn failure(error: &reqwest::Error) -> Error {
    match tls_error(error) {
        Some(rustls::Error::InvalidCertificate(_)) => Error::Sync("sync.certificate"),
        Some(_) => Error::Sync("sync.not_our_server"),
        None => Error::Sync("sync.unreachable"),
    }
}

/// The TLS error at the bottom. It comes as an I/O error inside an I/O error, and `source` skips what those hold.
fn tls_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(found) = error.downcast_ref() {
        return Some(found);
    }
    match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(inner) => tls_error(inner),
        None => error.source().and_then(tls_error),
    }
}

fn decode(hex: &str) -> Result<Vec<u8>> {
    let bytes =
        (0..hex.len() / 2).map(|place| hex.get(place * 2..place * 2 + 2).and_then(from_hex::<1>).map(|[byte]| byte));
    bytes.collect::<Option<Vec<u8>>>().ok_or(Error::Corrupt)
}
