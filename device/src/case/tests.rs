//! Cases on the practice village: opening one, moving it along its road, and what is refused.

use std::collections::BTreeMap;

use pesiar_core::membership::code::Status;

use super::new::{CaseInput, family, open};
use super::step::{CaseStepInput, take};
use super::{list, view};
use crate::device::Device;
use crate::error::Result;
use crate::practice::dated::Sample;
use crate::target::resident;

fn code(result: Result<()>) -> Option<String> {
    result.err().map(|error| error.code().to_owned())
}

/// A family with at least two members who are not active and in no case, and those members.
fn family_in_need(device: &Device) -> (String, Vec<String>) {
    let busy = super::store::busy(&device.db, device.village().unwrap().code.as_str()).unwrap();
    let mut families: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in resident::all(device).unwrap() {
        if one.status != Status::Active && !busy.contains(&one.fact.person_id) {
            families.entry(one.fact.family_id).or_default().push(one.fact.person_id);
        }
    }
    families.into_iter().find(|(_, persons)| persons.len() > 1).unwrap()
}

fn new_case(device: &Device, route: &str, state: &str) -> CaseInput {
    let (family_id, person_ids) = family_in_need(device);
    let (route, state) = (route.to_owned(), state.to_owned());
    CaseInput { id: device.env.row_id(), family_id, person_ids, route, state, ..CaseInput::default() }
}

fn step(device: &mut Device, id: &str, (from, state): (&str, &str), answers: &[(&str, &str)]) -> Result<()> {
    let answers = answers.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    let (id, from, state) = (id.to_owned(), from.to_owned(), state.to_owned());
    take(device, &CaseStepInput { id, from, state, answers, note: String::new() })
}

fn offered(device: &Device, id: &str) -> Vec<String> {
    view::open(device, id).unwrap().steps.into_iter().map(|step| step.state).collect()
}

#[test]
fn a_case_goes_its_road_and_offers_the_legal_steps_only() {
    let mut sample = Sample::of(60);
    let device = &mut sample.device;
    let input = new_case(device, "R13", "DRAF");
    open(device, &input).unwrap();
    open(device, &input).unwrap();
    let of_case = list::board(device).unwrap().into_iter().flat_map(|group| group.cases);
    assert_eq!(of_case.filter(|case| case.id == input.id).count(), 1, "sent twice, saved once");
    assert_eq!(offered(device, &input.id), ["BERKAS_LENGKAP"]);
    step(device, &input.id, ("DRAF", "BERKAS_LENGKAP"), &[]).unwrap();
    let submit = ("BERKAS_LENGKAP", "DIAJUKAN");
    assert_eq!(code(step(device, &input.id, submit, &[])), Some("case.step_incomplete".into()));
    let early = [("channel", "PANDAWA"), ("submitted_date", "2026-11-23")];
    assert_eq!(code(step(device, &input.id, submit, &early)), Some("date.future".into()));
    let odd = [("channel", "POS"), ("submitted_date", "2026-11-20")];
    assert_eq!(code(step(device, &input.id, submit, &odd)), Some("code.unknown".into()));
    step(device, &input.id, submit, &[("channel", "PANDAWA"), ("submitted_date", "2026-11-20")]).unwrap();
    step(device, &input.id, ("DIAJUKAN", "DIPROSES"), &[]).unwrap();
    assert_eq!(offered(device, &input.id), ["MENUNGGU_BAYAR", "AKTIF", "DITOLAK"]);
    let seen = view::open(device, &input.id).unwrap();
    let road: Vec<_> = seen.road.iter().map(|event| (event.state.as_str(), event.date.as_deref())).collect();
    let today = Some("2026-11-22");
    assert_eq!(
        road,
        [("DRAF", today), ("BERKAS_LENGKAP", today), ("DIAJUKAN", Some("2026-11-20")), ("DIPROSES", today)]
    );
}

#[test]
fn what_is_illegal_or_outdated_is_refused_in_a_sentence() {
    let mut sample = Sample::of(60);
    let device = &mut sample.device;
    let input = new_case(device, "R13", "DRAF");
    open(device, &input).unwrap();
    assert_eq!(code(step(device, &input.id, ("DRAF", "AKTIF"), &[])), Some("case.illegal_step".into()));
    assert_eq!(code(step(device, &input.id, ("DIAJUKAN", "DIPROSES"), &[])), Some("case.moved_on".into()));
    let submitted = [("channel", "KANTOR_BPJS"), ("submitted_date", "2026-11-22")];
    step(device, &input.id, ("DRAF", "BERKAS_LENGKAP"), &[]).unwrap();
    step(device, &input.id, ("BERKAS_LENGKAP", "DIAJUKAN"), &submitted).unwrap();
    step(device, &input.id, ("DIAJUKAN", "DIPROSES"), &[]).unwrap();
    step(device, &input.id, ("DIPROSES", "AKTIF"), &[]).unwrap();
    assert_eq!(offered(device, &input.id), [""; 0], "only BPJS says verified");
    assert_eq!(code(step(device, &input.id, ("AKTIF", "TERVERIFIKASI"), &[])), Some("case.illegal_step".into()));
}

#[test]
fn a_case_handed_in_again_keeps_the_day_it_was_first_handed_in() {
    let mut sample = Sample::of(60);
    let device = &mut sample.device;
    let mut input = new_case(device, "R07", "DIAJUKAN");
    (input.channel, input.submitted_date) = ("SIKS_NG".into(), "2026-11-10".into());
    open(device, &input).unwrap();
    step(device, &input.id, ("DIAJUKAN", "DIPROSES"), &[]).unwrap();
    step(device, &input.id, ("DIPROSES", "DITOLAK"), &[("reject_code", "G09")]).unwrap();
    step(device, &input.id, ("DITOLAK", "PERBAIKAN"), &[]).unwrap();
    let asks = |device: &Device| view::open(device, &input.id).unwrap().steps.remove(0).asks;
    let fields: Vec<String> = asks(device).into_iter().map(|ask| ask.field).collect();
    assert_eq!(fields, ["channel", "reference_no"]);
    step(device, &input.id, ("PERBAIKAN", "DIAJUKAN"), &[("channel", "DINSOS")]).unwrap();
    let seen = view::open(device, &input.id).unwrap();
    let known = |field: &str| seen.known.iter().find(|known| known.field == field).map(|known| known.value.clone());
    assert_eq!(known("submitted_date").as_deref(), Some("2026-11-10"));
    assert_eq!((known("channel").as_deref(), seen.is_quota), (Some("DINSOS"), true));
    assert_eq!(known("reject_code"), None, "no longer the matter");
}

#[test]
fn the_rules_about_a_family_hold_at_the_door() {
    let mut sample = Sample::of(60);
    let device = &mut sample.device;
    let whole = new_case(device, "R13", "DRAF");
    let seen = family(device, &whole.family_id).unwrap();
    assert!(seen.members.len() >= whole.person_ids.len());
    let with = |change: fn(&mut CaseInput)| {
        let mut input = whole.clone();
        change(&mut input);
        input
    };
    let refusals = [
        (with(|input| input.person_ids.clear()), "case.nobody"),
        (with(|input| input.person_ids.truncate(1)), "case.family_incomplete"),
        (with(|input| input.route.clear()), "case.no_route"),
        (with(|input| input.state.clear()), "case.no_state"),
        (with(|input| input.person_ids.push("0193a0d0-7c00-7000-8000-000000000001".into())), "row.not_found"),
    ];
    for (input, expected) in refusals {
        assert_eq!(code(open(device, &input)).as_deref(), Some(expected));
    }
    open(device, &whole).unwrap();
    let again = CaseInput { id: device.env.row_id(), ..whole };
    assert_eq!(code(open(device, &again)), Some("case.person_busy".into()));
}
