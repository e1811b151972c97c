//! What a talk must say before it is saved from the form: what the next talk will need.

use jiff::civil::Date;

use super::code::{RefusalReason, Response};

/// An answer as entered.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The answer.
    pub response: Response,
    /// Why, for somebody who refuses or hesitates.
    pub reasons: &'a [RefusalReason],
    /// What was written besides.
    pub text: &'a str,
    /// When to come back.
    pub follow_up: Option<Date>,
}

/// The first thing missing: a stable code and its field.
///
/// # Errors
/// `advocacy.follow_up_missing` for somebody undecided without a day, `advocacy.follow_up_past` for a day that is over,
/// `advocacy.reason_text` for "other" without a word.
pub fn check(answer: &Answer<'_>, today: Date) -> Result<(), (&'static str, &'static str)> {
    match answer.follow_up {
        None if answer.response == Response::Undecided => return Err(("advocacy.follow_up_missing", "follow_up_date")),
        Some(day) if day < today => return Err(("advocacy.follow_up_past", "follow_up_date")),
        _ => {}
    }
    let says_other = answer.response.takes_reasons() && answer.reasons.contains(&RefusalReason::Other);
    if says_other && answer.text.trim().is_empty() {
        return Err(("advocacy.reason_text", "refusal_text"));
    }
    Ok(())
}

impl Response {
    /// Whether the form asks why: the person refuses or hesitates.
    #[must_use]
    pub const fn takes_reasons(self) -> bool {
        matches!(self, Self::Refused | Self::Undecided)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_undecided_person_needs_a_day_and_other_reasons_need_words() {
        let today = date(2026, 11, 22);
        let answer = |response| Answer { response, reasons: &[], text: "", follow_up: None };
        assert_eq!(check(&answer(Response::Undecided), today), Err(("advocacy.follow_up_missing", "follow_up_date")));
        let with = |follow_up| Answer { follow_up, ..answer(Response::Undecided) };
        assert_eq!(check(&with(Some(today)), today), Ok(()));
        assert_eq!(check(&with(Some(date(2026, 11, 21))), today), Err(("advocacy.follow_up_past", "follow_up_date")));
        let other = Answer { reasons: &[RefusalReason::Other], ..answer(Response::Refused) };
        assert_eq!(check(&other, today), Err(("advocacy.reason_text", "refusal_text")));
        assert_eq!(check(&Answer { text: "menunggu panen", ..other }, today), Ok(()));
        assert_eq!(check(&Answer { response: Response::Willing, ..other }, today), Ok(()), "no longer asked");
    }
}
