//! The steps a worker is offered, and what each of them asks for.

use super::code::{Channel, RejectCode, Route};
use super::state::State;
use crate::text_list;

text_list! {
    /// Something a step asks for, named as the field of the case.
    pub enum Ask {
        Channel = "channel" "Lewat",
        SubmittedDate = "submitted_date" "Tanggal diajukan",
        ReferenceNo = "reference_no" "Nomor tanda terima",
        VaNo = "va_no" "Nomor virtual account",
        PaymentDueTo = "first_payment_due_to" "Bayar paling lambat",
        PaidDate = "paid_date" "Tanggal bayar",
        ActiveFrom = "active_from" "Aktif sejak",
        RejectCode = "reject_code" "Alasan ditolak",
        InstalmentNo = "instalment_no" "Cicilan ke",
        InstalmentOf = "instalment_of" "Dari berapa cicilan",
    }
}

impl Ask {
    /// Whether the step cannot be saved without it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Channel | Self::SubmittedDate | Self::RejectCode | Self::InstalmentNo | Self::InstalmentOf)
    }

    fn knows(self, code: &str) -> bool {
        match self {
            Self::Channel => Channel::from_code(code).is_some(),
            Self::RejectCode => RejectCode::from_code(code).is_some(),
            _ => true,
        }
    }
}

impl State {
    /// What reaching this state asks for, in the order of the form.
    #[must_use]
    pub const fn asks(self) -> &'static [Ask] {
        match self {
            Self::Submitted => &[Ask::Channel, Ask::SubmittedDate, Ask::ReferenceNo],
            Self::AwaitingPayment => &[Ask::VaNo, Ask::PaymentDueTo],
            Self::AwaitingFourteenDays | Self::PaidOff => &[Ask::PaidDate],
            Self::Active => &[Ask::ActiveFrom],
            Self::Rejected => &[Ask::RejectCode],
            Self::Instalments => &[Ask::InstalmentNo, Ask::InstalmentOf],
            _ => &[],
        }
    }

    /// Whether the case still needs somebody's work; active waits only for BPJS to confirm it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Active | Self::Verified | Self::Cancelled)
    }

    /// Whether the next step is ours, so that the case appears in today's work: papers to hand in, mistakes to mend.
    #[must_use]
    pub const fn waits_for_us(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::PapersComplete
                | Self::Rejected
                | Self::Correcting
                | Self::Expired
                | Self::InstalmentsBroken
        )
    }
}

/// The steps offered from a state: those of the table, without the one only BPJS may say, and instalments only where
/// the route is paid in instalments.
pub fn offered(route: Option<Route>, state: State) -> impl Iterator<Item = State> {
    let takes_instalments = route.is_none_or(|route| route == Route::Instalments) || state == State::Instalments;
    let fits = move |next: &State| *next != State::Instalments || takes_instalments;
    state.next().iter().copied().filter(|next| !next.only_from_feedback()).filter(fits)
}

impl Route {
    /// Whether a seat of a quota is asked for: until the office decides, every screen says that nothing is promised
    /// (`design.md` 12).
    #[must_use]
    pub const fn is_quota(self) -> bool {
        matches!(self, Self::PbiProposal | Self::PemdaProposal | Self::ProvinceQuota)
    }
}

/// The first thing a step lacks: a stable code and its field.
///
/// # Errors
/// `case.step_incomplete` for a missing answer, `case.instalment` for a number that cannot be, `code.unknown`.
pub fn check<'a>(to: State, given: impl Fn(Ask) -> Option<&'a str>) -> Result<(), (&'static str, &'static str)> {
    for ask in to.asks() {
        match given(*ask) {
            None if ask.is_required() => return Err(("case.step_incomplete", ask.code())),
            Some(code) if !ask.knows(code) => return Err(("code.unknown", ask.code())),
            _ => {}
        }
    }
    let number = |ask| given(ask).and_then(|text| text.parse::<i64>().ok());
    if to == State::Instalments {
        let (no, of) = (number(Ask::InstalmentNo).unwrap_or(0), number(Ask::InstalmentOf).unwrap_or(0));
        if no < 1 || no > of {
            return Err(("case.instalment", Ask::InstalmentNo.code()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(route: Route, state: State) -> Vec<&'static str> {
        offered(Some(route), state).map(State::code).collect()
    }

    #[test]
    fn a_worker_is_never_offered_what_only_bpjs_may_say() {
        for state in State::ALL {
            assert!(offered(None, *state).all(|next| !next.only_from_feedback()), "{state:?}");
        }
        assert!(codes(Route::SelfPaying, State::Active).is_empty());
    }

    #[test]
    fn instalments_are_offered_on_their_route_only() {
        assert_eq!(codes(Route::SelfPaying, State::Submitted), ["DIPROSES"]);
        assert_eq!(codes(Route::Instalments, State::Submitted), ["DIPROSES", "CICILAN"]);
        assert_eq!(codes(Route::PayOff, State::Instalments), ["CICILAN", "LUNAS", "PUTUS"], "a way out always");
    }

    #[test]
    fn a_step_says_what_it_lacks() {
        let none = |_| None;
        assert_eq!(check(State::Submitted, none), Err(("case.step_incomplete", "channel")));
        assert_eq!(check(State::Rejected, none), Err(("case.step_incomplete", "reject_code")));
        assert_eq!(check(State::Rejected, |_| Some("G77")), Err(("code.unknown", "reject_code")));
        assert_eq!(check(State::Rejected, |_| Some("G09")), Ok(()));
        assert_eq!(check(State::InProcess, none), Ok(()));
        let third_of = |of| move |ask| Some(if ask == Ask::InstalmentNo { "3" } else { of });
        assert_eq!(check(State::Instalments, third_of("2")), Err(("case.instalment", "instalment_no")));
        assert_eq!(check(State::Instalments, third_of("12")), Ok(()));
    }

    #[test]
    fn whatever_is_asked_is_a_field_of_the_case() {
        for ask in Ask::ALL {
            assert!(crate::case::field::FIELDS.iter().any(|field| field.name == ask.code()), "{ask:?}");
        }
    }
}
