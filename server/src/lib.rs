//! The provincial server: enrolment, sync, fold, reports.

pub mod cli;
pub mod console;
pub mod data;
pub mod db;
pub mod device;
pub mod enrol;
pub mod error;
pub mod figures;
pub mod own;
pub mod region;
pub mod report;
pub mod routes;
pub mod row;
pub mod segment;
pub mod session;
pub mod state;
pub mod stream;
pub mod sync;
pub mod tls;
pub mod tomb;
pub mod village;
