//! Keys of a register, laid out to be looked up once per row: what a key means on a day lies together in memory.

use super::references::Referred;
use crate::calendar::{Date, Day, Days, days_between};
use crate::decode::words::Words;
use crate::model::{RegisterIndex, UNITS, Workspace};

/// What the keys of a register mean, day by day.
pub(super) struct Lookup {
    words: Words,
    /// By the number of a key its first life: most are described by one row for ever.
    first: Vec<Life>,
    /// By the number of a key where its lives are, and how many.
    keys: Vec<(u32, u32)>,
    /// What the keys mean, one after another.
    lives: Vec<Life>,
}

/// Days on which a key is described by one row.
#[derive(Clone, Copy)]
struct Life {
    subject: u32,
    row: u32,
    first: Day,
    last: Day,
}

fn number(number: usize) -> u32 {
    // Registers are held in memory: they end long before numbers do.
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Lookup {
    pub(super) fn new(workspace: &Workspace, register: RegisterIndex) -> Lookup {
        let table = workspace.register(register);
        let all: Vec<&str> = table.keys().collect();
        let never = Life { subject: 0, row: 0, first: Day::new(Date::MAX), last: Day::new(Date::MIN) };
        let life = |subject: u32, row: usize, days: Days| Life {
            subject,
            row: number(row),
            first: Day::new(days.first),
            last: Day::new(days.last),
        };
        let mut lookup = Lookup {
            words: Words::new(all.iter().copied()),
            first: Vec::with_capacity(all.len()),
            keys: Vec::with_capacity(all.len()),
            lives: Vec::new(),
        };
        for (at, key) in all.into_iter().enumerate() {
            let start = lookup.lives.len();
            if register == UNITS {
                let units = &workspace.units;
                for unit in units.holders(key) {
                    lookup.lives.extend(units.rows(unit).iter().map(|(row, days)| life(unit.0, *row, *days)));
                }
            } else {
                let subject = number(at);
                // A record is referred to by its key, whatever the day.
                let always = table.table.records_of.is_some();
                let valid = |row: usize| if always { Days::ALWAYS } else { table.row(row).valid() };
                lookup.lives.extend(table.rows_of(subject).map(|row| life(subject, row, valid(row))));
            }
            lookup.first.push(lookup.lives.get(start).copied().unwrap_or(never));
            lookup.keys.push((number(start), number(lookup.lives.len() - start)));
        }
        lookup
    }

    /// The number of the key that stands in a field which is not empty; none where the register has no such key.
    #[inline]
    pub(super) fn key(&self, bytes: &[u8], start: usize, end: usize) -> Option<u32> {
        self.words.find(bytes, start, end)
    }

    /// What a key means on a day: who it is and the row that describes it.
    #[inline]
    pub(super) fn on(&self, key: u32, day: Day) -> Option<(u32, u32)> {
        let holds = |life: &Life| life.first <= day && day <= life.last;
        let first = &self.first[key as usize];
        if holds(first) {
            return Some((first.subject, first.row));
        }
        self.lives(key).iter().find(|life| holds(life)).map(|life| (life.subject, life.row))
    }

    fn lives(&self, key: u32) -> &[Life] {
        let (start, count) = self.keys[key as usize];
        &self.lives[start as usize..][..count as usize]
    }

    /// What a key means in a row of a period: on the day of it nearest to the date on which the key is valid.
    pub(super) fn within(&self, key: u32, date: Day, period: Days) -> Option<Referred> {
        let (first, last) = (Day::new(period.first), Day::new(period.last));
        let referred =
            |life: &Life| Referred { subject: life.subject, row: life.row, day: date.clamp(life.first.max(first), life.last.min(last)) };
        // By days that are no civil days a distance is not told: it is by dates.
        self.lives(key)
            .iter()
            .filter(|life| life.first <= last && first <= life.last)
            .map(referred)
            .min_by_key(|referred| (days_between(date.date(), referred.day.date()).abs(), referred.day))
    }

    /// What a text means as a key: on `date`, or with a period on the day of it nearest to the date.
    pub(super) fn find(&self, key: &str, date: Day, period: Option<Days>) -> Option<Referred> {
        if key.is_empty() {
            return None;
        }
        let key = self.key(key.as_bytes(), 0, key.len())?;
        match period {
            Some(period) => self.within(key, date, period),
            None => self.on(key, date).map(|(subject, row)| Referred { subject, row, day: date }),
        }
    }
}
