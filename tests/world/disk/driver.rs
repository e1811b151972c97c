//! The disk as the kernel asks for it, through FUSE.

use std::ffi::OsStr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fuser::{
    Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo, LockOwner, OpenFlags,
    RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyStatfs, ReplyWrite,
    Request, TimeOrNow, WriteFlags,
};

use super::image::Node;
use super::state::State;

/// Nothing may be remembered: the disk changes when the power is cut.
const TTL: Duration = Duration::ZERO;
const BLOCK: usize = 4096;

/// Answers the kernel.
pub(super) struct Driver(pub(super) Arc<Mutex<State>>);

impl Driver {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("the disk")
    }

    fn found(&self, parent: INodeNo, name: &OsStr, request: &Request) -> Result<FileAttr, Errno> {
        let state = self.state();
        state.alive()?;
        let node = state.image.find(parent.0, name).ok_or(Errno::ENOENT)?;
        attributes(&state, node, request)
    }
}

fn attributes(state: &State, node: Node, request: &Request) -> Result<FileAttr, Errno> {
    let content = state.image.content(node).ok_or(Errno::ENOENT)?;
    let size = content.seen.len() as u64;
    let (kind, perm) = if content.is_folder { (FileType::Directory, 0o700) } else { (FileType::RegularFile, 0o600) };
    Ok(FileAttr {
        ino: INodeNo(node),
        size,
        blocks: size.div_ceil(512),
        atime: UNIX_EPOCH,
        mtime: UNIX_EPOCH,
        ctime: UNIX_EPOCH,
        crtime: UNIX_EPOCH,
        kind,
        perm,
        nlink: 1,
        uid: request.uid(),
        gid: request.gid(),
        rdev: 0,
        blksize: 4096,
        flags: 0,
    })
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("an offset")
}

fn done(answer: Result<(), Errno>, reply: ReplyEmpty) {
    match answer {
        Ok(()) => reply.ok(),
        Err(errno) => reply.error(errno),
    }
}

fn entry(answer: Result<FileAttr, Errno>, reply: ReplyEntry) {
    match answer {
        Ok(attributes) => reply.entry(&TTL, &attributes, Generation(0)),
        Err(errno) => reply.error(errno),
    }
}

fn attr(answer: Result<FileAttr, Errno>, reply: ReplyAttr) {
    match answer {
        Ok(attributes) => reply.attr(&TTL, &attributes),
        Err(errno) => reply.error(errno),
    }
}

impl Filesystem for Driver {
    fn lookup(&self, request: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        entry(self.found(parent, name, request), reply);
    }

    fn getattr(&self, request: &Request, node: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        let state = self.state();
        attr(state.alive().and_then(|()| attributes(&state, node.0, request)), reply);
    }

    fn setattr(
        &self,
        request: &Request,
        node: INodeNo,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<fuser::BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let mut state = self.state();
        let resized = size.map_or(Ok(()), |size| state.set_length(node.0, place(size)));
        attr(resized.and_then(|()| attributes(&state, node.0, request)), reply);
    }

    fn mkdir(&self, request: &Request, parent: INodeNo, name: &OsStr, _: u32, _: u32, reply: ReplyEntry) {
        let mut state = self.state();
        let made = state.create(parent.0, name, true);
        entry(made.and_then(|node| attributes(&state, node, request)), reply);
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        done(self.state().remove(parent.0, name), reply);
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        done(self.state().remove(parent.0, name), reply);
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        to: INodeNo,
        as_name: &OsStr,
        _: RenameFlags,
        reply: ReplyEmpty,
    ) {
        done(self.state().rename((parent.0, name), (to.0, as_name)), reply);
    }

    fn create(&self, request: &Request, parent: INodeNo, name: &OsStr, _: u32, _: u32, _: i32, reply: ReplyCreate) {
        let mut state = self.state();
        let made = state.create(parent.0, name, false);
        match made.and_then(|node| attributes(&state, node, request)) {
            Ok(made) => reply.created(&TTL, &made, Generation(0), FileHandle(0), FopenFlags::empty()),
            Err(errno) => reply.error(errno),
        }
    }

    fn read(
        &self,
        _: &Request,
        node: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        let state = self.state();
        match state.alive().and_then(|()| state.image.content(node.0).ok_or(Errno::ENOENT)) {
            Ok(content) => {
                let rest = content.seen.get(place(offset)..).unwrap_or_default();
                reply.data(&rest[..rest.len().min(size as usize)]);
            }
            Err(errno) => reply.error(errno),
        }
    }

    fn write(
        &self,
        _: &Request,
        node: INodeNo,
        _: FileHandle,
        offset: u64,
        bytes: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        match self.state().write(node.0, place(offset), bytes) {
            Ok(()) => reply.written(u32::try_from(bytes.len()).expect("a length")),
            Err(errno) => reply.error(errno),
        }
    }

    fn fallocate(&self, _: &Request, node: INodeNo, _: FileHandle, at: u64, length: u64, _: i32, reply: ReplyEmpty) {
        let mut state = self.state();
        let has = state.image.content(node.0).map_or(0, |content| content.seen.len());
        let length = place(at + length).max(has);
        done(state.allocate(node.0, length), reply);
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, node: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.state().flush(node.0), reply);
    }

    fn fsyncdir(&self, _: &Request, node: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.state().flush_folder(node.0), reply);
    }

    fn readdir(&self, _: &Request, node: INodeNo, _: FileHandle, offset: u64, mut reply: ReplyDirectory) {
        let state = self.state();
        for (number, (name, inside)) in state.image.list(node.0).into_iter().enumerate().skip(place(offset)) {
            let is_folder = state.image.content(inside).is_some_and(|content| content.is_folder);
            let kind = if is_folder { FileType::Directory } else { FileType::RegularFile };
            if reply.add(INodeNo(inside), number as u64 + 1, kind, name) {
                break;
            }
        }
        reply.ok();
    }

    fn statfs(&self, _: &Request, _: INodeNo, reply: ReplyStatfs) {
        let free = (self.state().free() / BLOCK) as u64;
        reply.statfs(1 << 20, free, free, 1 << 20, 1 << 20, 4096, 255, 4096);
    }
}
