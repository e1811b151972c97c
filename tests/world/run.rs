//! One run of a real binary: what it was given, how it ended, what it said.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A debug binary of this workspace, which cargo does not build for another package's tests.
pub(crate) fn binary(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("the path of this test");
    let file = this.ancestors().nth(2).expect("a test lies in TARGET/debug/deps").join(name);
    assert!(file.exists(), "{} is missing: run `cargo build --workspace` before these tests", file.display());
    file
}

/// A command of this workspace that inherits nothing from the test's environment.
pub(crate) fn command(name: &str) -> Command {
    let mut command = Command::new(binary(name));
    command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How a command ended.
pub(crate) struct Said {
    /// Exit status; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// Standard output.
    pub(crate) out: Vec<u8>,
    /// Standard error.
    pub(crate) err: String,
}

/// Why a command did not do what it was asked, as scripts read it.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Stable code.
    pub(crate) code: String,
    /// Indonesian sentence.
    pub(crate) message: String,
    /// Field, file or step.
    pub(crate) place: String,
}

/// Runs a command to its end with this input.
pub(crate) fn finish(mut command: Command, input: &[u8]) -> Said {
    let mut child = command.spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("its input is piped");
    let done = std::thread::scope(|scope| {
        // A command that ends before it has read everything closes the pipe: not our failure.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().expect("the binary ends")
    });
    Said { code: done.status.code(), out: done.stdout, err: String::from_utf8_lossy(&done.stderr).into_owned() }
}

impl Said {
    /// The same, if the command did what it was asked.
    pub(crate) fn done(self) -> Self {
        assert!(self.code == Some(0), "exit {:?}: {}{}", self.code, self.text(), self.err);
        self
    }

    /// Standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// Standard output as one JSON document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap_or_else(|_| panic!("no JSON: {}{}", self.text(), self.err))
    }

    /// Standard output as one JSON document a line.
    pub(crate) fn lines(&self) -> Vec<Value> {
        let read = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        self.text().lines().map(read).collect()
    }

    /// The failure, if the command refused with exactly one calm line and nothing on standard output.
    pub(crate) fn failure(&self) -> Failure {
        assert_eq!(self.code, Some(1), "not refused: {}{}", self.text(), self.err);
        assert!(self.out.is_empty(), "a refusal printed: {}", self.text());
        assert_eq!(self.err.lines().count(), 1, "not one line: {}", self.err);
        let value: Value = serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("no JSON: {}", self.err));
        let text = |name: &str| value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}")).to_owned();
        let failure = Failure { code: text("code"), message: text("message"), place: text("where") };
        assert!(failure.message.ends_with('.') && failure.message.len() > 15, "no sentence: {failure:?}");
        failure
    }
}
