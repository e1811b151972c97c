//! What a disk shows, and what of it is still there after a power cut.
//!
//! As ext4 with a journal, only harsher: bytes and lengths last from the flush of their file on, names from the flush of
//! their file or folder on. Until then each 512 bytes of a write may or may not have reached the disk.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use crate::world::dice::Dice;

/// Number of a file or folder.
pub(super) type Node = u64;
/// The top folder.
pub(super) const ROOT: Node = 1;
/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

type Names = BTreeMap<(Node, OsString), Node>;

/// Everything on the disk.
pub(super) struct Image {
    nodes: BTreeMap<Node, Content>,
    names: Names,
    /// Names that are there after a power cut.
    kept: Names,
    last: Node,
}

/// A file or folder.
#[derive(Default)]
pub(super) struct Content {
    /// Whether it is a folder.
    pub(super) is_folder: bool,
    /// What every process reads.
    pub(super) seen: Vec<u8>,
    /// What is there after a power cut.
    kept: Vec<u8>,
    waiting: Vec<Change>,
}

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Image {
    /// An empty disk.
    pub(super) fn new() -> Self {
        let top = Content { is_folder: true, ..Content::default() };
        Self { nodes: BTreeMap::from([(ROOT, top)]), names: Names::new(), kept: Names::new(), last: ROOT }
    }

    /// What a node holds.
    pub(super) fn content(&self, node: Node) -> Option<&Content> {
        self.nodes.get(&node)
    }

    /// What a name stands for.
    pub(super) fn find(&self, folder: Node, name: &OsStr) -> Option<Node> {
        self.names.get(&(folder, name.to_owned())).copied()
    }

    /// Everything in a folder.
    pub(super) fn list(&self, folder: Node) -> Vec<(OsString, Node)> {
        let inside = self.names.iter().filter(|((parent, _), _)| *parent == folder);
        inside.map(|((_, name), node)| (name.clone(), *node)).collect()
    }

    /// Bytes that files with a name take.
    pub(super) fn used(&self) -> usize {
        self.names.values().filter_map(|node| self.nodes.get(node)).map(|content| content.seen.len()).sum()
    }

    /// Makes a file or folder.
    pub(super) fn create(&mut self, folder: Node, name: &OsStr, is_folder: bool) -> Node {
        self.last += 1;
        self.nodes.insert(self.last, Content { is_folder, ..Content::default() });
        self.names.insert((folder, name.to_owned()), self.last);
        self.last
    }

    /// Takes a name away; whoever has the file open reads on.
    pub(super) fn remove(&mut self, folder: Node, name: &OsStr) -> bool {
        self.names.remove(&(folder, name.to_owned())).is_some()
    }

    /// Gives a node another name, which may have been another's.
    pub(super) fn rename(&mut self, from: (Node, &OsStr), to: (Node, &OsStr)) -> bool {
        let Some(node) = self.names.remove(&(from.0, from.1.to_owned())) else { return false };
        self.names.insert((to.0, to.1.to_owned()), node);
        true
    }

    /// Writes bytes that nobody has flushed yet.
    pub(super) fn write(&mut self, node: Node, at: usize, bytes: &[u8]) {
        self.change(node, Change::Write { at, bytes: bytes.to_owned() });
    }

    /// Cuts or lengthens a file.
    pub(super) fn set_length(&mut self, node: Node, length: usize) {
        self.change(node, Change::Length(length));
    }

    fn change(&mut self, node: Node, change: Change) {
        let Some(content) = self.nodes.get_mut(&node) else { return };
        change.apply(&mut content.seen);
        content.waiting.push(change);
    }

    /// Flushes a file, and with it its name and those of the folders it lies in.
    pub(super) fn flush(&mut self, node: Node) {
        if let Some(content) = self.nodes.get_mut(&node) {
            content.waiting.drain(..).for_each(|change| change.apply(&mut content.kept));
        }
        self.kept.retain(|_, named| *named != node);
        let mut inner = node;
        while let Some((name, _)) = self.names.iter().find(|(_, named)| **named == inner) {
            self.kept.insert(name.clone(), inner);
            inner = name.0;
        }
    }

    /// Flushes the names in a folder.
    pub(super) fn flush_folder(&mut self, folder: Node) {
        self.kept.retain(|(parent, _), _| *parent != folder);
        let inside = self.names.iter().filter(|((parent, _), _)| *parent == folder);
        self.kept.extend(inside.map(|(name, node)| (name.clone(), *node)));
    }

    /// Flushes whatever waits, as a machine that is shut down in order.
    pub(super) fn flush_everything(&mut self) {
        for content in self.nodes.values_mut() {
            content.waiting.clear();
            content.kept.clone_from(&content.seen);
        }
        self.kept.clone_from(&self.names);
    }

    /// A flush that failed: every process goes on reading the bytes, and they will never reach the disk by themselves.
    pub(super) fn forget_waiting(&mut self, node: Node) {
        if let Some(content) = self.nodes.get_mut(&node) {
            content.waiting.clear();
        }
    }

    /// The power is cut: what was not flushed is gone or, with `tear`, gone in sectors by chance.
    pub(super) fn lose_power(&mut self, mut tear: Option<&mut Dice>) {
        for content in self.nodes.values_mut() {
            for change in std::mem::take(&mut content.waiting) {
                if let Some(dice) = tear.as_deref_mut() {
                    change.tear(&mut content.kept, dice);
                }
            }
            content.seen.clone_from(&content.kept);
        }
        // Names are journalled in order: all of the last ones arrived, or none.
        if tear.is_none_or(|dice| dice.below(2) == 0) {
            self.names.clone_from(&self.kept);
        }
        self.kept.clone_from(&self.names);
        self.nodes.retain(|node, _| *node == ROOT || self.names.values().any(|named| named == node));
    }

    /// Turns one bit of a flushed file around.
    pub(super) fn flip(&mut self, node: Node, bit: usize) {
        let Some(content) = self.nodes.get_mut(&node) else { return };
        for bytes in [&mut content.seen, &mut content.kept] {
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes: new } => put(bytes, *at, new),
            Self::Length(length) => bytes.resize(*length, 0),
        }
    }

    fn tear(&self, kept: &mut Vec<u8>, dice: &mut Dice) {
        match self {
            Self::Write { at, bytes } => {
                let first = (SECTOR - at % SECTOR).min(bytes.len());
                let (head, rest) = bytes.split_at(first);
                let mut place = *at;
                for sector in std::iter::once(head).chain(rest.chunks(SECTOR)) {
                    if dice.below(2) == 0 {
                        put(kept, place, sector);
                    }
                    place += sector.len();
                }
            }
            Self::Length(_) if dice.below(2) == 0 => self.apply(kept),
            Self::Length(_) => {}
        }
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8]) {
    let end = at + new.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(new);
}
