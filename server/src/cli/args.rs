//! The arguments of `pesiar-server`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// One province: devices enrol, sync and are reported on. Embedded SQLite, no other service needed; PostgreSQL if wanted.
#[derive(Debug, Parser)]
#[command(version, about)]
pub(super) struct Args {
    /// Data folder.
    #[arg(long, global = true, default_value = "pesiar-data")]
    pub(super) data: PathBuf,
    /// File with the database key, if it is kept elsewhere.
    #[arg(long, global = true)]
    pub(super) key_file: Option<PathBuf>,
    /// Keep the rows in this PostgreSQL database, e.g. postgres://pesiar@localhost/pesiar; said once, at `init`. With a
    /// password in it, better given in PESIAR_DATABASE, where other users of this machine do not see it.
    #[arg(long, global = true, env = "PESIAR_DATABASE", hide_env_values = true)]
    pub(super) database: Option<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create CA, keys, regions and the first administrator (password printed once).
    Init {
        /// Province code, e.g. 17.
        #[arg(long)]
        province: String,
    },
    /// Serve devices over TLS by the own CA.
    Serve(Serve),
    /// Print a one-time enrolment code.
    EnrolCode(EnrolCode),
    /// Make a village report.
    Report(Report),
    /// Check every recorded chain.
    Verify,
}

#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// Address; port 0 picks a free one, printed at start.
    #[arg(long, default_value = "127.0.0.1:8443")]
    pub(super) listen: std::net::SocketAddr,
    /// Name or address devices use; repeatable. localhost and the listening address are always there.
    #[arg(long)]
    pub(super) host: Vec<String>,
    /// Plain HTTP, on a loopback address only, for a proxy on the same machine.
    #[arg(long)]
    pub(super) http: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct EnrolCode {
    /// Village code, e.g. 17.06.01.2001.
    #[arg(long)]
    pub(super) village: String,
    /// Role: enumerator, village_operator, village_head, ...
    #[arg(long)]
    pub(super) role: String,
    /// Name on the worker's tile.
    #[arg(long)]
    pub(super) name: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// L01.
    pub(super) id: String,
    /// Village code.
    #[arg(long)]
    pub(super) village: String,
    /// pdf, xlsx, csv, json or txt.
    #[arg(long, default_value = "json")]
    pub(super) format: String,
    /// Date of the report, YYYY-MM-DD; today if none.
    #[arg(long)]
    pub(super) as_of: Option<jiff::civil::Date>,
    /// Write here instead of standard output.
    #[arg(long)]
    pub(super) out: Option<PathBuf>,
}
