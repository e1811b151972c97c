//! A day's work of two agents in one village, chosen so that every kind of answer occurs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::world::laptop::Laptop;

/// Families each agent visits.
const VISITS: usize = 15;

/// Who is met and asked. Row ids, the same on every laptop.
pub(super) struct Day {
    /// Families by id, those with somebody no list names first.
    families: Vec<String>,
    /// Members of each family.
    members: BTreeMap<String, Vec<String>>,
    /// People who are not active, outside the visited families.
    hesitant: Vec<String>,
    /// People with a NIK whose papers are handed in.
    pub(super) submitted: Vec<String>,
    /// People nobody has said anything about, outside the visited families.
    pub(super) silent: Vec<String>,
}

/// Chooses from a laptop that has the register and the list of members. Row ids differ from run to run,
/// so the order is that of names and birthdays.
pub(super) fn plan(laptop: &Laptop) -> Day {
    let mut people = laptop.list("person");
    people.sort_by_key(|person| ["full_name", "birth_date"].map(|name| person[name].to_string()));
    let said = laptop.list("membership");
    let status: BTreeMap<String, String> = said.iter().map(|s| (text(s, "person_id"), text(s, "status"))).collect();
    let (mut first, mut others) = (Vec::new(), Vec::new());
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for person in &people {
        let family = text(person, "family_id");
        members.entry(family.clone()).or_default().push(text(person, "id"));
        if status.contains_key(&text(person, "id")) { others.push(family) } else { first.push(family) }
    }
    let mut seen = BTreeSet::new();
    let families = first.iter().chain(&others).filter(|family| seen.insert(*family)).cloned().collect::<Vec<_>>();
    let visited: BTreeSet<&String> = families.iter().take(2 * VISITS).flat_map(|id| &members[id]).collect();
    let at_home = |person: &&Value| person["presence"].is_null() && !visited.contains(&text(person, "id"));
    let with = |wanted: Option<&str>| -> Vec<String> {
        let ids = people.iter().filter(at_home).map(|person| text(person, "id"));
        ids.filter(|id| status.get(id).map(String::as_str) == wanted).collect()
    };
    let mut hesitant = with(Some("NONAKTIF"));
    let submitted = hesitant.split_off(hesitant.len() - 6);
    let silent = with(None);
    Day { families, members, hesitant, submitted, silent }
}

/// The visits of one of the two agents; two families are visited by both.
pub(super) fn visits(day: &Day, turn: usize) -> Vec<Value> {
    const OUTCOMES: [&str; 8] = ["V1", "V2", "V4", "V3", "V3X", "V1", "V5", "V6"];
    let first = turn * (VISITS - 2);
    let families = day.families.iter().enumerate().skip(first).take(VISITS);
    let visit = |(place, family): (usize, &String)| {
        let persons: Vec<Value> = day.members[family].iter().zip(place..).map(|(id, turn)| met(id, turn)).collect();
        json!({"family_id": family, "outcome": OUTCOMES[place % OUTCOMES.len()], "persons": persons})
    };
    families.map(visit).collect()
}

/// Lists of different lengths, so that answers meet in every combination.
fn met(person: &str, turn: usize) -> Value {
    let presence = [json!(1), json!(5), json!(6), json!(2), json!(1), json!(3), Value::Null, json!(4)];
    let answer = [json!("A1"), json!("A2"), Value::Null, json!("A1"), json!("A7")];
    let stated = [json!("AKTIF"), json!("NONAKTIF"), json!("BELUM_TERDAFTAR"), json!("TIDAK_TAHU"), Value::Null];
    json!({
        "person_id": person,
        "presence": presence[turn % presence.len()],
        "advocacy_response": answer[turn % answer.len()],
        "stated_membership": stated[turn % stated.len()],
    })
}

/// Ten conversations each, about half of them with the same people: the latest answer counts, and later
/// more people are willing, so that counting another answer changes the sum.
pub(super) fn conversations(day: &Day, turn: usize) -> Vec<Value> {
    let people = day.hesitant.iter().skip(turn * 5).take(10).enumerate();
    let submitted = day.submitted.iter().enumerate();
    let answers = [["A1", "A4", "A4"], ["A1", "A1", "A4"]][turn];
    let answer = |place: usize| answers[place % 3];
    people.chain(submitted).map(|(place, id)| json!({"person_id": id, "response": answer(place)})).collect()
}

/// Three cases handed in between the two agents, one with several people, and one that is still a draft.
pub(super) fn cases(day: &Day, turn: usize) -> Vec<Value> {
    let (ours, theirs) = day.submitted.split_at(3);
    if turn == 0 {
        return vec![json!({"person_ids": ours, "route": "R13", "state": "DIAJUKAN"})];
    }
    let draft = json!({"person_ids": [day.hesitant[0]], "route": "R11"});
    let case = |id: &String| json!({"person_ids": [id], "route": "R10", "state": "DIAJUKAN"});
    theirs.iter().map(case).chain([draft]).collect()
}

fn text(row: &Value, name: &str) -> String {
    row[name].as_str().unwrap_or_else(|| panic!("no {name}: {row}")).to_owned()
}
