//! Official lists about a family.

use crate::{number_list, text_list};

number_list! {
    /// How the family stands to its family card, BPS (`domain.md` 1.5, 8.2).
    pub enum FamilyState {
        Matches = 0 "KK sesuai",
        Parent = 1 "Keluarga induk" ["Induk"],
        Split = 2 "Keluarga pecahan" ["Pecahan"],
        NoCard = 9 "Tanpa KK",
    }
}

text_list! {
    /// What a worker should know before knocking; seen by the team, never exported (`domain.md` 8.2).
    pub enum SafetyNote {
        None = "TIDAK_ADA" "Tidak ada catatan" ["NONE"],
        Careful = "HATI_HATI" "Hati-hati",
        NotAlone = "JANGAN_SENDIRIAN" "Jangan datang sendirian" ["JANGAN SENDIRIAN"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn family_state_uses_the_four_numbers_of_the_data_dictionary() {
        let numbers: Vec<i64> = FamilyState::ALL.iter().map(|s| s.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 9]);
        assert_eq!(FamilyState::parse("0"), Some(FamilyState::Matches));
        assert_eq!(FamilyState::parse("3"), None);
    }

    #[test]
    fn a_safety_note_reads_back_from_its_code() {
        for note in SafetyNote::ALL {
            assert_eq!(SafetyNote::from_code(note.code()), Some(*note));
        }
        assert_eq!(SafetyNote::parse("hati-hati"), Some(SafetyNote::Careful));
    }
}
