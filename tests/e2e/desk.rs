//! A desk to put the window on: a virtual screen, a message bus and the driver, gone when dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

const PATIENCE: Duration = Duration::from_secs(30);

/// The screen and the driver. Every desk has its own, so tests may run side by side.
pub(crate) struct Desk {
    screen: Child,
    driver: Child,
    port: u16,
}

impl Desk {
    /// Starts everything; what the app would leave in a home folder goes to `home`.
    pub(crate) fn set_up(home: &Path) -> Self {
        let (screen, display) = start_screen();
        let port = free_port();
        let driver = start_driver(&display, port, home);
        let desk = Self { screen, driver, port };
        desk.wait_until_ready();
        desk
    }

    /// Where the driver listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait_until_ready(&self) {
        let start = Instant::now();
        while !is_ready(self.port) {
            assert!(start.elapsed() < PATIENCE, "the driver does not answer on port {}", self.port);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The whole group: a driver ended alone leaves the app and the bus behind.
        for child in [&mut self.driver, &mut self.screen] {
            if let Ok(id) = i32::try_from(child.id()) {
                let _ = killpg(Pid::from_raw(id), Signal::SIGTERM);
            }
            let _ = child.wait();
        }
    }
}

/// Large enough for a laptop and for a tablet held upright. The server itself picks a free display.
fn start_screen() -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1440x1440x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("Xvfb starts (Debian: xvfb)");
    let mut display = String::new();
    let output = screen.stdout.as_mut().expect("its output is piped");
    BufReader::new(output).read_line(&mut display).expect("Xvfb names its display");
    (screen, format!(":{}", display.trim()))
}

fn start_driver(display: &str, port: u16, home: &Path) -> Child {
    Command::new("dbus-run-session")
        .args(["--", "WebKitWebDriver", "--host=127.0.0.1"])
        .arg(format!("--port={port}"))
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        // No accessibility bus: starting one costs seconds and nothing listens.
        .env("NO_AT_BRIDGE", "1")
        // Without these two the app never offers itself to the driver and the session hangs.
        .env("TAURI_AUTOMATION", "true")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        // The app offers files from this person's folders and saves into them, never from those of whoever tests.
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("the driver starts (Debian: dbus-x11 and webkit2gtk-driver)")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn is_ready(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let asked = stream.write_all(b"GET /status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    asked.is_ok() && stream.read_exact(&mut answer).is_ok() && answer.ends_with(b"200")
}
