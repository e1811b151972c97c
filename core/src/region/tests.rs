//! What an area code accepts, refuses and answers.

use super::{AreaCode, Level, RegionError, VillageCode};

fn area(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

#[test]
fn dotted_and_undotted_input_is_kept_dotted() {
    for (input, kept) in [
        ("17", "17"),
        ("1706", "17.06"),
        ("17.06.01", "17.06.01"),
        (" 1706012001 ", "17.06.01.2001"),
        ("17.06.01.2001", "17.06.01.2001"),
    ] {
        assert_eq!(area(input).as_str(), kept);
    }
}

#[test]
fn the_practice_village_is_a_code_like_any_other() {
    let village = VillageCode::parse("17.99.99.2001").unwrap();
    assert_eq!(village.to_string(), "17.99.99.2001");
    assert_eq!(village.area().undotted(), "1799992001");
}

#[test]
fn anything_else_is_refused() {
    for input in ["", "1", "170", "1706.01", "17.6", "17.06.01.40001", "17,06", "1٧", "17.06.", ".17", "17..06"] {
        assert_eq!(AreaCode::parse(input), Err(RegionError::Malformed(input.to_owned())), "{input}");
    }
    assert_eq!(VillageCode::parse("17.06.01"), Err(RegionError::NotVillage("17.06.01".to_owned())));
}

#[test]
fn containing_compares_whole_groups() {
    assert!(area("17").contains(&area("17.06.01.2001")));
    assert!(area("17.06.01.2001").contains(&area("17.06.01.2001")));
    assert!(!area("17.06").contains(&area("17")));
    assert!(!area("17.06").contains(&area("17.07.01")));
    assert!(!area("17").contains(&area("18")));
}

#[test]
fn an_area_knows_its_level_and_what_lies_above() {
    let village = area("17.06.01.2001");
    assert_eq!(village.level(), Level::Village);
    assert_eq!(village.parent(), Some(area("17.06.01")));
    assert_eq!(area("17").parent(), None);
    assert_eq!(village.ancestor(Level::Regency), Some(area("17.06")));
    assert_eq!(village.ancestor(Level::Village), Some(village.clone()));
    assert_eq!(area("17").ancestor(Level::Village), None);
    assert!(Level::Province < Level::Village);
}

#[test]
fn json_is_the_plain_dotted_text() {
    let village: VillageCode = serde_json::from_str("\"1706012001\"").unwrap();
    assert_eq!(serde_json::to_string(&village).unwrap(), "\"17.06.01.2001\"");
    assert!(serde_json::from_str::<VillageCode>("\"17.06\"").is_err());
}
