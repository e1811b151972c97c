//! Hari ini on the practice village.

use super::today::today;
use crate::practice::dated::Sample;

#[test]
fn five_tasks_at_most_and_what_is_longest_overdue_first() {
    let sample = Sample::of(60);
    sample.days_later(2);
    let seen = today(&sample.device).unwrap();
    assert_eq!(seen.tasks.len(), 5);
    assert!(seen.talks > 0 && seen.revisits > 0, "{} {}", seen.talks, seen.revisits);
    let due: Vec<_> = seen.tasks.iter().filter_map(|task| task.due.clone()).collect();
    assert!(due.is_sorted() && due.len() == 5, "{due:?}");
    assert!(seen.tasks[0].is_overdue && !seen.tasks[0].name.is_empty());
    assert!(seen.start.has_residents && seen.start.has_list && seen.start.has_visits);
}

#[test]
fn nothing_is_due_before_its_day() {
    let sample = Sample::of(60);
    let now = today(&sample.device).unwrap();
    assert!(now.tasks.iter().all(|task| !task.is_overdue));
    sample.days_later(30);
    let later = today(&sample.device).unwrap();
    assert!(later.talks > now.talks && later.revisits > now.revisits);
}
