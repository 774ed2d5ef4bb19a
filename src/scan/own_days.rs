//! Windows of the subjects' own: which rows of a subject are on time and which are late, subject by subject.

use super::scope::Scope;
use crate::calendar::{Date, Days, plus_days};
use crate::model::{OwnWindows, Target};

/// By rank the days of a subject's own window.
#[derive(Debug)]
pub(super) struct OwnDays {
    ranks: Vec<Life>,
    /// Whether rows before a window count in it, too.
    ever: bool,
    /// Whether late rows count.
    late: bool,
}

/// One subject's window, and the state of the units on its reference date among those of all.
#[derive(Clone, Copy, Debug)]
struct Life {
    epoch: u32,
    days: Days,
}

/// Nobody's window: no day lies in it or after it.
const NONE: Life = Life { epoch: u32::MAX, days: Days { first: Date::MAX, last: Date::MIN } };

impl OwnDays {
    pub(super) fn new(windows: &OwnWindows, scope: &Scope, target: &Target, level: bool) -> OwnDays {
        let mut ranks = vec![NONE; scope.len()];
        for own in &windows.all {
            if let Some(rank) = scope.rank(own.member.subject)
                && let Some(life) = ranks.get_mut(rank as usize)
            {
                *life = Life { epoch: u32::try_from(own.epoch).unwrap_or(u32::MAX), days: own.days };
            }
        }
        let ever = level || target.windows.first().is_some_and(|window| window.from_ever);
        OwnDays { ranks, ever, late: target.threshold.takes_late() }
    }

    /// Whether a row of a day counts on time, or late, for a subject among those of one state of the units; nothing where
    /// it does not count.
    pub(super) fn late(&self, rank: u32, epoch: usize, date: Date) -> Option<bool> {
        let life = self.ranks.get(rank as usize).filter(|life| life.epoch as usize == epoch)?;
        if date <= life.days.last {
            return (self.ever || date >= life.days.first).then_some(false);
        }
        self.late.then_some(true)
    }

    /// All days on which a row may count for somebody.
    pub(super) fn span(&self) -> Days {
        let last = self.ranks.iter().map(|life| life.days.last).max().unwrap_or(Date::MIN);
        Days { first: Date::MIN, last: plus_days(last, 0) }
    }
}
