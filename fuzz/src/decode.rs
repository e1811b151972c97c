//! One function a decoder: the fuzzer calls them, and so does the test that replays the kept corpora.
//!
//! They assert what must hold beyond not panicking. Nothing here is a product rule.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::enrolment::{Answer, Code, Request};
use pesiar_core::row::check::check;
use pesiar_core::row::fold::{Context, Current, Next, fold};
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::frame::{self, Tag};
use pesiar_core::sync::message::{Ack, Cmd, Cur, Head, Hello, Page, Res, Seg, Sub, parse};
use pesiar_device::exchange::{bpjs_list, register, workbook};
use pesiar_device::vault::Vault;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The day on which every file is read.
const TODAY: Date = jiff::civil::date(2026, 11, 22);

/// A sync body: as it is, and once more with a closing digest that fits, so that chance reaches what is behind it.
pub fn frames(bytes: &[u8]) {
    messages(bytes);
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let end = [&32u32.to_le_bytes()[..], &[Tag::End as u8], &digest].concat();
    messages(&zstd::bulk::compress(&[bytes, &end].concat(), 1).unwrap_or_default());
}

fn messages(body: &[u8]) {
    let Ok(read) = frame::read(body) else { return };
    for (tag, payload) in &read.frames {
        match tag {
            Tag::Hello => drop(parse::<Hello>(payload)),
            Tag::Cur => drop(parse::<Cur>(payload)),
            Tag::Head => drop(parse::<Head>(payload)),
            Tag::Res => drop(parse::<Res>(payload)),
            Tag::Sub | Tag::Unsub => drop(parse::<Sub>(payload)),
            Tag::Page => page(payload),
            Tag::Ack => drop(parse::<Ack>(payload)),
            Tag::Cmd => drop(parse::<Cmd>(payload)),
            Tag::Seg => {
                if let Ok(seg) = Seg::decode(payload) {
                    assert_eq!(seg.encode(), *payload, "a segment frame is carried on as it came");
                    segment(&seg.body);
                }
            }
            Tag::End => {}
        }
    }
}

/// A segment's body and its operations, folded one after the other as the server folds them.
pub fn segment(bytes: &[u8]) {
    let Ok(body) = Body::decode(bytes) else { return };
    let read: Vec<Op> = body.ops().flatten().collect();
    if read.len() == body.ops.len() {
        let again = Body::new((body.dev, body.seq), (&body.user, body.arev), body.t.clone(), &read);
        let again: Vec<Op> = again.ops().flatten().collect();
        assert_eq!(again, read, "operations are read back as written");
    }
    let mut rows: BTreeMap<String, Next> = BTreeMap::new();
    for (place, op) in read.iter().enumerate() {
        if check(op).is_err() {
            continue;
        }
        let dot = Dot { dev: body.dev, seq: body.seq, op: u16::try_from(place).unwrap_or(u16::MAX) };
        let context = Context { dot, t_cmp: body.t.wall, author: &body.user, t_of: &|dot| dot.seq.cast_signed() };
        let current = match rows.get(&op.id) {
            Some(Next::Live(row)) => Current::Live(row),
            Some(Next::Gone(tomb)) => Current::Gone(tomb),
            Some(Next::Same) | None => Current::Unknown,
        };
        let next = fold(op, current, &context).next;
        if next != Next::Same {
            rows.insert(op.id.clone(), next);
        }
    }
}

/// A page of rows as it comes down.
pub fn page(bytes: &[u8]) {
    let Ok(page) = parse::<Page>(bytes) else { return };
    for row in page.rows {
        drop(row.into_row(&page.s));
    }
}

/// What a person types as a code, and both documents of enrolment.
pub fn enrolment(bytes: &[u8]) {
    drop(serde_json::from_slice::<Request>(bytes));
    drop(serde_json::from_slice::<Answer>(bytes));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let grouped = Code::grouped(text);
    let stranger = Code::stranger(text);
    if let Ok(code) = Code::parse(text) {
        assert_eq!(stranger, None, "{text:?} is taken");
        let again = Code::parse(&code.printed()).map(|code| code.printed());
        assert_eq!(again, Ok(code.printed()), "a printed code is typed as it is");
        assert_eq!(Code::parse(&grouped).map(|code| code.printed()), Ok(code.printed()), "grouped while typed");
    }
}

/// A file of whatever kind, read as register and as BPJS list.
pub fn workbook(bytes: &[u8]) {
    let Ok(sheets) = workbook::open_bytes(bytes) else { return };
    if let Ok(register) = register::from_sheets(&sheets, TODAY) {
        let taken: usize = register.families.iter().map(|family| family.members.len()).sum();
        let told = taken as u64 + u64::from(register.rejected) + u64::from(register.doubtful);
        assert_eq!(told, u64::from(register.persons_seen), "a person of the register is neither taken nor told");
    }
    if let Ok(list) = bpjs_list::from_sheets(&sheets, TODAY) {
        let told = list.rows.len() as u64 + u64::from(list.rejected) + u64::from(list.doubtful);
        assert_eq!(told, u64::from(list.persons_seen), "a person of the list is neither taken nor told");
    }
}

/// A text table: anything that is no archive.
pub fn text_table(bytes: &[u8]) {
    if !bytes.starts_with(b"PK") {
        workbook(bytes);
    }
}

/// The XML of a workbook (sheet, shared words, styles, parted by zero bytes) in an archive that is sound.
pub fn spreadsheet(bytes: &[u8]) {
    workbook(&archived(bytes));
}

/// That archive.
pub fn archived(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut next = |otherwise: &'static [u8]| parts.next().filter(|part| !part.is_empty()).unwrap_or(otherwise);
    let (sheet, words, styles) = (next(b"<worksheet/>"), next(b"<sst/>"), next(b"<styleSheet/>"));
    archive(&[
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("_rels/.rels", ROOT_RELATION),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", words),
        ("xl/styles.xml", styles),
    ])
}

const BOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const ROOT_RELATION: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A zip file whose entries are stored as they are.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut whole, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes();
        let facts =
            [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc(bytes).to_le_bytes(), &size, &size, &length, &[0; 2]];
        let facts = facts.concat();
        let at = u32::try_from(whole.len()).unwrap_or(u32::MAX).to_le_bytes();
        whole.extend_from_slice(&[b"PK\x03\x04", facts.as_slice(), name.as_bytes(), bytes].concat());
        let entry = [b"PK\x01\x02\x14\x00", facts.as_slice(), &[0; 10], &at, name.as_bytes()];
        directory.extend_from_slice(&entry.concat());
    }
    let (at, size) = (whole.len(), directory.len());
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    whole.extend_from_slice(&directory);
    whole
        .extend_from_slice(&[b"PK\x05\x06", &[0; 4][..], &count, &count, &number(size), &number(at), &[0; 2]].concat());
    whole
}

/// The checksum of zip files.
fn crc(bytes: &[u8]) -> u32 {
    let shift = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), shift))
}

/// A key file. Unlocked only where that takes no time: the stretching itself is not what is looked at.
pub fn vault(bytes: &[u8]) {
    let Ok(vault) = serde_json::from_slice::<Vault>(bytes) else { return };
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    let cost = |worker: &Value| ["m_kib", "t", "p"].map(|name| worker["kdf"][name].as_u64().unwrap_or(0));
    let is_dear = |[m_kib, t, p]: [u64; 3]| (65..=1024 * 1024).contains(&m_kib) || (3..=16).contains(&t) || p > 2;
    let workers = value["workers"].as_array().map_or(&[][..], Vec::as_slice);
    if !workers.iter().any(|worker| is_dear(cost(worker))) {
        assert!(vault.unlock(None, "bukan sandi yang benar").is_err(), "a foreign passphrase opens it");
    }
    let text = serde_json::to_vec(&vault).unwrap_or_default();
    assert!(serde_json::from_slice::<Vault>(&text).is_ok(), "a key file is read back as written");
}
