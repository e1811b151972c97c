//! A disk of its own for one folder, in memory and mounted through FUSE: it loses what was not flushed when its power is
//! cut, tears writes at 512 bytes, fails one flush, runs full, or turns a bit around.
//!
//! Not a pass-through over a folder: where every byte is held twice, as seen and as flushed, a power cut is one
//! assignment. Whoever uses it must be another process. Not an SQLite VFS: the real binaries run unchanged on it, with `vault.json` and the locks.

mod driver;
mod image;
mod state;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use fuser::{BackgroundSession, Config, MountOption};

use super::dice::Dice;
use driver::Driver;
pub(crate) use state::Fault;
use state::State;

/// A mounted disk. Drop whoever works on it first.
pub(crate) struct Disk {
    folder: PathBuf,
    state: Arc<Mutex<State>>,
    session: Option<BackgroundSession>,
}

/// What was not flushed when the power was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Is gone.
    Whole,
    /// Is there in sectors of 512 bytes, by chance.
    Torn,
}

impl Disk {
    /// An empty disk at a new folder; none, and the reason on standard error, where the machine has no FUSE.
    #[expect(clippy::print_stderr, reason = "a test that was left out must say so")]
    pub(crate) fn mounted(folder: &Path) -> Option<Self> {
        std::fs::create_dir(folder).expect("a new folder");
        let mut disk = Self { folder: folder.to_owned(), state: Arc::new(Mutex::new(State::new())), session: None };
        match disk.mount() {
            Ok(()) => Some(disk),
            Err(error) => {
                let name = std::thread::current().name().unwrap_or_default().to_owned();
                eprintln!("SKIPPED {name}: no disk could be mounted through /dev/fuse: {error}");
                None
            }
        }
    }

    fn mount(&mut self) -> std::io::Result<()> {
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("pesiar-test".to_owned()), MountOption::RW];
        self.session = Some(fuser::spawn_mount(Driver(Arc::clone(&self.state)), &self.folder, &config)?);
        Ok(())
    }

    /// Where it is mounted.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on it waits for this fault, counted from here.
    pub(crate) fn plan(&self, fault: Fault) {
        self.state().plan(Some(fault));
    }

    /// From now on it works, and counts from here.
    pub(crate) fn works(&self) {
        self.state().plan(None);
    }

    /// Write points and flushes since the last plan.
    pub(crate) fn counted(&self) -> (u64, u64) {
        self.state().counted()
    }

    /// Whether the planned fault came.
    pub(crate) fn has_failed(&self) -> bool {
        self.state().has_failed()
    }

    /// The power comes back after a cut, planned or not; nobody may have a file open.
    pub(crate) fn power_returns(&mut self, loss: Loss, dice: &mut Dice) {
        // Unmounting also makes the kernel forget what it had read.
        if let Some(session) = self.session.take() {
            session.umount_and_join().expect("nobody works on the disk");
        }
        let mut state = self.state();
        state.image.lose_power((loss == Loss::Torn).then_some(dice));
        state.plan(None);
        drop(state);
        self.mount().expect("it was mounted before");
    }

    /// Turns a bit of a file around by chance, and says which; nobody may have it open.
    pub(crate) fn flip(&mut self, name: &str, dice: &mut Dice) -> usize {
        let length = self.at(name, |state, node| state.image.content(node).map_or(0, |content| content.seen.len()));
        let bit = dice.place(length * 8);
        self.turn_back(name, bit, dice);
        bit
    }

    /// Turns this bit of a file around, on a disk that was shut down in order; nobody may have it open.
    pub(crate) fn turn_back(&mut self, name: &str, bit: usize, dice: &mut Dice) {
        self.state().image.flush_everything();
        self.at(name, |state, node| state.image.flip(node, bit));
        self.power_returns(Loss::Whole, dice);
    }

    /// Copies what programs see into a plain folder, and names it. A test looks at that, never at the disk itself: this
    /// process answers for the disk, and a page that it waits for while it holds its own memory map would never come.
    pub(crate) fn copied(&self) -> PathBuf {
        let state = self.state();
        let folder = self.folder.with_extension("copy");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).expect("a folder for the copy");
        for (name, node) in state.image.list(image::ROOT) {
            let content = state.image.content(node).expect("a file");
            assert!(!content.is_folder, "folders are not copied");
            if !name.to_string_lossy().ends_with("-shm") && name != "reserve.bin" {
                std::fs::write(folder.join(name), &content.seen).expect("a copy");
            }
        }
        folder
    }

    fn at<T>(&self, name: &str, work: impl FnOnce(&mut State, image::Node) -> T) -> T {
        let mut state = self.state();
        let node = state.image.find(image::ROOT, OsStr::new(name)).expect("such a file");
        work(&mut state, node)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the disk")
    }
}
