//! A proxy on loopback that counts what passes: connections, and bytes each way as TCP carries them.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::time::{Duration, Instant};

use crate::Result;

/// What passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    /// Bytes from device to server.
    pub(crate) up: u64,
    /// Bytes from server to device.
    pub(crate) down: u64,
    /// Of those up, the TLS handshake.
    pub(crate) handshake_up: u64,
    /// Of those down, the TLS handshake.
    pub(crate) handshake_down: u64,
    /// Connections.
    pub(crate) connections: u64,
}

impl Traffic {
    /// Bytes both ways.
    pub(crate) const fn total(&self) -> u64 {
        self.up + self.down
    }

    /// What passed after the TLS handshake, each way.
    pub(crate) const fn after_handshake(&self) -> [u64; 2] {
        [self.up.saturating_sub(self.handshake_up), self.down.saturating_sub(self.handshake_down)]
    }
}

#[derive(Default)]
struct Counts {
    up: AtomicU64,
    down: AtomicU64,
    handshake_up: AtomicU64,
    handshake_down: AtomicU64,
    connections: AtomicU64,
    open: AtomicU64,
}

/// A listening proxy; it lives as long as this program.
pub(crate) struct Proxy {
    port: u16,
    counts: Arc<Counts>,
}

impl Proxy {
    /// Listens on a free port and passes everything to `port`.
    pub(crate) fn start(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let counts = Arc::new(Counts::default());
        let proxy = Self { port: listener.local_addr()?.port(), counts: Arc::clone(&counts) };
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                if let Ok(far) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
                    let _ = join(near, far, &counts);
                }
            }
        });
        Ok(proxy)
    }

    /// Where devices find it.
    pub(crate) fn url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// What passed since the last time; waits until the last goodbye has passed too.
    pub(crate) fn take(&self) -> Traffic {
        let start = Instant::now();
        while self.counts.open.load(SeqCst) > 0 && start.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(1));
        }
        let take = |count: &AtomicU64| count.swap(0, SeqCst);
        let counts = &self.counts;
        Traffic {
            up: take(&counts.up),
            down: take(&counts.down),
            handshake_up: take(&counts.handshake_up),
            handshake_down: take(&counts.handshake_down),
            connections: take(&counts.connections),
        }
    }
}

/// Passes bytes both ways on two threads.
fn join(near: TcpStream, far: TcpStream, counts: &Arc<Counts>) -> Result<()> {
    near.set_nodelay(true)?;
    far.set_nodelay(true)?;
    counts.connections.fetch_add(1, SeqCst);
    counts.open.fetch_add(2, SeqCst);
    let received = Arc::new(AtomicU64::new(0));
    let (here, so_far, pair) = (Arc::clone(counts), Arc::clone(&received), (far.try_clone()?, near.try_clone()?));
    std::thread::spawn(move || {
        pass(pair, |bytes| {
            here.down.fetch_add(bytes.len() as u64, SeqCst);
            received.fetch_add(bytes.len() as u64, SeqCst);
        });
        here.open.fetch_sub(1, SeqCst);
    });
    let here = Arc::clone(counts);
    std::thread::spawn(move || {
        let mut hello = Hello::default();
        pass((near, far), |bytes| here.sent(bytes, &mut hello, &so_far));
        here.open.fetch_sub(1, SeqCst);
    });
    Ok(())
}

impl Counts {
    /// Counts what a device sent; at the end of its handshake, also what the server had sent until then.
    fn sent(&self, bytes: &[u8], hello: &mut Hello, received: &AtomicU64) {
        self.up.fetch_add(bytes.len() as u64, SeqCst);
        if let Some(up) = hello.ends_in(bytes) {
            self.handshake_up.fetch_add(up, SeqCst);
            self.handshake_down.fetch_add(received.load(SeqCst), SeqCst);
        }
    }
}

/// Counts first, then passes on: whoever has an answer finds it counted.
fn pass((mut from, mut to): (TcpStream, TcpStream), mut count: impl FnMut(&[u8])) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length) = from.read(&mut buffer) {
        let bytes = buffer.get(..length).unwrap_or_default();
        count(bytes);
        if bytes.is_empty() || to.write_all(bytes).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

/// Follows a client's TLS records until its `Finished`, the first encrypted one it sends in TLS 1.3.
#[derive(Default)]
struct Hello {
    record: Vec<u8>,
    seen: u64,
    is_over: bool,
}

impl Hello {
    /// Bytes of the client's handshake, when it ends in this piece.
    fn ends_in(&mut self, bytes: &[u8]) -> Option<u64> {
        const APPLICATION_DATA: u8 = 23;
        for byte in bytes.iter().filter(|_| !self.is_over).copied().collect::<Vec<u8>>() {
            self.seen += 1;
            self.record.push(byte);
            let Some(([kind, _, _, high, low], body)) = self.record.split_first_chunk() else { continue };
            if body.len() < usize::from(u16::from_be_bytes([*high, *low])) {
                continue;
            }
            if *kind == APPLICATION_DATA {
                self.is_over = true;
                return Some(self.seen);
            }
            self.record.clear();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Hello;

    #[test]
    fn the_handshake_ends_with_the_first_encrypted_record() {
        let hello = [22, 3, 1, 0, 2, 9, 9, 20, 3, 3, 0, 1, 1];
        let rest = [23, 3, 3, 0, 1, 7, 23, 3, 3, 0, 1, 8];
        let mut client = Hello::default();
        assert_eq!(client.ends_in(&hello), None);
        assert_eq!(client.ends_in(&rest), Some(19));
        assert_eq!(client.ends_in(&rest), None);
    }
}
