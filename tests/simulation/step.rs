//! One step of a run: something breaks, somebody syncs, or somebody saves a form.

use super::book::watermarks;
use super::check::{Violation, hold};
use super::fault::Fault;
use super::laptop::{End, is_disk_full};
use super::medium;
use super::plan::Clocks;
use super::province::VILLAGES;
use super::work::Work;
use super::world::World;

impl World {
    /// Does one step.
    pub(crate) fn step(&mut self, step: usize) -> Result<(), Violation> {
        let laptop = self.chance.place(self.laptops.len());
        self.laptops[laptop].at(self.now_ms);
        if self.laptops[laptop].is_wiped() {
            return self.sync(laptop); // nobody can sign in there any more; it hands over what it wrote
        }
        for fault in [
            Fault::Revoked,
            Fault::ServerRestored,
            Fault::Reboot,
            Fault::ClockJumps,
            Fault::OtherWorker,
            Fault::Poison,
            Fault::OtherVersion,
        ] {
            if self.hits(fault) {
                self.note(&format!("{fault:?} at {laptop}"));
                self.coverage.count(fault.name());
                self.break_something(fault, laptop, step)?;
            }
        }
        if self.chance.hits(20) {
            self.laptops[laptop].look();
        }
        if self.chance.hits(self.plan.sync_rate) { self.sync(laptop) } else { self.save(laptop, step) }
    }

    fn break_something(&mut self, fault: Fault, laptop: usize, step: usize) -> Result<(), Violation> {
        match fault {
            Fault::Revoked => self.revoke(laptop),
            Fault::ServerRestored => return self.restore(),
            Fault::Reboot => self.laptops[laptop].reboot(self.now_ms),
            Fault::ClockJumps => {
                self.laptops[laptop].skew_ms = self.draw_skew();
                self.laptops[laptop].at(self.now_ms);
            }
            Fault::OtherWorker => self.change_worker(laptop),
            Fault::Poison => self.poison(laptop, step),
            _ => self.write_as_another_version(laptop, step),
        }
        self.look_at_laptop(laptop, fault == Fault::OtherVersion)
    }

    fn revoke(&mut self, laptop: usize) {
        let dev = self.laptops[laptop].dev;
        let wm = self.province.look(watermarks).get(&dev).copied().unwrap_or(0);
        self.province.revoke(dev);
        self.book.revoked.entry(dev).or_insert(wm);
    }

    /// The province loses its last days. Who was revoked stays revoked: an operator keeps that list elsewhere.
    fn restore(&mut self) -> Result<(), Violation> {
        let place = self.chance.place(self.images.len());
        let epoch = self.province.epoch();
        self.province.restore(&self.images[place], epoch);
        self.images.truncate(place + 1);
        for dev in self.book.revoked.keys() {
            self.province.revoke(*dev);
        }
        self.go_back()
    }

    fn change_worker(&mut self, laptop: usize) {
        let place = self.chance.place(2);
        if self.chance.hits(500) {
            self.province.meet(&self.laptops[laptop]);
        }
        self.laptops[laptop].sign_in(place);
    }

    fn work(&mut self, laptop: usize, unique: usize) -> Work<'_> {
        let village = VILLAGES.iter().position(|code| *code == self.laptops[laptop].village).expect("a village");
        let is_clock_blind = self.plan.clocks != Clocks::Drawn;
        Work { chance: &mut self.chance, db: self.laptops[laptop].db(), village, unique, is_clock_blind }
    }

    fn poison(&mut self, laptop: usize, step: usize) {
        let stream = self.streams_of(laptop).swap_remove(1);
        let kind = self.chance.below(8);
        let op = self.work(laptop, step).poison_op(&stream);
        match kind {
            0 => self.laptops[laptop].poison(Err(b"no segment at all"), false),
            1 => self.laptops[laptop].poison(Ok(vec![op]), true),
            _ => self.laptops[laptop].poison(Ok(vec![op]), false),
        }
    }

    fn write_as_another_version(&mut self, laptop: usize, step: usize) {
        let stream = self.streams_of(laptop).swap_remove(1);
        let op = self.work(laptop, step).foreign_op(&stream);
        let name = if self.laptops[laptop].append(&[op]).is_ok() { "other version saved" } else { "save refused" };
        self.coverage.count(name);
    }

    /// Somebody saves a form; the laptop may die or its disk be full.
    fn save(&mut self, laptop: usize, step: usize) -> Result<(), Violation> {
        let (noun, form) = self.work(laptop, step).form();
        let death = self.death(Fault::LaptopDies, 2);
        let room = self.hits(Fault::DiskFull).then(|| self.chance.within(0, 2));
        let it = &mut self.laptops[laptop];
        let before = it.pending();
        if room.is_some() {
            medium::leave_room(it.db(), room);
        }
        let end = it.save(noun, &form, death);
        medium::leave_room(it.db(), None);
        let after = it.pending();
        let said = match end {
            End::Died => {
                let when = if after > before { "after" } else { "before" };
                self.died(laptop, &format!("{when} save"));
                "died".to_owned()
            }
            End::Lived(Ok(segment)) => format!("segment {segment}"),
            End::Lived(Err(error)) => {
                let is_full = is_disk_full(&error);
                self.coverage.count(if is_full { "disk full at save" } else { "save refused" });
                if is_full {
                    self.coverage.count(Fault::DiskFull.name());
                }
                hold("I-LOCAL", after == before, || format!("{laptop} refused a form and kept it"))?;
                format!("refused {error:?}")
            }
        };
        self.note(&format!("{laptop} saves {} {}: {said}", noun.name(), serde_json::Value::Object(form)));
        self.look_at_laptop(laptop, true)
    }

    /// Counts a death.
    pub(crate) fn died(&mut self, laptop: usize, when: &str) {
        self.coverage.count(Fault::LaptopDies.name());
        self.coverage.count(format!("laptop dies {when}"));
        let db = self.laptops[laptop].db();
        let staged: i64 = db.query_row("SELECT count(*) FROM inbox", [], |row| row.get(0)).expect("a count");
        if staged > 0 {
            self.coverage.count("laptop dies while pages are staged");
        }
    }
}
