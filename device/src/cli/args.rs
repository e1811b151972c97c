//! The arguments of `pesiar-field`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Pesiar on the command line. The passphrase comes from PESIAR_SECRET or a prompt.
///
/// Exit status: 0 done (read its counts), 1 not done, 2 partly done; failures are JSON lines on standard error.
#[derive(Debug, Parser)]
#[command(version, about)]
pub(super) struct Args {
    /// Profile folder of this laptop.
    #[arg(long, env = "PESIAR_PROFILE", default_value = "pesiar-profile")]
    pub(super) profile: PathBuf,
    /// Worker id, if several share this laptop.
    #[arg(long)]
    pub(super) worker: Option<String>,
    /// Print one JSON document.
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a practice village: synthetic families, watermarked, never sendable.
    Practice(Practice),
    /// Connect this laptop to the province with a one-time code.
    Enrol {
        /// Address, e.g. https://pesiar.example:8443
        #[arg(long)]
        server: String,
        /// The 20 characters of the code.
        #[arg(long)]
        code: String,
    },
    /// Import a village workbook (OpenSID) or a BPJS list.
    Import(Import),
    /// List rows: person, family, visit, ..., also conflict, attention, draft.
    List {
        /// Noun.
        noun: String,
        /// Only rows with this value; repeatable, all must hold.
        #[arg(long = "where", value_name = "FIELD=VALUE")]
        filters: Vec<String>,
        /// For person: beginnings of words of name, NIK, KK number or RT.
        #[arg(long)]
        search: Option<String>,
    },
    /// Show one row in full; looking is on record.
    Show {
        /// Noun.
        noun: String,
        /// Row id.
        id: String,
    },
    /// Save rows from standard input: one JSON object, or one a line.
    Record {
        /// Noun.
        noun: String,
    },
    /// Send what waits, fetch what is new.
    Sync,
    /// Make a village report.
    Report(Report),
    /// Check database, chain and what waits.
    Doctor,
    /// Copy the profile, still encrypted, into a new folder below this one.
    Backup {
        /// E.g. a flash disk.
        folder: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Practice {
    /// Families.
    #[arg(long, default_value_t = 300)]
    pub(super) families: u32,
    /// Persons, 300 to 50000, instead of families.
    #[arg(long)]
    pub(super) people: Option<u32>,
    /// The same seed makes the same village.
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// Write the village workbook here instead of making a profile.
    #[arg(long)]
    pub(super) workbook: Option<PathBuf>,
    /// Write the full BPJS member list here instead of making a profile.
    #[arg(long)]
    pub(super) bpjs: Option<PathBuf>,
    /// Write the BPJS target list here instead of making a profile.
    #[arg(long)]
    pub(super) bpjs_target: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The file.
    pub(super) file: PathBuf,
    /// Layout: auto, opensid or bpjs.
    #[arg(long, default_value = "auto")]
    pub(super) format: String,
    /// Kind of a BPJS list: FULL or TARGET; else read from the file.
    #[arg(long)]
    pub(super) kind: Option<String>,
    /// Date of a BPJS list, YYYY-MM-DD; else read from the file.
    #[arg(long)]
    pub(super) as_of: Option<jiff::civil::Date>,
    /// Only say what would happen.
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Report {
    /// L01 or L05.
    pub(super) id: String,
    /// pdf, xlsx, csv, json or txt.
    #[arg(long, default_value = "json")]
    pub(super) format: String,
    /// Number of the letter, for pdf; else room for the pen.
    #[arg(long)]
    pub(super) letter_no: Option<String>,
    /// Date of the report, YYYY-MM-DD; today if none.
    #[arg(long)]
    pub(super) as_of: Option<jiff::civil::Date>,
    /// Write here instead of standard output.
    #[arg(long)]
    pub(super) out: Option<PathBuf>,
}
