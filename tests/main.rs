//! The one test binary: every story, fault and screen test is listed here.

#[cfg(test)]
mod api;
#[cfg(test)]
mod e2e;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod migrate;
#[cfg(test)]
mod shell;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod store;
#[cfg(test)]
mod story;
#[cfg(test)]
mod world;
