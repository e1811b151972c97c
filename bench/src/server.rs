//! The real server, in its own process, and the processor time it uses.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::Result;

/// A village the server knows.
const VILLAGE: &str = "17.06.01.2005";

/// A running server; ended with this value.
pub(crate) struct Server {
    process: Child,
    binary: PathBuf,
    data: PathBuf,
    port: u16,
}

impl Server {
    /// Sets up and starts `pesiar-server` on a free port, its log in the folder.
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let binary = built()?;
        let data = folder.join("server");
        run(&binary, &data, &["init", "--province", "17"])?;
        let mut process = Command::new(&binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .stdout(Stdio::piped())
            .stderr(File::create(folder.join("server.log"))?)
            .spawn()?;
        let out = process.stdout.take();
        let mut server = Self { process, binary, data, port: 0 };
        server.port = announced(out)?;
        Ok(server)
    }

    /// The port it listens on.
    pub(crate) const fn port(&self) -> u16 {
        self.port
    }

    /// A one-time code for another device of the village.
    pub(crate) fn enrol_code(&self, name: &str) -> Result<String> {
        let wanted = ["enrol-code", "--village", VILLAGE, "--role", "enumerator", "--name", name];
        Ok(run(&self.binary, &self.data, &wanted)?.trim().to_owned())
    }

    /// Processor time so far.
    pub(crate) fn cpu(&self) -> Result<Cpu> {
        Cpu::of(self.process.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Processor time of every thread of a process, in nanoseconds.
pub(crate) struct Cpu(BTreeMap<String, u64>);

impl Cpu {
    /// `/proc/PID/stat` counts in steps of 10 ms, as long as a whole push: the scheduler's own account is finer.
    fn of(process: u32) -> Result<Self> {
        let mut threads = BTreeMap::new();
        for thread in std::fs::read_dir(format!("/proc/{process}/task"))? {
            let thread = thread?;
            let account = std::fs::read_to_string(thread.path().join("schedstat"))?;
            let running = account.split(' ').next().ok_or("schedstat is empty")?.parse()?;
            threads.insert(thread.file_name().to_string_lossy().into_owned(), running);
        }
        Ok(Self(threads))
    }

    /// Milliseconds since `before`.
    pub(crate) fn ms_since(&self, before: &Self) -> f64 {
        let spent = self.0.iter().map(|(id, now)| now.saturating_sub(before.0.get(id).copied().unwrap_or(0)));
        crate::table::float(spent.sum()) / 1e6
    }
}

/// The server's program, which `make bench` built beside this one in the same run of cargo.
fn built() -> Result<PathBuf> {
    let binary = std::env::current_exe()?.with_file_name(format!("pesiar-server{}", std::env::consts::EXE_SUFFIX));
    if binary.exists() { Ok(binary) } else { Err(format!("{} is missing: run `make bench`", binary.display()).into()) }
}

fn run(binary: &Path, data: &Path, words: &[&str]) -> Result<String> {
    let done = Command::new(binary).arg("--data").arg(data).args(words).output()?;
    if !done.status.success() {
        return Err(format!("pesiar-server {words:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// The port in the first line, `https://127.0.0.1:PORT`.
fn announced(out: Option<ChildStdout>) -> Result<u16> {
    let mut line = String::new();
    BufReader::new(out.ok_or("no output")?).read_line(&mut line)?;
    let port = line.trim().rsplit(':').next().unwrap_or_default();
    Ok(port.parse().map_err(|_| format!("the server said {line:?} instead of its address"))?)
}
