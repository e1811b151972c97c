//! `init`: a new province.

use pesiar_core::access::Role;
use pesiar_core::region::AreaCode;

use super::print;
use crate::data::{Data, now_ms, random};
use crate::db::postgres::Postgres;
use crate::db::store::{meta, set_meta};
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::session::password;
use crate::{device, enrol, own, region, tls};

/// Creates everything, or says why not. The database comes last, in one transaction.
pub(super) fn run(data: &Data, province: &str) -> Result<()> {
    let province = AreaCode::parse(province).map_err(|_| Error::usage("kode provinsi tidak dikenal, contoh: 17"))?;
    refuse_foreign(data)?;
    data.create()?;
    tls::create_ca(data)?;
    let password = pesiar_core::sync::auth::to_hex(&random::<8>());
    let regions = Db::create(data)?.write(|tx| fill(tx, data, &province, &password))?;
    print(
        &serde_json::json!({"province": province, "regions": regions, "admin": "admin", "password": password})
            .to_string(),
    )
}

/// A database that holds a province already is left alone, and so is the folder.
fn refuse_foreign(data: &Data) -> Result<()> {
    let Some(url) = data.database_url()? else { return Ok(()) };
    match Postgres::open(&url)?.read(|tx| meta(tx, "province"))? {
        Some(_) => Err(Error::usage("basis data ini sudah berisi server")),
        None => Ok(()),
    }
}

fn fill(db: &dyn Tx, data: &Data, province: &AreaCode, password: &str) -> Result<usize> {
    let regions = region::load(db, province)?;
    set_meta(db, "province", province.as_str())?;
    set_meta(db, "epoch", "1")?;
    let key = data.answer_key()?;
    device::store::insert_own(db, key.verifying_key().as_bytes())?;
    own::write_first_settings(db, &key, now_ms())?;
    let admin = enrol::store::add_account(db, "admin", Role::ProvinceAdmin, province.as_str())?;
    enrol::store::set_password(db, admin, &password::hash(password)?)?;
    Ok(regions)
}
