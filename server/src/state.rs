//! What request handlers share: one writer, the answer key.

use std::sync::{Arc, Mutex};

use ed25519_dalek::SigningKey;
use rusqlite::Connection;

use crate::data::Data;
use crate::db;
use crate::error::{Error, Result};

/// An open server. One connection writes; a request holds it for milliseconds, never while a socket is read.
#[derive(Clone)]
pub struct Server {
    db: Arc<Mutex<Connection>>,
    /// Signs answers and the server's own segments.
    pub key: Arc<SigningKey>,
}

impl Server {
    /// Opens a data folder.
    ///
    /// # Errors
    /// [`Error::Usage`] if it is none.
    pub fn open(data: &Data) -> Result<Self> {
        if !data.database().exists() {
            return Err(Error::usage("folder ini belum berisi server; jalankan init dahulu"));
        }
        let db = db::open(&data.database(), &*data.database_key()?)?;
        Ok(Self { db: Arc::new(Mutex::new(db)), key: Arc::new(data.answer_key()?) })
    }

    /// Runs work on the database.
    ///
    /// # Errors
    /// Whatever the work returns.
    pub fn with<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T>) -> Result<T> {
        // A handler that panicked left its transaction to be rolled back: the connection is sound.
        let mut db = self.db.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        work(&mut db)
    }

    /// Runs work on the database without blocking other requests' sockets.
    ///
    /// # Errors
    /// Whatever the work returns.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection, &SigningKey) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let server = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let key = Arc::clone(&server.key);
            server.with(|db| work(db, &key))
        });
        done.await.map_err(|_| Error::Corrupt("request handler"))?
    }
}
