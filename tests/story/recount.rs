//! L01 counted a second time, from the rows a laptop lists and with nothing of the product.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::world::laptop::Laptop;

/// A village as listed.
struct Counted<'a> {
    today: Date,
    told: BTreeMap<&'a str, Vec<&'a Value>>,
    visits: Vec<Value>,
    advocacies: Vec<Value>,
    cases: Vec<Value>,
    sums: BTreeMap<&'static str, i64>,
    reasons: BTreeMap<String, i64>,
}

/// The figures of L01 as of `today`.
pub(super) fn recount(laptop: &Laptop, today: Date, population: i64) -> Value {
    let (people, families, memberships) = (laptop.list("person"), laptop.list("family"), laptop.list("membership"));
    let mut told: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for said in &memberships {
        told.entry(text(said, "person_id")).or_default().push(said);
    }
    let mut counted = Counted {
        today,
        told,
        visits: laptop.list("visit"),
        advocacies: laptop.list("advocacy"),
        cases: laptop.list("case"),
        sums: BTreeMap::new(),
        reasons: BTreeMap::new(),
    };
    let bare = families_without_card(&families);
    let lives_here = |person: &&Value| !matches!(person["presence"].as_i64(), Some(2..=4));
    let (mut homes, mut bare_homes) = (BTreeSet::new(), BTreeSet::new());
    for person in people.iter().filter(lives_here) {
        let home = text(person, "family_id");
        homes.insert(home);
        if bare.contains(home) {
            bare_homes.insert(home);
            counted.add("persons_without_card");
        }
        counted.person(text(person, "id"), home);
    }
    counted.sums.insert("families", homes.len() as i64);
    counted.sums.insert("families_without_card", bare_homes.len() as i64);
    counted.figures(population)
}

/// Ids of the families that show no KK number.
pub(super) fn families_without_card(families: &[Value]) -> BTreeSet<String> {
    families.iter().filter(|family| family["family_card_no"].is_null()).map(|f| text(f, "id").to_owned()).collect()
}

/// Compares figure by figure; every figure that was recounted must be in the report.
pub(super) fn assert_same(report: &Value, recounted: &Value) {
    for (name, figure) in recounted.as_object().expect("figures") {
        assert_eq!(&report[name], figure, "{name}");
    }
}

impl Counted<'_> {
    fn add(&mut self, name: &'static str) {
        *self.sums.entry(name).or_default() += 1;
    }

    fn sum(&self, name: &str) -> i64 {
        self.sums.get(name).copied().unwrap_or(0)
    }

    fn person(&mut self, id: &str, family: &str) {
        self.add("counted");
        let told = self.told.get(id).cloned().unwrap_or_default();
        match self.believed(&told) {
            None => self.add("unknown"),
            Some(said) => {
                if self.age(said) > 60 {
                    self.add("stale");
                }
                self.status(said);
            }
        }
        // First mapping: the oldest list that names the person; on one day, "not active" weighs more.
        let lists = told.iter().filter(|said| said["source"] == "BPJS_LIST");
        let first = lists.min_by_key(|said| (text(said, "as_of"), said["status"] == "AKTIF"));
        if first.is_none_or(|said| said["status"] != "AKTIF") {
            self.target(id, family, &told);
        }
    }

    fn status(&mut self, said: &Value) {
        match text(said, "status") {
            "AKTIF" => self.add("A"),
            "BELUM_TERDAFTAR" => self.add("B"),
            _ => {
                self.add("N");
                let reason = said["inactive_reason"].as_str().unwrap_or("TIDAK_TAHU");
                *self.reasons.entry(reason.to_owned()).or_default() += 1;
            }
        }
    }

    fn target(&mut self, id: &str, family: &str, told: &[&Value]) {
        self.add("targets");
        let ended = |visit: &&Value| matches!(text(visit, "outcome"), "V1" | "V3X" | "V4" | "V5");
        if self.visits.iter().filter(ended).any(|visit| visit["family_id"] == family) {
            self.add("visited");
        }
        let order = |talk: &&Value| ["advocacy_date", "recorded_at", "id"].map(|name| text(talk, name).to_owned());
        let latest = self.advocacies.iter().filter(|talk| talk["person_id"] == id).max_by_key(order);
        if latest.is_some_and(|talk| talk["response"] == "A1") {
            self.add("willing");
        }
        let has = |case: &&Value| case["person_ids"].as_array().is_some_and(|ids| ids.contains(&json!(id)));
        let handed_in = self.cases.iter().filter(has).filter_map(|case| case["submitted_date"].as_str()).min();
        let Some(handed_in) = handed_in.map(str::to_owned) else { return };
        self.add("submitted");
        let confirms = |said: &&Value| said["source"] == "BPJS_LIST" && said["status"] == "AKTIF";
        if told.iter().copied().filter(|said| confirms(said)).any(|said| *text(said, "as_of") >= *handed_in) {
            self.add("verified");
        }
    }

    /// Best source of the last sixty days, else the newest of all.
    fn believed<'v>(&self, told: &[&'v Value]) -> Option<&'v Value> {
        let rank = |said: &Value| i32::from(text(said, "source") == "BPJS_LIST");
        let known: Vec<&Value> = told.iter().copied().filter(|said| text(said, "status") != "TIDAK_TAHU").collect();
        let fresh = known.iter().filter(|said| self.age(said) <= 60);
        let best = fresh.max_by_key(|said| (rank(said), text(said, "as_of"), text(said, "id")));
        best.or_else(|| known.iter().max_by_key(|said| (text(said, "as_of"), rank(said), text(said, "id")))).copied()
    }

    fn age(&self, said: &Value) -> i32 {
        let as_of: Date = text(said, "as_of").parse().expect("a date");
        (self.today - as_of).get_days()
    }

    fn figures(&self, population: i64) -> Value {
        let (active, registered) = (self.sum("A"), self.sum("A") + self.sum("N"));
        let lists = self.told.values().flatten().filter(|said| said["source"] == "BPJS_LIST");
        let stages = ["targets", "visited", "willing", "submitted", "verified"].map(|name| (name, self.sum(name)));
        let mut figures = json!({
            "P": population, "T": registered, "inactive_by_reason": self.reasons,
            "cakupan": percent(registered, population), "keaktifan_penduduk": percent(active, population),
            "keaktifan_peserta": percent(active, registered), "note": null,
            "gap_registered": missing(9860, population, registered), "gap_active": missing(8000, population, active),
            "latest_list": lists.map(|said| text(said, "as_of")).max(), "as_of": self.today.to_string(),
            "funnel": stages.into_iter().collect::<BTreeMap<_, _>>(),
        });
        for name in ["A", "B", "N", "unknown", "stale", "counted"] {
            figures[name] = json!(self.sum(name));
        }
        for name in ["families", "families_without_card", "persons_without_card"] {
            figures[name] = json!(self.sum(name));
        }
        figures
    }
}

/// Cut, never rounded.
fn percent(part: i64, whole: i64) -> String {
    format!("{}.{:02}", part * 100 / whole, part * 10_000 / whole % 100)
}

/// People missing to a target in hundredths of a percent.
fn missing(target: i64, people: i64, reached: i64) -> i64 {
    ((target * people + 9_999) / 10_000 - reached).max(0)
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap_or_else(|| panic!("no {name}: {row}"))
}
