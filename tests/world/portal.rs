//! Something that answers in the province's place: a captive portal, a stranger, a province that is out of order.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use pesiar_server::data::Data;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A page as captive portals show it.
pub(crate) const PAGE: &str = "<html><body>Selamat datang di WiFi Balai Desa. Silakan masuk.</body></html>";

/// A port that answers every request the same.
pub(crate) struct Portal {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
}

impl Portal {
    /// Answers without TLS.
    pub(crate) fn plain(answer: impl Into<Vec<u8>>) -> Self {
        Self::start(None, answer.into())
    }

    /// Answers with a certificate of the CA in a server's data folder; a folder without one gets a CA of its own.
    pub(crate) fn certified(folder: &Path, answer: impl Into<Vec<u8>>) -> Self {
        let data = Data::new(folder, None);
        if !folder.join("ca.pem").exists() {
            data.create().expect("a folder");
            pesiar_server::tls::create_ca(&data).expect("a CA");
        }
        let config = pesiar_server::tls::server_config(&data, &["127.0.0.1".to_owned()]).expect("a certificate");
        Self::start(Some(Arc::new(config)), answer.into())
    }

    fn start(config: Option<Arc<ServerConfig>>, answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (requests, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (seen, over) = (Arc::clone(&requests), Arc::clone(&is_over));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                seen.fetch_add(1, Ordering::SeqCst);
                let _ = client.set_read_timeout(Some(Duration::from_secs(5)));
                let _ = talk(client, config.clone(), &answer);
            }
        });
        Self { address, requests, is_over }
    }

    /// Where it answers.
    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// How often somebody came.
    pub(crate) fn visitors(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
    }
}

/// An HTTP answer with a body.
pub(crate) fn http(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn talk(client: TcpStream, config: Option<Arc<ServerConfig>>, answer: &[u8]) -> std::io::Result<()> {
    let Some(config) = config else { return respond(client, answer) };
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut stream = StreamOwned::new(connection, client);
    respond(&mut stream, answer)?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Reads a request to its end, as far as it has one, and answers.
fn respond(mut stream: impl Read + Write, answer: &[u8]) -> std::io::Result<()> {
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    while !is_whole(&request) {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    stream.write_all(answer)?;
    stream.flush()
}

/// A TLS greeting is as much as somebody without TLS will ever read.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request).to_ascii_lowercase();
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return request.first() == Some(&0x16) };
    let length = head.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
    let body = request.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |place| request.len() - place - 4);
    body >= length.unwrap_or(0)
}
