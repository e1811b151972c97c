//! A registration case: the road of one person or family towards an active card.

pub mod check;
pub mod code;
pub mod field;
pub mod state;
pub mod step;
