//! What a member needs: a number, or what its row, its word or another population says.

use super::column::Kind;
use super::index::{RegisterIndex, UNITS};
use super::members::Member;
use super::plan::Plan;
use super::population::SubjectKind;
use super::target::Needed;
use super::value::View;
use super::workspace::Workspace;
use crate::calendar::Date;
use crate::number::Number;

impl SubjectKind {
    /// The register whose rows describe the subjects.
    pub fn register(self) -> Option<RegisterIndex> {
        match self {
            SubjectKind::Units => Some(UNITS),
            SubjectKind::Register(register) => Some(register),
            SubjectKind::Whole | SubjectKind::Agencies | SubjectKind::Choices(..) => None,
        }
    }
}

/// What a member needs on a day, and the baseline from which it is seen; nothing where its row does not say, which makes it
/// no member.
pub fn needs(
    (workspace, plan): (&Workspace, &Plan),
    needed: &Needed,
    kind: SubjectKind,
    member: Member,
    day: Date,
) -> Option<(Number, Option<Number>)> {
    let number = |needed: &Needed| Some(needs((workspace, plan), needed, kind, member, day)?.0);
    match needed {
        Needed::Number(number) => Some((*number, None)),
        Needed::Column { path, times, .. } => {
            let value = path.number(workspace, kind.register()?, member.row?, day)?;
            Some((value.times(*times)?, None))
        }
        Needed::By { path, words, .. } => {
            let value = as_text(path.value(workspace, kind.register()?, member.row?, day))?;
            let (_, needed) = words.iter().find(|(word, _)| *word == value)?;
            Some((number(needed)?, None))
        }
        Needed::Members { population, .. } => {
            Some((Number::count(plan.members(workspace, Some(*population), day, day).len() as u64), None))
        }
        Needed::Goal { goal, from } => Some((number(goal)?, Some(number(from)?))),
    }
}

/// Why a member's row does not say what it needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lack {
    /// A cell is empty.
    Empty,
    /// The plan says nothing of the word in a column.
    Word {
        /// The column, as the plan names it.
        column: String,
        /// The word.
        word: String,
        /// Whether the column has fixed words, which are looked at with the plan.
        fixed: bool,
    },
}

/// Why a member has no threshold on a day; nothing where it has one.
pub fn lack(cx: (&Workspace, &Plan), needed: &Needed, kind: SubjectKind, member: Member, day: Date) -> Option<Lack> {
    let (workspace, _) = cx;
    match needed {
        Needed::Number(_) | Needed::Members { .. } => None,
        Needed::Column { .. } => needs(cx, needed, kind, member, day).is_none().then_some(Lack::Empty),
        Needed::Goal { goal, from } => lack(cx, goal, kind, member, day).or_else(|| lack(cx, from, kind, member, day)),
        Needed::By { name, path, words } => {
            let register = kind.register()?;
            let Some(word) = as_text(path.value(workspace, register, member.row?, day)) else { return Some(Lack::Empty) };
            if let Some((_, needed)) = words.iter().find(|(known, _)| *known == word) {
                return lack(cx, needed, kind, member, day);
            }
            let (table, column) = path.then.last().map_or((register, path.column), |(register, column)| (*register, *column));
            let fixed = matches!(workspace.register(table).table.columns[column].kind, Kind::Choice(_));
            Some(Lack::Word { column: name.clone(), word, fixed })
        }
    }
}

/// A value as it is written; nothing where nothing stands there.
fn as_text(value: View<'_>) -> Option<String> {
    match value {
        View::Empty => None,
        View::Text(text) => Some(text.to_owned()),
        View::Number(number) => Some(number.to_string()),
        View::Date(day) => Some(day.to_string()),
        View::Period(period) => Some(period.to_string()),
        View::Boolean(flag) => Some(flag.to_string()),
    }
}
