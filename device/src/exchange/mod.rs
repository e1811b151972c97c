//! Exchange: files in (village register, BPJS lists), with a dry run and a reason for every row not taken.

pub mod bpjs_list;
pub mod bpjs_row;
pub mod date_order;
pub mod date_text;
pub mod desk;
pub mod grouping;
pub mod header;
pub mod identity;
pub mod import;
pub mod import_bpjs;
pub mod import_register;
pub mod issue;
pub mod line;
pub mod offer;
pub mod opensid_code;
pub mod profile;
pub mod register;
pub mod register_row;
pub mod repair_list;
pub mod store;
pub mod table;
pub mod workbook;
