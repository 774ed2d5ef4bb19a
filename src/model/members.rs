//! Membership of populations on a day.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{RegisterIndex, UNITS};
use super::plan::Plan;
use super::population::{PopulationIndex, Source, SubjectKind};
use super::units::UnitIndex;
use super::workspace::Workspace;
use crate::calendar::{Date, Days};

/// A member of a population.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Member {
    /// Its number, in the sense of its population's [`SubjectKind`].
    pub subject: u32,
    /// The register row that describes it, where it comes from a register.
    pub row: Option<usize>,
}

impl Plan {
    /// What the subjects of a population are; none at all is the plan itself.
    pub fn kind(&self, population: Option<PopulationIndex>) -> SubjectKind {
        SubjectKind::of(&self.populations, population)
    }

    /// The members that a target counts in a window that begins on `start`, read on `day`.
    ///
    /// In the order of their codes or keys, each once. A population with open membership is read on `start`;
    /// its units are then replaced by those they have led to. In one with any, whoever is a member on some day of the
    /// window is.
    pub fn members(&self, workspace: &Workspace, population: Option<PopulationIndex>, start: Date, day: Date) -> Vec<Member> {
        let Some(index) = population else { return vec![Member { subject: 0, row: None }] };
        let mut members: Vec<Member>;
        if self.populations[index.0].any {
            members = self.members_some_day(workspace, index, Days { first: start, last: day.max(start) });
        } else if self.populations[index.0].open {
            let frozen = self.members_on(workspace, index, start);
            if self.kind(population) == SubjectKind::Units {
                let ends: BTreeSet<UnitIndex> =
                    frozen.iter().flat_map(|member| workspace.units.reached(UnitIndex(member.subject), day)).collect();
                members = ends
                    .into_iter()
                    .filter_map(|unit| Some(Member { subject: unit.0, row: Some(workspace.units.row_on(unit, day)?) }))
                    .collect();
            } else {
                members = frozen
                    .into_iter()
                    .map(|member| match self.kind(population) {
                        // What has closed since is described as it was when it became a member.
                        SubjectKind::Register(register) => {
                            Member { row: workspace.register(register).row_on(member.subject, day).or(member.row), ..member }
                        }
                        _ => member,
                    })
                    .collect();
            }
        } else {
            members = self.members_on(workspace, index, day);
        }
        match self.kind(population) {
            // Numbered in the order of their codes and keys.
            SubjectKind::Whole | SubjectKind::Units | SubjectKind::Register(_) => members.sort_unstable_by_key(|member| member.subject),
            kind @ (SubjectKind::Agencies | SubjectKind::Choices(..)) => {
                members.sort_by(|a, b| workspace.subject_key(self, kind, a.subject).cmp(workspace.subject_key(self, kind, b.subject)));
            }
        }
        members
    }

    /// The days on which another version of a population comes into force, in order.
    pub fn version_changes(&self) -> Vec<Date> {
        let versions = self.populations.iter().filter_map(|population| match &population.source {
            Source::Versions(versions) => Some(versions),
            _ => None,
        });
        crate::calendar::changes(versions.flatten().map(|(days, _)| *days), [])
    }

    /// Whether any population asks for what the row says that a register row refers to.
    pub fn looks_further(&self) -> bool {
        self.populations.iter().any(|population| match &population.source {
            Source::Register { filter, .. } => filter.looks_further(),
            Source::Union(_) | Source::Versions(_) | Source::Agencies(_) | Source::Choices { .. } => false,
        })
    }

    /// Whether a unit is a member of a population of units on a day.
    pub fn has_unit(&self, workspace: &Workspace, population: PopulationIndex, unit: UnitIndex, day: Date) -> bool {
        match &self.populations[population.0].source {
            Source::Union(parts) => parts.iter().any(|part| self.has_unit(workspace, *part, unit, day)),
            Source::Versions(versions) => {
                Source::version(versions, day).is_some_and(|version| self.has_unit(workspace, version, unit, day))
            }
            Source::Register { register: UNITS, filter, listed, within, outside } => {
                let units = &workspace.units;
                let Some(row) = units.row_on(unit, day) else { return false };
                let meets = |population: &PopulationIndex| {
                    let mut meets = self.has_unit(workspace, *population, unit, day);
                    units.each_above(unit, day, |above| meets |= self.has_unit(workspace, *population, above, day));
                    meets
                };
                (listed.is_empty() || units.is_listed(unit, listed, day))
                    && filter.passes(workspace, UNITS, row, day)
                    && within.iter().all(meets)
                    && !outside.iter().any(meets)
            }
            Source::Register { .. } | Source::Agencies(_) | Source::Choices { .. } => false,
        }
    }

    /// Of a population of units from the register those whose own rows pass its filter on some day, in their order.
    fn candidates(&self, workspace: &Workspace, population: PopulationIndex) -> &[UnitIndex] {
        let population = &self.populations[population.0];
        population.candidates.get_or_init(|| {
            let Source::Register { filter, .. } = &population.source else { return Vec::new() };
            // What stands in its own row is the same on every day.
            let own: Vec<_> = filter.conditions.iter().filter(|condition| condition.path.then.is_empty()).collect();
            let (units, register) = (&workspace.units, workspace.register(UNITS));
            let passes = |row: usize| own.iter().all(|condition| condition.test.holds(register.row(row).cell(condition.path.column)));
            units.all().filter(|unit| units.rows(*unit).iter().any(|(row, _)| passes(*row))).collect()
        })
    }

    /// By unit whether it may be a member of a population of units on any day: true of all that ever are.
    pub fn may_have_units(&self, workspace: &Workspace, population: PopulationIndex) -> Vec<bool> {
        let units = &workspace.units;
        let versions: Vec<PopulationIndex>;
        let source = &self.populations[population.0].source;
        let mut may: Vec<bool> = match source {
            Source::Union(_) | Source::Versions(_) => {
                versions = match source {
                    Source::Versions(versions) => versions.iter().map(|(_, version)| *version).collect(),
                    Source::Union(parts) => parts.clone(),
                    _ => Vec::new(),
                };
                versions.iter().fold(vec![false; units.len()], |mut all, part| {
                    let more = self.may_have_units(workspace, *part);
                    all.iter_mut().zip(more).for_each(|(may, also)| *may |= also);
                    all
                })
            }
            Source::Register { register: UNITS, .. } => {
                let mut may = vec![false; units.len()];
                self.candidates(workspace, population).iter().for_each(|unit| may[unit.0 as usize] = true);
                may
            }
            Source::Register { .. } | Source::Agencies(_) | Source::Choices { .. } => vec![false; units.len()],
        };
        if self.populations[population.0].open {
            // Those that members of the first day have led to take their place.
            for unit in units.all().filter(|unit| !units.leads_to(*unit).is_empty() && may[unit.0 as usize]).collect::<Vec<_>>() {
                units.reached(unit, Date::MAX).iter().for_each(|end| may[end.0 as usize] = true);
            }
        }
        may
    }

    /// The members on a day, each once.
    pub(super) fn members_on(&self, workspace: &Workspace, population: PopulationIndex, day: Date) -> Vec<Member> {
        match &self.populations[population.0].source {
            Source::Union(parts) => {
                let all: BTreeMap<u32, Member> =
                    parts.iter().flat_map(|part| self.members_on(workspace, *part, day)).map(|member| (member.subject, member)).collect();
                all.into_values().collect()
            }
            Source::Versions(versions) => {
                Source::version(versions, day).map_or_else(Vec::new, |version| self.members_on(workspace, version, day))
            }
            Source::Agencies(agencies) => {
                let all: BTreeSet<u32> = agencies.iter().map(|agency| u32::try_from(agency.0).unwrap_or(u32::MAX)).collect();
                all.into_iter().map(|subject| Member { subject, row: None }).collect()
            }
            Source::Choices { log, column } => {
                let count = workspace.log(*log).choices(*column).len();
                (0..u32::try_from(count).unwrap_or(u32::MAX)).map(|subject| Member { subject, row: None }).collect()
            }
            Source::Register { register, filter, listed, within, outside } => {
                let sets = |populations: &[PopulationIndex]| -> Vec<BTreeSet<u32>> {
                    populations
                        .iter()
                        .map(|index| self.members_on(workspace, *index, day).into_iter().map(|member| member.subject).collect())
                        .collect()
                };
                let (within, outside) = (sets(within), sets(outside));
                let placed = |units: &[UnitIndex]| {
                    let mut around: Vec<u32> = Vec::new();
                    for unit in units {
                        around.push(unit.0);
                        around.extend(workspace.units.above(*unit, day).iter().map(|above| above.0));
                    }
                    let meets = |set: &BTreeSet<u32>| around.iter().any(|unit| set.contains(unit));
                    within.iter().all(meets) && !outside.iter().any(meets)
                };
                let needs_place = !within.is_empty() || !outside.is_empty();
                if *register == UNITS {
                    let units = &workspace.units;
                    return self
                        .candidates(workspace, population)
                        .iter()
                        .filter_map(|unit| {
                            let unit = *unit;
                            let row = units.row_on(unit, day)?;
                            let member = (listed.is_empty() || units.is_listed(unit, listed, day))
                                && filter.passes(workspace, UNITS, row, day)
                                && (!needs_place || placed(&[unit]));
                            member.then_some(Member { subject: unit.0, row: Some(row) })
                        })
                        .collect();
                }
                let table = workspace.register(*register);
                (0..u32::try_from(table.keys().len()).unwrap_or(u32::MAX))
                    .filter_map(|key| {
                        let row = table.subject_on(key, day)?;
                        let member = filter.passes(workspace, *register, row, day)
                            && (!needs_place || placed(&workspace.stands(*register, row, day)));
                        member.then_some(Member { subject: key, row: Some(row) })
                    })
                    .collect()
            }
        }
    }
}

impl Workspace {
    /// The units in which a register row stands on a day: its unit, followed through successions.
    pub fn stands(&self, register: RegisterIndex, row: usize, day: Date) -> Vec<UnitIndex> {
        match self.register(register).unit(row) {
            Some(unit) => self.units.stands(unit, day),
            None => Vec::new(),
        }
    }

    /// The code, key or id by which people name a subject.
    pub fn subject_key<'w>(&'w self, plan: &'w Plan, kind: SubjectKind, subject: u32) -> &'w str {
        match kind {
            SubjectKind::Whole => "*",
            SubjectKind::Units => self.units.code(UnitIndex(subject)),
            SubjectKind::Register(register) => self.register(register).key(subject),
            SubjectKind::Agencies => &plan.names.agencies[subject as usize].id,
            SubjectKind::Choices(log, column) => &self.log(log).choices(column)[subject as usize].id,
        }
    }
}
