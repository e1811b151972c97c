//! What people did with people's data: reads outside one's task, unmasks, exports, prints. Goes up, never down.

use crate::row::field::Class::Append;
use crate::row::field::Field;
use crate::row::field::Type::{Int, Text};
use crate::text_list;

/// Columns of `audit` (domain.md 8.10). No NIK or name in clear.
pub const FIELDS: &[Field] = &[
    Field::new("action", Text, Append),
    Field::new("actor", Text, Append),
    Field::new("object", Text, Append),
    Field::new("count", Int, Append),
    Field::new("purpose", Text, Append),
    Field::new("at", Text, Append),
];

text_list! {
    /// What was done (domain.md 8.10).
    pub enum Action {
        Login = "LOGIN" "Masuk",
        LoginFailed = "LOGIN_FAILED" "Gagal masuk",
        ViewNik = "VIEW_NIK" "Melihat NIK",
        Export = "EXPORT" "Ekspor",
        Print = "PRINT" "Cetak",
        Import = "IMPORT" "Impor",
        Unmask = "UNMASK" "Membuka samaran",
        Reset = "RESET" "Mengganti kata sandi petugas",
    }
}
