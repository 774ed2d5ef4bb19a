//! Things that stand in a register: each commune has a club.

use rustc_hash::FxHashMap;

use crate::calendar::Date;
use crate::model::{Counting, Credit, Filter, Plan, RegisterIndex, SubjectKind, Target, Workspace};

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
        for at in self.rows(day) {
            for subject in self.subjects_of(credit, at, day) {
                *counts.entry(subject).or_insert(0) += 1;
            }
        }
        counts
    }

    /// The rows alive on a day that are looked at.
    fn rows(&self, day: Date) -> impl Iterator<Item = usize> {
        let rows = self.workspace.register(self.register).rows.all().enumerate();
        let looked_at = move |at: usize| self.filter.passes(self.workspace, self.register, at, day);
        rows.filter(move |(at, row)| row.valid().contains(day) && looked_at(*at)).map(|(at, _)| at)
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

/// The rows of a register that count for a subject of a target on a day, whose members and hierarchy are read on a reference
/// date; none where the target counts no register.
pub fn standing_rows(
    workspace: &Workspace,
    (plan, target): (&Plan, &Target),
    members: &[u32],
    (reference, day): (Date, Date),
    subject: u32,
) -> Vec<(RegisterIndex, usize)> {
    let Counting::Standing { register, filter, through, within } = &target.counting else { return Vec::new() };
    let subjects = plan.kind(target.population);
    let standing = Standing { workspace, plan, register: *register, filter, through: *through, subjects };
    let units = if subjects == SubjectKind::Units { members } else { &[] };
    let credit = Credit::new(&workspace.units, units.iter().copied(), reference, *within);
    let rows = standing.rows(day).filter(|at| standing.subjects_of(&credit, *at, day).contains(&subject));
    rows.map(|at| (*register, at)).collect()
}
