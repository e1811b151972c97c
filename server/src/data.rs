//! The data folder: database, its key, certificates, the server's signing key.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use pesiar_core::sync::auth::{from_hex, to_hex};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// File with the URL of the database, if that is PostgreSQL.
const URL: &str = "database.url";

/// A server's folder.
#[derive(Clone)]
pub struct Data {
    folder: PathBuf,
    key_file: Option<PathBuf>,
    url: Option<Zeroizing<String>>,
}

impl Data {
    /// Names a folder; the database key may lie elsewhere, e.g. on a device that is taken away.
    #[must_use]
    pub fn new(folder: &Path, key_file: Option<&Path>) -> Self {
        Self { folder: folder.to_owned(), key_file: key_file.map(Path::to_owned), url: None }
    }

    /// The same folder with its rows in a PostgreSQL database; without a URL, wherever `init` put them.
    #[must_use]
    pub fn with_database(self, url: Option<&str>) -> Self {
        Self { url: url.map(|url| Zeroizing::new(url.to_owned())), ..self }
    }

    /// The URL of the database, if it is not the file. It may hold a password: it is never logged.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn database_url(&self) -> Result<Option<Zeroizing<String>>> {
        if self.url.is_some() {
            return Ok(self.url.clone());
        }
        match std::fs::read_to_string(self.folder.join(URL)) {
            Ok(text) => Ok(Some(Zeroizing::new(text.trim().to_owned()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether `init` has run here.
    #[must_use]
    pub fn is_server(&self) -> bool {
        self.database().exists() || self.folder.join(URL).exists()
    }

    /// Creates the folder and its keys.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is a server in it already.
    pub fn create(&self) -> Result<()> {
        if self.is_server() {
            return Err(Error::usage("folder ini sudah berisi server"));
        }
        std::fs::create_dir_all(&self.folder)?;
        match &self.url {
            Some(url) => write_private(&self.folder.join(URL), url.as_bytes())?,
            None => write_private(&self.key_path(), to_hex(&random::<32>()).as_bytes())?,
        }
        write_private(&self.folder.join("answer.key"), to_hex(&random::<32>()).as_bytes())
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.join("pesiar-server.db")
    }

    /// A file of this folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The database key.
    ///
    /// # Errors
    /// [`Error::Usage`] if it is not there.
    pub fn database_key(&self) -> Result<Zeroizing<[u8; 32]>> {
        Ok(Zeroizing::new(read_key(&self.key_path())?))
    }

    /// The key that signs answers and the server's own segments.
    ///
    /// # Errors
    /// [`Error::Usage`] if it is not there.
    pub fn answer_key(&self) -> Result<SigningKey> {
        Ok(SigningKey::from_bytes(&read_key(&self.folder.join("answer.key"))?))
    }

    fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| self.folder.join("database.key"))
    }
}

fn read_key(path: &Path) -> Result<[u8; 32]> {
    let missing = || Error::usage(format!("kunci tidak ada atau rusak: {}", path.display()));
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|_| missing())?);
    from_hex(text.trim()).ok_or_else(missing)
}

/// `N` random bytes of the operating system.
///
/// # Panics
/// Ends the process without randomness: keys made without it would be worthless.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        std::process::abort();
    }
    bytes
}

/// Milliseconds since 1970 UTC.
#[must_use]
pub fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// Writes a file only its owner can read.
///
/// # Errors
/// [`Error::Io`].
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}
