//! The server's own chain: device 0. What the province decides is signed like everything else.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use pesiar_core::audit::Action;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::seal;
use pesiar_core::segment::{Body, Stamp};
use pesiar_core::setting::{Setting, Settings};
use pesiar_core::sync::intake::{Recorded, Taken, take_own};
use pesiar_core::sync::message::Seg;
use pesiar_core::sync::stream;
use serde_json::Value;

use crate::data::random;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::sync::{load, save};
use crate::{device, row};

/// Appends a segment of the server; `operator` names who decided.
///
/// # Errors
/// [`Error::Db`]; call inside a write transaction.
pub fn append(db: &dyn Tx, key: &SigningKey, operator: &str, ops: &[Op], now_ms: i64) -> Result<()> {
    db.lock_device(&[0])?;
    let mut own = device::store::find(db, 0)?.ok_or(Error::Corrupt("device 0"))?;
    let seq = own.wm + 1;
    let stamp = Stamp { wall: now_ms, mono: 0, boot: "srv".to_owned(), hlc: None };
    let body = Body::new((0, seq), (operator, 0), stamp, ops);
    let bytes = body.encode().map_err(|_| Error::Corrupt("own segment too large"))?;
    let sealed = seal((0, seq), bytes, &own.hash, key);
    let seg = Seg { dev: 0, seq, sig: sealed.sig, body: sealed.body.clone() };
    let mut world = load::world(db, &own, &[seg])?;
    let outcomes = take_own(&mut world, &body, now_ms);
    (own.wm, own.hash) = (seq, sealed.hash);
    let recorded = Recorded { seq, body: sealed.body, hash: sealed.hash, sig: sealed.sig, outcomes, t_cmp: now_ms };
    let taken = Taken { recorded: vec![recorded], ..Taken::default() };
    save::world(db, (&own, &taken), &world, now_ms)?;
    device::store::advance(db, &own, 0, now_ms)
}

/// Writes the first settings; each is a dated row that the province can change.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`] if the embedded file cannot be read.
pub fn write_first_settings(db: &dyn Tx, key: &SigningKey, now_ms: i64) -> Result<()> {
    let first = Settings::first().map_err(|_| Error::Corrupt("settings.json"))?;
    let ops: Vec<Op> = first.iter().map(add_setting).collect::<Result<_>>()?;
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
    let id = pesiar_core::id::by_hand(random(), 0);
    append(db, key, user, &[Op::add(Noun::Audit, &id, &stream::of_device(0), fields)], now_ms)
}

fn add_setting(setting: &Setting) -> Result<Op> {
    let value = serde_json::to_value(setting).map_err(|_| Error::Corrupt("setting"))?;
    let fields: BTreeMap<String, Value> = value.as_object().cloned().unwrap_or_default().into_iter().collect();
    let id = pesiar_core::id::by_hand(random(), 0);
    Ok(Op::add(Noun::Setting, &id, stream::CONFIG, fields))
}

/// Settings that are stored.
///
/// # Errors
/// [`Error::Db`].
pub fn settings(db: &dyn Tx) -> Result<Settings> {
    Ok(Settings::from_rows(&row::store::of_village(db, Noun::Setting, "")?))
}
