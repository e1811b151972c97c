//! Every look at names is on record, a role without the right gets a sentence, and files land where they are said to be.

use pesiar_core::access::Role;
use tempfile::TempDir;

use super::document::{ReportId, ReportWanted, preview};
use super::save::{ReportForm, save};
use crate::audit;
use crate::device::Device;
use crate::env::Env;
use crate::error::Failure;
use crate::practice::{Size, open};

const SECRET: &str = "kopi sawah pagi jernih";

fn village(families: u32) -> (TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    open::create(folder.path(), Env::machine(), (Size::Families(families), 7), SECRET).unwrap();
    let device = Device::open(folder.path(), Env::machine(), None, SECRET).unwrap();
    (folder, device)
}

fn wanted(id: ReportId) -> ReportWanted {
    ReportWanted { id, letter_no: " 470/12 ".into() }
}

/// What waits to be written to the record.
fn on_record(device: &Device) -> Vec<String> {
    audit::store::take(&device.db).unwrap()
}

#[test]
fn a_look_at_names_is_on_record_and_a_look_at_totals_is_not() {
    let (_folder, mut device) = village(20);
    on_record(&device);
    let page = preview(&mut device, &wanted(ReportId::L01)).unwrap();
    assert_eq!((page.page_count, page.pages.len()), (1, 1));
    assert!(page.pages.iter().all(|svg| svg.starts_with("<svg")));
    assert_eq!(on_record(&device), Vec::<String>::new());
    preview(&mut device, &wanted(ReportId::L05)).unwrap();
    let noted = on_record(&device);
    assert!(matches!(&noted[..], [one] if one.contains("VIEW_NIK") && one.contains("\"L05\"")), "{noted:?}");
    let documents = tempfile::tempdir().unwrap();
    save(&mut device, &wanted(ReportId::L05), ReportForm::Csv, documents.path()).unwrap();
    assert!(matches!(&on_record(&device)[..], [one] if one.contains("EXPORT")));
}

#[test]
fn a_role_that_may_not_see_names_is_told_who_may_and_can_still_print_totals() {
    let (_folder, mut device) = village(3);
    device.author.role = Role::RegencyAdmin;
    let refused = preview(&mut device, &wanted(ReportId::L05)).unwrap_err();
    assert!(Failure::from(&refused).message.starts_with("Daftar nama hanya untuk"));
    assert_eq!(preview(&mut device, &wanted(ReportId::L01)).unwrap().page_count, 1);
}

#[test]
fn a_saved_report_is_where_it_is_said_to_be_and_its_name_names_nobody() {
    let (_folder, mut device) = village(3);
    let documents = tempfile::tempdir().unwrap();
    let today = device.env.today();
    for (form, start) in
        [(ReportForm::Pdf, &b"%PDF"[..]), (ReportForm::Xlsx, &b"PK"[..]), (ReportForm::Csv, &b"\xef\xbb\xbf"[..])]
    {
        let file = save(&mut device, &wanted(ReportId::L01), form, documents.path()).unwrap();
        assert!(std::fs::read(&file.path).unwrap().starts_with(start), "{}", file.path);
        assert!(file.name.starts_with(&format!("L01 Capaian desa 17.99.99.2001 {today}.")), "{}", file.name);
    }
}
