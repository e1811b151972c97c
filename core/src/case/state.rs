//! The states of a registration case and which may follow which.

use crate::text_list;

text_list! {
    /// Where a case stands (`domain.md` 9.4).
    pub enum State {
        Draft = "DRAF" "Draf",
        PapersComplete = "BERKAS_LENGKAP" "Berkas lengkap",
        Submitted = "DIAJUKAN" "Diajukan",
        InProcess = "DIPROSES" "Diproses",
        AwaitingPayment = "MENUNGGU_BAYAR" "Menunggu pembayaran pertama",
        AwaitingFourteenDays = "MENUNGGU_14_HARI" "Menunggu 14 hari",
        Active = "AKTIF" "Aktif (pernyataan)",
        Rejected = "DITOLAK" "Ditolak",
        Correcting = "PERBAIKAN" "Perbaikan",
        Cancelled = "BATAL" "Batal",
        Expired = "KEDALUWARSA" "Kedaluwarsa",
        Instalments = "CICILAN" "Cicilan berjalan",
        PaidOff = "LUNAS" "Lunas",
        InstalmentsBroken = "PUTUS" "Cicilan terputus",
        Verified = "TERVERIFIKASI" "Terverifikasi BPJS",
    }
}

impl State {
    /// The states that may come next (`domain.md` 9.4).
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::PapersComplete],
            Self::PapersComplete => &[Self::Submitted],
            Self::Submitted => &[Self::InProcess, Self::Instalments],
            Self::InProcess => &[Self::AwaitingPayment, Self::Active, Self::Rejected],
            Self::AwaitingPayment => &[Self::AwaitingFourteenDays, Self::Active, Self::Expired],
            Self::AwaitingFourteenDays | Self::PaidOff => &[Self::Active],
            Self::Active => &[Self::Verified],
            Self::Rejected => &[Self::Correcting, Self::Cancelled],
            Self::Correcting => &[Self::Submitted, Self::Cancelled],
            Self::Expired | Self::InstalmentsBroken => &[Self::Submitted],
            Self::Instalments => &[Self::Instalments, Self::PaidOff, Self::InstalmentsBroken],
            Self::Cancelled | Self::Verified => &[],
        }
    }

    /// Whether the case has been handed in at least once: every state beyond the two before it.
    ///
    /// The latest state suffices, because a case is only cancelled after a rejection (`design.md` 12).
    #[must_use]
    pub const fn reached_submission(self) -> bool {
        !matches!(self, Self::Draft | Self::PapersComplete)
    }

    /// Whether only BPJS feedback or a BPJS list may set it, never a worker's word (`domain.md` 9.4).
    #[must_use]
    pub const fn only_from_feedback(self) -> bool {
        matches!(self, Self::Verified)
    }
}

/// Whether `to` may follow `from`; `None` is a case not yet begun (`domain.md` 9.4, `design.md` 12).
#[must_use]
pub fn may_follow(from: Option<State>, to: State) -> bool {
    match from {
        None => matches!(to, State::Draft | State::PapersComplete | State::Submitted),
        Some(state) => state.next().contains(&to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every step of `domain.md` 9.4, typed a second time.
    const STEPS: &[(&str, &str)] = &[
        ("", "DRAF"),
        ("", "BERKAS_LENGKAP"),
        ("", "DIAJUKAN"),
        ("DRAF", "BERKAS_LENGKAP"),
        ("BERKAS_LENGKAP", "DIAJUKAN"),
        ("DIAJUKAN", "DIPROSES"),
        ("DIAJUKAN", "CICILAN"),
        ("DIPROSES", "MENUNGGU_BAYAR"),
        ("DIPROSES", "AKTIF"),
        ("DIPROSES", "DITOLAK"),
        ("MENUNGGU_BAYAR", "MENUNGGU_14_HARI"),
        ("MENUNGGU_BAYAR", "AKTIF"),
        ("MENUNGGU_BAYAR", "KEDALUWARSA"),
        ("MENUNGGU_14_HARI", "AKTIF"),
        ("DITOLAK", "PERBAIKAN"),
        ("DITOLAK", "BATAL"),
        ("PERBAIKAN", "DIAJUKAN"),
        ("PERBAIKAN", "BATAL"),
        ("KEDALUWARSA", "DIAJUKAN"),
        ("CICILAN", "CICILAN"),
        ("CICILAN", "LUNAS"),
        ("CICILAN", "PUTUS"),
        ("PUTUS", "DIAJUKAN"),
        ("LUNAS", "AKTIF"),
        ("AKTIF", "TERVERIFIKASI"),
    ];

    #[test]
    fn exactly_the_steps_of_the_table_are_allowed() {
        let starts = std::iter::once(None).chain(State::ALL.iter().copied().map(Some));
        for from in starts {
            for to in State::ALL {
                let listed = STEPS.contains(&(from.map_or("", State::code), to.code()));
                assert_eq!(may_follow(from, *to), listed, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn a_state_reached_submission_exactly_when_every_road_to_it_passes_diajukan() {
        let mut before = vec![State::Draft, State::PapersComplete];
        let mut index = 0;
        while index < before.len() {
            for next in before[index].next() {
                if *next != State::Submitted && !before.contains(next) {
                    before.push(*next);
                }
            }
            index += 1;
        }
        for state in State::ALL {
            assert_eq!(state.reached_submission(), !before.contains(state), "{state:?}");
        }
    }

    #[test]
    fn only_terverifikasi_waits_for_bpjs() {
        let flagged: Vec<&str> = State::ALL.iter().filter(|s| s.only_from_feedback()).map(|s| s.code()).collect();
        assert_eq!(flagged, ["TERVERIFIKASI"]);
    }
}
