//! One sum over another, as a percentage, over the rows that report both.

use crate::number::{Number, Quantity};

/// The two sums, by subject.
#[derive(Clone, Default, Debug)]
pub struct Ratio(Vec<(Number, Number)>);

impl Ratio {
    pub(super) fn add(&mut self, rank: u32, subjects: usize, of: Option<Number>, to: Option<Number>) {
        if let (Some(of), Some(to)) = (of, to) {
            if self.0.is_empty() {
                self.0.resize(subjects, Default::default());
            }
            let sums = &mut self.0[rank as usize];
            sums.0 += of;
            sums.1 += to;
        }
    }

    pub(super) fn join(&mut self, other: Ratio) {
        if self.0.is_empty() {
            self.0 = other.0;
            return;
        }
        for (sums, (of, to)) in self.0.iter_mut().zip(other.0) {
            sums.0 += of;
            sums.1 += to;
        }
    }

    fn of(&self, rank: u32) -> (Number, Number) {
        self.0.get(rank as usize).copied().unwrap_or_default()
    }

    /// The two sums, with what came late.
    fn both(&self, late: Option<&Ratio>, rank: u32) -> (Number, Number) {
        let (mut of, mut to) = self.of(rank);
        if let Some(late) = late {
            let (more, against) = late.of(rank);
            of += more;
            to += against;
        }
        (of, to)
    }

    /// A percentage; no value over a sum of zero.
    pub(super) fn value(&self, late: Option<&Ratio>, rank: u32) -> Option<Quantity> {
        let (of, to) = self.both(late, rank);
        Quantity::percentage(of, to)
    }

    /// One sum over the other; no value over a sum of zero.
    pub(super) fn mean(&self, late: Option<&Ratio>, rank: u32) -> Option<Quantity> {
        let (of, to) = self.both(late, rank);
        Quantity::quotient(of, to)
    }
}
