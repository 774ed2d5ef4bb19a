//! What `tiendo.toml` demands of the columns of one row.

use std::cmp::Ordering;

use super::filter::Condition;
use super::value::{Value, View};
use crate::read::Place;

/// A rule over the columns of a row; where its conditions hold, its demands must.
#[derive(Clone, Debug)]
pub struct RowRule {
    /// For which rows it is; for all where it has none. They look at columns of the row itself.
    pub when: Vec<Condition>,
    /// What must hold then, in the order of the file.
    pub demands: Vec<Demand>,
    /// What people are told where it does not.
    pub message: Option<String>,
    /// Where it is declared.
    pub place: Place,
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum Demand {
    /// Something stands in the column.
    Filled(usize),
    /// Nothing stands in the column.
    Empty(usize),
    /// Two values compare so, where both stand there.
    Compare(Comparison),
}

/// A comparison of a column with another one, or with a value.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The column on the left.
    pub column: usize,
    /// The orders that it allows.
    pub allowed: &'static [Ordering],
    /// What stands on the right.
    pub with: Side,
    /// As written: `date <= closed`.
    pub text: String,
}

/// The right side of a comparison.
#[derive(Clone, Debug)]
pub enum Side {
    /// Another column of the row.
    Column(usize),
    /// A value.
    Value(Value),
}

impl RowRule {
    /// The demands that a row breaks.
    pub fn broken<'r, 'v>(&'r self, view: &'r dyn Fn(usize) -> View<'v>) -> impl Iterator<Item = &'r Demand> {
        let concerned = self.when.iter().all(|condition| condition.test.holds(view(condition.path.column)));
        self.demands.iter().filter(move |demand| concerned && !demand.holds(view))
    }
}

impl Demand {
    /// The column that it is about.
    pub fn column(&self) -> usize {
        match self {
            Demand::Filled(column) | Demand::Empty(column) => *column,
            Demand::Compare(comparison) => comparison.column,
        }
    }

    fn holds<'v>(&self, view: &dyn Fn(usize) -> View<'v>) -> bool {
        match self {
            Demand::Filled(column) => view(*column) != View::Empty,
            Demand::Empty(column) => view(*column) == View::Empty,
            Demand::Compare(Comparison { column, allowed, with, .. }) => {
                let right: View<'_> = match with {
                    Side::Column(column) => view(*column),
                    Side::Value(value) => value.view(),
                };
                order(view(*column), right).is_none_or(|order| allowed.contains(&order))
            }
        }
    }
}

/// How two values compare; nothing where one is empty or they are of two kinds.
fn order(left: View<'_>, right: View<'_>) -> Option<Ordering> {
    match (left, right) {
        (View::Date(left), View::Date(right)) => Some(left.cmp(&right)),
        (View::Text(left), View::Text(right)) => Some(left.cmp(right)),
        (View::Empty, _) | (_, View::Empty) => None,
        _ => Some(left.number()?.cmp(&right.number()?)),
    }
}
