//! What a row's references mean on its day.

use std::sync::Arc;

use super::lookup::Lookup;
use crate::calendar::{Date, Day};
use crate::check::{closed_reference, unit_not_valid, unknown_reference};
use crate::finding::Finding;
use crate::model::{Absence, Column, Kind, RegisterIndex, UNITS, View, Workspace};
use crate::names::Gazetteer;
use crate::read::Place;

/// A reference that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referred {
    /// The unit or key.
    pub(super) subject: u32,
    /// The row that describes it on the day.
    pub(super) row: u32,
    /// The day on which it was read.
    pub(super) day: Day,
}

/// The finding for a key that means nothing on the day; none where its register could not be read at all.
pub(super) fn missing(
    names: (&Workspace, &Gazetteer<'_>),
    register: RegisterIndex,
    column: &Column,
    key: &str,
    place: Place,
    day: Date,
) -> Option<Finding> {
    let (workspace, _) = names;
    if workspace.register(register).find(key).is_none() {
        return unknown(names, register, column, key, place, Some(day));
    }
    if register == UNITS {
        return Some(unit_not_valid::check(place, names.1, key, day).hiding(column.personal));
    }
    Some(closed_reference::check(place, workspace.register(register), key, day, column.personal))
}

/// The finding for a key that means nothing on any day; none where its register could not be read at all.
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
    let why = table.lost.why(key);
    if table.table.records_of.is_some() && matches!(why, Absence::Unknown | Absence::LeftOut) {
        let personal = table.table.key().is_some_and(|key| table.table.columns[key].personal);
        return Some(unknown_reference::record(place, column, key, (&table.table.name, personal), why, table.keys()));
    }
    if why != Absence::Unknown {
        return unknown_reference::lost(place, column, key, why);
    }
    Some(if register == UNITS {
        unknown_reference::unit(place, key, column.personal, gazetteer, day)
    } else {
        unknown_reference::check(place, column, key, table.keys())
    })
}

/// A reference column of a log.
pub(super) struct Reference {
    pub(super) column: usize,
    pub(super) register: RegisterIndex,
    /// The columns that repeat the name of what it refers to.
    pub(super) named: Vec<usize>,
    pub(super) lookup: Arc<Lookup>,
}

/// The reference columns of a log; `lookup` finds what keys of a register mean.
pub(super) fn columns(columns: &[Column], mut lookup: impl FnMut(RegisterIndex) -> Arc<Lookup>) -> Vec<Reference> {
    let mut references = Vec::new();
    for (column, entry) in columns.iter().enumerate() {
        let Kind::Reference(register) = entry.kind else { continue };
        let named = (0..columns.len()).filter(|named| columns[*named].names == Some(column)).collect();
        references.push(Reference { column, register, named, lookup: lookup(register) });
    }
    references
}

/// The key that a cell holds.
pub(super) fn key<'a>(cell: &View<'a>) -> Option<&'a str> {
    cell.text()
}
