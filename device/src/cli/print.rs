//! Printing: one JSON document for scripts, plain lines for people.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::error::{Error, Failure, Result};

/// Prints a document.
pub(super) fn value<T: Serialize>(json: bool, value: &T) -> Result<()> {
    let value = serde_json::to_value(value).map_err(|_| Error::Internal("print"))?;
    let text = if json { value.to_string() } else { plain(&value, 0) };
    line(text.trim_end())
}

/// Prints a line and hands it over at once: what is printed as saved is saved.
pub(super) fn line(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

/// Prints raw bytes.
pub(super) fn bytes(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Prints a failure as one JSON line on standard error.
pub(super) fn failure(failure: &Failure) {
    let text = serde_json::to_string(failure).unwrap_or_else(|_| failure.code.clone());
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn plain(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| match value {
                Value::Object(_) | Value::Array(_) => format!("{indent}{key}:\n{}", plain(value, depth + 1)),
                _ => format!("{indent}{key}: {}\n", scalar(value)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| format!("{}\n", plain(item, depth).trim_end())).collect(),
        other => format!("{indent}{}\n", scalar(other)),
    }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
