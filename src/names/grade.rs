//! How well a unit fits what was asked for.

use crate::model::UnitIndex;

/// How well a unit fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Grade {
    /// It holds the code.
    Code,
    /// Its name, or kind and name, letter by letter.
    Exact,
    /// Its name in another spelling.
    Spelling,
    /// Suggested: the code has lost zeros at its front, or gained a decimal.
    Zeros,
    /// Suggested: it has the name or the code on other days.
    OtherTime,
    /// Suggested: it has the name, and is of another kind.
    OtherKind,
    /// Suggested: it has the name, and lies elsewhere.
    Elsewhere,
    /// Suggested: it has the same letters, with other marks or spaces.
    Marks,
    /// Suggested: it has the same letters but for `s` and `x`, `i` and `y`.
    Sounds,
    /// Suggested: its name has words more or less.
    Words,
    /// Suggested: its name or code is a slip or two away.
    Slip,
}

impl Grade {
    /// Whether the unit is what was asked for, not only like it.
    pub fn is_match(self) -> bool {
        self <= Grade::Spelling
    }

    /// Its stable name in machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Grade::Code => "code",
            Grade::Exact => "exact",
            Grade::Spelling => "spelling",
            Grade::Zeros => "zeros",
            Grade::OtherTime => "other-time",
            Grade::OtherKind => "other-kind",
            Grade::Elsewhere => "elsewhere",
            Grade::Marks => "marks",
            Grade::Sounds => "sounds",
            Grade::Words => "words",
            Grade::Slip => "slip",
        }
    }
}

/// A unit that was found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Match {
    /// The unit.
    pub unit: UnitIndex,
    /// How well it fits.
    pub grade: Grade,
    /// The row of the units register that fits.
    pub row: usize,
}
