//! Whether one subject is a member: on a day, or on some day of a stretch.

use super::index::{RegisterIndex, UNITS};
use super::members::Member;
use super::plan::Plan;
use super::population::{PopulationIndex, Source, SubjectKind};
use super::units::UnitIndex;
use super::workspace::Workspace;
use crate::calendar::{Date, Days, plus_days};

impl Workspace {
    /// The numbers of all subjects of a register, in the order of their codes or keys.
    pub fn subjects(&self, register: RegisterIndex) -> std::ops::Range<u32> {
        let count = if register == UNITS { self.units.len() } else { self.register(register).keys().len() };
        // What is held in memory ends long before numbers do.
        0..u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The rows that describe a subject of a register, by time.
    pub fn rows_of(&self, register: RegisterIndex, subject: u32) -> Vec<usize> {
        if register == UNITS {
            return self.units.rows(UnitIndex(subject)).iter().map(|(row, _)| *row).collect();
        }
        self.register(register).rows_of(subject).collect()
    }

    /// The row that describes a subject of a register on a day.
    fn row_of(&self, register: RegisterIndex, subject: u32, day: Date) -> Option<usize> {
        if register == UNITS { self.units.row_on(UnitIndex(subject), day) } else { self.register(register).row_on(subject, day) }
    }
}

impl Plan {
    /// Whether a subject is a member of a population on a day.
    pub fn is_member(&self, workspace: &Workspace, population: PopulationIndex, subject: u32, day: Date) -> bool {
        match &self.populations[population.0].source {
            Source::Union(parts) => parts.iter().any(|part| self.is_member(workspace, *part, subject, day)),
            Source::Versions(versions) => {
                Source::version(versions, day).is_some_and(|version| self.is_member(workspace, version, subject, day))
            }
            Source::Agencies(agencies) => agencies.iter().any(|agency| agency.0 == subject as usize),
            Source::Choices { log, column } => (subject as usize) < workspace.log(*log).choices(*column).len(),
            Source::Register { register: UNITS, .. } => self.has_unit(workspace, population, UnitIndex(subject), day),
            Source::Register { register, filter, within, outside, .. } => {
                let Some(row) = workspace.register(*register).subject_on(subject, day) else { return false };
                if !filter.passes(workspace, *register, row, day) {
                    return false;
                }
                if within.is_empty() && outside.is_empty() {
                    return true;
                }
                let units = workspace.stands(*register, row, day);
                let meets = |population: &PopulationIndex| {
                    units.iter().any(|unit| {
                        let mut meets = self.has_unit(workspace, *population, *unit, day);
                        workspace.units.each_above(*unit, day, |above| meets |= self.has_unit(workspace, *population, above, day));
                        meets
                    })
                };
                within.iter().all(meets) && !outside.iter().any(meets)
            }
        }
    }

    /// A subject as a member in a window of its own: by its population's kind of membership, with the row that describes it.
    pub(super) fn member(
        &self,
        workspace: &Workspace,
        population: PopulationIndex,
        subject: u32,
        days: Days,
        (reference, as_of): (Date, Date),
        changes: &[Date],
    ) -> Option<Member> {
        let (register, entry) = (self.kind(Some(population)).register()?, &self.populations[population.0]);
        let on = |day: Date| self.is_member(workspace, population, subject, day);
        let row = |day: Date| workspace.row_of(register, subject, day);
        if entry.any {
            let stretch = Days { first: days.first, last: days.first.max(as_of.min(days.last)) };
            return self.member_some_day(workspace, population, subject, stretch, changes);
        }
        if entry.open {
            return on(days.first).then(|| Member { subject, row: row(reference).or_else(|| row(days.first)) });
        }
        on(reference).then(|| Member { subject, row: row(reference) })
    }

    /// Those who are members on some day of a stretch, each with the row of the last such day.
    pub fn members_some_day(&self, workspace: &Workspace, population: PopulationIndex, days: Days) -> Vec<Member> {
        if self.kind(Some(population)).register().is_none() {
            return self.members_on(workspace, population, days.last);
        }
        self.some_day(workspace, population, days, |_| true)
    }

    /// The same for some subjects of a register alone.
    pub fn some_day(&self, workspace: &Workspace, population: PopulationIndex, days: Days, wanted: impl Fn(u32) -> bool) -> Vec<Member> {
        let Some(register) = self.kind(Some(population)).register() else { return Vec::new() };
        // Between two of these days nothing changes but rows of the register itself, which each subject looks at for itself.
        let changes = if self.looks_further() || register == UNITS { workspace.changes() } else { workspace.unit_changes() };
        let changes = [changes, self.version_changes()].concat();
        let subjects = workspace.subjects(register).filter(|subject| wanted(*subject));
        subjects.filter_map(|subject| self.member_some_day(workspace, population, subject, days, &changes)).collect()
    }

    fn member_some_day(
        &self,
        workspace: &Workspace,
        population: PopulationIndex,
        subject: u32,
        days: Days,
        changes: &[Date],
    ) -> Option<Member> {
        let register = match self.kind(Some(population)) {
            SubjectKind::Units => UNITS,
            SubjectKind::Register(register) => register,
            _ => return None,
        };
        let rows = workspace.rows_of(register, subject);
        let lives: Vec<Days> = rows.iter().map(|row| workspace.register(register).row(*row).valid()).collect();
        let passes = |row: usize, day: Date| match &self.populations[population.0].source {
            // Of conditions on the row alone one look is enough.
            Source::Register { filter, .. } => filter.looks_further() || filter.passes(workspace, register, row, day),
            _ => true,
        };
        if !lives.iter().zip(&rows).any(|(life, row)| life.overlaps(days) && passes(*row, life.first.max(days.first))) {
            return None;
        }
        // Where membership ends within the stretch, it ends on a day before a change, or with a row.
        let before = changes.iter().map(|change| plus_days(*change, -1)).filter(|day| days.contains(*day));
        let ends = lives.iter().map(|life| life.last).filter(|day| days.contains(*day));
        let mut last: Vec<Date> = before.chain(ends).chain([days.last]).collect();
        last.sort_unstable();
        last.dedup();
        let day = last.into_iter().rev().find(|day| self.is_member(workspace, population, subject, *day))?;
        Some(Member { subject, row: workspace.row_of(register, subject, day) })
    }
}
