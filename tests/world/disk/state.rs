//! A disk and the fault it waits for. Every answer to a program comes from here.

use std::ffi::OsStr;

use fuser::Errno;

use super::image::{Image, Node};

/// What will go wrong, counted from the moment it is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The power is cut at this write point: from then on every answer is an error.
    PowerCut(u64),
    /// This flush of a file answers EIO, once, and what it should have written is lost.
    FlushFails(u64),
    /// From this write point on no file can grow beyond what is freed.
    Full(u64),
}

/// The disk.
pub(super) struct State {
    /// What is on it.
    pub(super) image: Image,
    fault: Option<Fault>,
    points: u64,
    flushes: u64,
    has_failed: bool,
    is_dead: bool,
    /// Bytes that fit, once it is full.
    room: Option<usize>,
    /// Nodes whose loss means nothing: locks, and the index that SQLite rebuilds.
    passing: Vec<Node>,
}

type Answer<T = ()> = Result<T, Errno>;

impl State {
    pub(super) fn new() -> Self {
        let image = Image::new();
        Self {
            image,
            fault: None,
            points: 0,
            flushes: 0,
            has_failed: false,
            is_dead: false,
            room: None,
            passing: vec![],
        }
    }

    /// Waits for this fault from now on; an earlier one is over.
    pub(super) fn plan(&mut self, fault: Option<Fault>) {
        (self.fault, self.points, self.flushes, self.has_failed) = (fault, 0, 0, false);
        (self.is_dead, self.room) = (false, None);
    }

    /// Write points and flushes since something was planned.
    pub(super) const fn counted(&self) -> (u64, u64) {
        (self.points, self.flushes)
    }

    /// Whether the planned fault came.
    pub(super) const fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// Bytes that still fit.
    pub(super) fn free(&self) -> usize {
        self.room.map_or(1 << 32, |room| room.saturating_sub(self.image.used()))
    }

    /// Nothing is read from a dead disk either.
    pub(super) const fn alive(&self) -> Answer {
        if self.is_dead { Err(Errno::EIO) } else { Ok(()) }
    }

    /// One more place where the plug may be pulled or the disk may be full.
    fn point(&mut self, node: Node) -> Answer {
        self.alive()?;
        if self.passing.contains(&node) {
            return Ok(());
        }
        self.points += 1;
        match self.fault {
            Some(Fault::PowerCut(point)) if point == self.points => {
                (self.has_failed, self.is_dead) = (true, true);
                Err(Errno::EIO)
            }
            Some(Fault::Full(point)) if point == self.points => {
                (self.has_failed, self.room) = (true, Some(self.image.used()));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn grow(&self, node: Node, length: usize) -> Answer {
        let has = self.image.content(node).map_or(0, |content| content.seen.len());
        if length.saturating_sub(has) > self.free() { Err(Errno::ENOSPC) } else { Ok(()) }
    }

    pub(super) fn write(&mut self, node: Node, at: usize, bytes: &[u8]) -> Answer {
        self.point(node)?;
        self.grow(node, at + bytes.len())?;
        self.image.write(node, at, bytes);
        Ok(())
    }

    /// Lengthens with a hole, which takes no room, or cuts.
    pub(super) fn set_length(&mut self, node: Node, length: usize) -> Answer {
        self.point(node)?;
        self.image.set_length(node, length);
        Ok(())
    }

    /// Lengthens with blocks that are the file's from now on.
    pub(super) fn allocate(&mut self, node: Node, length: usize) -> Answer {
        self.grow(node, length)?;
        self.set_length(node, length)
    }

    pub(super) fn flush(&mut self, node: Node) -> Answer {
        self.point(node)?;
        if self.passing.contains(&node) {
            return Ok(());
        }
        self.flushes += 1;
        if self.fault == Some(Fault::FlushFails(self.flushes)) {
            self.has_failed = true;
            self.image.forget_waiting(node);
            return Err(Errno::EIO);
        }
        self.image.flush(node);
        Ok(())
    }

    pub(super) fn flush_folder(&mut self, folder: Node) -> Answer {
        self.point(folder)?;
        self.image.flush_folder(folder);
        Ok(())
    }

    pub(super) fn create(&mut self, folder: Node, name: &OsStr, is_folder: bool) -> Answer<Node> {
        self.point(folder)?;
        let node = self.image.create(folder, name, is_folder);
        if name.to_string_lossy().ends_with("-shm") || name.to_string_lossy().ends_with(".lock") {
            self.passing.push(node);
        }
        Ok(node)
    }

    pub(super) fn remove(&mut self, folder: Node, name: &OsStr) -> Answer {
        self.point(folder)?;
        if self.image.remove(folder, name) { Ok(()) } else { Err(Errno::ENOENT) }
    }

    pub(super) fn rename(&mut self, from: (Node, &OsStr), to: (Node, &OsStr)) -> Answer {
        self.point(from.0)?;
        if self.image.rename(from, to) { Ok(()) } else { Err(Errno::ENOENT) }
    }
}
