//! Things that stand in a register: each commune has a club.

use rustc_hash::FxHashMap;

use crate::calendar::Date;
use crate::model::{Credit, Filter, Plan, RegisterIndex, SubjectKind, Workspace};

/// What is looked at in a register.
pub(super) struct Standing<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) plan: &'a Plan,
    pub(super) register: RegisterIndex,
    pub(super) filter: &'a Filter,
    pub(super) through: Option<usize>,
    pub(super) subjects: SubjectKind,
}

impl Standing<'_> {
    /// How many rows alive on a day refer to each subject.
    pub(super) fn count(&self, credit: &Credit<'_>, day: Date) -> FxHashMap<u32, u64> {
        let mut counts: FxHashMap<u32, u64> = FxHashMap::default();
        let register = self.workspace.register(self.register);
        for (at, row) in register.rows.all().enumerate() {
            if !row.valid().contains(day) || !self.filter.passes(self.workspace, self.register, at, day) {
                continue;
            }
            for subject in self.subjects_of(credit, at, day) {
                *counts.entry(subject).or_insert(0) += 1;
            }
        }
        counts
    }

    fn subjects_of(&self, credit: &Credit<'_>, at: usize, day: Date) -> Vec<u32> {
        let register = self.workspace.register(self.register);
        let text = || self.through.and_then(|column| register.row(at).text(column));
        match self.subjects {
            SubjectKind::Whole => vec![0],
            SubjectKind::Units => match self.through.and_then(|column| register.unit_in(at, column)) {
                Some(unit) => credit.standing(&self.workspace.units.stands(unit, day), day),
                None => Vec::new(),
            },
            SubjectKind::Register(register) => text().and_then(|key| self.workspace.register(register).find(key)).into_iter().collect(),
            SubjectKind::Agencies => {
                text().and_then(|id| self.plan.names.agency(id)).and_then(|agency| u32::try_from(agency.0).ok()).into_iter().collect()
            }
            SubjectKind::Choices(..) => Vec::new(),
        }
    }
}
