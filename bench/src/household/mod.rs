//! A household as it is saved at its door: family, members and visit in one segment.

mod generated;
mod practised;

use std::collections::BTreeMap;

use pesiar_core::id::by_hand;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::{checksum, stream};
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
    /// The operations of one segment in a village, with ids as the app makes them in one save.
    pub(crate) fn ops(&self, village: &Village) -> Vec<Op> {
        let ids = self.ids();
        let own = |id: &str| ids.get(id).cloned();
        let value = |value: Value| value.as_str().and_then(own).map_or(value, Value::from);
        let add = |(noun, id, fields): &New| {
            let fields = fields.iter().map(|(name, field)| (name.clone(), value(field.clone()))).collect();
            Op::add(*noun, &own(id).unwrap_or_default(), &stream::of(&village.code, *noun), fields)
        };
        self.0.iter().map(add).collect()
    }

    /// The app's ids by those of the file, as random as these are.
    fn ids(&self) -> BTreeMap<String, String> {
        let first = self.0.first().map(|(_, id, _)| id.as_str()).unwrap_or_default();
        let seed = checksum::of_row(first, 0).to_be_bytes();
        self.0.iter().zip(0..).map(|((_, id, _), n)| (id.clone(), by_hand(seed, n))).collect()
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
