//! Keys of a register, laid out to be looked up once per row: what a key means lies together in memory.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::references::Meant;
use crate::calendar::{Date, Days, days_between};
use crate::model::{RegisterIndex, UNITS, Workspace};

/// What the keys of a register mean, day by day.
pub(super) struct Lookup {
    /// By hash; those without a key are not alive on any day.
    slots: Vec<Slot>,
    /// The keys' own bytes, one after another, before each its length in four bytes.
    text: Vec<u8>,
    /// What the keys mean, one after another.
    lives: Vec<Life>,
}

/// One key, in half a line of the memory nearest to a core. Most are described by one row for ever: that lies here.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    /// What of the hash tells it apart from others.
    rest: u32,
    /// Where its bytes are.
    text: u32,
    /// Where its lives are, and how many; none where there is no key.
    lives: (u32, u32),
    first: Life,
}

/// A stretch of days on which a key is described by one row.
#[derive(Clone, Copy)]
struct Life {
    subject: u32,
    row: u32,
    days: Days,
}

fn number(number: usize) -> u32 {
    // Registers are held in memory: they end long before numbers do.
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A hash by which keys are looked up.
pub(super) fn hash(key: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key);
    hasher.finish()
}

impl Lookup {
    pub(super) fn new(workspace: &Workspace, register: RegisterIndex) -> Lookup {
        let table = workspace.register(register);
        let size = (table.keys().len() * 2).next_power_of_two().max(16);
        let never = Life { subject: 0, row: 0, days: Days { first: Date::MAX, last: Date::MIN } };
        let free = Slot { rest: 0, text: 0, lives: (0, 0), first: never };
        let mut lookup = Lookup { slots: vec![free; size], text: Vec::new(), lives: Vec::new() };
        for (at, key) in table.keys().enumerate() {
            let (text, lives) = (number(lookup.text.len()), lookup.lives.len());
            lookup.text.extend_from_slice(&number(key.len()).to_le_bytes());
            lookup.text.extend_from_slice(key.as_bytes());
            if register == UNITS {
                let units = &workspace.units;
                for unit in units.holders(key) {
                    let life = |(row, days): &(usize, Days)| Life { subject: unit.0, row: number(*row), days: *days };
                    lookup.lives.extend(units.rows(unit).iter().map(life));
                }
            } else {
                let subject = number(at);
                // A record is referred to by its key, whatever the day.
                let always = table.table.records_of.is_some();
                let valid = |row: usize| if always { Days::ALWAYS } else { table.row(row).valid() };
                let life = |row: usize| Life { subject, row: number(row), days: valid(row) };
                lookup.lives.extend(table.rows_of(subject).map(life));
            }
            let Some(first) = lookup.lives.get(lives).copied() else { continue };
            let (mut slot, rest) = lookup.start(hash(key.as_bytes()));
            while lookup.slots[slot].lives.1 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            let lives = (number(lives), number(lookup.lives.len() - lives));
            lookup.slots[slot] = Slot { rest, text, lives, first };
        }
        lookup
    }

    /// Where to look for a key of a hash first, and what else of the hash tells it apart.
    fn start(&self, hash: u64) -> (usize, u32) {
        let last = self.slots.len() as u64 - 1;
        // There are never more slots than numbers for them.
        (usize::try_from(hash & last).unwrap_or(0), (hash >> 32) as u32)
    }

    /// What lies where a key of a hash is looked for first.
    pub(super) fn slot(&self, hash: u64) -> Slot {
        self.slots[self.start(hash).0]
    }

    /// The slot of a key; `slot` is where it is looked for first.
    fn key(&self, mut slot: Slot, hash: u64, key: &[u8]) -> Option<Slot> {
        let (mut at, rest) = self.start(hash);
        let length = number(key.len()).to_le_bytes();
        loop {
            if slot.lives.1 == 0 {
                return None;
            }
            if slot.rest == rest {
                let text = &self.text[slot.text as usize..];
                if text.strip_prefix(&length).is_some_and(|text| text.starts_with(key)) {
                    return Some(slot);
                }
            }
            at = (at + 1) & (self.slots.len() - 1);
            slot = self.slots[at];
        }
    }

    /// What a key means; `slot` is what lies where it is looked for first.
    pub(super) fn find_from(&self, slot: Slot, hash: u64, key: &str, date: Date, period: Option<Days>) -> Option<Meant> {
        self.meant(self.key(slot, hash, key.as_bytes())?, date, period)
    }

    /// What a key of a hash means: on `date`, or with a period on the day of it nearest to the date on which the key is valid.
    pub(super) fn find(&self, hash: u64, key: &str, date: Date, period: Option<Days>) -> Option<Meant> {
        self.find_from(self.slot(hash), hash, key, date, period)
    }

    fn meant(&self, slot: Slot, date: Date, period: Option<Days>) -> Option<Meant> {
        let meant = |life: &Life, day: Date| Meant { subject: life.subject, row: life.row as usize, day };
        if period.is_none() && slot.first.days.contains(date) {
            return Some(meant(&slot.first, date));
        }
        let lives = &self.lives[slot.lives.0 as usize..][..slot.lives.1 as usize];
        let Some(around) = period else {
            return lives.iter().find(|life| life.days.contains(date)).map(|life| meant(life, date));
        };
        lives
            .iter()
            .filter(|life| life.days.overlaps(around))
            .map(|life| meant(life, date.clamp(life.days.first.max(around.first), life.days.last.min(around.last))))
            .min_by_key(|meant| (days_between(date, meant.day).abs(), meant.day))
    }
}
