//! Sisir counts what the funnel counts, and shows the houses RT by RT.

use serde_json::{Map, Value, json};

use super::{SweepFilter, SweepHouse, SweepRow, list};
use crate::device::Device;
use crate::practice::sample::village;
use crate::record;
use pesiar_core::row::noun::Noun;

fn save(device: &mut Device, noun: Noun, input: Value) {
    let input: Map<String, Value> = serde_json::from_value(input).unwrap();
    record::one(device, noun, &input).unwrap();
}

fn of(group: &str, todo: &str) -> SweepFilter {
    SweepFilter { group: group.into(), todo: todo.into() }
}

fn houses(device: &Device, filter: &SweepFilter) -> Vec<SweepHouse> {
    let rows = list(device, filter, 0, 10_000).unwrap().rows;
    rows.into_iter().filter_map(|row| if let SweepRow::House(house) = row { Some(house) } else { None }).collect()
}

#[test]
fn houses_stand_under_the_head_of_their_rt_and_the_counts_agree() {
    let (_folder, device) = village(200);
    let page = list(&device, &SweepFilter::default(), 0, 10_000).unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    assert_eq!(page.houses, page.groups.iter().map(|group| group.houses).sum::<i64>());
    let mut left = 0;
    for row in &page.rows {
        match row {
            SweepRow::Group(group) => {
                assert_eq!(left, 0, "every house of the RT before stands under it");
                left = group.houses;
            }
            SweepRow::House(_) => left -= 1,
        }
    }
    assert_eq!(left, 0);
    let counts = &page.counts;
    assert_eq!(counts.visit + counts.again + counts.advocate + counts.done, page.houses);
    assert!(counts.visit > 0 && counts.again > 0 && page.visited > 0);
}

#[test]
fn every_target_of_the_funnel_lives_in_a_house_of_the_list() {
    let (_folder, device) = village(200);
    let facts =
        crate::figures::store::facts(&device.db, device.village().unwrap().code.as_str(), "2026-11-22").unwrap();
    let mut expected: Vec<String> =
        facts.into_iter().filter(|f| f.is_counted() && f.is_target()).map(|f| f.family_id).collect();
    expected.sort();
    expected.dedup();
    let mut found: Vec<String> =
        houses(&device, &SweepFilter::default()).into_iter().map(|house| house.family_id).collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_stretch_is_a_part_of_the_whole_and_a_filter_leaves_the_rest_out() {
    let (_folder, device) = village(200);
    let whole = list(&device, &SweepFilter::default(), 0, 10_000).unwrap();
    let part = list(&device, &SweepFilter::default(), 10, 5).unwrap();
    assert_eq!(part.rows, whole.rows[10..15]);
    let rt = &whole.groups[1];
    let only = list(&device, &of(&rt.key, ""), 0, 10_000).unwrap();
    assert_eq!((only.total, only.houses, only.visited), (u32::try_from(rt.houses).unwrap() + 1, rt.houses, rt.visited));
    let again = houses(&device, &of("", "again"));
    assert_eq!(again.len(), usize::try_from(whole.counts.again).unwrap());
    assert!(again.iter().all(|house| house.todo == "again" && !house.last.is_empty()));
}

#[test]
fn a_visit_moves_its_house_and_the_counts() {
    let (_folder, mut device) = village(200);
    let before = list(&device, &SweepFilter::default(), 0, 1).unwrap();
    let house = houses(&device, &of("", "visit")).remove(0);
    let empty = json!({"family_id": house.family_id, "outcome": "V3", "next_date": "2026-11-22"});
    save(&mut device, Noun::Visit, empty);
    let now = houses(&device, &of("", "again")).into_iter().find(|one| one.family_id == house.family_id).unwrap();
    assert_eq!((now.due.as_deref(), now.is_due), (Some("2026-11-22"), true));
    let after = list(&device, &SweepFilter::default(), 0, 1).unwrap();
    assert_eq!((after.counts.visit, after.visited), (before.counts.visit - 1, before.visited));
    save(&mut device, Noun::Visit, json!({"family_id": house.family_id, "outcome": "V4"}));
    let after = list(&device, &SweepFilter::default(), 0, 1).unwrap();
    assert_eq!((after.visited, after.counts.done), (before.visited + 1, before.counts.done + 1));
}
