//! The provincial server as a process: started, asked, ended politely or killed, started again.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use pesiar_server::data::Data;
use pesiar_server::db::Db;
use rusqlite::Connection;
use serde_json::Value;

use super::VILLAGE;
use super::run::{Said, command, finish};

/// A debug server on a busy machine answers within this.
const PATIENCE: Duration = Duration::from_secs(30);

/// A province.
pub(crate) struct Server {
    folder: PathBuf,
    log: PathBuf,
    address: String,
    process: Option<Child>,
}

impl Server {
    /// Makes a new province in `folder` and serves it on a free port.
    pub(crate) fn start(folder: &Path) -> Self {
        let mut server = Self::stopped(folder);
        server.serve("127.0.0.1:0");
        server
    }

    /// Makes a new province that nobody serves.
    pub(crate) fn stopped(folder: &Path) -> Self {
        let server = Self::at(folder);
        server.ask(&["init", "--province", "17"]);
        server
    }

    /// Names a folder that may hold a province.
    pub(crate) fn at(folder: &Path) -> Self {
        let log = folder.with_extension("log");
        Self { folder: folder.to_owned(), log, address: String::new(), process: None }
    }

    /// Serves again on the same port, which laptops remember.
    pub(crate) fn restart(&mut self) {
        let address = self.address.clone();
        self.serve(&address);
    }

    fn serve(&mut self, address: &str) {
        assert!(self.process.is_none(), "it is serving already");
        let log = File::options().create(true).append(true).open(&self.log).expect("a log file");
        let mut command = command("pesiar-server");
        command.args(["serve", "--listen", address]).arg("--data").arg(&self.folder).stderr(log);
        let mut child = command.spawn().expect("pesiar-server starts");
        let line = first_line(child.stdout.take().expect("its output is piped"));
        self.process = Some(child);
        let line = line.unwrap_or_else(|| panic!("the server printed no address: {}", self.log()));
        self.address = line.trim().trim_start_matches("https://").to_owned();
    }

    /// Ends it as an operator would; it must end well.
    pub(crate) fn stop(&mut self) {
        let status = self.end(Signal::SIGTERM).expect("it was serving");
        assert!(status.success(), "the server ended with {status}: {}", self.log());
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.end(Signal::SIGKILL).expect("it was serving");
    }

    /// Whether it ended by itself, or does so within a moment.
    pub(crate) fn has_ended(&mut self) -> bool {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) {
            if self.process.as_mut().is_none_or(|child| child.try_wait().expect("its state").is_some()) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }

    fn end(&mut self, signal: Signal) -> Option<std::process::ExitStatus> {
        let mut child = self.process.take()?;
        let id = i32::try_from(child.id()).expect("a process id");
        let _ = kill(Pid::from_raw(id), signal);
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("its state") {
                return Some(status);
            }
            if start.elapsed() > PATIENCE {
                let _ = child.kill();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The data folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where laptops find it.
    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Host and port.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address.parse().expect("an address")
    }

    /// What it logged so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Sync requests answered so far, as it logged them.
    pub(crate) fn answers(&self) -> usize {
        self.log().matches("\"message\":\"sync\"").count()
    }

    /// A fresh enrolment code for the default village.
    pub(crate) fn code(&self, role: &str, name: &str) -> String {
        self.ask(&["enrol-code", "--village", VILLAGE, "--role", role, "--name", name]).text().trim().to_owned()
    }

    /// L01 of the default village as of a date.
    pub(crate) fn l01(&self, as_of: &str) -> Value {
        self.ask(&["report", "L01", "--village", VILLAGE, "--as-of", as_of]).json()
    }

    /// Checks every recorded chain; none may be broken.
    pub(crate) fn verify(&self) -> Value {
        self.ask(&["verify"]).json()
    }

    /// Runs another command on its data, which must work.
    pub(crate) fn ask(&self, args: &[&str]) -> Said {
        self.run(args).done()
    }

    /// Runs another command on its data, however it ends.
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        let mut command = command("pesiar-server");
        command.args(args).arg("--data").arg(&self.folder);
        finish(command, b"")
    }

    /// Its database behind the server's own door.
    pub(crate) fn door(&self) -> Db {
        Db::open(&Data::new(&self.folder, None)).expect("the database opens")
    }

    /// Its database, opened beside the running process.
    pub(crate) fn database(&self) -> Connection {
        let data = Data::new(&self.folder, None);
        let key = data.database_key().expect("the key file");
        pesiar_server::db::open(&data.database(), &key).expect("the database opens with its key")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end(Signal::SIGTERM);
    }
}

/// The first line of a process, which is read on so that it never blocks on a full pipe.
fn first_line(output: ChildStdout) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver.recv_timeout(PATIENCE).ok()
}
