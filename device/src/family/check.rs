//! What the rules say about a family as a whole (V09, V10, V11).

use pesiar_core::family::validate::check_family;
use pesiar_core::finding::{Finding, Severity};
use pesiar_core::row::noun::Noun;

use crate::error::{Error, Result};
use crate::person::{facts, store};
use crate::row;
use crate::segment::append::Save;

/// Findings about a family as it now stands in this transaction.
///
/// # Errors
/// [`Error::Refused`] by V09, a KK number that is a member's NIK; the transaction then leaves no trace.
pub fn findings(save: &Save<'_>, family_id: &str) -> Result<Vec<Finding>> {
    let family = row::store::load(save.db, Noun::Family, family_id)?;
    let ids = store::members(save.db, family_id)?;
    let rows = ids.iter().map(|id| row::store::load(save.db, Noun::Person, id));
    let rows = rows.filter_map(Result::transpose).collect::<Result<Vec<_>>>()?;
    let members: Vec<_> = rows.iter().map(facts::of).collect();
    let card = family.as_ref().and_then(|family| family.text("family_card_no"));
    let found = check_family(card, &members, save.env.today());
    match found.iter().find(|finding| finding.severity == Severity::Error) {
        Some(galat) => Err(Error::Refused {
            code: "kk.same_as_nik",
            field: galat.field.to_owned(),
            message: Some(galat.message.clone()),
        }),
        None => Ok(found),
    }
}
