//! Codes: stable names of what can be wrong.

use std::fmt;

use crate::text::Message;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The row is left out, or the plan cannot be understood.
    Error,
    /// Doubtful; nothing is left out.
    Warning,
    /// Switched off in `[checks]`.
    Off,
}

impl Severity {
    /// Reads `error`, `warning`, `off`.
    pub fn parse(text: &str) -> Option<Severity> {
        match text {
            "error" => Some(Severity::Error),
            "warning" => Some(Severity::Warning),
            "off" => Some(Severity::Off),
            _ => None,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Off => "off",
        })
    }
}

/// What kind of fault a code tells of; the first letter of its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// Files that cannot be read as what they are.
    Files,
    /// Plans and `tiendo.toml`.
    Plan,
    /// Single values.
    Values,
    /// Values that contradict each other.
    Consistency,
    /// Money.
    Money,
    /// The plan is behind: never that the data is unsound.
    Targets,
}

/// A kind of finding.
#[derive(Debug)]
pub struct Code {
    /// A letter for the family and three digits: `V001`.
    pub id: &'static str,
    /// Named after what is wrong: `bad-date`.
    pub name: &'static str,
    /// What it weighs unless `[checks]` says otherwise.
    pub severity: Severity,
    /// What it means and what to do, in both languages (Vietnamese, English).
    pub explain: (&'static str, &'static str),
}

impl Family {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Family::Files => "files",
            Family::Plan => "plan",
            Family::Values => "values",
            Family::Consistency => "consistency",
            Family::Money => "money",
            Family::Targets => "targets",
        }
    }
}

impl Code {
    /// The family its id begins with.
    pub fn family(&self) -> Family {
        match self.id.as_bytes().first() {
            Some(b'F') => Family::Files,
            Some(b'P') => Family::Plan,
            Some(b'V') => Family::Values,
            Some(b'C') => Family::Consistency,
            Some(b'M') => Family::Money,
            _ => Family::Targets,
        }
    }

    /// Whether `[checks]` may make it weigh less.
    ///
    /// What cannot be read, or cannot be placed, cannot count, whatever the weight of saying so.
    pub fn may_be_lowered(&self) -> bool {
        match self.family() {
            Family::Files | Family::Plan | Family::Values => self.severity != Severity::Error,
            Family::Consistency => self.severity != Severity::Error || ["C004", "C005", "C015", "C016", "C018"].contains(&self.id),
            Family::Money | Family::Targets => true,
        }
    }

    /// The explanation as a message.
    pub fn explanation(&self) -> Message {
        Message::new(self.explain.0, self.explain.1)
    }

    /// The first sentence of the explanation, without its full stop.
    pub fn summary(&self) -> Message {
        let first = |text: &'static str| {
            let line = text.lines().next().unwrap_or_default();
            line.split_once(". ").map_or(line, |(sentence, _)| sentence).trim_end_matches('.')
        };
        Message::new(first(self.explain.0), first(self.explain.1))
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        self.id == other.id
    }
}

impl Eq for Code {}

/// A [`Code`] with its texts: Vietnamese, then English.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $id:literal, $kebab:literal, $severity:ident, $vi:literal, $en:literal) => {
        $(#[$doc])*
        pub static $name: $crate::finding::Code = $crate::finding::Code { id: $id, name: $kebab, severity: $crate::finding::Severity::$severity, explain: ($vi, $en) };
    };
}
pub(crate) use code;
