//! Whether what a row names is in a population on the row's day.

use rustc_hash::FxHashSet;

use super::{Expenditure, Spent};
use crate::calendar::Date;
use crate::model::{Kind, Member, Norm, PopulationIndex, SubjectKind, UnitIndex, several};
use crate::scan::ranks::Ranks;
use crate::scan::shared::Sharing;
use crate::scan::spending::Ledger;

impl Expenditure<'_> {
    /// The members of a population who share with a row what a norm says.
    pub(super) fn sharing(
        &self,
        (plan, norm, of): (usize, &Norm, usize),
        population: PopulationIndex,
        row: &Spent<'_>,
        ledger: &mut Ledger,
    ) -> Vec<Member> {
        let (workspace, day) = (self.money.workspace, row.date);
        let entry = &workspace.plans[plan];
        let (Some(register), Some(column)) = (entry.kind(Some(population)).register(), norm.through) else { return Vec::new() };
        let epoch = self.money.changes.partition_point(|change| *change <= day);
        let (shared, members) = ledger.shared.entry((norm.place, epoch)).or_insert_with(|| {
            let members: Vec<(Member, Date)> =
                entry.members(workspace, Some(population), day, day).into_iter().map(|member| (member, day)).collect();
            let ranks = Ranks::All(workspace.register(register).keys().len());
            let shared = Sharing { workspace, register, of }.with(&members, &ranks, 0);
            (shared, members.into_iter().map(|(member, _)| (member.subject, member)).collect())
        });
        let number = shared.number(row.cells[column]).or_else(|| (row.referred)(column).map(|referred| referred.subject));
        number.into_iter().flat_map(|number| shared.ranks(number)).filter_map(|subject| members.get(subject).copied()).collect()
    }

    /// Whether what a row names, or a unit above it, is in a population on the row's day.
    pub(super) fn belongs(&self, plan: usize, population: PopulationIndex, row: &Spent<'_>, ledger: &mut Ledger) -> bool {
        let kind = self.money.workspace.plans[plan].kind(Some(population));
        if kind == SubjectKind::Units {
            let (units, date) = (&self.money.workspace.units, row.date);
            // A unit that is no more by then stands in those that it became.
            let now = |unit: UnitIndex| if units.lives(unit, date) { vec![unit] } else { units.stands(unit, date) };
            let around = self.units(row).into_iter().flat_map(now).flat_map(|unit| [vec![unit], units.above(unit, date)].concat());
            let around: Vec<u32> = around.map(|unit| unit.0).collect();
            let members = self.members(plan, population, date, ledger);
            return around.iter().any(|unit| members.contains(unit));
        }
        let fits = |column: &usize| match (kind, &self.log.table.columns[*column].kind) {
            (SubjectKind::Register(wanted), Kind::Reference(register)) => wanted == *register,
            (SubjectKind::Agencies, Kind::Agency) => true,
            (SubjectKind::Choices(log, named), _) => log == self.index && named == *column,
            _ => false,
        };
        let columns: Vec<usize> = (0..self.log.table.columns.len()).filter(fits).collect();
        columns.into_iter().any(|column| self.belongs_through(plan, population, Some(column), row, ledger))
    }

    /// Whether the subject that a row names in a column is in a population on the row's day.
    pub(super) fn belongs_through(
        &self,
        plan: usize,
        population: PopulationIndex,
        through: Option<usize>,
        row: &Spent<'_>,
        ledger: &mut Ledger,
    ) -> bool {
        let entry = &self.money.workspace.plans[plan];
        if let (Some(column), SubjectKind::Choices(log, named)) = (through, entry.kind(Some(population))) {
            let choices = self.money.workspace.log(log).choices(named);
            let subject = |word: &str| u32::try_from(choices.iter().position(|choice| choice.id == word)?).ok();
            let words: Vec<u32> = row.cells[column].text().into_iter().flat_map(several).filter_map(subject).collect();
            let members = self.members(plan, population, row.date, ledger);
            return words.iter().any(|word| members.contains(word));
        }
        let subject = through.and_then(|column| match entry.kind(Some(population)) {
            SubjectKind::Whole => Some(0),
            SubjectKind::Units | SubjectKind::Register(_) => (row.referred)(column).map(|referred| referred.subject),
            SubjectKind::Agencies => row.cells[column].text().and_then(|id| u32::try_from(entry.names.agency(id)?.0).ok()),
            SubjectKind::Choices(..) => None,
        });
        subject.is_some_and(|subject| self.members(plan, population, row.date, ledger).contains(&subject))
    }

    /// The members of a population on a day: the same as long as nothing changes.
    fn members<'l>(&self, plan: usize, population: PopulationIndex, day: Date, ledger: &'l mut Ledger) -> &'l FxHashSet<u32> {
        let epoch = self.money.changes.partition_point(|change| *change <= day);
        ledger.members.entry((plan, population.0, epoch)).or_insert_with(|| {
            let workspace = self.money.workspace;
            workspace.plans[plan].members(workspace, Some(population), day, day).into_iter().map(|member| member.subject).collect()
        })
    }
}
