//! The built-in tables that refer to plans or units: listings, waivers, accepted misses.

use super::registers::Registers;
use super::several_plans::Unclaimed;
use super::table_file::read;
use crate::check::{undated_reference, unit_not_valid, unknown_name, unknown_reference};
use crate::decode::Vocabulary;
use crate::finding::{Finding, Findings};
use crate::model::{Absence, Accepted, Listing, Plan, Row, TargetIndex, UNITS, Waiver};
use crate::names::Gazetteer;
use crate::read::{Place, Tree};
use crate::say;
use crate::text::did_you_mean;

/// Reads `registers/listings.csv` into the units; says how many rows were left out.
pub(super) fn listings(tree: &Tree, vocabulary: &Vocabulary, registers: &mut Registers, findings: &mut Findings) -> u64 {
    let (units, register) = (&mut registers.units, &registers.all[UNITS.0]);
    let table = super::shapes::listings();
    let file = read(tree, "registers/listings.csv", &table, vocabulary, findings);
    let mut left_out = file.left_out;
    let gazetteer = Gazetteer::new(units, register);
    let mut listed = Vec::new();
    for row in file.rows.all() {
        let (Some(code), Some(category)) = (row.text(0), row.text(1)) else { continue };
        let place = || file.field(row, 0);
        let unit = match row.from() {
            Some(day) => units.holder(code, day),
            None => units.first_holder(code),
        };
        if let Some(unit) = unit {
            if row.from().is_none() && units.several_hold(code, row.valid()) {
                findings.add(undated_reference::check(place(), code));
            }
            listed.push((
                unit,
                Listing { category: category.into(), days: row.valid(), basis: row.text(4).map(Into::into), place: row.place() },
            ));
            continue;
        }
        left_out += 1;
        match row.from() {
            _ if register.lost.unread => false,
            _ if !units.knows(code) && register.lost.why(code) != Absence::Unknown => {
                let lost = unknown_reference::lost(place(), &table.columns[0], code, register.lost.why(code));
                lost.is_some_and(|finding| findings.add(finding))
            }
            Some(day) if units.knows(code) => findings.add(unit_not_valid::check(place(), &gazetteer, code, day)),
            _ => findings.add(unknown_reference::unit(place(), code, false, &gazetteer, row.from())),
        };
    }
    drop(gazetteer);
    units.list(listed);
    left_out
}

/// Reads `waivers.csv`.
pub(super) fn waivers(tree: &Tree, vocabulary: &Vocabulary, plans: &[Plan], findings: &mut Findings) -> (Vec<Waiver>, u64) {
    let table = super::shapes::waivers();
    let file = read(tree, "waivers.csv", &table, vocabulary, findings);
    let mut left_out = file.left_out;
    let (mut waivers, mut unclaimed) = (Vec::new(), Unclaimed::default());
    let owned = |row: Row<'_>, column: usize| row.text(column).map(str::to_owned);
    for row in file.rows.all() {
        let Some((plan, target)) = find_target(
            row.text(0).unwrap_or_default(),
            file.field(row, 0),
            row.text(7).map(|plan| (plan, file.field(row, 7))),
            plans,
            (&mut unclaimed, findings),
        ) else {
            left_out += 1;
            continue;
        };
        waivers.push(Waiver {
            plan,
            target,
            subject: owned(row, 1),
            window: owned(row, 2),
            due_in: row.valid(),
            until: file.field(row, 4),
            reason: owned(row, 5).unwrap_or_default(),
            basis: owned(row, 6),
            place: row.place(),
        });
    }
    unclaimed.tell(findings);
    waivers.sort_by_key(|waiver| (waiver.plan, waiver.target, waiver.place));
    (waivers, left_out)
}

/// Reads `accepted.csv`.
pub(super) fn accepted(tree: &Tree, vocabulary: &Vocabulary, plans: &[Plan], findings: &mut Findings) -> (Vec<Accepted>, u64) {
    let table = super::shapes::accepted();
    let file = read(tree, "accepted.csv", &table, vocabulary, findings);
    let mut left_out = file.left_out;
    let (mut accepted, mut unclaimed) = (Vec::new(), Unclaimed::default());
    let owned = |row: Row<'_>, column: usize| row.text(column).map(str::to_owned);
    for row in file.rows.all() {
        let said = row.text(6).map(|plan| (plan, file.field(row, 6)));
        let name = row.text(0).unwrap_or_default();
        let Some((plan, target)) = find_target(name, file.field(row, 0), said, plans, (&mut unclaimed, findings)) else {
            left_out += 1;
            continue;
        };
        accepted.push(Accepted {
            plan,
            target,
            window: owned(row, 1).unwrap_or_default(),
            subject: owned(row, 2),
            from: row.from(),
            reason: owned(row, 4).unwrap_or_default(),
            basis: owned(row, 5),
            place: row.place(),
        });
    }
    unclaimed.tell(findings);
    accepted.sort_by_key(|accepted| (accepted.plan, accepted.target, accepted.place));
    (accepted, left_out)
}

fn find_target(
    name: &str,
    place: Place,
    said: Option<(&str, Place)>,
    plans: &[Plan],
    (unclaimed, findings): (&mut Unclaimed, &mut Findings),
) -> Option<(usize, TargetIndex)> {
    let (prefix, rest) = match name.split_once('/') {
        Some((plan, rest)) => (Some(plan), rest),
        None => (None, name),
    };
    if let Some((plan, place)) = said
        && !plans.iter().any(|known| known.id == plan)
    {
        unknown(findings, place, &say!(vi: "kế hoạch", en: "plan"), plan, plans.iter().map(|plan| plan.id.as_str()));
        return None;
    }
    let matches: Vec<(usize, TargetIndex)> = plans
        .iter()
        .enumerate()
        .filter(|(_, plan)| prefix.is_none_or(|id| plan.id == id) && said.is_none_or(|(id, _)| plan.id == id))
        .filter_map(|(at, plan)| plan.find(rest).map(|target| (at, target)))
        .collect();
    match matches.as_slice() {
        [one] => Some(*one),
        [] => {
            let known: Vec<&str> = plans.iter().flat_map(|plan| plan.targets().map(|(_, target)| target.name.as_str())).collect();
            unknown(findings, place, &say!(vi: "chỉ tiêu", en: "target"), rest, known.into_iter());
            None
        }
        several => {
            unclaimed.note(place, plans, &several.iter().map(|(plan, _)| *plan).collect::<Vec<_>>());
            None
        }
    }
}

pub(super) fn unknown<'n>(
    findings: &mut Findings,
    place: Place,
    what: &crate::text::Message,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) {
    let (vi, en) = (what.get(crate::text::Lang::Vi), what.get(crate::text::Lang::En));
    let message = say!(vi: "không có {vi} `{name}`", en: "there is no {en} `{name}`");
    let known: Vec<&str> = known.collect();
    findings.add(Finding::new(&unknown_name::CODE, place, message).maybe_help(did_you_mean(name, known)));
}
