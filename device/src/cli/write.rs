//! Commands that write: record.

use std::io::{BufRead, Read};

use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use super::args::Args;
use super::{print, read};
use crate::device::Device;
use crate::error::{Error, Failure, Result};
use crate::record;

/// `record NOUN`: one object, or one a line. A bad line is named and the rest goes on.
pub(super) fn record(args: &Args, device: &mut Device, noun: &str) -> Result<bool> {
    let noun = read::known(noun)?;
    let mut input = std::io::BufReader::new(std::io::stdin().lock());
    let mut text = Vec::new();
    input.read_until(b'\n', &mut text)?;
    if is_object(&text) {
        return lines(args, device, noun, std::iter::once(Ok(text)).chain(input.split(b'\n')));
    }
    input.read_to_end(&mut text)?;
    let split = text.split(|byte| *byte == b'\n');
    if !is_object(&text) && split.clone().any(is_object) {
        return lines(args, device, noun, split.map(|line| Ok(line.to_vec()))); // the first line was the bad one
    }
    save(args, device, noun, &text)?; // one object over several lines
    Ok(true)
}

fn is_object(text: &[u8]) -> bool {
    serde_json::from_slice::<Map<String, Value>>(text).is_ok()
}

fn lines(
    args: &Args,
    device: &mut Device,
    noun: Noun,
    lines: impl Iterator<Item = std::io::Result<Vec<u8>>>,
) -> Result<bool> {
    let mut all_saved = true;
    for (place, line) in lines.enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        if let Err(error) = save(args, device, noun, &line) {
            let mut failure = Failure::from(&error);
            failure.place = format!("baris {} {}", place + 1, failure.place).trim_end().to_owned();
            print::failure(&failure);
            if error.is_flush_lost() {
                return Ok(false);
            }
            all_saved = false;
        }
    }
    Ok(all_saved)
}

fn save(args: &Args, device: &mut Device, noun: Noun, text: &[u8]) -> Result<()> {
    let input: Map<String, Value> =
        serde_json::from_slice(text).map_err(|_| Error::refused("record.unreadable", ""))?;
    let saved = record::one(device, noun, &input)?;
    print::value(args.json, &saved)
}
