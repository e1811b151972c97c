//! The list of targets on the practice village: the figures' own numbers, person by person.

use std::collections::BTreeSet;

use pesiar_core::target::code::Filter;

use super::list::{TargetPage, Wanted, list};
use crate::device::Device;
use crate::figures;
use crate::practice::dated::Sample;

fn page(device: &Device, filter: &str, place: &str) -> TargetPage {
    list(device, &Wanted { filter, place, offset: 0, limit: 10_000 }).unwrap()
}

#[test]
fn every_list_is_as_long_as_its_figure() {
    let sample = Sample::of(60);
    let device = &sample.device;
    let figures = figures::of_village(device, device.env.today()).unwrap();
    let expected = [
        ("all", figures.funnel.targets),
        ("unregistered", figures.unregistered),
        ("inactive", figures.inactive),
        ("unknown", figures.unknown),
        ("registered", figures.counted - figures.registered),
        ("active", figures.counted - figures.active),
    ];
    assert_eq!(expected.len(), Filter::ALL.len());
    for (filter, figure) in expected {
        let shown = page(device, filter, "");
        assert!(figure > 0, "{filter}: the practice village has some of everything");
        assert_eq!((i64::from(shown.total), shown.rows.len() as i64), (figure, figure), "{filter}");
        let persons: BTreeSet<&str> = shown.rows.iter().map(|row| row.person_id.as_str()).collect();
        assert_eq!(persons.len(), shown.rows.len(), "{filter}: nobody twice");
    }
    let counts = page(device, "all", "").counts;
    assert_eq!(i64::from(counts.registered_gap), figures.unregistered + figures.unknown);
    assert_eq!(i64::from(counts.active_gap), figures.inactive + figures.unregistered + figures.unknown);
}

#[test]
fn the_places_divide_the_list_and_within_one_the_urgent_come_first() {
    let sample = Sample::of(60);
    let all = page(&sample.device, "all", "");
    assert!(all.places.len() > 1);
    assert_eq!(all.places.iter().map(|place| place.people).sum::<u32>(), all.total);
    for place in &all.places {
        let there = page(&sample.device, "all", &place.key);
        assert_eq!(there.total, place.people, "{}", place.rt_rw);
        assert!(there.rows.iter().all(|row| row.rt_rw == place.rt_rw && row.hamlet == place.hamlet));
        assert!(there.rows.iter().map(|row| row.priority).is_sorted());
    }
    let stretch = list(&sample.device, &Wanted { filter: "all", place: "", offset: 5, limit: 3 }).unwrap();
    let ids = |rows: &[super::list::TargetCard]| rows.iter().map(|row| row.person_id.clone()).collect::<Vec<_>>();
    assert_eq!((stretch.total, ids(&stretch.rows)), (all.total, ids(&all.rows[5..8])));
}

#[test]
fn a_filter_that_is_none_is_refused_in_words() {
    let sample = Sample::of(8);
    let refused = list(&sample.device, &Wanted { filter: "x", place: "", offset: 0, limit: 1 });
    assert_eq!(refused.err().map(|error| error.code().to_owned()), Some("code.unknown".to_owned()));
}
