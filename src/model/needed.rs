//! What a member needs: a number, or what its row, its word or another population says.

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
