//! Cells as PostgreSQL keeps them, and the same statements in its way of numbering.

use std::error::Error;

use pesiar_core::row::store::Cell;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

type Bound = Result<IsNull, Box<dyn Error + Sync + Send>>;

/// `?1` as `$1`. Our statements have no question mark anywhere else.
pub(super) fn dollars(sql: &str) -> String {
    sql.replace('?', "$")
}

/// A parameter. What a STRICT table of SQLite takes, these columns take too: a number in a text column, and back.
#[derive(Debug)]
pub(super) struct Arg<'a>(pub(super) &'a Cell);

impl ToSql for Arg<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Bound {
        match self.0 {
            Cell::Null => Ok(IsNull::Yes),
            Cell::Int(number) if is_text(ty) => number.to_string().to_sql(ty, out),
            Cell::Int(number) => bind_int(*number, ty, out),
            Cell::Text(text) if is_text(ty) => text.to_sql(ty, out),
            Cell::Text(text) => bind_int(text.parse()?, ty, out),
            Cell::Blob(bytes) if *ty == Type::BYTEA => bytes.to_sql(ty, out),
            Cell::Blob(_) => Err("bytes for another column".into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn is_text(ty: &Type) -> bool {
    [Type::TEXT, Type::VARCHAR, Type::BPCHAR, Type::NAME].contains(ty)
}

fn bind_int(number: i64, ty: &Type, out: &mut BytesMut) -> Bound {
    match *ty {
        Type::INT8 => number.to_sql(ty, out),
        Type::INT4 => i32::try_from(number)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(number)?.to_sql(ty, out),
        Type::BOOL => (number != 0).to_sql(ty, out),
        _ => Err("a number for another column".into()),
    }
}

/// A value that was read; truths are 0 and 1, as SQLite gives them.
pub(super) struct Got(pub(super) Cell);

impl<'a> FromSql<'a> for Got {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::INT8 => Cell::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Cell::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Cell::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Cell::Int(bool::from_sql(ty, raw)?.into()),
            Type::BYTEA => Cell::Blob(Vec::from_sql(ty, raw)?),
            _ => Cell::Text(String::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(Cell::Null))
    }

    fn accepts(ty: &Type) -> bool {
        is_text(ty) || [Type::INT8, Type::INT4, Type::INT2, Type::BOOL, Type::BYTEA].contains(ty)
    }
}
