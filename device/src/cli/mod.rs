//! The command line: parse, call one use case, print one JSON document or lines for people.

mod args;
mod exchange;
mod print;
mod read;
mod write;

use std::process::ExitCode;

use clap::Parser;
use zeroize::Zeroizing;

use crate::backup::place::Target;
use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Failure, Result};
use crate::progress::Progress;
use crate::{audit, backup, sync};
use args::{Args, Command};

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(error) => {
            print::failure(&Failure::from(&error));
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; false if it worked but something in it needs a person.
fn run(args: &Args) -> Result<bool> {
    let folder = args.profile.as_path();
    match &args.command {
        Command::Enrol { server, code } => {
            let done = sync::enrol::run(folder, Env::machine(), (server, code), &secret(true)?)?;
            print::value(args.json, &done)?;
            return Ok(true);
        }
        Command::Practice(practice) => {
            exchange::practice(args, practice, secret)?;
            return Ok(true);
        }
        _ => {}
    }
    let mut device = Device::open(folder, Env::machine(), args.worker.as_deref(), &secret(false)?)?;
    let done = dispatch(args, &mut device);
    audit::flush(&mut device)?;
    done
}

fn dispatch(args: &Args, device: &mut Device) -> Result<bool> {
    match &args.command {
        Command::Import(import) => exchange::import(args, device, import),
        Command::List { noun, filters, search } => read::list(args, device, (noun, filters, search.as_deref())),
        Command::Show { noun, id } => read::show(args, device, noun, id),
        Command::Record { noun } => write::record(args, device, noun),
        Command::Sync => {
            print::value(args.json, &sync::run(device)?)?;
            Ok(true)
        }
        Command::Report(report) => read::report(args, device, report),
        Command::Doctor => {
            let checkup = crate::doctor::checkup(device)?;
            print::value(args.json, &checkup)?;
            Ok(checkup.ok)
        }
        Command::Backup { folder } => {
            let name = folder.display().to_string();
            let target = Target { folder: folder.clone(), name, is_outside: true };
            print::value(args.json, &backup::copy(device, &target, &Progress::silent())?)?;
            Ok(true)
        }
        Command::Enrol { .. } | Command::Practice(_) => Err(Error::Internal("handled before opening")),
    }
}

/// The passphrase: from PESIAR_SECRET or a prompt, never from arguments, which every process can read.
fn secret(twice: bool) -> Result<Zeroizing<String>> {
    if let Ok(secret) = std::env::var("PESIAR_SECRET") {
        return Ok(Zeroizing::new(secret));
    }
    let nobody = |_| Error::refused("unlock.no_secret", "PESIAR_SECRET");
    let ask = |words: &str| rpassword::prompt_password(words).map(Zeroizing::new).map_err(nobody);
    let first = ask("Kata sandi: ")?;
    if twice {
        crate::vault::check_strength(&first)?;
        if *first != *ask("Sekali lagi: ")? {
            return Err(Error::refused("unlock.differs", "secret"));
        }
    }
    Ok(first)
}
