//! What a rule has to say about what was entered: the rule's number, how serious, and an Indonesian sentence.

use serde::Serialize;

/// How serious a finding is (`domain.md` 12.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// Asks for confirmation; never blocks.
    #[serde(rename = "PERINGATAN")]
    Warning,
    /// Blocks saving of that field.
    #[serde(rename = "GALAT")]
    Error,
}

/// One remark of one rule about one field. Holds no NIK or name unless the rule must name the holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Rule id of `domain.md` 12.1, e.g. `V04`.
    pub rule: &'static str,
    /// How serious.
    pub severity: Severity,
    /// Field name of `domain.md` section 8.
    pub field: &'static str,
    /// Sentence for the screen, in Indonesian.
    pub message: String,
}

impl Finding {
    /// Builds a finding.
    pub fn new(rule: &'static str, severity: Severity, field: &'static str, message: impl Into<String>) -> Self {
        Self { rule, severity, field, message: message.into() }
    }
}
