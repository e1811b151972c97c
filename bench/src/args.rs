//! The arguments of `pesiar-bench`.

use std::path::PathBuf;

use crate::Result;

/// Shown by `--help`.
pub(crate) const HELP: &str = "\
Measures the budgets of design.md 10, in release, on this machine.

cargo run --release -p pesiar-bench -- [options]
  --households FILE  families to sync: JSON lines of {household, members, visits}; else the practice generator's
  --markdown FILE    write the table as markdown too, between the marks of docs/benchmarks.md
  --only A,B         only these parts: save, open, window, search, import, sync
  --people N         persons to search among (50000)
  --saves N          visits to save (300)
  --seed N           seed of the practice villages (1)
  --folder DIR       where databases are written; its disk is what is measured (the system's temporary folder)";

/// A group of measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Saving visits.
    Save,
    /// Searching.
    Search,
    /// Opening a village.
    Open,
    /// The window on that village.
    Window,
    /// Importing a workbook.
    Import,
    /// Pushing, pulling, nothing to do.
    Sync,
}

impl Part {
    /// In the order they are run.
    pub(crate) const ALL: [Self; 6] = [Self::Save, Self::Open, Self::Window, Self::Search, Self::Import, Self::Sync];

    const fn name(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Search => "search",
            Self::Open => "open",
            Self::Window => "window",
            Self::Import => "import",
            Self::Sync => "sync",
        }
    }
}

/// What was asked for.
pub(crate) struct Args {
    pub(crate) help: bool,
    pub(crate) households: Option<PathBuf>,
    pub(crate) markdown: Option<PathBuf>,
    pub(crate) people: u32,
    pub(crate) saves: usize,
    pub(crate) seed: u64,
    pub(crate) folder: PathBuf,
    only: Vec<String>,
}

impl Args {
    /// Reads `--name value` pairs.
    pub(crate) fn parse(words: impl Iterator<Item = String>) -> Result<Self> {
        let mut args = Self {
            help: false,
            households: None,
            markdown: None,
            people: 50_000,
            saves: 300,
            seed: 1,
            folder: std::env::temp_dir(),
            only: Vec::new(),
        };
        let mut words = words;
        while let Some(name) = words.next() {
            if name == "--help" {
                args.help = true;
                return Ok(args);
            }
            let value = words.next().ok_or_else(|| format!("{name} needs a value; see --help"))?;
            args.set(&name, value)?;
        }
        Ok(args)
    }

    fn set(&mut self, name: &str, value: String) -> Result<()> {
        match name {
            "--households" => self.households = Some(value.into()),
            "--markdown" => self.markdown = Some(value.into()),
            "--only" => self.only = value.split(',').map(str::to_owned).collect(),
            "--people" => self.people = value.parse()?,
            "--saves" => self.saves = value.parse()?,
            "--seed" => self.seed = value.parse()?,
            "--folder" => self.folder = value.into(),
            _ => return Err(format!("{name} is not an option; see --help").into()),
        }
        let unknown = self.only.iter().find(|name| !Part::ALL.iter().any(|part| part.name() == name.as_str()));
        unknown.map_or(Ok(()), |name| Err(format!("{name} is not a part; see --help").into()))
    }

    /// Whether a part shall be run.
    pub(crate) fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == part.name())
    }
}
