//! Budget lines: `money/allocations.csv`, whose rows may be for an activity, a subject, or the whole plan.

use std::collections::BTreeMap;

use super::built_in::unknown;
use super::registers::Registers;
use super::several_plans::{Unclaimed, owners};
use super::table_file::{TableFile, read};
use crate::calendar::{Date, Days};
use crate::check::{out_of_range, unit_not_valid, unknown_reference};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::model::{Absence, Allocation, BudgetSubject, Column, Kind, Plan, RegisterIndex, Row, UNITS};
use crate::names::Gazetteer;
use crate::number::Number;
use crate::read::{Place, Tree};
use crate::say;

/// The budget lines of a workspace.
pub(super) struct Budget {
    pub(super) allocations: Vec<Allocation>,
    /// Whom they name.
    pub(super) subjects: Vec<BudgetSubject>,
    /// Whether there is a table of them that could be read.
    pub(super) budgeted: bool,
    pub(super) left_out: u64,
}

/// Reads `money/allocations.csv`.
pub(super) fn allocations(tree: &Tree, vocabulary: &Vocabulary, plans: &[Plan], registers: &Registers, findings: &mut Findings) -> Budget {
    let table = super::shapes::allocations();
    let file = read(tree, "money/allocations.csv", &table, vocabulary, findings);
    let mut left_out = file.left_out;
    let (mut allocations, mut subjects, mut unclaimed) = (Vec::new(), Vec::new(), Unclaimed::default());
    for row in file.rows.all() {
        let Some((plan, activity)) = allocated(&file, row, plans, (&mut unclaimed, findings)) else {
            left_out += 1;
            continue;
        };
        let year = row.cell(0).number().and_then(Number::as_whole).and_then(|year| i16::try_from(year).ok()).unwrap_or(1);
        let subject = match row.text(6).map(|id| subject(registers, (id, file.field(row, 6)), year, findings)) {
            None => None,
            Some(None) => {
                left_out += 1;
                continue;
            }
            Some(Some(subject)) => {
                let known = subjects.iter().position(|known| *known == subject).unwrap_or_else(|| {
                    subjects.push(subject);
                    subjects.len() - 1
                });
                u16::try_from(known).ok()
            }
        };
        allocations.push(Allocation {
            plan,
            year,
            fund: row.text(1).unwrap_or_default().to_owned(),
            activity,
            amount: row.cell(3).number().unwrap_or_default(),
            basis: row.text(5).map(str::to_owned),
            subject,
            place: row.place(),
        });
    }
    unclaimed.tell(findings);
    left_out += cut_too_far(&mut allocations, findings);
    Budget { allocations, subjects, budgeted: file.exists && !file.lost.unread, left_out }
}

/// Leaves out the cuts of lines from which more is taken than they have; says how many rows these are.
fn cut_too_far(allocations: &mut Vec<Allocation>, findings: &mut Findings) -> u64 {
    let line = |row: &Allocation| (row.plan, row.year, row.fund.clone(), row.activity, row.subject);
    let mut sums = BTreeMap::new();
    for row in &*allocations {
        *sums.entry(line(row)).or_insert(Number::ZERO) += row.amount;
    }
    let before = allocations.len();
    allocations.retain(|row| {
        let sum = sums[&line(row)];
        if row.amount >= Number::ZERO || sum >= Number::ZERO {
            return true;
        }
        let message = say!(
            vi: "cắt giảm nhiều hơn số đã cấp: tổng của mục này là {sum}",
            en: "more is cut than was allocated: the sum of this line is {sum}"
        );
        let help = say!(vi: "sửa số, hoặc ghi thêm dòng đã cấp trước đó", en: "correct the amount, or add the row that allocated it");
        findings.add(Finding::new(&out_of_range::CODE, row.place, message).help(help));
        false
    });
    (before - allocations.len()) as u64
}

/// The plan and activity of a budget line.
fn allocated(
    file: &TableFile<'_>,
    row: Row<'_>,
    plans: &[Plan],
    (unclaimed, findings): (&mut Unclaimed, &mut Findings),
) -> Option<(usize, Option<usize>)> {
    let plan = match row.text(4) {
        Some(id) => {
            let found = plans.iter().position(|plan| plan.id == id);
            if found.is_none() {
                unknown(findings, file.field(row, 4), &say!(vi: "kế hoạch", en: "plan"), id, plans.iter().map(|plan| plan.id.as_str()));
            }
            found?
        }
        None => match owners(plans, row.text(2), row.text(1).unwrap_or_default()).as_slice() {
            [] => return None,
            [plan] => *plan,
            several => {
                unclaimed.note(row.place(), plans, several);
                return None;
            }
        },
    };
    let Some(id) = row.text(2) else { return Some((plan, None)) };
    let activity = plans[plan].activities.iter().position(|activity| activity.id == id);
    if activity.is_none() {
        let known: Vec<&str> = plans[plan].activities.iter().map(|activity| activity.id.as_str()).collect();
        unknown(findings, file.field(row, 2), &say!(vi: "hoạt động", en: "activity"), id, known.into_iter());
    }
    activity.map(|activity| (plan, Some(activity)))
}

/// Whom a budget line of a year names: the holders of a unit's code in that year, else what has the key in other registers.
fn subject(registers: &Registers, (id, place): (&str, Place), year: i16, findings: &mut Findings) -> Option<BudgetSubject> {
    let day = |month, day| Date::new(year, month, day).ok();
    let days = Days::between(day(1, 1), day(12, 31));
    let units = &registers.units;
    let lives = |unit: &_| units.rows(*unit).iter().any(|(_, valid)| valid.overlaps(days));
    let holders: Vec<_> = units.holders(id).filter(lives).collect();
    let others = || registers.all.iter().enumerate().filter(|(at, _)| *at != UNITS.0);
    let keys: Vec<(RegisterIndex, u32)> = if holders.is_empty() {
        others().filter_map(|(at, register)| Some((RegisterIndex(at), register.find(id)?))).collect()
    } else {
        Vec::new()
    };
    if !holders.is_empty() || !keys.is_empty() {
        return Some(BudgetSubject { id: id.to_owned(), units: holders, keys });
    }
    if registers.all.iter().any(|register| register.lost.unread) {
        // That a register could not be read is said where it is wrong.
        return None;
    }
    let gazetteer = Gazetteer::new(units, &registers.all[UNITS.0]);
    let column = Column::new("subject", Kind::Text, false);
    let lost = registers.all.iter().find_map(|register| unknown_reference::lost(place, &column, id, register.lost.why(id)));
    findings.add(if units.knows(id) {
        unit_not_valid::check(place, &gazetteer, id, days.first)
    } else if let Some(lost) = lost.filter(|_| registers.all.iter().any(|register| register.lost.why(id) == Absence::LeftOut)) {
        lost
    } else {
        unknown_reference::unit(place, id, false, &gazetteer, Some(days.first))
    });
    None
}
