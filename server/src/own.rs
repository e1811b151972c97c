//! The server's own chain: device 0. What the province decides is signed like everything else.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use pesiar_core::audit::Action;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::seal;
use pesiar_core::segment::{Body, Stamp};
use pesiar_core::setting::{Setting, Settings};
use pesiar_core::sync::stream;
use serde_json::Value;

use crate::data::random;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::sync::apply::{Author, Batch};
use crate::{device, row};

/// Appends a segment of the server; `operator` names who decided.
///
/// # Errors
/// [`Error::Db`]; call inside a write transaction.
pub fn append(db: &dyn Tx, key: &SigningKey, operator: &str, ops: &[Op], now_ms: i64) -> Result<()> {
    db.lock_device(&[0])?;
    let streams: Vec<String> = ops.iter().map(|op| op.stream.clone()).collect();
    db.lock_streams(&streams)?;
    let mut own = device::store::find(db, 0)?.ok_or(Error::Corrupt("device 0"))?;
    let seq = own.wm + 1;
    let body = Body {
        v: 1,
        dev: 0,
        seq,
        user: operator.to_owned(),
        arev: 0,
        t: Stamp { wall: now_ms, mono: 0, boot: "srv".to_owned(), hlc: (now_ms, 0) },
        ops: ops.iter().map(Op::to_json).collect(),
    };
    let bytes = body.encode().map_err(|_| Error::Corrupt("own segment too large"))?;
    let sealed = seal((0, seq), bytes, &own.hash, key);
    let mut batch = Batch::new(db, now_ms, 0);
    batch.fold_own(&sealed, &body, &Author::server(operator))?;
    batch.finish()?;
    (own.wm, own.hash) = (seq, sealed.hash);
    device::store::advance(db, &own, 0, now_ms)
}

/// Writes the first settings; each is a dated row that the province can change.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`] if the embedded file cannot be read.
pub fn write_first_settings(db: &dyn Tx, key: &SigningKey, now_ms: i64) -> Result<()> {
    let first = Settings::first().map_err(|_| Error::Corrupt("settings.json"))?;
    let ops: Vec<Op> = first.iter().map(|setting| add_setting(setting, now_ms)).collect::<Result<_>>()?;
    append(db, key, "init", &ops, now_ms)
}

/// Puts on record what a person of an office (`u-31`, or empty if nobody known) did with what, in the browser;
/// `object` and `purpose` name reports and areas, never people.
///
/// # Errors
/// As [`append`]: what cannot be noted must not be done.
pub fn note(
    db: &dyn Tx,
    key: &SigningKey,
    (user, action): (&str, Action),
    (object, count, purpose): (&str, i64, &str),
    now_ms: i64,
) -> Result<()> {
    let fields = BTreeMap::from(
        [
            ("action", Value::from(action.code())),
            ("actor", user.into()),
            ("object", object.into()),
            ("count", count.into()),
            ("purpose", purpose.into()),
            ("at", pesiar_core::time::rfc3339(now_ms).into()),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    let id = pesiar_core::id::by_hand(now_ms, random());
    append(db, key, user, &[Op::add(Noun::Audit, &id, &stream::of_device(0), fields)], now_ms)
}

fn add_setting(setting: &Setting, now_ms: i64) -> Result<Op> {
    let value = serde_json::to_value(setting).map_err(|_| Error::Corrupt("setting"))?;
    let fields: BTreeMap<String, Value> = value.as_object().cloned().unwrap_or_default().into_iter().collect();
    let id = pesiar_core::id::by_hand(now_ms, random());
    Ok(Op::add(Noun::Setting, &id, stream::CONFIG, fields))
}

/// Settings that are stored.
///
/// # Errors
/// [`Error::Db`].
pub fn settings(db: &dyn Tx) -> Result<Settings> {
    Ok(Settings::from_rows(&row::store::of_village(db, Noun::Setting, "")?))
}
