//! The network and both its ends: requests and answers get lost, doubled, late, cut and wrong.

use std::rc::Rc;

use super::book::heads;
use super::check::{Violation, area, hold};
use super::fault::Fault;
use super::laptop::{Call, End, is_disk_full};
use super::medium;
use super::quiet::REQUESTS_MAX;
use super::world::{Event, World};

/// How long a laptop waits for an answer, ms.
const PATIENCE_MS: i64 = 120_000;

impl World {
    /// A laptop begins to sync, unless it is at it.
    pub(crate) fn sync(&mut self, laptop: usize) -> Result<(), Violation> {
        if self.laptops[laptop].waits_for.is_some() {
            return Ok(());
        }
        self.laptops[laptop].requests = 0;
        self.round(laptop)
    }

    /// One round: a request goes out.
    fn round(&mut self, laptop: usize) -> Result<(), Violation> {
        let death = self.death(Fault::LaptopDies, 2);
        let limits = self.limits();
        let it = &mut self.laptops[laptop];
        it.requests += 1;
        it.at(self.now_ms);
        let before = next_sid(it.db());
        match it.request(limits, death) {
            End::Died => {
                let when = if next_sid(self.laptops[laptop].db()) > before { "after" } else { "before" };
                self.died(laptop, &format!("{when} request"));
                self.note(&format!("{laptop} dies while asking"));
            }
            End::Lived(Err(error)) => hold("I-LIVE", false, || format!("{laptop} cannot ask: {error:?}"))?,
            End::Lived(Ok(call)) => {
                self.laptops[laptop].waits_for = Some((call.sid, call.segments));
                self.note(&format!("{laptop} asks {} with {} segments", call.sid, call.segments));
                self.trace.bytes(&call.body);
                self.push(PATIENCE_MS, Event::GiveUp { laptop, sid: call.sid });
                self.send(call);
            }
        }
        self.look_at_laptop(laptop, true)
    }

    fn send(&mut self, mut call: Call) {
        if self.happens(Fault::Nosy) {
            let foreign = self.chance.pick(&["d/17.06.05.1003/survei", "d/17.06.05.2001/survei", "dev/1", "dev/0"]);
            let it = self.laptops.iter().find(|laptop| laptop.dev == call.dev).expect("a laptop");
            it.ask_for(&mut call, foreign);
        }
        let (is_lost, delays) = (self.happens(Fault::RequestLost), self.delays());
        if let Some(body) = self.damage(&call.body) {
            call.body = body;
        }
        let call = Rc::new(call);
        for delay in delays.into_iter().skip(usize::from(is_lost)) {
            self.push(delay, Event::Ask(Rc::clone(&call)));
        }
    }

    /// When something arrives: once, or twice, or late.
    fn delays(&mut self) -> Vec<i64> {
        let mut delays = vec![self.chance.within(50, 3_000)];
        let late = self.chance.within(PATIENCE_MS / 2, 4 * PATIENCE_MS);
        if self.hits(Fault::Reordered) {
            delays[0] = late;
        }
        let again = (self.chance.within(10, 2_000), self.chance.within(60_000, 4_000_000));
        if self.happens(Fault::TwiceNow) {
            delays.push(again.0);
        }
        if self.happens(Fault::TwiceLater) {
            delays.push(again.1);
        }
        delays
    }

    fn damage(&mut self, body: &[u8]) -> Option<Vec<u8>> {
        let (place, bit) = (self.chance.place(body.len()), self.chance.below(8));
        if self.happens(Fault::Cut) {
            return Some(body[..place].to_vec());
        }
        let mut body = body.to_vec();
        body[place] ^= 1 << bit;
        self.happens(Fault::Flipped).then_some(body)
    }

    fn happens(&mut self, fault: Fault) -> bool {
        let is_hit = self.hits(fault);
        if is_hit {
            self.coverage.count(fault.name());
        }
        is_hit
    }

    /// A request reaches the province.
    pub(crate) fn ask(&mut self, call: &Call) -> Result<(), Violation> {
        let laptop = self.laptops.iter().position(|laptop| laptop.dev == call.dev).expect("a laptop");
        let newest = self.newest.entry(call.dev).or_default();
        if call.sid < *newest {
            self.coverage.count(Fault::Reordered.name());
        }
        *newest = call.sid.max(*newest);
        let death = self.death(Fault::ServerDies, 1);
        let before = self.province.look(heads);
        match self.province.handle(call, self.now_ms, death) {
            End::Died => {
                self.coverage.count(Fault::ServerDies.name());
                let is_after = death.is_some_and(|death| death.is_after);
                self.coverage.count(if is_after { "server dies after" } else { "server dies before" });
                self.note(&format!("province dies at request {} of {laptop}", call.sid));
                self.look_at_province()?;
            }
            End::Lived(Err(error)) => {
                self.coverage.count("request refused");
                self.note(&format!("province refuses request {} of {laptop}: {error:?}", call.sid));
                self.push(500, Event::GiveUp { laptop, sid: call.sid });
            }
            End::Lived(Ok((body, summary))) => {
                self.note(&format!("province answers request {} of {laptop}: {summary:?}", call.sid));
                self.look_at_province()?;
                let is_same = before == self.province.look(heads);
                hold("I-ONCE", summary.recorded > 0 || is_same, || "a repeated segment changed something".to_owned())?;
                (0..summary.repeated).for_each(|_| self.coverage.count("segment repeated"));
                self.answer(laptop, call.sid, body)?;
            }
        }
        Ok(())
    }

    fn answer(&mut self, laptop: usize, sid: u64, body: Vec<u8>) -> Result<(), Violation> {
        self.trace.bytes(&body);
        let pages = area::pages(&body);
        area::is_given(&pages, (self.laptops[laptop].dev, &self.streams_of(laptop)))?;
        for page in &pages {
            self.coverage.count(if page["restart"] == true {
                "page restart epoch"
            } else if page["more"] == true {
                "page more"
            } else {
                "page last"
            });
            self.coverage.count(if page["from"] == 0 { "page of a snapshot" } else { "page of a tail" });
        }
        if self.chance.hits(120) && self.images.len() < 6 {
            let image = self.province.image();
            self.images.push(image);
        }
        let (is_lost, delays) = (self.happens(Fault::AnswerLost), self.delays());
        let damaged = self.damage(&body);
        let is_whole = damaged.is_none();
        let body = Rc::new(damaged.unwrap_or(body));
        for delay in delays.into_iter().skip(usize::from(is_lost)) {
            self.push(delay, Event::Answer { laptop, sid, body: Rc::clone(&body), is_whole });
        }
        Ok(())
    }

    /// An answer reaches a laptop, which may no longer wait for it.
    pub(crate) fn take(&mut self, laptop: usize, (sid, body, is_whole): (u64, &[u8], bool)) -> Result<(), Violation> {
        let death = self.death(Fault::LaptopDies, 1);
        let room = self.hits(Fault::DiskFull).then(|| self.chance.within(0, 2));
        let it = &mut self.laptops[laptop];
        it.at(self.now_ms);
        let (is_current, waits_for) = (it.sid == sid, it.waits_for);
        if room.is_some() {
            medium::leave_room(it.db(), room);
        }
        let end = it.answer(body, death);
        medium::leave_room(it.db(), None);
        if !is_current && is_whole {
            self.coverage.count("answer stale");
        }
        let mut goes_on = false;
        match end {
            End::Died => {
                let when = if death.is_some_and(|death| death.is_after) { "after answer" } else { "before answer" };
                self.died(laptop, when);
                self.note(&format!("{laptop} dies at answer {sid}"));
            }
            End::Lived(Err(error)) => {
                let is_full = is_disk_full(&error);
                self.coverage.count(if is_full { "disk full at answer" } else { "answer refused" });
                if is_full {
                    self.coverage.count(Fault::DiskFull.name());
                }
                self.note(&format!("{laptop} refuses answer {sid}: {error:?}"));
                hold("I-LIVE", is_full || !is_whole, || format!("{laptop} refuses whole answer {sid}: {error:?}"))?;
                self.give_up(laptop, sid);
            }
            End::Lived(Ok(round)) => {
                if round.is_wiped {
                    self.coverage.count("laptop wiped");
                }
                self.note(&format!("{laptop} takes answer {sid}: {round:?}"));
                if let Some((_, segments)) = waits_for.filter(|(waited, _)| *waited == sid) {
                    self.laptops[laptop].waits_for = None;
                    let has_more = self.laptops[laptop].pending() > 0 && segments > 0;
                    goes_on = round.unfinished || has_more;
                }
            }
        }
        self.look_at_base(laptop)?;
        self.look_at_laptop(laptop, true)?;
        if goes_on && self.laptops[laptop].requests < REQUESTS_MAX { self.round(laptop) } else { Ok(()) }
    }

    /// A laptop stops waiting for a request.
    pub(crate) fn give_up(&mut self, laptop: usize, sid: u64) {
        let it = &mut self.laptops[laptop];
        if it.waits_for.is_some_and(|(waited, _)| waited == sid) {
            it.waits_for = None;
            self.note(&format!("{laptop} gives up {sid}"));
        }
    }
}

fn next_sid(db: &rusqlite::Connection) -> i64 {
    let text = db.query_row("SELECT value FROM meta WHERE key = 'sid'", [], |row| row.get::<_, String>(0));
    text.ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}
