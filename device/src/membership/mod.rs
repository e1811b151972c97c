//! Membership: what somebody stated or showed at the door. Lists come by import.

pub mod record;
