//! Everything that was accepted, together.

use std::collections::BTreeMap;

use num_rational::BigRational;

use super::accepted::Accepted;
use super::budget_subject::BudgetSubject;
use super::column::Choice;
use super::index::{LogIndex, RegisterIndex, UNITS};
use super::letter::Letter;
use super::names::Names;
use super::plan::{Allocation, Plan};
use super::population::SubjectKind;
use super::register::Register;
use super::rows::Row;
use super::table::Table;
use super::units::{UnitIndex, Units};
use super::waiver::Waiver;
use crate::calendar::{Date, changes};
use crate::finding::Severities;
use crate::read::Place;
use crate::text::{Lang, with_kind};

/// What `tiendo.toml` sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Of the tool's own words.
    pub language: Option<Lang>,
    /// Shown at the head of every answer.
    pub notice: Option<String>,
    /// What people call the levels of the register of units, where it is not the usual word.
    pub levels: BTreeMap<String, String>,
    /// How far progress may lag before a window is behind.
    pub pace_tolerance: BigRational,
    /// The frame of a report as a document.
    pub letter: Letter,
    /// What codes weigh.
    pub severities: Severities,
    /// Where that stands, by code id.
    pub checks: BTreeMap<&'static str, Place>,
}

/// A log's shape and files; its rows are never held.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its columns.
    pub table: Table,
    /// The column of the day it happened.
    pub date: usize,
    /// Its files, in the order in which they are read.
    pub files: Vec<String>,
}

/// A workspace that was understood.
#[derive(Debug)]
pub struct Workspace {
    /// What `tiendo.toml` sets.
    pub settings: Settings,
    /// Units first, then the declared ones.
    pub registers: Vec<Register>,
    /// Administrative units through time.
    pub units: Units,
    /// As declared.
    pub logs: Vec<Log>,
    /// Names that `tiendo.toml` defines.
    pub shared: Names,
    /// In the order of their file names.
    pub plans: Vec<Plan>,
    /// Cells that need not be met.
    pub waivers: Vec<Waiver>,
    /// Misses that are known and accepted.
    pub accepted: Vec<Accepted>,
    /// Budget lines.
    pub allocations: Vec<Allocation>,
    /// Whom budget lines name.
    pub budget_subjects: Vec<BudgetSubject>,
    /// Whether there is a table of budget lines that could be read.
    pub budgeted: bool,
    /// Rows of registers and built-in tables that were left out because of an error.
    pub left_out: u64,
}

impl Log {
    /// The allowed words of a choice column.
    pub fn choices(&self, column: usize) -> &[Choice] {
        self.table.columns[column].kind.choices()
    }

    /// Whether its rows belong to periods, not to their dates.
    pub fn by_period(&self) -> bool {
        self.table.period().is_some()
    }
}

impl Workspace {
    /// Takes records dated after a day for nobody yet, wherever records are subjects.
    pub fn see_records_until(&mut self, day: Date) {
        for register in self.registers.iter_mut().filter(|register| register.table.records_of.is_some()) {
            register.until = day;
        }
    }

    /// The register of an index.
    pub fn register(&self, register: RegisterIndex) -> &Register {
        &self.registers[register.0]
    }

    /// The days on which anything about registers changes, in order: rows begin or have ended, units are listed, become others.
    pub fn changes(&self) -> Vec<Date> {
        let rows = self.registers.iter().skip(1).flat_map(|register| register.rows.all().map(Row::valid));
        changes(rows, self.unit_changes())
    }

    /// The days on which anything about units changes, in order: what other registers say is not looked at.
    pub fn unit_changes(&self) -> Vec<Date> {
        let listings = self.units.all().flat_map(|unit| self.units.listings(unit)).map(|listing| listing.days);
        changes(listings, self.units.boundaries().iter().copied())
    }

    /// The log of an index.
    pub fn log(&self, log: LogIndex) -> &Log {
        &self.logs[log.0]
    }

    /// The name of a unit with its kind, as its row of a day has them: `xã Bắc Hùng`.
    pub fn unit_name(&self, unit: UnitIndex, day: Date) -> String {
        let row = self.register(UNITS).row(self.units.row_near(unit, day));
        let text = |name: &str| self.register(UNITS).table.column(name).and_then(|at| row.text(at));
        text("name").map_or_else(|| self.units.code(unit).to_owned(), |name| with_kind(text("kind"), name))
    }

    /// The unit of a subject on a day: itself, or where its register row stands.
    pub fn subject_units(&self, kind: SubjectKind, subject: u32, row: Option<usize>, day: Date) -> Vec<UnitIndex> {
        match (kind, row) {
            (SubjectKind::Units, _) => vec![UnitIndex(subject)],
            (SubjectKind::Register(register), Some(row)) => self.stands(register, row, day),
            _ => Vec::new(),
        }
    }

    /// What people call a subject.
    pub fn subject_name(&self, plan: &Plan, kind: SubjectKind, subject: u32, row: Option<usize>, day: Date) -> String {
        match kind {
            SubjectKind::Whole => plan.title.clone(),
            SubjectKind::Units => self.unit_name(UnitIndex(subject), day),
            SubjectKind::Register(register) => {
                let table = self.register(register);
                let key = table.key(subject);
                let name = table.table.column("name").or_else(|| table.table.column("title"));
                let shown = |at: usize| (!table.table.columns[at].personal).then(|| table.row(row?).text(at));
                name.and_then(shown).flatten().unwrap_or(key).to_owned()
            }
            SubjectKind::Agencies => plan.names.agencies[subject as usize].name.clone(),
            SubjectKind::Choices(log, column) => self.log(log).choices(column)[subject as usize].label.clone(),
        }
    }
}
