//! Pages: the rows of a stream in order of their last change, from where the device stands.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::tomb::Why;
use pesiar_core::row::wire::WireRow;
use pesiar_core::sync::cursor::{Due, StreamState, due};
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Cur, Page, push};

use super::answer::Facts;
use super::read::Parsed;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::row::store as rows;
use crate::stream::store::{self as streams, Placed};
use crate::tomb::store as tombs;

/// Rows of one page: 100 rows of a village are about 60 kB, well under the frame limit.
const ROWS_A_PAGE: u32 = 100;

/// Writes pages for every stream the device has and knows; returns how many rows.
///
/// # Errors
/// [`Error::Db`].
pub fn write(
    tx: &dyn Tx,
    facts: &Facts<'_>,
    (parsed, given): (&Parsed, &BTreeSet<String>),
    writer: &mut Writer,
) -> Result<u64> {
    // Outcomes do not count: a device that must hear many of them would never be given a page, and hear them for ever.
    let end = (writer.len() as u64).saturating_add(parsed.hello.max_down);
    let mut sent = 0;
    for cur in parsed.cursors.iter().filter(|cur| given.contains(&cur.s)) {
        sent += Pages { tx, facts, parsed, cur, stream: streams::one(tx, &cur.s)?, end }.write(writer)?;
    }
    Ok(sent)
}

/// The pages of one stream.
struct Pages<'a> {
    tx: &'a dyn Tx,
    facts: &'a Facts<'a>,
    parsed: &'a Parsed,
    cur: &'a Cur,
    stream: StreamState,
    /// Length of the answer that no further page begins after.
    end: u64,
}

impl Pages<'_> {
    fn write(&self, writer: &mut Writer) -> Result<u64> {
        let is_behind = self.parsed.hello.known < self.facts.device.wm;
        let mut at = match due(self.cur, self.stream, (self.facts.epoch, is_behind)) {
            Due::Nothing => return Ok(0),
            Due::Restart => {
                push(writer, Tag::Page, &Page { restart: true, ..self.page((0, 0), Vec::new()) });
                return Ok(0);
            }
            Due::After(seq) => seq,
        };
        let mut sent = 0;
        while writer.len() as u64 <= self.end {
            let (to, list) = self.read(at)?;
            sent += list.len() as u64;
            let is_last = to >= self.stream.head;
            let mut page = self.page((at, to), list);
            if is_last {
                (page.more, page.head) = (false, Some(self.stream.head));
                page.ck = Some(self.stream.ck.to_string());
            }
            if !push(writer, Tag::Page, &page) {
                return Err(Error::Corrupt("page too large"));
            }
            if is_last {
                break;
            }
            at = to;
        }
        Ok(sent)
    }

    fn page(&self, (from, to): (i64, i64), rows: Vec<WireRow>) -> Page {
        Page {
            s: self.cur.s.clone(),
            epoch: self.facts.epoch,
            from,
            to,
            more: true,
            wm: self.facts.device.wm,
            h0: self.h0(),
            rows,
            head: None,
            ck: None,
            restart: false,
        }
    }

    /// Head when the running snapshot began; 0 if none runs.
    fn h0(&self) -> i64 {
        match self.cur.base() {
            Some(_) => 0,
            None if self.cur.seq == 0 => self.stream.head,
            None => self.cur.h0(),
        }
    }

    /// The next stretch: where it ends, and its rows less those the device has already.
    fn read(&self, after: i64) -> Result<(i64, Vec<WireRow>)> {
        let limit = match self.parsed.hello.rows {
            0 => ROWS_A_PAGE,
            wanted => wanted.min(ROWS_A_PAGE),
        };
        let placed = streams::after(self.tx, &self.cur.s, after, i64::from(limit))?;
        let is_full = placed.len() as u64 == u64::from(limit);
        let end = placed.last().filter(|_| is_full).map_or(self.stream.head, |placed| placed.entry.seq);
        let wanted: Vec<Placed> = placed.into_iter().filter(|placed| self.is_wanted(placed)).collect();
        Ok((end, self.wire(&wanted)?))
    }

    /// An end is told only to whom it may concern, and nobody is told what they wrote themselves.
    fn is_wanted(&self, placed: &Placed) -> bool {
        let base = self.cur.base();
        if placed.gone.is_some() {
            return base.is_some() || placed.entry.seq > self.h0();
        }
        !placed.entry.is_echo(self.facts.device.dev, base)
    }

    fn wire(&self, placed: &[Placed]) -> Result<Vec<WireRow>> {
        let live = self.live(placed)?;
        let tombs = self.tombs(placed)?;
        let row = |placed: &Placed| match (&placed.gone, live.get(&placed.row_id), tombs.get(&placed.row_id)) {
            (None, Some(row), _) => Ok(WireRow::from_row(row)),
            (Some((Why::Moved | Why::Archived, ..)), ..) | (Some(_), _, None) => gone(placed),
            (Some(_), _, Some(tomb)) => Ok(tomb.clone()),
            (None, None, _) => Err(Error::Corrupt("entry without row")),
        };
        placed.iter().map(row).collect()
    }

    fn live(&self, placed: &[Placed]) -> Result<BTreeMap<String, Row>> {
        let mut nouns: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
        for placed in placed.iter().filter(|placed| placed.gone.is_none()) {
            nouns.entry(placed.noun).or_default().push(placed.row_id.clone());
        }
        let mut all = BTreeMap::new();
        for (noun, ids) in nouns {
            all.extend(rows::load_many(self.tx, noun, &ids)?);
        }
        Ok(all)
    }

    fn tombs(&self, placed: &[Placed]) -> Result<BTreeMap<String, WireRow>> {
        let ids: Vec<String> =
            placed.iter().filter(|placed| placed.gone.is_some()).map(|placed| placed.row_id.clone()).collect();
        let tombs = tombs::of_rows(self.tx, &ids)?;
        Ok(tombs.iter().map(|tomb| (tomb.id().to_owned(), WireRow::from_tomb(tomb))).collect())
    }
}

fn gone(placed: &Placed) -> Result<WireRow> {
    let (why, to, rev) = placed.gone.as_ref().ok_or(Error::Corrupt("end of a row"))?;
    Ok(WireRow::gone((placed.noun, &placed.row_id), *rev, (*why, to)))
}
