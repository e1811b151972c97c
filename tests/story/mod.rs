//! Stories: people with laptops, told from enrolment to report with the real binaries over TLS.

mod again;
mod clock;
mod conflict;
mod day;
mod paper;
mod print;
mod recount;
mod road;
mod stranger;
