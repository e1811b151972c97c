//! Pulling the plug of a running command, and what it had acknowledged until then.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

/// Whether there was still something to kill.
pub(super) fn pull_the_plug(child: &mut Child) -> bool {
    let was_alive = child.try_wait().expect("its state").is_none();
    let _ = child.kill();
    let status = child.wait().expect("it ends");
    assert!(was_alive || status.success(), "it ended by itself with {status}");
    was_alive
}

/// Lines that were printed to their end: half a line is no acknowledgement.
pub(super) fn whole_lines(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let (mut output, mut line) = (BufReader::new(output), String::new());
        while output.read_line(&mut line).is_ok_and(|bytes| bytes > 0) && line.ends_with('\n') {
            let _ = sender.send(std::mem::take(&mut line));
        }
    });
    receiver
}

/// The row an acknowledgement is about.
pub(super) fn acknowledged_id(line: &str) -> String {
    let saved: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    saved["id"].as_str().expect("an id").to_owned()
}
