//! `serve`: TLS by the own CA, graceful end on SIGTERM.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use tracing_subscriber::EnvFilter;

use super::args::Serve;
use super::print;
use crate::data::Data;
use crate::error::{Error, Result};
use crate::figures::daily;
use crate::routes::console::Tls;
use crate::routes::router;
use crate::state::Server;
use crate::tls;

/// Requests in flight get this long to end.
const GRACE: Duration = Duration::from_secs(20);

/// Serves until told to stop.
pub(super) fn run(data: &Data, serve: &Serve) -> Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    if serve.http && !serve.listen.ip().is_loopback() {
        return Err(Error::usage("--http hanya untuk alamat loopback"));
    }
    let server = Server::open(data)?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(listen(data, serve, server))
}

async fn listen(data: &Data, serve: &Serve, server: Server) -> Result<()> {
    let listener = TcpListener::bind(serve.listen)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let handle = Handle::new();
    tokio::spawn(stop_on_signal(handle.clone()));
    tokio::spawn(daily::keep(server.clone()));
    let app = router(server);
    if serve.http {
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        print(&format!("http://{address}"))?;
        return Ok(axum_server::from_tcp(listener)?.handle(handle).serve(app).await?);
    }
    let config = RustlsConfig::from_config(Arc::new(tls::server_config(data, &hosts(serve, address))?));
    print(&format!("https://{address}"))?;
    let app = app.layer(Extension(Tls)).into_make_service_with_connect_info::<SocketAddr>();
    Ok(axum_server::from_tcp_rustls(listener, config)?.handle(handle).serve(app).await?)
}

fn hosts(serve: &Serve, address: SocketAddr) -> Vec<String> {
    let mut hosts = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), address.ip().to_string()];
    hosts.extend(serve.host.iter().cloned());
    hosts.sort();
    hosts.dedup();
    hosts
}

async fn stop_on_signal(handle: Handle<SocketAddr>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    handle.graceful_shutdown(Some(GRACE));
}
