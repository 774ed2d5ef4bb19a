//! A row carries both a code and a name, and they mean different things.

use crate::calendar::Date;
use crate::finding::Finding;
use crate::load::registers::name_disagrees;
use crate::model::{RegisterIndex, Workspace};
use crate::source::Place;

/// The finding for a name beside a reference, where it disagrees with the row that is meant.
pub fn check(
    workspace: &Workspace,
    register: RegisterIndex,
    row: usize,
    name: &str,
    places: [Place; 2],
    day: Date,
    personal: bool,
) -> Option<Finding> {
    let register = workspace.register(register);
    name_disagrees(&register.table, &register.rows[row].cells, name, places, day, personal)
}
