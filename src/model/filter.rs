//! `where`: conditions on the columns of a row, and on those of the rows it refers to.

use super::column::several;
use super::index::{RegisterIndex, UNITS};
use super::register::Register;
use super::rows::Row;
use super::units::Units;
use super::value::{Value, View};
use super::workspace::Workspace;
use crate::calendar::Date;
use crate::number::Number;

/// All conditions must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// The conditions, each on a path of its own.
    pub conditions: Vec<Condition>,
}

/// A test of one value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condition {
    /// The column as written in the plan: `form`, `indicator.criterion`.
    pub name: String,
    /// The column.
    pub path: Path,
    /// What must hold.
    pub test: Test,
}

/// A column, perhaps of a row that is referred to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    /// The column of the row itself.
    pub column: usize,
    /// The columns further on, each with the register that the one before refers to.
    pub then: Vec<(RegisterIndex, usize)>,
}

/// What must hold of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Test {
    /// It is one of these; [`Value::Empty`] is written `""`.
    OneOf(Vec<Value>),
    /// It is none of these.
    NoneOf(Vec<Value>),
    /// One of the words of a field that holds several is one of these.
    AnyWord(Vec<Value>),
    /// None of them is.
    NoWord(Vec<Value>),
    /// It compares so with a number or a day; an empty value never does.
    Compare(Op, Value),
    /// All of these hold.
    All(Vec<Test>),
}

/// How two values compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// More than.
    Above,
    /// Less than.
    Below,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

impl Test {
    /// Whether it holds of a value.
    pub fn holds(&self, value: View<'_>) -> bool {
        match self {
            Test::OneOf(values) => values.iter().any(|wanted| wanted.view() == value),
            Test::NoneOf(values) => !values.iter().any(|wanted| wanted.view() == value),
            Test::AnyWord(values) => has_word(values, value),
            Test::NoWord(values) => !has_word(values, value),
            Test::All(tests) => tests.iter().all(|test| test.holds(value)),
            Test::Compare(op, bound) => {
                let order = match (value, bound) {
                    (View::Number(value), Value::Number(bound)) => value.cmp(bound),
                    (View::Date(value), Value::Date(bound)) => value.cmp(bound),
                    _ => return false,
                };
                match op {
                    Op::Above => order.is_gt(),
                    Op::Below => order.is_lt(),
                    Op::AtLeast => order.is_ge(),
                    Op::AtMost => order.is_le(),
                }
            }
        }
    }
}

/// Whether a field that holds several words has one of some; an empty one has the empty value.
fn has_word(values: &[Value], value: View<'_>) -> bool {
    let View::Text(text) = value else { return values.iter().any(|wanted| wanted.view() == value) };
    several(text).any(|word| values.iter().any(|wanted| wanted.view() == View::Text(word)))
}

impl Filter {
    /// Whether a register row, looked at on a day, passes.
    pub fn passes(&self, workspace: &Workspace, register: RegisterIndex, row: usize, day: Date) -> bool {
        self.conditions.iter().all(|condition| condition.test.holds(condition.path.value(workspace, register, row, day)))
    }

    /// Whether it asks for what the row says that a row refers to.
    pub fn looks_further(&self) -> bool {
        self.conditions.iter().any(|condition| !condition.path.then.is_empty())
    }
}

impl Path {
    /// A column of the row itself.
    pub fn own(column: usize) -> Path {
        Path { column, then: Vec::new() }
    }

    /// The value it leads to from a register row, looked at on a day.
    pub fn value<'w>(&self, workspace: &'w Workspace, register: RegisterIndex, row: usize, day: Date) -> View<'w> {
        let start = workspace.register(register).row(row);
        follow(workspace, start, self.column, &self.then, day)
    }

    /// The number it leads to, where there is one.
    pub fn number(&self, workspace: &Workspace, register: RegisterIndex, row: usize, day: Date) -> Option<Number> {
        self.value(workspace, register, row, day).number()
    }

    /// The value of the columns further on, from the row that a log row refers to on its day.
    pub fn further<'w>(&self, workspace: &'w Workspace, referred: Option<usize>, day: Date) -> View<'w> {
        match (self.then.split_first(), referred) {
            (Some(((register, column), rest)), Some(row)) => follow(workspace, workspace.register(*register).row(row), *column, rest, day),
            _ => View::Empty,
        }
    }
}

/// Follows references from one register row to the next, all looked at on one day.
fn follow<'w>(workspace: &'w Workspace, mut row: Row<'w>, mut column: usize, then: &[(RegisterIndex, usize)], day: Date) -> View<'w> {
    for (register, next) in then {
        let target = workspace.register(*register);
        let Some(found) = referred(&workspace.units, target, *register, row, column, day) else {
            return View::Empty;
        };
        row = target.row(found);
        column = *next;
    }
    row.cell(column)
}

/// The row that a register row's reference means on a day: for a unit the one that holds the code then.
fn referred(units: &Units, target: &Register, register: RegisterIndex, row: Row<'_>, column: usize, day: Date) -> Option<usize> {
    let key = row.text(column)?;
    if register == UNITS {
        let unit = units.holder(key, day)?;
        return units.row_on(unit, day);
    }
    target.row_on(target.find(key)?, day)
}
