//! How spending runs through budget lines: each sum is paid by the first of its lines; what that cannot pay, by the next.

use crate::number::Number;

/// Budget lines, and the sums that they pay for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cascade {
    /// What each line has, in the order in which they pay.
    available: Vec<Number>,
    /// By line the sums that it may pay for, each with the line's place among those of the sum.
    payers: Vec<Vec<(usize, usize)>>,
    /// The lines of each sum, in that order.
    lines: Vec<Vec<usize>>,
}

/// What each line has paid for each sum, as its lines are listed, and what of the sum no line could pay.
pub(crate) type Paid = (Vec<Vec<Number>>, Vec<Number>);

impl Cascade {
    /// Lines with what each has, and for each sum the lines that pay for it.
    pub fn new(available: Vec<Number>, mut lines: Vec<Vec<usize>>) -> Cascade {
        let mut payers = vec![Vec::new(); available.len()];
        for (sum, lines) in lines.iter_mut().enumerate() {
            lines.sort_unstable();
            for (place, line) in lines.iter().enumerate() {
                payers[*line].push((sum, place));
            }
        }
        Cascade { available, payers, lines }
    }

    /// The lines of a sum, in the order in which they pay.
    pub fn lines(&self, sum: usize) -> &[usize] {
        &self.lines[sum]
    }

    /// Pays the sums. What was paid back fills the line up that it comes to first.
    pub fn pay(&self, sums: &[Number]) -> Paid {
        let mut rest = sums.to_vec();
        let mut paid: Vec<Vec<Number>> = self.lines.iter().map(|lines| vec![Number::ZERO; lines.len()]).collect();
        for (available, payers) in self.available.iter().zip(&self.payers) {
            let mut left = *available;
            for back in [true, false] {
                for (sum, place) in payers.iter().filter(|(sum, _)| sums[*sum] != Number::ZERO) {
                    let open = &mut rest[*sum];
                    if (*open < Number::ZERO) == back {
                        let pays = (*open).min(left);
                        (*open, left) = (*open - pays, left - pays);
                        paid[*sum][*place] += pays;
                    }
                }
            }
        }
        (paid, rest)
    }

    /// What is held against a line: what it pays, and what of the sums that end at it nothing pays; and how much the latter is.
    pub fn held(&self, line: usize, sums: &[Number]) -> (Number, Number) {
        let (paid, rest) = self.pay(sums);
        let (mut pays, mut over) = (Number::ZERO, Number::ZERO);
        for (sum, place) in &self.payers[line] {
            pays += paid[*sum][*place];
            if self.lines[*sum].len() == place + 1 {
                over += rest[*sum];
            }
        }
        (pays + over, over)
    }
}
