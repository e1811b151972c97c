//! A laptop: a profile folder and `pesiar-field`, used as a script would use it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::run::{Failure, Said, command, finish};
use super::server::Server;

/// The passphrase of every laptop that was not given another.
pub(crate) const SECRET: &str = "kuda makan rumput hijau";

/// Rounds after which two laptops that still exchange something never will be quiet.
const ROUNDS_MAX: usize = 10;

/// One laptop.
pub(crate) struct Laptop {
    name: String,
    folder: PathBuf,
    secret: String,
    /// The database key, once a test has looked inside.
    pub(super) key: OnceLock<[u8; 32]>,
}

impl Laptop {
    /// A laptop whose profile folder may not exist yet.
    pub(crate) fn new(name: &str, folder: &Path) -> Self {
        Self { name: name.to_owned(), folder: folder.to_owned(), secret: SECRET.to_owned(), key: OnceLock::new() }
    }

    /// The same folder used with another passphrase.
    pub(crate) fn with_secret(&self, secret: &str) -> Self {
        Self { secret: secret.to_owned(), ..Self::new(&self.name, &self.folder) }
    }

    /// Its passphrase.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// The profile folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Enrols as an agent of the default village.
    pub(crate) fn enrolled(self, server: &Server) -> Self {
        self.enrolled_at(server, &server.url())
    }

    /// Enrols through another address of the same server, e.g. a faulty network.
    pub(crate) fn enrolled_at(self, server: &Server, url: &str) -> Self {
        let code = server.code("enumerator", &format!("Petugas {}", self.name));
        self.ask(&["enrol", "--server", url, "--code", &code]);
        self
    }

    /// A command of this laptop, not yet started.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = command("pesiar-field");
        command.arg("--profile").arg(&self.folder).arg("--json").args(args).env("PESIAR_SECRET", &self.secret);
        command
    }

    /// The same with a limit on the memory it may address, in kB.
    pub(crate) fn command_within(&self, memory_kb: u32, args: &[&str]) -> Command {
        let whole = self.command(args);
        let mut limited = Command::new("sh");
        limited.arg("-c").arg(format!("ulimit -v {memory_kb}; exec \"$0\" \"$@\""));
        limited.arg(whole.get_program()).args(whole.get_args()).env_clear().env("PESIAR_SECRET", &self.secret);
        limited.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        limited
    }

    /// Runs a command to its end, however it ends.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        finish(self.command(args), b"")
    }

    /// Runs a command with this input to its end, however it ends.
    pub(crate) fn feed(&self, args: &[&str], input: &str) -> Said {
        finish(self.command(args), input.as_bytes())
    }

    /// Runs a command that must work.
    pub(crate) fn ask(&self, args: &[&str]) -> Value {
        self.run(args).done().json()
    }

    /// Runs a command that must be refused.
    pub(crate) fn refused(&self, args: &[&str]) -> Failure {
        self.run(args).failure()
    }

    /// Saves one object.
    pub(crate) fn record(&self, noun: &str, object: &Value) -> Value {
        self.feed(&["record", noun], &object.to_string()).done().json()
    }

    /// Saves objects one a line; every one must be saved.
    pub(crate) fn record_all(&self, noun: &str, objects: &[Value]) -> Vec<Value> {
        let input: String = objects.iter().map(|object| format!("{object}\n")).collect();
        let said = self.feed(&["record", noun], &input).done();
        assert_eq!(said.err, "", "not everything was saved");
        said.lines()
    }

    /// Rows of a noun, or conflicts, or what needs attention.
    pub(crate) fn list(&self, noun: &str) -> Vec<Value> {
        self.ask(&["list", noun]).as_array().expect("a list").clone()
    }

    /// One row in full.
    pub(crate) fn show(&self, noun: &str, id: &str) -> Value {
        self.ask(&["show", noun, id])
    }

    /// Imports a file, with further arguments.
    pub(crate) fn import(&self, file: &Path, more: &[&str]) -> Value {
        self.try_import(file, more).done().json()
    }

    /// Imports a file, however it ends.
    pub(crate) fn try_import(&self, file: &Path, more: &[&str]) -> Said {
        let file = file.to_str().expect("a path in UTF-8");
        self.run(&[&["import", file], more].concat())
    }

    /// Syncs once; it must work.
    pub(crate) fn sync(&self) -> Value {
        self.ask(&["sync"])
    }

    /// Periksa Laptop, which must find nothing wrong.
    pub(crate) fn doctor(&self) -> Value {
        let found = self.ask(&["doctor"]);
        assert_eq!((&found["ok"], &found["chain"]["broken"]), (&json!(true), &json!([])), "{}: {found}", self.name);
        found
    }

    /// Segments not yet sent.
    pub(crate) fn pending(&self) -> u64 {
        self.run(&["doctor"]).json()["pending"].as_u64().expect("a count")
    }

    /// L01 as of a date.
    pub(crate) fn l01(&self, as_of: &str) -> Value {
        self.ask(&["report", "L01", "--as-of", as_of])
    }
}

/// Syncs all laptops in turn until a whole round moves nothing; returns how many rounds it took.
pub(crate) fn sync_until_quiet(laptops: &[&Laptop]) -> usize {
    for round in 1..=ROUNDS_MAX {
        let moved = |laptop: &&Laptop| {
            let receipt = laptop.sync();
            receipt["sent"] != json!(0) || receipt["received"] != json!(0)
        };
        if laptops.iter().filter(|laptop| moved(laptop)).count() == 0 {
            return round;
        }
    }
    panic!("still not quiet after {ROUNDS_MAX} rounds");
}
