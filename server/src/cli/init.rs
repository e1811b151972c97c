//! `init`: a new province.

use pesiar_core::access::Role;
use pesiar_core::region::AreaCode;
use rusqlite::{Connection, TransactionBehavior};

use super::print;
use crate::data::{Data, now_ms, random};
use crate::error::{Error, Result};
use crate::session::password;
use crate::{db, device, enrol, own, region, tls};

/// Creates everything, or says why not. The database comes last, in one transaction.
pub(super) fn run(data: &Data, province: &str) -> Result<()> {
    let province = AreaCode::parse(province).map_err(|_| Error::usage("kode provinsi tidak dikenal, contoh: 17"))?;
    data.create()?;
    tls::create_ca(data)?;
    let password = pesiar_core::sync::auth::to_hex(&random::<8>());
    let mut db = db::open(&data.database(), &*data.database_key()?)?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let regions = fill(&tx, data, &province, &password)?;
    tx.commit()?;
    print(
        &serde_json::json!({"province": province, "regions": regions, "admin": "admin", "password": password})
            .to_string(),
    )
}

fn fill(db: &Connection, data: &Data, province: &AreaCode, password: &str) -> Result<usize> {
    let regions = region::load(db, province)?;
    db::set_meta(db, "province", province.as_str())?;
    db::set_meta(db, "epoch", "1")?;
    let key = data.answer_key()?;
    device::store::insert(db, Some(0), key.verifying_key().as_bytes())?;
    own::write_first_settings(db, &key, now_ms())?;
    let admin = enrol::store::add_account(db, "admin", Role::ProvinceAdmin, province.as_str())?;
    enrol::store::set_password(db, admin, &password::hash(password)?)?;
    Ok(regions)
}
