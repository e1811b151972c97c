//! The written form of operations: short, because a village sends thousands over 2G. Ids of rows made in this segment
//! are not written at all, references to them are `@n`, and the usual stream stands once in the segment.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::op::{Change, Op, Verb};
use crate::id::{Seed, by_hand, seed_of};
use crate::row::noun::Noun;
use crate::sync::auth::{from_hex, to_hex};

/// Why an operation cannot be read. It is quarantined; its segment is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("operation cannot be read")]
pub struct OpError;

/// What the operations of one segment share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Short {
    /// Seed of the rows made here.
    pub seed: Option<Seed>,
    /// Stream of most operations.
    pub stream: String,
}

impl Short {
    /// What these operations share: the seed of the first row made by hand, the stream of the first operation.
    #[must_use]
    pub fn of(ops: &[Op]) -> Self {
        let made = ops.iter().filter(|op| op.verb == Verb::Add);
        let seed = made.filter_map(|op| seed_of(&op.id)).map(|(seed, _)| seed).next();
        Self { seed, stream: ops.first().map(|op| op.stream.clone()).unwrap_or_default() }
    }

    /// The seed as written.
    #[must_use]
    pub fn seed_text(&self) -> Option<String> {
        self.seed.map(|seed| to_hex(&seed))
    }

    /// What a body says its operations share.
    #[must_use]
    pub fn read(seed: Option<&str>, stream: &str) -> Self {
        Self { seed: seed.and_then(from_hex::<8>), stream: stream.to_owned() }
    }

    /// The written form of the operation at `place`.
    #[must_use]
    pub fn write(&self, place: u16, op: &Op) -> Value {
        let mut object = Map::new();
        object.insert("k".into(), op.kind().into());
        match self.number(&op.id) {
            Some(n) if n == place => {}
            Some(n) => _ = object.insert("i".into(), n.into()),
            None => _ = object.insert("id".into(), op.id.clone().into()),
        }
        if op.stream != self.stream {
            object.insert("s".into(), op.stream.clone().into());
        }
        if !op.with.is_empty() {
            object.insert("a".into(), self.shorten(&op.with.clone().into()));
        }
        let fields: Map<String, Value> =
            op.fields.iter().map(|(name, change)| (name.clone(), self.write_change(op.verb, change))).collect();
        if !fields.is_empty() {
            object.insert("f".into(), fields.into());
        }
        object.into()
    }

    fn write_change(&self, verb: Verb, change: &Change) -> Value {
        let value = self.shorten(&change.value);
        match verb {
            Verb::Add => value,
            Verb::Resolve => json!([value, change.base, change.sees]),
            _ => json!([value, change.base]),
        }
    }

    /// Reads the written form of the operation at `place`.
    ///
    /// # Errors
    /// [`OpError`] for an unknown kind or a missing or ill-typed member.
    pub fn read_op(&self, place: u16, value: &Value) -> Result<Op, OpError> {
        let object = value.as_object().ok_or(OpError)?;
        let text = |key: &str| object.get(key).map(|value| value.as_str().ok_or(OpError)).transpose();
        let (noun, verb) = text("k")?.and_then(|kind| kind.rsplit_once('.')).ok_or(OpError)?;
        let noun = Noun::from_name(noun).ok_or(OpError)?;
        let verb = Verb::ALL.into_iter().find(|known| known.name() == verb).ok_or(OpError)?;
        let id = match (text("id")?, object.get("i")) {
            (Some(id), None) => id.to_owned(),
            (None, n) => self.made(n.map_or(Ok(place), number)?)?,
            _ => return Err(OpError),
        };
        let with = self.lengthen(&text("a")?.unwrap_or_default().into())?;
        let mut op = Op::bare((noun, verb), &id, text("s")?.unwrap_or(&self.stream), with.as_str().unwrap_or_default());
        op.fields = self.read_fields(verb, object.get("f"))?;
        Ok(op)
    }

    fn read_fields(&self, verb: Verb, fields: Option<&Value>) -> Result<BTreeMap<String, Change>, OpError> {
        let Some(fields) = fields else { return Ok(BTreeMap::new()) };
        let fields = fields.as_object().ok_or(OpError)?;
        fields.iter().map(|(name, value)| Ok((name.clone(), self.read_change(verb, value)?))).collect()
    }

    fn read_change(&self, verb: Verb, value: &Value) -> Result<Change, OpError> {
        if verb == Verb::Add {
            return Ok(Change::new(self.lengthen(value)?, None));
        }
        let (value, base, sees) = match value.as_array().map(Vec::as_slice) {
            Some([value, base]) => (value, base, None),
            Some([value, base, sees]) if verb == Verb::Resolve => (value, base, Some(sees)),
            _ => return Err(OpError),
        };
        let base = serde_json::from_value(base.clone()).map_err(|_| OpError)?;
        let sees = sees.map_or(Ok(Vec::new()), |sees| serde_json::from_value(sees.clone()).map_err(|_| OpError))?;
        Ok(Change { value: self.lengthen(value)?, base, sees })
    }

    fn number(&self, id: &str) -> Option<u16> {
        let (seed, n) = seed_of(id)?;
        (Some(seed) == self.seed).then_some(n)
    }

    fn made(&self, n: u16) -> Result<String, OpError> {
        self.seed.map(|seed| by_hand(seed, n)).ok_or(OpError)
    }

    /// `@n` for a row made here; a text that begins with `@` by itself gets another one.
    fn shorten(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match self.number(text) {
                Some(n) => format!("@{n}").into(),
                None if text.starts_with('@') => format!("@{text}").into(),
                None => value.clone(),
            },
            Value::Array(items) => items.iter().map(|item| self.shorten(item)).collect(),
            other => other.clone(),
        }
    }

    fn lengthen(&self, value: &Value) -> Result<Value, OpError> {
        match value {
            Value::String(text) => match text.strip_prefix('@') {
                Some(rest) if rest.starts_with('@') => Ok(rest.into()),
                Some(n) => self.made(n.parse().map_err(|_| OpError)?).map(Value::from),
                None => Ok(value.clone()),
            },
            Value::Array(items) => items.iter().map(|item| self.lengthen(item)).collect(),
            other => Ok(other.clone()),
        }
    }
}

fn number(value: &Value) -> Result<u16, OpError> {
    value.as_u64().and_then(|n| u16::try_from(n).ok()).ok_or(OpError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::dot::Dot;

    const STREAM: &str = "d/17.06.01.2001/survei";

    fn object(value: Value) -> BTreeMap<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn rows_made_here_are_not_named_and_references_to_them_are_numbers() {
        let [family, person] = [0, 1].map(|n| by_hand([7; 8], n));
        let other = by_hand([8; 8], 0);
        let fields = object(json!({"family_id": family, "full_name": "@ANI", "note": "@@", "moved_to": other}));
        let ops = [
            Op::add(Noun::Family, &family, STREAM, object(json!({"hamlet": "A"}))),
            Op::add(Noun::Person, &person, STREAM, fields),
            Op::add(Noun::Case, &other, "d/17.06.01.2001/bpjs", object(json!({"person_ids": [person]}))),
        ];
        let short = Short::of(&ops);
        let written: Vec<Value> = (0..).zip(&ops).map(|(place, op)| short.write(place, op)).collect();
        assert_eq!(written[0], json!({"k": "family.add", "f": {"hamlet": "A"}}));
        assert_eq!(written[1]["f"]["family_id"], json!("@0"));
        assert_eq!(written[1]["f"]["full_name"], json!("@@ANI"));
        assert_eq!(written[2]["f"]["person_ids"], json!(["@1"]));
        for (place, (op, written)) in (0..).zip(ops.iter().zip(&written)) {
            assert_eq!(short.read_op(place, written).as_ref(), Ok(op));
        }
    }

    #[test]
    fn every_verb_reads_back() {
        let [loser, survivor] = [0, 1].map(|n| by_hand([n + 1; 8], 0));
        let dot = Dot { dev: 1, seq: 2, op: 3 };
        for verb in Verb::ALL.into_iter().skip(1) {
            let mut op = Op::bare((Noun::Person, verb), &loser, STREAM, &survivor);
            op.fields.insert("nik".into(), Change::new(json!("1"), Some(dot)));
            if verb == Verb::Resolve {
                op.fields.get_mut("nik").unwrap().sees = vec![dot];
            }
            let short = Short::of(std::slice::from_ref(&op));
            assert_eq!(short.read_op(0, &short.write(0, &op)), Ok(op));
        }
    }

    #[test]
    fn what_is_no_operation_is_refused() {
        let short = Short { seed: None, stream: STREAM.into() };
        for bad in [
            json!(1),
            json!({"k": "person.fly", "id": "x"}),
            json!({"k": "person.add"}),
            json!({"k": "person.set", "id": "x", "f": {"nik": "1"}}),
            json!({"k": "person.add", "id": "x", "f": {"a": "@1"}}),
            json!({"k": "person.set", "id": "x", "f": {"nik": ["1", null, []]}}),
            json!({"k": "person.add", "id": 5}),
        ] {
            assert_eq!(short.read_op(0, &bad), Err(OpError), "{bad}");
        }
    }
}
