//! What rows of registers refer to: keys that exist, units that are there on the row's first day, and their names.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::registers::Draft;
use crate::check::name_disagrees::Beside;
use crate::check::{circular_definition, undated_reference, unit_not_valid, unknown_reference};
use crate::finding::{Finding, Findings};
use crate::model::{Absence, Keys, Kind, Lost, Register, UNITS, Units};
use crate::names::Gazetteer;
use crate::say;

/// The keys that references may name.
pub(super) struct Known<'k> {
    /// Of each register.
    pub(super) keys: &'k [Arc<Keys>],
    /// Of each register those of rows that were left out.
    pub(super) lost: &'k [Lost],
    /// Whether it is units that name their parents.
    pub(super) parents: bool,
}

/// The rows that refer to keys which no register has, and the keys of those of which nothing is said.
pub(super) fn refer(
    draft: &Draft<'_>,
    known: &Known<'_>,
    gazetteer: &Gazetteer<'_>,
    findings: &mut Findings,
) -> (BTreeSet<usize>, BTreeSet<String>) {
    let Register { table, rows, .. } = &draft.register;
    let (mut out, mut silent) = (BTreeSet::new(), BTreeSet::new());
    for (index, column) in table.columns.iter().enumerate() {
        let Kind::Reference(register) = column.kind else { continue };
        let keys = &known.keys[register.0];
        // Rows that stand together often name the same.
        let mut last = "";
        for (at, row) in rows.all().enumerate() {
            let Some(key) = row.text(index) else { continue };
            let place = || draft.field(at, index);
            if key == last || keys.find(key).is_some() {
                last = key;
            } else {
                let why = known.lost[register.0].why(key);
                // A unit below one whose row is at fault is not at fault itself: only what is above it is not known.
                if why != Absence::Unknown && known.parents && register == UNITS {
                    continue;
                }
                if why == Absence::Unread {
                    out.insert(at);
                    silent.extend(table.key().and_then(|key| row.text(key)).map(str::to_owned));
                    continue;
                }
                let finding = if let Some(finding) = unknown_reference::lost(place(), column, key, why) {
                    finding
                } else if register == UNITS {
                    unknown_reference::unit(place(), key, column.personal, gazetteer, row.from())
                } else {
                    unknown_reference::check(place(), column, key, keys.all())
                };
                if findings.add(finding) {
                    out.insert(at);
                }
            }
            let itself = known.parents && register == UNITS && table.key().and_then(|key| row.text(key)) == Some(key);
            if itself
                && findings.add(Finding::new(
                    &circular_definition::CODE,
                    place(),
                    say!(vi: "đơn vị `{key}` là cấp trên của chính nó", en: "unit `{key}` stands above itself"),
                ))
            {
                out.insert(at);
            }
        }
    }
    (out, silent)
}

/// The rows that name a unit which is not there on the row's first day. `parents` are the units' own: a unit stays where
/// only the row of the one above it was left out.
pub(super) fn stand(
    draft: &Draft<'_>,
    units: &Units,
    gazetteer: &Gazetteer<'_>,
    parents: bool,
    findings: &mut Findings,
) -> BTreeSet<usize> {
    let Register { table, rows, lost, .. } = &draft.register;
    let mut out = BTreeSet::new();
    for column in table.all(|kind| *kind == Kind::Reference(UNITS)) {
        for (at, row) in rows.all().enumerate() {
            let Some(code) = row.text(column) else { continue };
            match row.from() {
                Some(day) if units.holder(code, day).is_none() && !(parents && lost.why(code) != Absence::Unknown) => {
                    let error = findings.add(unit_not_valid::check(draft.field(at, column), gazetteer, code, day));
                    out.extend(error.then_some(at));
                }
                None if units.several_hold(code, row.valid()) => {
                    findings.add(undated_reference::check(draft.field(at, column), code));
                }
                _ => {}
            }
        }
    }
    out
}

/// The rows whose names are not those of the units they name; which units that are is known already.
pub(super) fn named(draft: &Draft<'_>, gazetteer: &Gazetteer<'_>, described: &Register, findings: &mut Findings) -> BTreeSet<usize> {
    let (register, units) = (&draft.register, gazetteer.units());
    let columns = &register.table.columns;
    let mut out = BTreeSet::new();
    for (column, entry) in columns.iter().enumerate() {
        let Some(reference) = entry.names else { continue };
        for (at, row) in register.rows.all().enumerate() {
            let (Some(unit), Some(name)) = (register.unit_in(at, reference), row.text(column)) else { continue };
            let day = row.from().unwrap_or(units.rows(unit)[0].1.first);
            let meant = described.row(units.row_near(unit, day));
            // A name beside a personal reference would tell whom it means.
            let personal = entry.personal || columns[reference].personal;
            let beside = Beside { table: &described.table, row: meant, name, day, personal, unit: Some((gazetteer, unit)) };
            let places = || [draft.field(at, column), draft.field(at, reference)];
            if beside.check(places).is_some_and(|finding| findings.add(finding)) {
                out.insert(at);
            }
        }
    }
    out
}
