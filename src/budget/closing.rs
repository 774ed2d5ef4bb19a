//! What is left of the lines that may pay for gaps, and whether it is enough.

use std::collections::VecDeque;

use super::estimate::{Estimate, Item};
use super::lines::Line;
use crate::model::Plan;
use crate::number::Number;
use crate::scan::Spending;

/// A line that may pay for gaps.
#[derive(Clone, Copy, Debug)]
pub struct Payer<'l> {
    /// The line.
    pub line: &'l Line,
    /// What of what is left on it the gaps need.
    pub pays: Number,
}

/// What closing gaps needs, held against what is left of the lines that may pay for them.
#[derive(Clone, Debug, Default)]
pub struct Closing<'l> {
    /// The lines, as they are listed.
    pub payers: Vec<Payer<'l>>,
    /// What no line can pay; none where what is needed is not known.
    pub short: Option<Number>,
}

impl Closing<'_> {
    /// What is left of all the lines.
    pub fn left(&self) -> Number {
        self.payers.iter().fold(Number::ZERO, |sum, payer| sum + payer.line.figures.left)
    }
}

/// Whether a line may pay for gaps: its fund for the activity, and it is for that activity, and for these subjects, or for all.
fn may_pay(plan: &Plan, spending: &Spending, line: &Line, item: &Item<'_>) -> bool {
    let fund = line.fund.map(|fund| spending.funds[fund as usize].as_str());
    let activity = item.target.activity;
    let allowed = plan.activities[activity].funds.is_empty() || fund.is_some_and(|fund| item.funds.contains(&fund));
    let subject = line.subject.is_none_or(|subject| item.around.iter().any(|around| around == subject));
    line.given && allowed && line.activity.is_none_or(|own| own == activity) && subject
}

/// What is left of a year's lines for the gaps of an estimate. Where a gap may be paid from several, as much is paid as can be.
pub fn closing<'l>(plan: &Plan, spending: &Spending, lines: &'l [Line], year: i16, estimate: &Estimate<'_>) -> Closing<'l> {
    let payers: Vec<&Line> =
        lines.iter().filter(|line| line.year == year && estimate.items.iter().any(|item| may_pay(plan, spending, line, item))).collect();
    let mut flow = Flow { left: payers.iter().map(|line| line.figures.left).collect(), edges: Vec::new(), paid: Vec::new() };
    let mut short = Number::ZERO;
    for item in &estimate.items {
        let edges = (0..payers.len()).filter(|at| may_pay(plan, spending, payers[*at], item));
        flow.edges.push(edges.collect());
        flow.paid.push(vec![Number::ZERO; payers.len()]);
        short += flow.pay(item.amount.unwrap_or_default());
    }
    let pays = |at: usize| flow.paid.iter().fold(Number::ZERO, |sum, paid| sum + paid[at]);
    let short = estimate.known().map(|_| short);
    Closing { payers: payers.iter().enumerate().map(|(at, line)| Payer { line, pays: pays(at) }).collect(), short }
}

/// Sums that are paid from lines; what was paid moves to another line where that lets more be paid.
struct Flow {
    left: Vec<Number>,
    /// By sum the lines that may pay it.
    edges: Vec<Vec<usize>>,
    /// By sum and line what is paid.
    paid: Vec<Vec<Number>>,
}

impl Flow {
    /// Pays the last sum, and says what cannot be paid.
    fn pay(&mut self, mut rest: Number) -> Number {
        let Some(last) = self.edges.len().checked_sub(1) else { return rest };
        while rest > Number::ZERO {
            let Some(path) = self.path(last) else { break };
            let Some((_, end)) = path.last().copied() else { break };
            // Each step but the first frees what its sum had from the line before.
            let freed = path.windows(2).map(|pair| self.paid[pair[1].0][pair[0].1]);
            let most = freed.fold(rest.min(self.left[end]), Number::min);
            for (at, (sum, line)) in path.iter().enumerate() {
                self.paid[*sum][*line] += most;
                if at > 0 {
                    let before = path[at - 1].1;
                    self.paid[*sum][before] = self.paid[*sum][before] - most;
                }
            }
            self.left[end] = self.left[end] - most;
            rest = rest - most;
        }
        rest
    }

    /// The shortest way from a sum to a line on which something is left: a sum and the line that pays for it, step by step.
    fn path(&self, from: usize) -> Option<Vec<(usize, usize)>> {
        let mut reached: Vec<Option<usize>> = vec![None; self.left.len()];
        let mut by: Vec<Option<usize>> = vec![None; self.edges.len()];
        let mut open = VecDeque::from([from]);
        while let Some(sum) = open.pop_front() {
            for line in self.edges[sum].iter().copied() {
                if reached[line].is_some() {
                    continue;
                }
                reached[line] = Some(sum);
                if self.left[line] > Number::ZERO {
                    return Some(Flow::steps(from, line, &reached, &by));
                }
                for other in (0..self.edges.len()).filter(|other| self.paid[*other][line] > Number::ZERO) {
                    if other != from && by[other].is_none() {
                        by[other] = Some(line);
                        open.push_back(other);
                    }
                }
            }
        }
        None
    }

    fn steps(from: usize, end: usize, reached: &[Option<usize>], by: &[Option<usize>]) -> Vec<(usize, usize)> {
        let (mut steps, mut line) = (Vec::new(), Some(end));
        while let Some(at) = line {
            let sum = reached[at].unwrap_or(from);
            steps.push((sum, at));
            line = if sum == from { None } else { by[sum] };
        }
        steps.reverse();
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_paid_moves_where_that_lets_more_be_paid() {
        // The first sum of 5 may be paid from either line of 5; the second from the first line only.
        let number = Number::whole;
        let mut flow = Flow { left: vec![number(5), number(5)], edges: Vec::new(), paid: Vec::new() };
        let mut pay = |edges: &[usize], sum: i64| {
            flow.edges.push(edges.to_vec());
            flow.paid.push(vec![Number::ZERO; 2]);
            flow.pay(number(sum))
        };
        assert_eq!(pay(&[0, 1], 5), Number::ZERO);
        assert_eq!(pay(&[0], 5), Number::ZERO);
        assert_eq!(pay(&[0, 1], 3), number(3));
    }
}
