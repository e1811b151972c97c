//! The network between a laptop and whatever answers: fair, or with one fault at a time.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::server::Server;

/// How long a lost answer is waited for before the line is cut: the laptop would wait five minutes.
const SILENCE: Duration = Duration::from_millis(700);

/// What happens to a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    /// Everything passes.
    Fair,
    /// Connections end at once.
    Down,
    /// The line is cut after so many bytes from the laptop.
    CutUp(usize),
    /// The line is cut after so many bytes to the laptop.
    CutDown(usize),
    /// The request arrives; the answer does not.
    LoseAnswer,
}

struct Shared {
    weather: Mutex<Weather>,
    leads_to: Mutex<SocketAddr>,
    connections: AtomicUsize,
    is_over: AtomicBool,
    packets: Mutex<Option<Sender<()>>>,
}

/// A forwarding port of its own, which a laptop takes for the province.
pub(crate) struct Network {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Network {
    /// A fair network that leads to a server.
    pub(crate) fn to(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared {
            weather: Mutex::new(Weather::Fair),
            leads_to: Mutex::new(server.address()),
            connections: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
            packets: Mutex::new(None),
        });
        let accepting = Arc::clone(&shared);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if accepting.is_over.load(Ordering::SeqCst) {
                    break;
                }
                accepting.connect(client);
            }
        });
        Self { address, shared }
    }

    /// What a laptop is told to be the province.
    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// Changes the weather for connections from now on.
    pub(crate) fn becomes(&self, weather: Weather) {
        *self.shared.weather.lock().expect("weather") = weather;
        self.shared.connections.store(0, Ordering::SeqCst);
    }

    /// From now on this answers instead.
    pub(crate) fn lead_to(&self, address: SocketAddr) {
        *self.shared.leads_to.lock().expect("address") = address;
    }

    /// Connections since the weather changed.
    pub(crate) fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// One message for every packet from now on.
    pub(crate) fn packets(&self) -> Receiver<()> {
        let (sender, receiver) = channel();
        *self.shared.packets.lock().expect("packets") = Some(sender);
        receiver
    }
}

/// Waits until so many packets have passed, and then until none passes for a moment.
pub(crate) fn silence_after(count: usize, packets: &Receiver<()>) {
    for _ in 0..count {
        packets.recv_timeout(Duration::from_secs(5)).expect("more packets");
    }
    while packets.recv_timeout(Duration::from_millis(5)).is_ok() {}
}

impl Drop for Network {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn connect(self: &Arc<Self>, client: TcpStream) {
        self.connections.fetch_add(1, Ordering::SeqCst);
        let weather = *self.weather.lock().expect("weather");
        let leads_to = *self.leads_to.lock().expect("address");
        if weather == Weather::Down {
            return;
        }
        let Ok(server) = TcpStream::connect(leads_to) else { return };
        let (from_client, from_server) = (client.try_clone().expect("a socket"), server.try_clone().expect("a socket"));
        let is_asked = Arc::new(AtomicBool::new(false));
        let (shared, asked) = (Arc::clone(self), Arc::clone(&is_asked));
        std::thread::spawn(move || shared.upward(weather, (from_client, server), &asked));
        let shared = Arc::clone(self);
        std::thread::spawn(move || shared.downward(weather, (from_server, client), &is_asked));
    }

    fn upward(&self, weather: Weather, (mut from, mut to): (TcpStream, TcpStream), is_asked: &AtomicBool) {
        let limit = if let Weather::CutUp(bytes) = weather { bytes } else { usize::MAX };
        let (mut passed, mut buffer) = (0, [0; 4096]);
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            // Anything after the greeting is, or brings, the request.
            is_asked.store(passed > 0, Ordering::SeqCst);
            let count = count.min(limit - passed);
            passed += count;
            self.note();
            if to.write_all(&buffer[..count]).is_err() || passed == limit {
                break;
            }
        }
        cut(&from, &to);
    }

    fn downward(&self, weather: Weather, (mut from, mut to): (TcpStream, TcpStream), is_asked: &AtomicBool) {
        let limit = if let Weather::CutDown(bytes) = weather { bytes } else { usize::MAX };
        let (mut passed, mut buffer) = (0, [0; 4096]);
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            if weather == Weather::LoseAnswer && is_asked.load(Ordering::SeqCst) {
                let _ = from.set_read_timeout(Some(SILENCE));
                continue;
            }
            let count = count.min(limit - passed);
            passed += count;
            self.note();
            if to.write_all(&buffer[..count]).is_err() || passed == limit {
                break;
            }
        }
        cut(&from, &to);
    }

    fn note(&self) {
        if let Some(sender) = self.packets.lock().expect("packets").as_ref() {
            let _ = sender.send(());
        }
    }
}

fn cut(one: &TcpStream, other: &TcpStream) {
    let _ = one.shutdown(Shutdown::Both);
    let _ = other.shutdown(Shutdown::Both);
}
