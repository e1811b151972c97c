//! The form is saved as one row, and what is cleared falls back to the village's name.

use super::*;
use crate::env::Env;
use crate::practice::{Size, open};

#[test]
fn saving_the_form_twice_is_one_row_and_clearing_goes_back_to_the_region() {
    let folder = tempfile::tempdir().unwrap();
    open::create(folder.path(), Env::machine(), (Size::Families(3), 1), "kopi sawah pagi jernih").unwrap();
    let mut device = Device::open(folder.path(), Env::machine(), None, "kopi sawah pagi jernih").unwrap();
    let plain = form(&device).unwrap();
    assert_eq!((plain.fields.line_village.as_str(), plain.may_edit), ("DESA LATIHAN", true));

    let fields = LetterheadFields { signatory_name: " SUPARDI ".into(), has_camat: true, ..plain.fields };
    let first = save(&mut device, &fields).unwrap();
    let again = save(&mut device, &fields).unwrap();
    assert_eq!((first.id, again.already), (again.id, true));
    let row = row(&device).unwrap().unwrap();
    assert_eq!(row.fields.keys().collect::<Vec<_>>(), ["has_camat", "signatory_name"], "the rest follows the region");
    assert_eq!(form(&device).unwrap().fields.signatory_name, "SUPARDI");

    save(&mut device, &LetterheadFields::default()).unwrap();
    let cleared = form(&device).unwrap().fields;
    assert_eq!((cleared.signatory_name.as_str(), cleared.line_village.as_str()), ("", "DESA LATIHAN"));
    let long = LetterheadFields { place: "x".repeat(121), ..LetterheadFields::default() };
    assert_eq!(save(&mut device, &long).unwrap_err().code(), "letterhead.too_long");
}
