//! What request handlers share: the database, the answer key.

use std::sync::Arc;

use ed25519_dalek::SigningKey;

use crate::data::Data;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};

/// An open server.
#[derive(Clone)]
pub struct Server {
    db: Arc<Db>,
    /// Signs answers and the server's own segments.
    pub key: Arc<SigningKey>,
}

impl Server {
    /// Opens a data folder.
    ///
    /// # Errors
    /// [`Error::Usage`] if it is none.
    pub fn open(data: &Data) -> Result<Self> {
        Ok(Self { db: Arc::new(Db::open(data)?), key: Arc::new(data.answer_key()?) })
    }

    /// The database, for whoever may block.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Runs work that blocks, without blocking other requests' sockets.
    ///
    /// # Errors
    /// Whatever the work returns.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db, &SigningKey) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let server = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&server.db, &server.key));
        done.await.map_err(|_| Error::Corrupt("request handler"))?
    }

    /// Runs one transaction that changes something; see [`Db::write`].
    ///
    /// # Errors
    /// Whatever the work returns.
    pub async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&dyn Tx, &SigningKey) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(move |db, key| db.write(|tx| work(tx, key))).await
    }

    /// Reads one snapshot; see [`Db::read`].
    ///
    /// # Errors
    /// Whatever the work returns.
    pub async fn read<T: Send + 'static>(&self, work: impl FnMut(&dyn Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.run(move |db, _| db.read(work)).await
    }
}
