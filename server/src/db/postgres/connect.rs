//! Connections: which are allowed, how many, and what each is told first.

use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime};
use tokio_postgres::config::Host;
use tokio_postgres::{Config, NoTls};

use crate::db::fault::Said;
use crate::error::{Error, Result};

/// Connections at most; requests beyond wait for one.
const CONNECTIONS_MAX: usize = 16;
/// A request waits this long for a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// What every connection is told: an answer means that it is on the disk, and nobody holds others up for ever.
const FIRST: &str = "SET synchronous_commit = on;
     SET statement_timeout = '30s';
     SET idle_in_transaction_session_timeout = '60s'";

/// The pool of a URL. The URL may hold a password: no error repeats any of it.
pub(super) fn pool(url: &str) -> Result<Pool> {
    let mut config: Config = url.parse().map_err(|_| {
        Error::usage("alamat basis data tidak dapat dibaca, contoh: postgres://pesiar@localhost/pesiar")
    })?;
    if !is_near(&config) {
        // Names and places of people would cross the network in the clear.
        return Err(Error::usage("PostgreSQL hanya dapat dipakai di mesin yang sama (localhost atau soket)"));
    }
    config.application_name("pesiar-server").connect_timeout(PATIENCE);
    let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
    let told = Hook::async_fn(|client: &mut deadpool_postgres::ClientWrapper, _| {
        Box::pin(async move { client.batch_execute(FIRST).await.map_err(HookError::Backend) })
    });
    let pool = Pool::builder(manager)
        .max_size(CONNECTIONS_MAX)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .post_create(told)
        .build();
    pool.map_err(|_| Error::Corrupt("connection pool"))
}

/// Whether a connection stays on this machine: we have no TLS to PostgreSQL yet.
fn is_near(config: &Config) -> bool {
    let host = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    };
    !config.get_hosts().is_empty()
        && config.get_hosts().iter().all(host)
        && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback)
}

/// Why there is no connection.
pub(super) fn said(error: &PoolError) -> Said {
    match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => error.into(),
        PoolError::Timeout(_) => Said::words("no connection within 10 s"),
        _ => Said::words("no connection"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_near() {
        let near = |url: &str| is_near(&url.parse().unwrap());
        for url in ["postgres://a@localhost/a", "postgres://a@127.0.0.1/a", "host=/run/postgresql user=a"] {
            assert!(near(url), "{url}");
        }
        for url in ["postgres://a@db.example/a", "postgres://a@localhost,10.0.0.1/a", "user=a"] {
            assert!(!near(url), "{url}");
        }
        assert!(!near("host=localhost hostaddr=10.0.0.1 user=a"));
    }

    #[test]
    fn no_refusal_repeats_a_password() {
        for url in ["postgres://a:kopisawah@db.example/a", "postgres://a:kopisawah@localhost:x/a", "kopisawah"] {
            let error = pool(url).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("kopisawah"), "{error}");
        }
    }
}
