//! Population of the village: the denominator, entered with its source and semester.

pub mod form;
pub mod record;
