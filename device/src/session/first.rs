//! First start: connecting this laptop to the province, or making a practice village.

use std::path::PathBuf;

use pesiar_core::enrolment::{CHARS, Code};
use serde::Serialize;

use super::Session;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::practice::open::{self, Step};
use crate::practice::{Size, open::Made};
use crate::sync::enrol::{self, Enrolled};
use crate::vault::passphrase::{PRACTICE, suggest};
use crate::vault::{Vault, check_strength};

/// Families of the practice village: as many as a small village has.
const FAMILIES: u32 = 300;
/// The same village everywhere, so that people who learn together see the same.
const SEED: u64 = 1;

/// How a code reads while it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CodeCheck {
    /// What was typed, in groups of four as on the printed code.
    pub grouped: String,
    /// Characters still missing.
    pub missing: u32,
    /// A character that no code has.
    pub stranger: Option<String>,
    /// Whether it is complete and its check characters fit.
    pub is_right: bool,
}

/// A passphrase to write down.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Suggestion {
    /// Four random words.
    pub words: String,
    /// The well-known one of practice villages.
    pub practice: String,
}

/// The passphrase as a person typed it, twice.
pub struct Secret<'a> {
    /// Once.
    pub first: &'a str,
    /// And again.
    pub repeated: &'a str,
}

/// Reads a code while it is typed.
#[must_use]
pub fn check_code(typed: &str) -> CodeCheck {
    let grouped = Code::grouped(typed);
    let count = grouped.chars().filter(|c| *c != '-').count();
    CodeCheck {
        missing: u32::try_from(CHARS.saturating_sub(count)).unwrap_or(0),
        stranger: Code::stranger(typed).map(String::from),
        is_right: Code::parse(typed).is_ok(),
        grouped,
    }
}

/// What can be done before there is a village; holds no lock while the network is slow.
pub struct First {
    own: PathBuf,
    practice: PathBuf,
    env: Env,
}

impl Session {
    /// What can be done before there is a village.
    #[must_use]
    pub fn first(&self) -> First {
        First { own: self.own.folder.clone(), practice: self.practice.folder.clone(), env: self.env.clone() }
    }

    /// A passphrase to write down.
    #[must_use]
    pub fn suggestion(&self) -> Suggestion {
        Suggestion { words: suggest(&self.env), practice: PRACTICE.to_owned() }
    }

    /// Signs in to the village that was just made.
    ///
    /// # Errors
    /// As [`Session::unlock`].
    pub fn enter(&mut self, practice: bool, worker_id: &str, secret: &str) -> Result<()> {
        self.choose(practice)?;
        self.unlock(worker_id, secret)
    }
}

impl First {
    /// Connects to the province. May take minutes on a bad line; whatever fails, the same code can be tried again.
    ///
    /// # Errors
    /// [`Error::Refused`] with the field it is about, [`Error::WeakSecret`], [`Error::Sync`].
    pub fn connect(&self, server: &str, code: &str, secret: &Secret<'_>) -> Result<Enrolled> {
        let address = address(server)?;
        Code::parse(code).map_err(|_| Error::refused("enrol.code", "code"))?;
        let secret = checked(secret)?;
        enrol::run(&self.own, self.env.clone(), (&address, code), secret).map_err(|error| match error {
            Error::WrongSecret { .. } => Error::refused("enrol.other_secret", "secret"),
            // There is no work yet that could go on: whoever waits here looks at the address and the network.
            Error::Sync("sync.unreachable") => Error::Sync("enrol.unreachable"),
            error => error,
        })
    }

    /// Lays aside an enrolment that was begun and never answered, so that another passphrase can be chosen.
    /// There was no village yet, so nobody's data is in it; it is kept all the same.
    ///
    /// # Errors
    /// [`Error::ProfileExists`] if there is a village, [`Error::NoProfile`], [`Error::InUse`], [`Error::Io`].
    pub fn start_over(&self) -> Result<()> {
        if !Vault::load(&self.own)?.is_unanswered() {
            return Err(Error::ProfileExists);
        }
        let profile = crate::profile::Profile::take(&self.own)?;
        let aside = self.own.join(format!("lama-{}", self.env.now_ms()));
        std::fs::create_dir(&aside)?;
        for entry in std::fs::read_dir(profile.folder())? {
            let name = entry?.file_name();
            if name.to_str().is_some_and(|name| name == "vault.json" || name.starts_with("pesiar.db")) {
                std::fs::rename(self.own.join(&name), aside.join(&name))?;
            }
        }
        Ok(())
    }

    /// Makes the practice village; without a passphrase it has the one that everybody knows.
    ///
    /// # Errors
    /// [`Error::ProfileExists`], [`Error::WeakSecret`], [`Error::Refused`] if the two differ.
    pub fn practise(&self, secret: Option<&Secret<'_>>, at: impl FnMut(Step)) -> Result<Made> {
        let secret = secret.map_or(Ok(PRACTICE), checked)?;
        open::create_told(&self.practice, self.env.clone(), (Size::Families(FAMILIES), SEED), secret, at)
    }
}

fn checked<'a>(secret: &Secret<'a>) -> Result<&'a str> {
    check_strength(secret.first)?;
    if secret.first == secret.repeated { Ok(secret.first) } else { Err(Error::refused("unlock.differs", "repeated")) }
}

/// The address as people copy it from a letter: `https://` may be left out, anything but https is refused.
fn address(typed: &str) -> Result<String> {
    let wrong = || Error::refused("enrol.address", "server");
    let plain = typed.trim();
    let host = plain.strip_prefix("https://").unwrap_or(plain).trim_end_matches('/');
    let is_host = !host.is_empty() && !host.starts_with(['.', ':']) && !host.ends_with(':');
    let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    if is_host && is_plain { Ok(format!("https://{host}")) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_copy_it_and_only_https_is_taken() {
        let read = |typed| address(typed).ok();
        let right = Some("https://pesiar.bengkulu.go.id:8443".to_owned());
        assert_eq!(read(" pesiar.bengkulu.go.id:8443 "), right);
        assert_eq!(read("https://pesiar.bengkulu.go.id:8443/"), right);
        for wrong in ["", "http://pesiar.go.id", "ftp://x", "dua kata", "https://", "a/b", "user@host"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_is_judged_while_it_is_typed() {
        let printed = Code::new(&[0xA7; 32], &[0, 1, 2, 30, 31, 5, 6, 7, 8, 9]).printed();
        let half = check_code(&printed.to_lowercase().replace('-', " ")[..7]);
        assert_eq!((half.missing, half.is_right, half.grouped.as_str()), (14, false, &printed[..7]));
        assert!(check_code(&printed).is_right);
        let swapped: String = printed.chars().rev().collect();
        assert_eq!((check_code(&swapped).missing, check_code(&swapped).is_right), (0, false));
        assert_eq!(check_code("7k2u").stranger.as_deref(), Some("U"));
    }

    #[test]
    fn a_weak_or_mistyped_passphrase_reaches_neither_disk_nor_network() {
        let home = tempfile::tempdir().unwrap();
        let session = Session::new(&home.path().join("profile"), Env::machine());
        let code = Code::new(&[0xA7; 32], &[7; 10]).printed();
        let connect = |first, repeated| {
            let done = session.first().connect("localhost:1", &code, &Secret { first, repeated });
            done.map(|_| ()).unwrap_err().code().to_owned()
        };
        assert_eq!(connect("pendek", "pendek"), "unlock.weak");
        assert_eq!(connect("empat kata yang benar", "empat kata yang bener"), "unlock.differs");
        assert!(!home.path().join("profile").exists(), "a key was made for nothing");
    }
}
