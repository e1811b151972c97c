//! Pages: the rows of a stream in order of their last change, from where the device stands.

use pesiar_core::region::VillageCode;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::wire::WireRow;
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Cur, Page, push};
use pesiar_core::sync::stream;

use super::answer::Facts;
use crate::db::Tx;
use crate::device::store as devices;
use crate::error::{Error, Result};
use crate::row::store as rows;

/// Rows of one page: 100 rows of a village are about 60 kB, well under the frame limit.
pub const ROWS_A_PAGE: i64 = 100;

/// Writes pages for every stream the device asks for and is given; returns how many rows.
///
/// # Errors
/// [`Error::Db`].
pub fn write(
    db: &dyn Tx,
    facts: &Facts<'_>,
    (cursors, is_behind, max_down): (&[Cur], bool, u64),
    writer: &mut Writer,
) -> Result<u64> {
    let given = given(db, facts.device.dev)?;
    let mut sent = 0;
    for cur in cursors.iter().filter(|cur| given.contains(&cur.s)) {
        sent += stream_pages(db, facts, (cur, is_behind, max_down), writer)?;
    }
    Ok(sent)
}

/// Decided here and nowhere else: a device cannot ask for a stream it was not given.
fn given(db: &dyn Tx, dev: u32) -> Result<Vec<String>> {
    let mut all = vec![stream::CONFIG.to_owned()];
    for village in devices::villages(db, dev)? {
        let code = VillageCode::parse(&village).map_err(|_| Error::Corrupt("village code"))?;
        all.extend(stream::of_village(&code));
    }
    Ok(all)
}

fn stream_pages(
    db: &dyn Tx,
    facts: &Facts<'_>,
    (cur, is_behind, max_down): (&Cur, bool, u64),
    writer: &mut Writer,
) -> Result<u64> {
    let stream = rows::stream(db, &cur.s)?;
    let page = |from, to, list| Page {
        s: cur.s.clone(),
        epoch: facts.epoch,
        from,
        to,
        more: true,
        wm: facts.device.wm,
        rows: list,
        head: None,
        ck: None,
        restart: false,
    };
    if cur.epoch != 0 && cur.epoch != facts.epoch || cur.seq > stream.head {
        push(writer, Tag::Page, &Page { restart: true, ..page(0, 0, Vec::new()) });
        return Ok(0);
    }
    if cur.epoch != 0 && cur.mode == "inc" && cur.seq == stream.head && !is_behind {
        return Ok(0);
    }
    let (mut at, mut sent) = (cur.seq, 0);
    loop {
        if writer.len() as u64 > max_down {
            break; // the last page said there is more
        }
        let list = read(db, &cur.s, (at, facts.rows_a_page))?;
        let to = list.last().map_or(stream.head, |(seq, _)| *seq);
        let is_last = to >= stream.head;
        let list: Vec<WireRow> = list.into_iter().map(|(_, row)| row).collect();
        sent += list.len() as u64;
        let mut next = page(at, to, list);
        if is_last {
            (next.more, next.head, next.ck) = (false, Some(stream.head), Some(stream.ck.to_string()));
        }
        if !push(writer, Tag::Page, &next) {
            return Err(Error::Corrupt("page too large"));
        }
        at = to;
        if is_last {
            break;
        }
    }
    Ok(sent)
}

fn read(db: &dyn Tx, stream: &str, (after, limit): (i64, i64)) -> Result<Vec<(i64, WireRow)>> {
    let mut list = Vec::new();
    for (seq, noun, id) in rows::entries(db, stream, after, limit)? {
        let noun = Noun::from_name(&noun).ok_or(Error::Corrupt("entry noun"))?;
        let row = rows::load(db, noun, &id)?.ok_or(Error::Corrupt("entry without row"))?;
        list.push((seq, WireRow::from_row(&row)));
    }
    Ok(list)
}
