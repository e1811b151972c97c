//! A household as it is saved at its door: family, members and visit in one segment.

mod generated;
mod practised;

use std::collections::BTreeMap;

use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use pesiar_device::village::Village;
use serde_json::Value;

use crate::Result;
use crate::args::Args;

/// Households of a village.
pub(crate) const VILLAGE: usize = 1_000;
/// Households of a day.
pub(crate) const DAY: usize = 200;

/// A row to be made: what it is, its id, its fields.
type New = (Noun, String, BTreeMap<String, Value>);

/// Everything saved at one door.
pub(crate) struct Household(Vec<New>);

impl Household {
    /// The operations of one segment in a village.
    pub(crate) fn ops(&self, village: &Village) -> Vec<Op> {
        let add = |(noun, id, fields): &New| Op::add(*noun, id, &stream::of(&village.code, *noun), fields.clone());
        self.0.iter().map(add).collect()
    }

    /// Rows of a noun.
    pub(crate) fn count(&self, noun: Noun) -> usize {
        self.0.iter().filter(|(other, _, _)| *other == noun).count()
    }
}

/// A village of them: the given file's first ones, or practice families.
pub(crate) fn village(args: &Args) -> Result<Vec<Household>> {
    match &args.households {
        Some(file) => generated::read(file, VILLAGE),
        None => Ok(practised::make(VILLAGE, args.seed)),
    }
}
