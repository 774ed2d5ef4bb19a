//! Keys of a register, laid out to be looked up once per row: what a key means lies together in memory.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::references::Meant;
use crate::calendar::{Date, Days, days_between};
use crate::model::{RegisterIndex, UNITS, Workspace};

/// What the keys of a register mean, day by day.
pub(super) struct Lookup {
    /// By hash the number of a key from 1, and the rest of its hash; 0 where there is none.
    slots: Vec<(u32, u32)>,
    keys: Vec<Key>,
    /// The keys' own bytes, one after another.
    text: Vec<u8>,
    lives: Vec<Life>,
}

/// Where a key's bytes end, and its lives.
struct Key {
    text: (u32, u32),
    lives: (u32, u32),
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

fn hash(key: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key);
    hasher.finish()
}

impl Lookup {
    pub(super) fn new(workspace: &Workspace, register: RegisterIndex) -> Lookup {
        let table = workspace.register(register);
        let size = (table.keys().len() * 2).next_power_of_two().max(16);
        let mut lookup = Lookup { slots: vec![(0, 0); size], keys: Vec::new(), text: Vec::new(), lives: Vec::new() };
        for (at, key) in table.keys().enumerate() {
            let (text, lives) = (lookup.text.len(), lookup.lives.len());
            lookup.text.extend_from_slice(key.as_bytes());
            if register == UNITS {
                let units = &workspace.units;
                for unit in units.holders(key) {
                    let life = |(row, days): &(usize, Days)| Life { subject: unit.0, row: number(*row), days: *days };
                    lookup.lives.extend(units.get(unit).rows.iter().map(life));
                }
            } else {
                let subject = number(at);
                let life = |row: &usize| Life { subject, row: number(*row), days: table.rows[*row].valid };
                lookup.lives.extend(table.rows_of(subject).iter().map(life));
            }
            let ends = (number(lookup.text.len()), number(lookup.lives.len()));
            lookup.keys.push(Key { text: (number(text), ends.0), lives: (number(lives), ends.1) });
            let (mut slot, rest) = lookup.slot(key.as_bytes());
            while lookup.slots[slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            lookup.slots[slot] = (number(lookup.keys.len()), rest);
        }
        lookup
    }

    /// Where to look for a key first, and what else of its hash tells it apart.
    fn slot(&self, key: &[u8]) -> (usize, u32) {
        let hash = hash(key);
        let (high, low) = ((hash >> 32) as u32, hash as u32);
        (low as usize & (self.slots.len() - 1), high)
    }

    fn lives(&self, key: &[u8]) -> &[Life] {
        let (mut slot, rest) = self.slot(key);
        loop {
            let (at, tag) = self.slots[slot];
            if at == 0 {
                return &[];
            }
            if tag == rest {
                let found = &self.keys[at as usize - 1];
                if &self.text[found.text.0 as usize..found.text.1 as usize] == key {
                    return &self.lives[found.lives.0 as usize..found.lives.1 as usize];
                }
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// What a key means: on `date`, or with a period on the day of it nearest to the date on which the key is valid.
    pub(super) fn find(&self, key: &str, date: Date, period: Option<Days>) -> Option<Meant> {
        let lives = self.lives(key.as_bytes());
        let meant = |life: &Life, day: Date| Meant { subject: life.subject, row: life.row as usize, day };
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
