//! Reading everything some segments can touch, in few statements, after the locks are held.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::region::VillageCode;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::village_of;
use pesiar_core::sync::intake::world::{Chain, Held, Known, Needs, World, needs};
use pesiar_core::sync::message::Seg;
use pesiar_core::sync::stream;

use crate::db::Tx;
use crate::device::store as devices;
use crate::error::{Error, Result};
use crate::row::store as rows;
use crate::segment::store as segments;
use crate::stream::store as streams;
use crate::tomb::store as tombs;

/// The world of the segments of one chain, with every stream they may write held.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn world(tx: &dyn Tx, chain: &Chain, segs: &[Seg]) -> Result<World> {
    let needs = needs(segs.iter());
    let mut world =
        World { workers: devices::workers(tx, chain.dev)?, areas: devices::areas(tx, chain.dev)?, ..World::default() };
    hold(tx, &mut world, (chain, &needs))?;
    read_rows(tx, &mut world, &needs)?;
    read_chain(tx, &mut world, (chain, segs, &needs))?;
    for place in world.unseen(segs) {
        if let Some(t_cmp) = segments::t_cmp(tx, place)? {
            world.times.insert(place, t_cmp);
        }
    }
    Ok(world)
}

/// Holds and reads streams: those of the device's villages, because figures need whole villages, and those rows go to.
fn hold(tx: &dyn Tx, world: &mut World, (chain, needs): (&Chain, &Needs)) -> Result<()> {
    let mut names = BTreeSet::from([stream::of_device(chain.dev)]);
    for area in &world.areas {
        let code = VillageCode::parse(&area.village).map_err(|_| Error::Corrupt("village code"))?;
        names.extend(stream::of_village(&code));
    }
    let villages = needs.streams.iter().filter(|name| chain.dev == 0 || VillageCode::parse(village_of(name)).is_ok());
    names.extend(villages.cloned());
    let names: Vec<String> = names.into_iter().collect();
    tx.lock_streams(&names)?;
    for name in names {
        world.streams.insert(name.clone(), streams::one(tx, &name)?);
    }
    Ok(())
}

fn read_rows(tx: &dyn Tx, world: &mut World, needs: &Needs) -> Result<()> {
    let ids: Vec<String> = needs.rows.iter().cloned().collect();
    let mut live: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
    let mut entries = BTreeMap::new();
    for placed in streams::of_rows(tx, &ids)? {
        if placed.gone.is_none() {
            live.entry(placed.noun).or_default().push(placed.row_id.clone());
            entries.insert(placed.row_id, placed.entry);
        }
    }
    let rest: Vec<String> = ids.iter().filter(|id| !entries.contains_key(*id)).cloned().collect();
    for (noun, ids) in live {
        for (id, row) in rows::load_many(tx, noun, &ids)? {
            let entry = entries.get(&id).copied();
            world.rows.insert(id, Held { known: Known::Live(row), entry, is_changed: false });
        }
    }
    for tomb in tombs::of_rows(tx, &rest)? {
        let id = tomb.id().to_owned();
        world.rows.insert(id, Held { known: Known::Gone(tomb), entry: None, is_changed: false });
    }
    Ok(())
}

/// What is known of places the chain sends again, and of the earlier life it carries.
fn read_chain(tx: &dyn Tx, world: &mut World, (chain, segs, needs): (&Chain, &[Seg], &Needs)) -> Result<()> {
    let again = segs.iter().map(|seg| seg.seq).filter(|seq| *seq <= chain.wm);
    if let Some((from, to)) = again.clone().min().zip(again.max()) {
        world.bodies = segments::bodies(tx, chain.dev, (from, to))?;
    }
    if let Some(((dev, _), (from, to))) = chain.parent.zip(needs.parent.first().zip(needs.parent.last())) {
        world.parent = segments::hashes(tx, dev, (*from, *to))?;
    }
    Ok(())
}
