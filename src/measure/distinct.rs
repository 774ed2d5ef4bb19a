//! How many different values.

use std::hash::Hasher;
use std::ops::RangeInclusive;

use super::marks::Marks;
use super::pairs::Pairs;
use crate::calendar::{Date, Day, Days};
use crate::model::Distinct as Counted;
use crate::number::Quantity;

/// Bits in a word.
const WORD: usize = u64::BITS as usize;
/// A table of bits takes no more words than this for each subject, nor for all of them.
const WORDS_EACH: usize = 64;
const WORDS: usize = 1 << 17;

/// The marks that were seen, each with the subject that it was seen for.
///
/// Texts are kept as 64-bit hashes. Among ten million different texts of one subject the chance that any two
/// share a hash is about one in 370,000.
#[derive(Clone, Default, Debug)]
pub struct Distinct {
    /// Marks within a short range, as the days of a year are: by subject a bit for each.
    range: Option<Range>,
    bits: Vec<u64>,
    /// Other marks below 2³²: the subject above, the mark below.
    small: Pairs<u64>,
    /// Marks above.
    large: Marks,
}

/// A range of marks that have bits.
#[derive(Clone, Copy, Debug)]
struct Range {
    first: u64,
    len: u64,
}

impl Range {
    fn words(self) -> usize {
        usize::try_from(self.len).unwrap_or(usize::MAX).div_ceil(WORD)
    }

    /// The bit of a mark.
    fn bit(self, mark: u64) -> Option<usize> {
        mark.checked_sub(self.first).filter(|bit| *bit < self.len).and_then(|bit| usize::try_from(bit).ok())
    }
}

/// What tells a text apart from others.
pub fn mark(text: &[u8]) -> u64 {
    // SipHash with fixed keys: the same in every run, and good for texts that differ little.
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(text);
    hasher.finish()
}

/// The number of the day, month, quarter or year in which a date lies; none for the values of a column.
pub fn time_mark(what: Counted, date: Date) -> Option<u64> {
    day_mark(what, Day::new(date))
}

/// The same of a day.
#[inline]
pub fn day_mark(what: Counted, day: Day) -> Option<u64> {
    let months = (day.number() >> 5) - 1;
    let number = match what {
        Counted::Day => day.number(),
        Counted::Month => months,
        Counted::Quarter => months.div_euclid(3),
        Counted::Year => day.year(),
        Counted::Column(_) => return None,
    };
    u64::try_from(number).ok()
}

/// The range of marks that dates within some days have; none where the marks are no dates.
pub(super) fn range(what: Counted, days: Days) -> Option<RangeInclusive<u64>> {
    Some(time_mark(what, days.first)?..=time_mark(what, days.last)?)
}

impl Distinct {
    /// Nothing seen yet; most marks will lie in a range, where one is known.
    pub(super) fn new(range: Option<RangeInclusive<u64>>) -> Distinct {
        let range = range.map(|range| Range { first: *range.start(), len: range.end().saturating_sub(*range.start()).saturating_add(1) });
        Distinct { range: range.filter(|range| range.words() <= WORDS_EACH), ..Distinct::default() }
    }

    pub(super) fn add(&mut self, rank: u32, subjects: usize, mark: Option<u64>) {
        let Some(mark) = mark else { return };
        if let Some(range) = self.range
            && let Some(bit) = range.bit(mark)
            && range.words() * subjects <= WORDS
        {
            if self.bits.is_empty() {
                self.bits.resize(range.words() * subjects, 0);
            }
            self.bits[rank as usize * range.words() + bit / WORD] |= 1 << (bit % WORD);
            return;
        }
        match u32::try_from(mark) {
            Ok(mark) => self.small.add(u64::from(rank) << 32 | u64::from(mark)),
            Err(_) => self.large.add(rank, subjects, mark),
        }
    }

    /// Adds what another tally of the same range has seen, of as many subjects.
    pub(super) fn join(&mut self, other: Distinct, subjects: usize) {
        if self.bits.is_empty() {
            self.bits = other.bits;
        } else {
            self.bits.iter_mut().zip(other.bits).for_each(|(bits, more)| *bits |= more);
        }
        self.small.join(other.small);
        self.large.join(other.large, subjects);
    }

    /// Nothing more comes: whatever stands twice is left out, and the rest is in order.
    pub(super) fn close(&mut self) {
        self.small.close();
        self.large.close();
    }

    /// Whether a subject was seen with a mark below 2³².
    fn has_small(&self, rank: u32, mark: u32) -> bool {
        let bit = self.range.filter(|_| !self.bits.is_empty()).and_then(|range| Some((range, range.bit(mark.into())?)));
        match bit {
            Some((range, bit)) => self.bits[rank as usize * range.words() + bit / WORD] >> (bit % WORD) & 1 == 1,
            None => self.small.has(u64::from(rank) << 32 | u64::from(mark)),
        }
    }

    /// The bits of a subject.
    fn bits(&self, rank: u32) -> &[u64] {
        let words = self.range.map_or(0, Range::words);
        self.bits.get(rank as usize * words..).and_then(|bits| bits.get(..words)).unwrap_or_default()
    }

    /// The marks below 2³² of a subject that have no bits.
    fn small(&self, rank: u32) -> &[u64] {
        self.small.between(u64::from(rank) << 32, u64::from(rank) << 32 | u64::from(u32::MAX))
    }

    /// How many; only once it is closed.
    pub(super) fn value(&self, late: Option<&Distinct>, rank: u32) -> Quantity {
        let large = self.large.of(rank);
        let mut count = self.small(rank).len() + large.len() + self.bits(rank).iter().map(|word| word.count_ones() as usize).sum::<usize>();
        if let Some(late) = late {
            let mark = |pair: u64| u32::try_from(pair & u64::from(u32::MAX)).unwrap_or(0);
            count += late.small(rank).iter().filter(|pair| !self.has_small(rank, mark(**pair))).count();
            count += late.large.of(rank).iter().filter(|mark| large.binary_search(mark).is_err()).count();
        }
        Quantity::count(count as u64)
    }
}
