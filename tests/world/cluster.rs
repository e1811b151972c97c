//! A PostgreSQL of our own: in a temporary folder, on a socket, as somebody without rights, gone with the test process.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Starts a server and ends it when the pipe to its standard input closes, however this process ends. Then cleans up.
const GUARD: &str = "\"$1/postgres\" -D \"$2/data\" -k \"$2\" -c listen_addresses= -c fsync=off -c deadlock_timeout=50ms \
    </dev/null >\"$2/log\" 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf \"$2\"";

/// A busy machine starts it within this.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
pub(crate) struct Cluster {
    folder: PathBuf,
    tools: PathBuf,
    /// Holds the pipe.
    _guard: Child,
    databases: AtomicU32,
}

/// The server of this test process, started when first asked for.
pub(crate) fn cluster() -> &'static Cluster {
    static ONE: OnceLock<Cluster> = OnceLock::new();
    ONE.get_or_init(Cluster::start)
}

impl Cluster {
    fn start() -> Self {
        let tools = tools().expect("PostgreSQL is missing: apt-get install postgresql");
        let folder = tempfile::Builder::new().prefix("pesiar-pg-").tempdir().expect("a folder").keep();
        let owner = unprivileged();
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).expect("a folder of nobody");
        }
        let data = folder.join("data");
        let made = as_owner(owner, &tools.join("initdb"))
            // Not the bytes by themselves: a column that forgets to ask for them is found out.
            .args([
                "-A",
                "trust",
                "-U",
                "pesiar",
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=icu",
                "--icu-locale=id",
                "--no-sync",
                "-D",
            ])
            .arg(&data)
            .output();
        succeed(made, "initdb");
        let mut guard = as_owner(owner, Path::new("/bin/sh"));
        guard.args(["-c", GUARD, "guard"]).arg(&tools).arg(&folder);
        // Its own group: an interrupt at the terminal ends us, and that ends it.
        guard.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let guard = guard.spawn().expect("a shell");
        let cluster = Self { folder, tools, _guard: guard, databases: AtomicU32::new(0) };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let start = Instant::now();
        while !self.tool("pg_isready").output().is_ok_and(|said| said.status.success()) {
            assert!(start.elapsed() < PATIENCE, "{}", std::fs::read_to_string(self.folder.join("log")).unwrap());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn tool(&self, name: &str) -> Command {
        let mut tool = Command::new(self.tools.join(name));
        tool.arg("-h").arg(&self.folder).args(["-U", "pesiar"]);
        tool
    }

    /// A new, empty database; how to reach it.
    pub(crate) fn database(&self) -> String {
        let name = format!("pesiar_{}", self.databases.fetch_add(1, Ordering::SeqCst));
        succeed(self.tool("createdb").arg(&name).output(), "createdb");
        let host = self.folder.to_str().expect("a plain path").replace('/', "%2F");
        format!("postgres://pesiar:kopisawah@{host}/{name}")
    }
}

fn succeed(said: std::io::Result<Output>, what: &str) {
    let said = said.expect("it starts");
    assert!(said.status.success(), "{what}: {}", String::from_utf8_lossy(&said.stderr));
}

/// Where the programs of the server are.
fn tools() -> Option<PathBuf> {
    let said = Command::new("pg_config").arg("--bindir").output().ok();
    let named = said.and_then(|said| String::from_utf8(said.stdout).ok()).map(|text| PathBuf::from(text.trim()));
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let installed = versions.map(|version| version.path().join("bin"));
    named.into_iter().chain(installed).find(|folder| folder.join("initdb").exists())
}

/// User and group to run as, if we are root: PostgreSQL refuses to.
fn unprivileged() -> Option<(u32, u32)> {
    let number = |args: &[&str]| -> u32 {
        let said = Command::new("id").args(args).output().expect("id");
        String::from_utf8_lossy(&said.stdout).trim().parse().expect("a number")
    };
    (number(&["-u"]) == 0).then(|| (number(&["-u", "nobody"]), number(&["-g", "nobody"])))
}

fn as_owner(owner: Option<(u32, u32)>, program: &Path) -> Command {
    let Some((user, group)) = owner else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]).arg(program);
    command.current_dir("/");
    command
}
