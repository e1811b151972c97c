//! The rules of the survey: what the work is. No files, network, clock or randomness in here.

pub mod access;
pub mod advocacy;
pub mod audit;
pub mod case;
pub mod code;
pub mod enrolment;
pub mod family;
pub mod figures;
pub mod finding;
pub mod id;
pub mod membership;
pub mod official_figure;
pub mod person;
pub mod population_ref;
pub mod region;
pub mod report;
pub mod row;
pub mod segment;
pub mod setting;
pub mod sweep;
pub mod sync;
pub mod target;
pub mod time;
pub mod visit;
