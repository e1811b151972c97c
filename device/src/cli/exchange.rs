//! Commands that exchange files: import, practice.

use pesiar_core::membership::code::ListKind;
use zeroize::Zeroizing;

use super::args::{Args, Import, Practice};
use super::print;
use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::exchange::header::Format;
use crate::exchange::import::{self, Options};
use crate::practice::{self, Size, open};
use crate::profile::write_atomically;

/// `import FILE`.
pub(super) fn import(args: &Args, device: &mut Device, wanted: &Import) -> Result<bool> {
    let format = match wanted.format.as_str() {
        "auto" => None,
        "opensid" => Some(Format::Register),
        "bpjs" => Some(Format::BpjsList),
        other => return Err(Error::refused("import.format", other)),
    };
    let kind = match &wanted.kind {
        Some(text) => Some(ListKind::parse(text).ok_or_else(|| Error::refused("code.unknown", "kind"))?),
        None => None,
    };
    let options = Options { format, kind, as_of: wanted.as_of, dry_run: wanted.dry_run };
    let done = import::file(device, &wanted.file, options)?;
    print::value(args.json, &done)?;
    Ok(true)
}

/// `practice`: files if any is named, else a profile.
pub(super) fn practice(
    args: &Args,
    wanted: &Practice,
    secret: impl FnOnce(bool) -> Result<Zeroizing<String>>,
) -> Result<()> {
    let env = Env::machine();
    let size = wanted.people.map_or(Size::Families(wanted.families), Size::People);
    let as_of = env.today();
    if wanted.workbook.is_none() && wanted.bpjs.is_none() && wanted.bpjs_target.is_none() {
        let made = open::create(&args.profile, env, (size, wanted.seed), &secret(true)?)?;
        return print::value(args.json, &made);
    }
    let village = practice::generate(size, wanted.seed, as_of);
    let broken = |_| Error::Internal("practice workbook");
    if let Some(path) = &wanted.workbook {
        write_atomically(path, &practice::write::register_workbook(&village).map_err(broken)?)?;
    }
    for (path, kind) in [(&wanted.bpjs, ListKind::Full), (&wanted.bpjs_target, ListKind::Target)] {
        if let Some(path) = path {
            write_atomically(path, &practice::write::bpjs_workbook(&village, kind, as_of).map_err(broken)?)?;
        }
    }
    let people = village.families.iter().map(|family| family.members.len()).sum::<usize>();
    print::value(args.json, &serde_json::json!({"people": people, "families": village.families.len()}))
}
