//! What stands before every route of the browser: headers, the same origin, the session.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use crate::data::now_ms;
use crate::session::{self, Office, Token};
use crate::state::Server;

/// Set on requests that came over our own TLS.
#[derive(Clone, Copy)]
pub(crate) struct Tls;

/// `__Host-`: only over TLS, only for this host, never set by a subdomain.
const COOKIE: &str = "__Host-pesiar";
/// Only our page sends it: a form of another site cannot, and its script would have to ask first.
const OURS: &str = "x-pesiar";

const FIXED: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// Headers of every answer. What does not say otherwise is stored nowhere.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let is_tls = request.extensions().get::<Tls>().is_some();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if is_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Lets only our own page change something.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading || is_ours(request.headers()) {
        next.run(request).await
    } else {
        Refusal::of("request.foreign").into_response()
    }
}

fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if !headers.contains_key(OURS) {
        return false;
    }
    match (text(HeaderName::from_static("sec-fetch-site")), text(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some() && authority == text(header::HOST)
        }
        // Not a browser: nobody's cookie is at stake.
        (None, None) => true,
    }
}

/// The token a browser sent.
pub(super) fn token(headers: &HeaderMap) -> Option<Token> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).and_then(|(_, value)| Token::parse(value))
}

/// `Set-Cookie` for a token; without one, the cookie is taken back.
pub(super) fn cookie(token: Option<&Token>) -> String {
    let (value, age) = token.map_or((String::new(), "; Max-Age=0"), |token| (token.text(), ""));
    format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{age}")
}

/// Where a request comes from. A proxy on this machine (`--http`) says so in the last entry it added.
pub(super) fn address(extensions: &Extensions, headers: &HeaderMap) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|line| line.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    last.filter(|_| peer.to_canonical().is_loopback()).unwrap_or(peer)
}

impl FromRequestParts<Server> for Office {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Refusal> {
        let none = || Refusal::of("session.none");
        let token = token(&parts.headers).ok_or_else(none)?;
        office(server, token, Use::Asked).await?.ok_or_else(none)
    }
}

/// Whether a request keeps the session alive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Somebody asked for something.
    Asked,
    /// The page only looks who is signed in.
    Looked,
}

/// Who holds a token; nobody if its session has ended.
pub(super) async fn office(server: &Server, token: Token, usage: Use) -> Result<Option<Office>, Refusal> {
    let (token, now_ms) = (Arc::new(token), now_ms());
    let found = server.read({
        let token = Arc::clone(&token);
        move |tx| session::find(tx, &token, now_ms)
    });
    let found = found.await?;
    if found.is_due && (usage == Use::Asked || found.office.is_none()) {
        server.write(move |tx, _| session::note_use(tx, &token, now_ms)).await?;
    }
    Ok(found.office)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_page_may_change_something() {
        let cases: [(&[(&str, &str)], bool); 8] = [
            (&[("x-pesiar", "1"), ("sec-fetch-site", "same-origin"), ("origin", "https://a:1"), ("host", "a:1")], true),
            (&[("x-pesiar", "1"), ("origin", "https://a:1"), ("host", "a:1")], true),
            (&[("x-pesiar", "1")], true),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("x-pesiar", "1"), ("sec-fetch-site", "same-site"), ("origin", "https://a:1"), ("host", "a:1")], false),
            (&[("x-pesiar", "1"), ("origin", "https://b:1"), ("host", "a:1")], false),
            (&[("x-pesiar", "1"), ("origin", "null"), ("host", "null")], false),
            (&[("x-pesiar", "1"), ("origin", "https://a:2"), ("host", "a:1")], false),
        ];
        for (pairs, is_allowed) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
            }
            assert_eq!(is_ours(&headers), is_allowed, "{pairs:?}");
        }
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let forged = headers(&[("x-forwarded-for", "10.9.9.9, 10.0.0.7")]);
        let from = |peer: &str| {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 5)));
            address(&extensions, &forged).to_string()
        };
        assert_eq!(from("10.0.0.5"), "10.0.0.5");
        assert_eq!(from("127.0.0.1"), "10.0.0.7");
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let value = "ab".repeat(32);
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, format!("a=b; {COOKIE}={value}; c").parse().unwrap());
        assert_eq!(token(&headers).map(|token| token.text()), Some(value));
        headers.insert(header::COOKIE, format!("{COOKIE}=kopi").parse().unwrap());
        assert!(token(&headers).is_none());
    }
}
