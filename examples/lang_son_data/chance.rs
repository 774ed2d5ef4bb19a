//! Chance that is the same at every run: a stream of its own for each purpose.

use crate::day::Day;

/// Seed of everything: the number and the year of the Decision that the plan carries out.
const SEED: u64 = 592_012;

/// A stream of chance of its own for each purpose.
pub(crate) struct Chance(pub(crate) fastrand::Rng);

impl Chance {
    pub(crate) fn of(purpose: &str) -> Self {
        // FNV-1a over the purpose, so that streams do not depend on the order of the calls.
        let hash = purpose.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(fastrand::Rng::with_seed(hash ^ SEED))
    }

    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.0.f64() < probability
    }

    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    /// A sum of money between two bounds, in steps of 10,000.
    pub(crate) fn money(&mut self, low: i64, high: i64) -> i64 {
        self.between(low / 10_000, high / 10_000) * 10_000
    }

    pub(crate) fn working_day(&mut self, first: Day, last: Day) -> Day {
        loop {
            let day = Day(self.0.i32(first.0..=last.0));
            if day.works() {
                return day;
            }
        }
    }

    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.usize(..of.len())]
    }

    /// An index, each with a chance in proportion to its weight.
    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.0.f64() * weights.iter().sum::<f64>();
        for (index, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return index;
            }
        }
        weights.len() - 1
    }
}

/// How hard a place is to reach, 0 to 1: always the same for the same code.
pub(crate) fn remoteness(code: &str) -> f64 {
    let mut chance = Chance::of(code);
    chance.0.f64()
}
