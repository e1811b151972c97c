//! Code lists that only OpenSID files use; everything else is in the core.

use pesiar_core::number_list;

number_list! {
    /// The old disability list; today's kinds come from `OldDisability` of the core (`domain.md` 3.3, 4.2).
    pub enum OldDisabilityCode {
        Physical = 1 "CACAT FISIK" ["FISIK", "TUNA DAKSA"],
        Seeing = 2 "CACAT NETRA/BUTA" ["NETRA/BUTA", "NETRA", "BUTA", "CACAT NETRA", "TUNA NETRA"],
        HearingOrSpeaking = 3 "CACAT RUNGU/WICARA" ["RUNGU/WICARA", "TUNA RUNGU/WICARA"],
        Mental = 4 "CACAT MENTAL/JIWA" ["MENTAL/JIWA", "MENTAL", "CACAT MENTAL"],
        PhysicalAndMental = 5 "CACAT FISIK DAN MENTAL" ["FISIK DAN MENTAL"],
        Other = 6 "CACAT LAINNYA" ["LAINNYA"],
        None = 7 "TIDAK CACAT" ["TIDAK", "TIDAK ADA"],
    }
}

number_list! {
    /// Pregnancy as the register numbers it (`domain.md` 3.3).
    pub enum Pregnancy {
        Yes = 1 "HAMIL" ["YA"],
        No = 2 "TIDAK HAMIL" ["TIDAK"],
    }
}
