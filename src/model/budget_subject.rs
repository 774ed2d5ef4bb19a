//! Whom a budget line is for, where it is not for an activity or the plan as a whole.

use super::index::RegisterIndex;
use super::units::UnitIndex;
use super::workspace::Workspace;
use crate::calendar::Date;
use crate::text::echo;

/// A unit or a row of a register that has budget lines of its own: they pay for its rows, and for those of what lies below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BudgetSubject {
    /// Its code or key, as the line names it.
    pub id: String,
    /// The holders of the code in the line's year.
    pub units: Vec<UnitIndex>,
    /// Where it is no unit, the registers that have the key, each with its number there.
    pub keys: Vec<(RegisterIndex, u32)>,
}

impl Workspace {
    /// The code or key of a subject of budget lines; none where that is personal.
    pub fn budget_subject_id(&self, subject: u16) -> Option<&str> {
        let BudgetSubject { id, keys, .. } = &self.budget_subjects[usize::from(subject)];
        let open = |(register, _): &(RegisterIndex, u32)| {
            let table = &self.register(*register).table;
            table.key().is_none_or(|column| !table.columns[column].personal)
        };
        keys.iter().all(open).then_some(id)
    }

    /// What people call it.
    pub fn budget_subject_name(&self, subject: u16, day: Date) -> String {
        match self.budget_subjects[usize::from(subject)].units.first() {
            Some(unit) => self.unit_name(*unit, day),
            None => self.budget_subject_id(subject).map_or_else(|| "…".into(), |id| echo(id).into()),
        }
    }
}
