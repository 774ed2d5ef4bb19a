//! Windows of the subjects' own: which rows of a subject are on time and which are late, subject by subject.

use super::ranks::Ranks;
use crate::calendar::{Date, Day, plus_days};
use crate::model::{OwnWindows, Target};

/// By rank the days of a subject's own window.
#[derive(Debug)]
pub(super) struct OwnDays {
    ranks: Vec<Life>,
    /// Whether rows before a window count in it, too.
    ever: bool,
}

/// One subject's window, and the state of the units on its reference date among those of all.
#[derive(Clone, Copy, Debug)]
struct Life {
    epoch: u32,
    first: Day,
    last: Day,
    /// The last day on which rows count, late or not.
    until: Day,
}

/// The place of nobody's window.
const NOBODYS: u32 = u32::MAX;

impl OwnDays {
    pub(super) fn new(windows: &OwnWindows, ranks_of: &Ranks, target: &Target, level: bool) -> OwnDays {
        let none = Life { epoch: NOBODYS, first: Day::new(Date::MAX), last: Day::new(Date::MIN), until: Day::new(Date::MIN) };
        let late_days = target.windows.first().and_then(|window| window.late_days);
        let until = |last: Date| match late_days {
            _ if !target.threshold.takes_late() => last,
            None => Date::MAX,
            Some(days) => plus_days(last, days),
        };
        let mut ranks = vec![none; ranks_of.len()];
        for own in &windows.all {
            if let Some(rank) = ranks_of.rank(own.member.subject)
                && let Some(life) = ranks.get_mut(rank as usize)
            {
                let epoch = u32::try_from(own.epoch).unwrap_or(NOBODYS);
                *life =
                    Life { epoch, first: Day::new(own.days.first), last: Day::new(own.days.last), until: Day::new(until(own.days.last)) };
            }
        }
        let ever = level || target.windows.first().is_some_and(|window| window.from_ever);
        OwnDays { ranks, ever }
    }

    /// The first day of a subject's window, where it is one of those of one state of the units.
    pub(super) fn first(&self, rank: u32, epoch: usize) -> Option<Day> {
        self.ranks.get(rank as usize).filter(|life| life.epoch as usize == epoch).map(|life| life.first)
    }

    /// Whether a row of a day counts on time, or late, for a subject among those of one state of the units; nothing where
    /// it does not count.
    pub(super) fn late(&self, rank: u32, epoch: usize, day: Day) -> Option<bool> {
        let life = self.ranks.get(rank as usize).filter(|life| life.epoch as usize == epoch)?;
        if day <= life.last {
            return (self.ever || day >= life.first).then_some(false);
        }
        (day <= life.until).then_some(true)
    }
}
