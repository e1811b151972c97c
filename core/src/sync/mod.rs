//! The sync protocol without sockets: frames, messages, signatures, checksums. Both ends use this code unchanged.

pub mod auth;
pub mod checksum;
pub mod clock;
pub mod cursor;
pub mod frame;
pub mod intake;
pub mod message;
pub mod stream;

/// Protocol version in `HELLO`.
pub const PROTO: u32 = 1;
/// Content type of sync bodies; an answer without it is not from our server (captive portal).
pub const CONTENT_TYPE: &str = "application/vnd.pesiar.sync";
/// Path of the one sync endpoint.
pub const PATH: &str = "/v1/sync";
