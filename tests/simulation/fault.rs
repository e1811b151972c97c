//! Everything that can go wrong in a run (sync.md 3.3); a new kind of fault is one more line of this list.

/// A class of faults that a run has or has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// A request never arrives.
    RequestLost,
    /// An answer never arrives.
    AnswerLost,
    /// A request or an answer arrives twice at once.
    TwiceNow,
    /// A request or an answer arrives again much later.
    TwiceLater,
    /// A request arrives after a younger one.
    Reordered,
    /// A body is cut.
    Cut,
    /// A bit of a body is wrong.
    Flipped,
    /// A laptop dies at a commit.
    LaptopDies,
    /// The server dies at a commit.
    ServerDies,
    /// The server goes back to an older image.
    ServerRestored,
    /// A laptop's clock has been wrong from the first day.
    ClockWrong,
    /// A laptop's clock jumps while it works.
    ClockJumps,
    /// A laptop is switched off and on: its running time begins anew.
    Reboot,
    /// The disk is full at some write.
    DiskFull,
    /// An operation that cannot be read, is about nothing, or may not be written there.
    Poison,
    /// Another app version wrote: it knows other fields, or names no dots.
    OtherVersion,
    /// Somebody else signs in, whose key the province may not know.
    OtherWorker,
    /// A laptop asks for streams it is not given.
    Nosy,
    /// The province no longer trusts a laptop.
    Revoked,
}

impl Fault {
    /// All of them, in the order in which shrinking switches them off.
    pub(crate) const ALL: [Self; 19] = [
        Self::Revoked,
        Self::Nosy,
        Self::ServerRestored,
        Self::OtherVersion,
        Self::OtherWorker,
        Self::Poison,
        Self::DiskFull,
        Self::ClockWrong,
        Self::ClockJumps,
        Self::Reboot,
        Self::ServerDies,
        Self::LaptopDies,
        Self::Cut,
        Self::Flipped,
        Self::Reordered,
        Self::TwiceLater,
        Self::TwiceNow,
        Self::AnswerLost,
        Self::RequestLost,
    ];

    /// Most times in a thousand occasions; rare ones would otherwise stop all work.
    pub(crate) const fn most(self) -> u32 {
        match self {
            Self::Revoked | Self::ServerRestored => 60,
            Self::Reboot | Self::ClockJumps | Self::OtherWorker => 80,
            Self::Poison | Self::OtherVersion | Self::LaptopDies | Self::ServerDies => 150,
            Self::ClockWrong => 700,
            _ => 250,
        }
    }

    /// Name in coverage counters.
    pub(crate) fn name(self) -> String {
        format!("fault {self:?}")
    }
}
