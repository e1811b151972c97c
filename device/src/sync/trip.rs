//! One way to the province and back, in steps: the profile is held to build a request and to apply an answer, and
//! is free while the network is waited for.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::request::{self, Request, Size};
use super::{Lend, Receipt, apply, http, store};
use crate::audit;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::progress::{Progress, Stage};
use crate::reserve;

/// Rounds of one sync: a village of 50,000 people fits in far fewer; a server that never ends does not hold us.
const ROUNDS_MAX: u32 = 200;
/// An answer within this time lets the next request be twice as large (sync.md 2.9).
const QUICK: Duration = Duration::from_secs(10);
/// How long a wish to stop may go unheard while an answer is waited for.
const PATIENCE: Duration = Duration::from_millis(100);

/// A sync under way.
struct Trip {
    client: http::Client,
    dev: u32,
    start: Instant,
    /// Segments that waited when it began.
    waiting: u64,
    size: Size,
    receipt: Receipt,
}

/// Sends what waits and fetches what is new, telling how far it is.
///
/// # Errors
/// [`Error::Sync`] with one calm sentence, also when somebody stopped it or the profile was locked. What was
/// answered until then counts, has its receipt, and is not sent again.
pub fn travel(lender: &mut impl Lend, progress: &Progress) -> Result<Receipt> {
    match once(lender, progress) {
        Err(Error::DiskFull) if lender.lend(|device| Ok(reserve::give_back(device.folder())))? => {
            once(lender, progress)
        }
        done => done,
    }
}

fn once(lender: &mut impl Lend, progress: &Progress) -> Result<Receipt> {
    let mut trip = lender.lend(Trip::begin)?;
    let done = trip.rounds(lender, progress).map_err(calm);
    trip.receipt.ms = u64::try_from(trip.start.elapsed().as_millis()).unwrap_or(u64::MAX);
    if done.is_ok() || trip.receipt.requests > 0 && (trip.receipt.sent > 0 || trip.receipt.received > 0) {
        let kept = lender.lend(|device| {
            trip.receipt.at_ms = device.env.now_ms();
            store::keep_receipt(&device.db, &trip.receipt)
        });
        if done.is_ok() {
            kept.map_err(calm)?;
        }
    }
    done.map(|()| trip.receipt)
}

/// A sync that ends early has lost nothing, whatever ended it.
fn calm(error: Error) -> Error {
    match error {
        Error::Stopped => Error::Sync("sync.stopped"),
        Error::Locked => Error::Sync("sync.locked"),
        other => other,
    }
}

impl Trip {
    fn begin(device: &mut Device) -> Result<Self> {
        if device.practice {
            return Err(Error::Practice);
        }
        let client = http::Client::open(device)?;
        audit::flush(device)?;
        let waiting = device.pending()?;
        Ok(Self {
            client,
            dev: device.author.dev,
            start: Instant::now(),
            waiting,
            size: Size::FIRST,
            receipt: Receipt::default(),
        })
    }

    fn rounds(&mut self, lender: &mut impl Lend, progress: &Progress) -> Result<()> {
        self.tell(Stage::Sending, progress)?;
        for _ in 0..ROUNDS_MAX {
            let size = self.size;
            let request = lender.lend(|device| self.same(device).and_then(|device| request::build(device, size)))?;
            let body = self.paced(&request, progress)?;
            let has_more = lender.lend(|device| self.arrive(device, &request, &body))?;
            if !has_more {
                return Ok(());
            }
            let is_all_sent = self.receipt.sent >= self.waiting;
            self.tell(if is_all_sent { Stage::Receiving } else { Stage::Sending }, progress)?;
        }
        Ok(())
    }

    /// Another profile may have been opened meanwhile: an answer must never reach it.
    fn same<'a>(&self, device: &'a mut Device) -> Result<&'a mut Device> {
        let is_same = !device.practice && device.author.dev == self.dev;
        if is_same { Ok(device) } else { Err(Error::Locked) }
    }

    /// Carries a request, and learns from how long it took how large the next may be.
    fn paced(&mut self, request: &Request, progress: &Progress) -> Result<Vec<u8>> {
        let start = Instant::now();
        let body = self.carry(request, progress);
        match &body {
            Ok(_) if start.elapsed() < QUICK => self.size = self.size.larger(),
            Err(Error::Sync("sync.unreachable" | "sync.damaged")) => self.size = self.size.smaller(),
            _ => {}
        }
        body
    }

    /// Posts beside this thread, so that a wish to stop is heard while the line is dead. An answer that comes after
    /// that is dropped: the next sync is told the same again.
    fn carry(&mut self, request: &Request, progress: &Progress) -> Result<Vec<u8>> {
        self.receipt.requests += 1;
        self.receipt.bytes_up += request.body.len() as u64;
        let (sender, answer) = mpsc::channel();
        let (client, request) = (self.client.clone(), request.clone());
        std::thread::spawn(move || sender.send(client.post(pesiar_core::sync::PATH, &request)));
        loop {
            match answer.recv_timeout(PATIENCE) {
                Ok(body) => {
                    let body = body?;
                    self.receipt.bytes_down += body.len() as u64;
                    return Ok(body);
                }
                Err(RecvTimeoutError::Timeout) => progress.check()?,
                Err(RecvTimeoutError::Disconnected) => return Err(Error::Internal("sync thread")),
            }
        }
    }

    /// Applies an answer; true if there is more to send or to fetch.
    fn arrive(&mut self, device: &mut Device, request: &Request, body: &[u8]) -> Result<bool> {
        let device = self.same(device)?;
        let round = apply::answer(device, body)?;
        self.receipt.sent += request.segments;
        self.receipt.accepted += round.accepted;
        self.receipt.needs_attention += round.needs_attention;
        self.receipt.received += round.received;
        Ok(round.unfinished || device.pending()? > 0 && request.segments > 0)
    }

    fn tell(&self, stage: Stage, progress: &Progress) -> Result<()> {
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        match stage {
            Stage::Receiving => progress.step(stage, size(self.receipt.received), 0),
            _ => progress.step(stage, size(self.receipt.sent), size(self.waiting.max(self.receipt.sent))),
        }
    }
}
