//! Day first or month first: a whole column decides, by what the NIKs beside it say.

use jiff::civil::Date;

use crate::exchange::date_text::{Parts, Reading};

/// Share of votes that settles the order (`domain.md` 12.2).
const AGREEMENT_PERCENT: usize = 90;
/// Stored dates are turned round only on more evidence than one slip of a pen.
const VOTES_TO_TURN_STORED: usize = 3;

/// Day and month as a NIK has them; the one witness that Excel cannot have turned round.
pub type Witness = Option<(i8, i8)>;

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 17/08/1980.
    DayFirst,
    /// 08/17/1980.
    MonthFirst,
}

/// How a column is read, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Order of the dates kept as text.
    pub order: Order,
    /// Whether nothing settled that order although some date could be read both ways.
    pub is_guess: bool,
    /// Whether dates kept as dates had day and month exchanged by Excel.
    pub is_stored_turned: bool,
}

#[derive(Debug, Default)]
struct Votes {
    usual: usize,
    turned: usize,
}

impl Votes {
    /// Takes up to one vote for each way of reading.
    fn count(&mut self, usual: bool, turned: bool) {
        self.usual += usize::from(usual);
        self.turned += usize::from(turned);
    }

    fn total(&self) -> usize {
        self.usual + self.turned
    }

    fn agrees(&self, votes: usize) -> bool {
        votes > 0 && votes * 100 >= self.total() * AGREEMENT_PERCENT
    }
}

/// Decides the order for a column from all its dates, each with the NIK of its row.
#[must_use]
pub fn decide(dates: &[(Reading, Witness)]) -> Decision {
    let (mut text, mut kept) = (Votes::default(), Votes::default());
    let mut has_ambiguous = false;
    for (reading, witness) in dates {
        let is = |day, month| *witness == Some((day, month));
        match *reading {
            Reading::Pair { first, second, .. } if first != second => {
                // A number above 12 cannot be a month, so its date votes without a witness.
                text.count(first > 12 || is(first, second), second > 12 || is(second, first));
                has_ambiguous |= first <= 12 && second <= 12;
            }
            Reading::Stored(date) if date.day() != date.month() => {
                kept.count(is(date.day(), date.month()), is(date.month(), date.day()));
            }
            _ => {}
        }
    }
    let is_month_first = text.agrees(text.turned);
    Decision {
        order: if is_month_first { Order::MonthFirst } else { Order::DayFirst },
        is_guess: has_ambiguous && !is_month_first && !text.agrees(text.usual),
        is_stored_turned: kept.turned >= VOTES_TO_TURN_STORED && kept.agrees(kept.turned),
    }
}

impl Decision {
    /// The day a cell means under this decision; `None` when it means none.
    #[must_use]
    pub fn date(self, reading: Reading, witness: Witness, today: Date) -> Option<Date> {
        match reading {
            Reading::Blank | Reading::Unreadable => None,
            Reading::Certain(parts) => parts.date(today),
            Reading::Stored(date) if self.is_stored_turned => {
                // What Excel could not turn round, because the day is above 12, is as it was.
                Some(Date::new(date.year(), date.day(), date.month()).unwrap_or(date))
            }
            Reading::Stored(date) => Some(date),
            Reading::Pair { first, second, year } => {
                let by_day = Parts { day: first, month: second, year };
                let by_month = Parts { day: second, month: first, year };
                let (usual, turned) = match self.order {
                    Order::DayFirst => (by_day, by_month),
                    Order::MonthFirst => (by_month, by_day),
                };
                let is_witnessed = witness == Some((turned.day, turned.month));
                let fallback = || turned.date(today).filter(|_| is_witnessed);
                usual.date(today).or_else(fallback)
            }
        }
    }
}

/// Day and month of a NIK known to be 16 digits.
#[must_use]
pub fn witness(nik: Option<&str>) -> Witness {
    let nik = nik?;
    let day: i8 = nik.get(6..8)?.parse().ok()?;
    let month: i8 = nik.get(8..10)?.parse().ok()?;
    Some((if day > 40 { day - 40 } else { day }, month))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::exchange::date_text::Year;

    const TODAY: Date = date(2026, 11, 22);

    fn pair(first: i8, second: i8) -> Reading {
        Reading::Pair { first, second, year: Year::Full(1980) }
    }

    #[test]
    fn the_niks_decide_when_nine_of_ten_agree() {
        let table = [
            (10, 0, Order::DayFirst, false),
            (9, 1, Order::DayFirst, false),
            (8, 2, Order::DayFirst, true),
            (2, 8, Order::DayFirst, true),
            (1, 9, Order::MonthFirst, false),
            (0, 1, Order::MonthFirst, false),
            (0, 0, Order::DayFirst, true),
        ];
        for (day_first, month_first, order, is_guess) in table {
            let mut dates = vec![(pair(5, 8), Some((5, 8))); day_first];
            dates.extend(vec![(pair(8, 5), Some((5, 8))); month_first]);
            dates.push((pair(3, 4), None));
            let decision = decide(&dates);
            assert_eq!((decision.order, decision.is_guess), (order, is_guess), "{day_first}:{month_first}");
        }
    }

    #[test]
    fn a_number_above_twelve_votes_without_a_nik() {
        let decision = decide(&[(pair(8, 17), None), (pair(3, 4), None)]);
        assert_eq!(decision.order, Order::MonthFirst);
        assert_eq!(decision.date(pair(3, 4), None, TODAY), Some(date(1980, 3, 4)));
        assert!(!decide(&[(pair(17, 8), None), (pair(3, 4), None)]).is_guess);
    }

    #[test]
    fn a_column_without_doubtful_dates_is_no_guess() {
        assert!(!decide(&[(pair(7, 7), None), (Reading::Blank, None)]).is_guess);
    }

    #[test]
    fn dates_that_excel_turned_round_are_turned_back() {
        let stored = |month, day| Reading::Stored(date(1980, month, day));
        let mut dates = vec![(stored(5, 8), Some((5, 8))); 3];
        dates.push((pair(17, 8), None));
        let decision = decide(&dates);
        assert!(decision.is_stored_turned);
        assert_eq!(decision.order, Order::DayFirst);
        assert_eq!(decision.date(stored(5, 8), None, TODAY), Some(date(1980, 8, 5)));
        assert_eq!(decision.date(stored(5, 18), None, TODAY), Some(date(1980, 5, 18)));
        assert!(!decide(&dates[1..]).is_stored_turned, "two votes are not enough");
    }

    #[test]
    fn an_impossible_month_is_read_the_other_way_only_with_a_witness() {
        let decision = decide(&vec![(pair(17, 8), None); 20]);
        assert_eq!(decision.date(pair(8, 17), None, TODAY), None);
        assert_eq!(decision.date(pair(8, 17), Some((17, 8)), TODAY), Some(date(1980, 8, 17)));
    }

    #[test]
    fn the_witness_takes_forty_off_a_womans_day() {
        assert_eq!(witness(Some("1799994108800003")), Some((1, 8)));
        assert_eq!(witness(Some("1799993108800003")), Some((31, 8)));
        assert_eq!(witness(Some("17")), None);
        assert_eq!(witness(None), None);
    }
}
