//! What a row's references mean on its day.

use crate::calendar::{Date, Days, days_between};
use crate::check::{closed_reference, unit_not_valid, unknown_reference};
use crate::finding::Finding;
use crate::model::{Column, Kind, RegisterIndex, UNITS, View, Workspace};
use crate::names::Gazetteer;
use crate::source::Place;

/// A reference that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    /// The unit or key.
    pub(super) subject: u32,
    /// The row that describes it on the day.
    pub(super) row: usize,
    /// The day on which it was read.
    pub(super) day: Date,
}

/// Finds what a key means: on `date`, or with a period on the day of it nearest to the date on which the key is valid.
pub(super) fn find(workspace: &Workspace, register: RegisterIndex, key: &str, date: Date, period: Option<Days>) -> Option<Meant> {
    if register == UNITS {
        let units = &workspace.units;
        let lives = units.holders(key).flat_map(|unit| units.get(unit).rows.iter().map(move |(row, days)| (unit.0, *row, *days)));
        return nearest(lives, date, period);
    }
    let table = workspace.register(register);
    let number = table.find(key)?;
    nearest(table.rows_of(number).iter().map(|row| (number, *row, table.rows[*row].valid)), date, period)
}

fn nearest(lives: impl Iterator<Item = (u32, usize, Days)>, date: Date, period: Option<Days>) -> Option<Meant> {
    let around = period.unwrap_or(Days { first: date, last: date });
    lives
        .filter(|(_, _, days)| days.overlaps(around))
        .map(|(subject, row, days)| {
            let (first, last) = (days.first.max(around.first), days.last.min(around.last));
            Meant { subject, row, day: date.clamp(first, last) }
        })
        .min_by_key(|meant| (days_between(date, meant.day).abs(), meant.day))
}

/// The finding for a key that means nothing on the day.
pub(super) fn missing(
    names: (&Workspace, &Gazetteer<'_>),
    register: RegisterIndex,
    column: &Column,
    key: &str,
    place: Place,
    day: Date,
) -> Finding {
    if let Some(finding) = unknown(names, register, column, key, place, Some(day)) {
        return finding;
    }
    let (workspace, _) = names;
    if register == UNITS {
        return unit_not_valid::check(place, &workspace.units, key, day).hiding(column.personal);
    }
    closed_reference::check(place, workspace.register(register), key, day, column.personal)
}

/// The finding for a key that means nothing on any day.
pub(super) fn unknown(
    (workspace, gazetteer): (&Workspace, &Gazetteer<'_>),
    register: RegisterIndex,
    column: &Column,
    key: &str,
    place: Place,
    day: Option<Date>,
) -> Option<Finding> {
    let table = workspace.register(register);
    if table.find(key).is_some() {
        return None;
    }
    Some(if table.lost.contains(key) {
        unknown_reference::left_out(place, column, key)
    } else if register == UNITS {
        unknown_reference::unit(place, key, column.personal, gazetteer, day)
    } else {
        unknown_reference::check(place, column, key, table.keys())
    })
}

/// The reference columns of a log, each with its register.
pub(super) fn columns(columns: &[Column]) -> Vec<(usize, RegisterIndex)> {
    let reference = |(at, column): (usize, &Column)| match column.kind {
        Kind::Reference(register) => Some((at, register)),
        _ => None,
    };
    columns.iter().enumerate().filter_map(reference).collect()
}

/// The key that a cell holds.
pub(super) fn key<'a>(cell: &View<'a>) -> Option<&'a str> {
    cell.text()
}
