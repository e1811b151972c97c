//! The command line of the server.

mod args;
mod init;
mod serve;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use pesiar_core::access::Role;
use pesiar_core::region::VillageCode;

use crate::data::{Data, now_ms};
use crate::db::Db;
use crate::enrol::{Wanted, make_code};
use crate::error::{Error, Result};
use crate::{report, segment, tls};
use args::{Args, Command, EnrolCode, Report};

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let line = serde_json::json!({"code": "server.failed", "message": error.to_string(), "where": ""});
            let _ = writeln!(std::io::stderr(), "{line}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let data = Data::new(&args.data, args.key_file.as_deref()).with_database(args.database.as_deref());
    match &args.command {
        Command::Init { province } => init::run(&data, province),
        Command::Serve(serve) => serve::run(&data, serve),
        Command::EnrolCode(wanted) => enrol_code(&data, wanted),
        Command::Report(wanted) => write_report(&data, wanted),
        Command::Verify => {
            let found = Db::open(&data)?.read(segment::verify::all)?;
            print(&serde_json::to_string(&found).map_err(|_| Error::Corrupt("verify"))?)?;
            if found.broken.is_empty() { Ok(()) } else { Err(Error::usage("ada rantai catatan yang putus")) }
        }
    }
}

fn enrol_code(data: &Data, wanted: &EnrolCode) -> Result<()> {
    let wrong = |what: &str| Error::usage(format!("{what} tidak dikenal"));
    let wanted = Wanted {
        village: VillageCode::parse(&wanted.village).map_err(|_| wrong("kode desa"))?,
        role: Role::from_code(&wanted.role).ok_or_else(|| wrong("peran"))?,
        name: wanted.name.clone(),
    };
    let fingerprint = tls::fingerprint(data)?;
    let code = Db::open(data)?.write(|tx| make_code(tx, &wanted, &fingerprint, now_ms()))?;
    print(&code.printed())
}

fn write_report(data: &Data, wanted: &Report) -> Result<()> {
    let village = VillageCode::parse(&wanted.village).map_err(|_| Error::usage("kode desa tidak dikenal"))?;
    let format = pesiar_report::Format::parse(&wanted.format)
        .ok_or_else(|| Error::usage("bentuk berkas belum tersedia; pilih pdf, xlsx, csv, json, atau txt"))?;
    if !wanted.id.eq_ignore_ascii_case("L01") {
        return Err(Error::usage("laporan ini belum tersedia di server"));
    }
    let as_of = wanted.as_of.unwrap_or_else(|| pesiar_core::time::date_wib(now_ms()));
    let bytes = Db::open(data)?.read(|tx| report::l01_file(tx, &village, as_of, format, "server provinsi"))?;
    match &wanted.out {
        Some(path) => Ok(std::fs::write(path, bytes)?),
        None => Ok(std::io::stdout().lock().write_all(&bytes)?),
    }
}

fn print(line: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
