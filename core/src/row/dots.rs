//! Which write each field of a row comes from; compact, because most fields share one dot.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::segment::dot::Dot;

/// Dots by field name. Written as the commonest dot plus the exceptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dots(BTreeMap<String, Dot>);

/// The written form: `d` counts for every field of the row that `x` does not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compact {
    /// The commonest dot.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub d: Option<Dot>,
    /// Fields with another dot, and cleared fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub x: BTreeMap<String, Dot>,
}

impl Dots {
    /// The write a field comes from; none if it was never set.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<Dot> {
        self.0.get(field).copied()
    }

    /// Notes that `dot` wrote `field`.
    pub fn set(&mut self, field: &str, dot: Dot) {
        self.0.insert(field.to_owned(), dot);
    }

    /// Every dot, once per field.
    pub fn all(&self) -> impl Iterator<Item = Dot> + '_ {
        self.0.values().copied()
    }

    /// The compact form, given the names of the fields that have a value.
    #[must_use]
    pub fn compact<'a>(&self, present: impl Iterator<Item = &'a String>) -> Compact {
        let present: Vec<&String> = present.collect();
        let mut counts: BTreeMap<Dot, usize> = BTreeMap::new();
        for dot in present.iter().filter_map(|name| self.get(name)) {
            *counts.entry(dot).or_default() += 1;
        }
        let common = counts.into_iter().max_by_key(|(_, count)| *count).map(|(dot, _)| dot);
        let is_default = |name: &String, dot: &Dot| Some(*dot) == common && present.contains(&name);
        let rest = self.0.iter().filter(|(name, dot)| !is_default(name, dot));
        Compact { d: common, x: rest.map(|(name, dot)| (name.clone(), *dot)).collect() }
    }

    /// Reads the compact form back.
    #[must_use]
    pub fn expand<'a>(compact: &Compact, present: impl Iterator<Item = &'a String>) -> Self {
        let mut dots = compact.x.clone();
        if let Some(common) = compact.d {
            for name in present {
                dots.entry(name.clone()).or_insert(common);
            }
        }
        Self(dots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compact_form_keeps_every_dot_and_cleared_fields() {
        let dot = |seq| Dot { dev: 1, seq, op: 0 };
        let mut dots = Dots::default();
        for (name, seq) in [("a", 1), ("b", 1), ("c", 2), ("cleared", 1)] {
            dots.set(name, dot(seq));
        }
        let present: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let compact = dots.compact(present.iter());
        assert_eq!(compact.d, Some(dot(1)));
        assert_eq!(compact.x.len(), 2, "c and the cleared field");
        assert_eq!(Dots::expand(&compact, present.iter()), dots);
    }
}
