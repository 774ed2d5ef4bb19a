//! By which rows somebody is a member of a population, what it came from, and who came or left, on which day, by which row.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::calendar::{Date, Days, plus_days};
use crate::model::{Member, Plan, PopulationIndex, RegisterIndex, Source, SubjectKind, Target, UNITS, UnitIndex, Window, Workspace};
use crate::read::{Locator, Place};
use crate::report::document::{Cell, Column, Row, Sheet};
use crate::say;
use crate::text::{Lang, Message, Word};

/// One row that says something of a subject.
#[derive(Clone)]
pub(super) struct Ground {
    pub(super) what: Message,
    pub(super) days: Days,
    pub(super) basis: Option<String>,
    /// Its file and line.
    pub(super) site: Option<(String, usize)>,
}

/// What grounds are looked for in.
pub(super) struct Grounds<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) plan: &'w Plan,
    pub(super) kind: SubjectKind,
    pub(super) population: Option<PopulationIndex>,
}

/// Where a place is: file and line.
pub(super) fn site(locator: &mut Locator<'_>, place: Place) -> Option<(String, usize)> {
    let found = locator.locate(place);
    (!found.path.is_empty()).then(|| (found.path.to_string(), found.line))
}

impl Grounds<'_> {
    fn unit_name(&self, unit: UnitIndex, day: Date) -> String {
        format!("{} {}", self.workspace.units.code(unit), self.workspace.unit_name(unit, day))
    }

    /// What a category is called where it is defined.
    fn category(&self, id: &str) -> String {
        let names = [&self.plan.names, &self.workspace.shared];
        names.iter().find_map(|names| names.categories.get(id)).map_or_else(|| id.to_owned(), |named| format!("{} ({id})", named.name))
    }

    /// The categories by which units are in a population, and the populations in which their members must lie.
    fn asked(&self, population: PopulationIndex, day: Date, listed: &mut Vec<String>, around: &mut Vec<PopulationIndex>) {
        match &self.plan.populations[population.0].source {
            Source::Register { listed: of, within, .. } => {
                listed.extend(of.iter().cloned());
                around.extend(within.iter().copied());
            }
            Source::Union(parts) => parts.iter().for_each(|part| self.asked(*part, day, listed, around)),
            Source::Versions(versions) => {
                if let Some((_, version)) = versions.iter().find(|(days, _)| days.contains(day)) {
                    self.asked(*version, day, listed, around);
                }
            }
            Source::Agencies(_) | Source::Choices { .. } => {}
        }
    }

    /// The rows by which a member is one on a day.
    pub(super) fn of(&self, member: Member, day: Date, locator: &mut Locator<'_>) -> Vec<Ground> {
        let mut found = Vec::new();
        match self.population {
            Some(population) => self.in_population(population, self.kind, member, day, locator, &mut found),
            None => found.push(Ground { what: Word::WholePlan.into(), days: Days::ALWAYS, basis: None, site: None }),
        }
        found
    }

    fn in_population(
        &self,
        population: PopulationIndex,
        kind: SubjectKind,
        member: Member,
        day: Date,
        locator: &mut Locator<'_>,
        found: &mut Vec<Ground>,
    ) {
        let (mut listed, mut around) = (Vec::new(), Vec::new());
        self.asked(population, day, &mut listed, &mut around);
        let units = match kind {
            SubjectKind::Units => {
                self.unit(UnitIndex(member.subject), &listed, day, locator, found);
                vec![UnitIndex(member.subject)]
            }
            SubjectKind::Register(register) => {
                let Some(at) = member.row else { return };
                found.push(self.register_row(register, at, locator));
                self.workspace.stands(register, at, day)
            }
            SubjectKind::Agencies | SubjectKind::Choices(..) | SubjectKind::Whole => {
                let id = &self.plan.populations[population.0].id;
                let what = say!(vi: "kế hoạch nêu trong `{id}`", en: "the plan names it in `{id}`");
                found.push(Ground {
                    what,
                    days: Days::ALWAYS,
                    basis: None,
                    site: site(locator, self.plan.populations[population.0].place),
                });
                Vec::new()
            }
        };
        // What makes the units around it members is a ground of its own.
        for outer in around {
            let above = units.iter().flat_map(|unit| std::iter::once(*unit).chain(self.workspace.units.above(*unit, day)));
            let Some(holds) = above.into_iter().find(|unit| self.plan.is_member(self.workspace, outer, unit.0, day)) else { continue };
            let row = self.workspace.units.row_on(holds, day);
            self.in_population(outer, SubjectKind::Units, Member { subject: holds.0, row }, day, locator, found);
        }
    }

    /// A row of a declared register.
    pub(super) fn register_row(&self, register: RegisterIndex, at: usize, locator: &mut Locator<'_>) -> Ground {
        let entry = self.workspace.register(register);
        let (row, name) = (entry.row(at), &entry.table.name);
        let shown = |column: usize| (!entry.table.columns[column].personal).then(|| row.text(column)).flatten();
        let title = ["name", "title"].iter().find_map(|name| entry.table.column(name)).and_then(shown);
        let key = entry.table.key().and_then(shown);
        let called = [key, title].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let what = say!(vi: "danh mục `{name}`: {called}", en: "register `{name}`: {called}");
        Ground { what, days: self.shown_days(register, at), basis: self.basis(register, at), site: site(locator, row.place()) }
    }

    /// Whether the days from which and to which rows of a register hold may not be told.
    fn has_hidden_days(&self, register: RegisterIndex) -> [bool; 2] {
        let table = &self.workspace.register(register).table;
        ["from", "to"].map(|name| table.column(name).is_some_and(|at| table.columns[at].personal))
    }

    /// The days on which a row holds; a day that may not be told is left open.
    fn shown_days(&self, register: RegisterIndex, row: usize) -> Days {
        let (days, [from, to]) = (self.workspace.register(register).row(row).valid(), self.has_hidden_days(register));
        Days { first: if from { Date::MIN } else { days.first }, last: if to { Date::MAX } else { days.last } }
    }

    fn basis(&self, register: RegisterIndex, row: usize) -> Option<String> {
        let entry = self.workspace.register(register);
        let column = entry.table.column("basis").filter(|at| !entry.table.columns[*at].personal)?;
        entry.row(row).text(column).map(str::to_owned)
    }

    fn unit(&self, unit: UnitIndex, listed: &[String], day: Date, locator: &mut Locator<'_>, found: &mut Vec<Ground>) {
        let units = &self.workspace.units;
        let row = units.row_near(unit, day);
        let place = self.workspace.register(UNITS).row(row).place();
        let life = units.rows(unit).iter().find(|(at, _)| *at == row).map_or(Days::ALWAYS, |(_, days)| *days);
        let name = self.unit_name(unit, day);
        let what = say!(vi: "đơn vị {name}", en: "unit {name}");
        found.push(Ground { what, days: life, basis: self.basis(UNITS, row), site: site(locator, place) });
        let on = |listing: &&crate::model::Listing| listing.days.contains(day) && listed.iter().any(|one| **one == *listing.category);
        for listing in units.listings(unit).iter().filter(on) {
            let category = self.category(&listing.category);
            found.push(Ground {
                what: say!(vi: "danh sách: {category}", en: "listed: {category}"),
                days: listing.days,
                basis: listing.basis.as_deref().map(str::to_owned),
                site: site(locator, listing.place),
            });
        }
    }

    /// The units from which some came, by which row, the nearest first; each once.
    pub(super) fn came_from(&self, units: &[UnitIndex], locator: &mut Locator<'_>) -> Vec<Ground> {
        let (mut found, mut seen, mut next) = (Vec::new(), units.to_vec(), units.to_vec());
        while let Some(unit) = next.pop() {
            for (date, old) in self.workspace.units.came_from(unit) {
                let (before, after) = (self.unit_name(old, plus_days(date, -1)), self.unit_name(unit, date));
                found.push(Ground {
                    what: say!(vi: "{before} thành {after}", en: "{before} became {after}"),
                    days: Days { first: date, last: Date::MAX },
                    basis: self.workspace.units.basis(old, date, unit).map(str::to_owned),
                    site: self.workspace.units.step(old, date, unit).and_then(|place| site(locator, place)),
                });
                if !seen.contains(&old) {
                    seen.push(old);
                    next.push(old);
                }
            }
        }
        found
    }

    /// Who came and who left after a window's first day up to its reference date: the day, who, whether it came, and by which row.
    pub(super) fn changes(&self, target: &Target, window: &Window, reference: Date, locator: &mut Locator<'_>) -> Vec<Change> {
        let hidden = |register: RegisterIndex| self.has_hidden_days(register).contains(&true);
        // The day of a change is that of a row.
        if target.population.is_none() || self.kind.register().is_some_and(hidden) {
            return Vec::new();
        }
        let mut days = self.workspace.changes();
        days.extend(self.plan.version_changes());
        days.sort_unstable();
        days.dedup();
        let first = window.days.first;
        let members = |day: Date| -> BTreeMap<u32, Member> {
            let members = self.plan.members(self.workspace, self.population, first.min(day), day);
            members.into_iter().map(|member| (member.subject, member)).collect()
        };
        let mut before = members(first);
        let mut found = Vec::new();
        for day in days.into_iter().filter(|day| *day > first && *day <= reference) {
            let now = members(day);
            for (subject, member) in &now {
                if !before.contains_key(subject) {
                    found.push(self.change(*member, day, true, locator));
                }
            }
            for (subject, member) in &before {
                if !now.contains_key(subject) {
                    found.push(self.change(*member, day, false, locator));
                }
            }
            before = now;
        }
        found
    }

    fn change(&self, member: Member, day: Date, came: bool, locator: &mut Locator<'_>) -> Change {
        let name =
            self.workspace.subject_name(self.plan, self.kind, member.subject, member.row, if came { day } else { plus_days(day, -1) });
        let key = self.workspace.subject_key(self.plan, self.kind, member.subject).to_owned();
        let ground = self.cause(member, day, came, locator);
        Change { day, key, name, came, ground }
    }

    /// The row by which somebody came or left on a day.
    fn cause(&self, member: Member, day: Date, came: bool, locator: &mut Locator<'_>) -> Ground {
        let turns = |days: Days| if came { days.first == day } else { days.last != Date::MAX && plus_days(days.last, 1) == day };
        let units = &self.workspace.units;
        let around = match (self.kind, member.row) {
            (SubjectKind::Units, _) => vec![UnitIndex(member.subject)],
            (SubjectKind::Register(register), Some(row)) => {
                let (entry, name) = (self.workspace.register(register), &self.workspace.register(register).table.name);
                let mut rows = entry.rows_of(member.subject).map(|at| (at, entry.row(at)));
                if let Some((at, row)) = rows.find(|(_, row)| turns(row.valid())) {
                    let what = if came {
                        say!(vi: "dòng trong danh mục `{name}` bắt đầu", en: "its row in the register `{name}` begins")
                    } else {
                        say!(vi: "dòng trong danh mục `{name}` kết thúc", en: "its row in the register `{name}` ends")
                    };
                    return Ground {
                        what,
                        days: self.shown_days(register, at),
                        basis: self.basis(register, at),
                        site: site(locator, row.place()),
                    };
                }
                let on = if came { day } else { plus_days(day, -1) };
                let stands = self.workspace.stands(register, row, on);
                stands.iter().flat_map(|unit| std::iter::once(*unit).chain(units.above(*unit, on))).collect()
            }
            _ => Vec::new(),
        };
        for unit in around {
            let steps: Vec<(Date, UnitIndex, UnitIndex)> = if came {
                units.came_from(unit).into_iter().map(|(date, old)| (date, old, unit)).collect()
            } else {
                units.leads_to(unit).iter().map(|(date, new)| (*date, unit, *new)).collect()
            };
            if let Some((date, old, new)) = steps.into_iter().find(|(date, ..)| *date == day) {
                let (old_name, new_name) = (self.unit_name(old, plus_days(date, -1)), self.unit_name(new, date));
                return Ground {
                    what: say!(vi: "{old_name} thành {new_name}", en: "{old_name} became {new_name}"),
                    days: Days { first: date, last: Date::MAX },
                    basis: units.basis(old, date, new).map(str::to_owned),
                    site: units.step(old, date, new).and_then(|place| site(locator, place)),
                };
            }
            if let Some(listing) = units.listings(unit).iter().find(|listing| turns(listing.days)) {
                let category = self.category(&listing.category);
                let what = if came {
                    say!(vi: "vào danh sách: {category}", en: "listed: {category}")
                } else {
                    say!(vi: "ra khỏi danh sách: {category}", en: "no longer listed: {category}")
                };
                let basis = listing.basis.as_deref().map(str::to_owned);
                return Ground { what, days: listing.days, basis, site: site(locator, listing.place) };
            }
            if let Some((row, days)) = units.rows(unit).iter().find(|(_, days)| turns(*days)) {
                let what = if came {
                    say!(vi: "đơn vị có từ ngày này", en: "the unit begins")
                } else {
                    say!(vi: "đơn vị không còn", en: "the unit ends")
                };
                let place = self.workspace.register(UNITS).row(*row).place();
                return Ground { what, days: *days, basis: self.basis(UNITS, *row), site: site(locator, place) };
            }
        }
        let what = say!(vi: "điều kiện của nhóm đối tượng thay đổi", en: "what the population asks for changes");
        let place = self.population.map(|population| self.plan.populations[population.0].place);
        Ground { what, days: Days { first: day, last: Date::MAX }, basis: None, site: place.and_then(|place| site(locator, place)) }
    }
}

/// Somebody who came or left.
pub(super) struct Change {
    pub(super) day: Date,
    pub(super) key: String,
    pub(super) name: String,
    pub(super) came: bool,
    pub(super) ground: Ground,
}

fn bound(day: Date) -> Option<String> {
    (day != Date::MIN && day != Date::MAX).then(|| day.to_string())
}

impl Ground {
    /// The cells of its row: what, from, to, basis, place.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let end = |day: Date| bound(day).map_or(Cell::Empty, |_| Cell::Date(day));
        let place = self.site.as_ref().map_or(Cell::Empty, |(file, line)| Cell::Text(format!("{file}:{line}")));
        vec![Cell::Words(self.what.clone()), end(self.days.first), end(self.days.last), Cell::maybe(self.basis.as_deref()), place]
    }

    /// The columns of these cells.
    pub(super) fn columns() -> Vec<Column> {
        vec![
            Column::left("what", Word::What),
            Column::left("from", Word::From),
            Column::left("to", Word::To),
            Column::left("basis", Word::Basis).dispensable(1),
            Column::left("place", say!(vi: "Tệp và dòng", en: "File and line")),
        ]
    }

    pub(super) fn contract(&self) -> Value {
        let (file, line) = self.site.clone().unzip();
        json!({
            "what": self.what.get(Lang::En), "from": bound(self.days.first), "to": bound(self.days.last),
            "basis": self.basis, "file": file, "line": line,
        })
    }
}

/// Grounds as a table.
pub(super) fn sheet(title: Message, grounds: &[Ground]) -> Sheet {
    let rows = grounds.iter().map(|ground| Row::Cells(ground.cells())).collect();
    Sheet { title: Some(title), columns: Ground::columns(), rows, ..Sheet::default() }
}
