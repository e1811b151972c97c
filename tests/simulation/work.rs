//! What people do in a run: little variety on few rows, so that they get in each other's way.

use pesiar_core::case::state::State;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::{Change, Op};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value, json};

use super::chance::Chance;
use super::row_id;

/// Families, persons and cases that all laptops of a village share, whoever makes them first.
const FAMILIES: usize = 2;
const PERSONS: usize = 4;
const CASES: usize = 2;

const NIKS: [&str; 4] = ["1799991203850911", "1799991203850922", "1799991203850933", "1799991203850944"];
const CARDS: [&str; 3] = ["1799990101200011", "1799990101200022", "1799990101200033"];
const NAMES: [&str; 3] = ["SITI AMINAH", "SITI AMINA", "ST. AMINAH"];
const BIRTHS: [&str; 3] = ["1985-03-12", "1985-03-13", "1958-03-12"];
const AIDS: [&str; 4] = ["PKH", "PIP", "BLT_DD", "SEMBAKO_BPNT"];

/// Somebody at work in a village.
pub(crate) struct Work<'a> {
    pub(crate) chance: &'a mut Chance,
    pub(crate) db: &'a Connection,
    /// Place of the village among all.
    pub(crate) village: usize,
    /// Rising number: a value nobody else writes.
    pub(crate) unique: usize,
    /// Never writes what could be there already by a clock's verdict: then a run is the same up to who was newest.
    pub(crate) is_clock_blind: bool,
}

type Entry = (Noun, Map<String, Value>);

impl Work<'_> {
    /// One form, filled in.
    pub(crate) fn form(&mut self) -> Entry {
        match self.chance.below(20) {
            0..=2 => self.family(),
            3..=10 => self.person(),
            11 | 12 => self.visit(),
            13 => self.membership(),
            14 => self.advocacy(),
            15..=17 => self.case(),
            18 => self.figure(),
            _ => entry(Noun::Letterhead, json!({"address": format!("Jalan {}", self.unique)})),
        }
    }

    fn id(&mut self, kind: usize, count: usize) -> String {
        row_id(kind + self.village, self.chance.place(count))
    }

    fn family_id(&mut self) -> String {
        self.id(20, FAMILIES)
    }

    fn person_id(&mut self) -> String {
        self.id(30, PERSONS)
    }

    fn has(&self, table: &str, id: &str) -> bool {
        let sql = format!("SELECT 1 FROM {table} WHERE id = ?1");
        self.db.prepare_cached(&sql).and_then(|mut found| found.exists([id])).expect("a look")
    }

    fn family(&mut self) -> Entry {
        let id = self.family_id();
        let field = match self.chance.below(4) {
            0 => json!({"landmark": format!("dekat {}", self.unique)}),
            1 => json!({"family_card_no": self.chance.pick(&CARDS)}),
            2 => json!({"rt": format!("{:03}", self.unique % 1000), "phone": null}),
            _ => json!({"phone": format!("0813{:07}", self.unique)}),
        };
        with_id(Noun::Family, &id, field)
    }

    fn person(&mut self) -> Entry {
        let id = self.person_id();
        let mut fields = Map::new();
        if !self.has("person", &id) {
            fields.insert("family_id".into(), self.family_id().into());
            fields.insert("full_name".into(), self.chance.pick(&NAMES).into());
        }
        for _ in 0..=self.chance.below(2) {
            let (name, value) = self.answer();
            fields.insert(name.to_owned(), value);
        }
        with_id(Noun::Person, &id, Value::Object(fields))
    }

    /// An answer about a person: every class of field has its turn.
    fn answer(&mut self) -> (&'static str, Value) {
        let (name, value) = self.any_answer();
        match name {
            "is_waged" | "phone" if self.is_clock_blind => ("employer_name", format!("Kebun {}", self.unique).into()),
            "presence" if self.is_clock_blind && value == 5 => (name, 1.into()),
            _ => (name, value),
        }
    }

    fn any_answer(&mut self) -> (&'static str, Value) {
        match self.chance.below(11) {
            0 => ("full_name", self.chance.pick(&NAMES).into()),
            1 => ("birth_date", self.chance.pick(&BIRTHS).into()),
            2 => ("nik", self.chance.pick(&NIKS).into()),
            3 => ("sex", self.chance.pick(&["L", "P"]).into()),
            4 | 5 => ("presence", self.chance.pick(&[1, 2, 3, 5]).into()),
            6 => ("social_programs", json!([self.chance.pick(&AIDS), self.chance.pick(&AIDS)])),
            7 => ("is_waged", self.chance.hits(500).into()),
            8 => ("phone", Value::Null),
            9 => ("employer_name", format!("Kebun {}", self.unique).into()),
            _ => ("phone", format!("0812{:07}", self.unique).into()),
        }
    }

    fn visit(&mut self) -> Entry {
        let met = json!({"person_id": self.person_id(), "presence": self.chance.pick(&[1, 2]),
            "advocacy_response": self.chance.pick(&["A1", "A2", "A3"]), "stated_membership": "AKTIF"});
        let persons = if self.chance.hits(600) { json!([met]) } else { json!([]) };
        let outcome = self.chance.pick(&["V1", "V2", "V4"]);
        let fields = json!({"family_id": self.family_id(), "visit_date": "2026-11-22", "outcome": outcome,
            "note": format!("catatan {}", self.unique), "persons": persons});
        entry(Noun::Visit, fields)
    }

    fn membership(&mut self) -> Entry {
        let fields = json!({"person_id": self.person_id(), "as_of": "2026-11-01", "status": "NONAKTIF",
            "arrears_months": self.unique});
        entry(Noun::Membership, fields)
    }

    fn advocacy(&mut self) -> Entry {
        let fields = json!({"person_id": self.person_id(), "advocacy_date": "2026-11-22", "response": "A1",
            "refusal_text": format!("alasan {}", self.unique)});
        entry(Noun::Advocacy, fields)
    }

    fn case(&mut self) -> Entry {
        let id = self.id(40, CASES);
        let sql = "SELECT state FROM registration_case WHERE id = ?1";
        let state: Option<String> = self.db.query_row(sql, [&id], |row| row.get(0)).optional().expect("a look");
        let Some(state) = state else {
            let fields = json!({"person_ids": [self.person_id()], "route": "R09", "opened_date": "2026-11-20"});
            return with_id(Noun::Case, &id, fields);
        };
        let next = State::from_code(&state).map_or(&[] as &[State], State::next);
        let is_step = !next.is_empty() && self.chance.hits(850);
        let to = if is_step { self.chance.pick(next) } else { State::Rejected };
        with_id(Noun::Case, &id, json!({"state": to.code(), "submitted_date": "2026-11-21"}))
    }

    fn figure(&mut self) -> Entry {
        if self.chance.hits(500) {
            return entry(
                Noun::PopulationRef,
                json!({"year": 2026, "semester": 1, "population": 100 + self.unique, "source": "BPS"}),
            );
        }
        entry(Noun::OfficialFigure, json!({"as_of": "2026-11-01", "registered": 90, "active": self.unique}))
    }

    /// What another version of the app writes: a field we do not know, or a change that names no dot.
    pub(crate) fn foreign_op(&mut self, stream: &str) -> Op {
        let (noun, id) = (Noun::Person, self.person_id());
        let (name, value) = match self.chance.below(3) {
            0 => ("shoe_size", Value::from(self.unique)),
            1 => ("full_name", self.chance.pick(&NAMES).into()),
            _ => ("phone", format!("0815{:07}", self.unique).into()),
        };
        Op::set(noun, &id, stream, [(name.to_owned(), Change::new(value, None))].into())
    }

    /// An operation that the province must record and not apply.
    pub(crate) fn poison_op(&mut self, stream: &str) -> Value {
        let id = self.person_id();
        let lost = row_id(70, self.unique);
        match self.chance.below(6) {
            0 => json!({"k": "person.explode", "id": id, "s": stream, "f": {}}),
            1 => json!({"k": "person.set", "id": lost, "s": stream, "f": {"phone": ["1", null]}}),
            2 => json!({"k": "family.add", "id": lost, "s": "d/17.01.01.2001/survei", "f": {"rt": "001"}}),
            3 => json!({"k": "person.set", "id": id, "s": stream, "f": {"nik": ["12", null]}}),
            4 => json!({"k": "audit.add", "id": lost, "s": "dev/0",
                "f": {"action": "LOGIN", "actor": "u-1", "at": "2026-11-22T00:00:00.000Z"}}),
            _ => json!({"k": "setting.add", "id": lost, "s": "g/config",
                "f": {"key": "x", "valid_from": "2026-01-01", "value": 1}}),
        }
    }
}

fn entry(noun: Noun, fields: Value) -> Entry {
    let Value::Object(fields) = fields else { unreachable!("an object") };
    (noun, fields)
}

fn with_id(noun: Noun, id: &str, fields: Value) -> Entry {
    let (noun, mut fields) = entry(noun, fields);
    fields.insert("id".into(), id.into());
    (noun, fields)
}
